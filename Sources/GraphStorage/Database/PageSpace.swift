// Where a checkpoint may write: pages without live bytes, first those between others, then those behind the end. Extents of one
// checkpoint are packed one behind another; an extent is never cut.
// Invariant: no page that holds a byte of the present state is ever given out.

/// Free space of a file, given out from the front.
struct PageSpace {
  /// Free runs of pages, ascending, and where in the first of them the next byte goes.
  private var runs: [Range<Int>]
  private var position: Int
  /// The pages that the file has when everything given out is written.
  private(set) var pageCount: Int

  /// The space of a file of so many pages.
  /// - Parameter used: extents that must stay as they are; `nil` to use only what lies behind the end.
  init(pageCount: Int, used: (some Sequence<Extent>)?) {
    self.pageCount = max(pageCount, FileFormat.firstDataPage)
    runs = []
    if let used {
      var isUsed = [Bool](repeating: false, count: self.pageCount)
      for page in 0..<FileFormat.firstDataPage { isUsed[page] = true }
      for extent in used { for page in extent.pages where page < isUsed.count { isUsed[page] = true } }
      var start: Int?
      for page in 0...isUsed.count {
        if page < isUsed.count, !isUsed[page] {
          start = start ?? page
        } else if let first = start {
          runs.append(first..<page)
          start = nil
        }
      }
      // A run at the end goes over into what lies behind.
      if let last = runs.last, last.upperBound == self.pageCount {
        runs.removeLast()
        self.pageCount = last.lowerBound
      }
    }
    runs.reverse()
    position = (runs.last?.lowerBound ?? self.pageCount) * FileFormat.pageBytes
  }

  /// Where the next extent of a length goes. Runs that are too short for it are passed over.
  mutating func place(_ length: Int) -> Int {
    while let run = runs.last {
      if position + length <= run.upperBound * FileFormat.pageBytes {
        defer { position += length }
        return position
      }
      runs.removeLast()
      position = (runs.last?.lowerBound ?? pageCount) * FileFormat.pageBytes
    }
    defer {
      position += length
      pageCount = max(pageCount, (position + FileFormat.pageBytes - 1) / FileFormat.pageBytes)
    }
    return position
  }
}
