// The first keys of the best rows so far, as prefixes: how a row is known to be none of the first. A heap of as many prefixes as rows
// are wanted, the worst on top; a row whose prefix is worse than the top of a full heap comes after all of them.
// Invariants: the heap holds the best prefixes of one kind of key, that of the first chunk; a prefix equal to the top is let in, for
// further keys may put its row first.
import GraphModel

/// The worst first key that may still count.
final class TopBound {
  /// More rows than these are cheaper to sort than to keep in a heap.
  static let countMax = 1_024

  private let wanted: Int
  private let heap: UnsafeMutablePointer<UInt64>
  private var count = 0
  private var kind: VectorKind?

  /// A bound for so many rows, at least one.
  init(count: Int) {
    wanted = max(1, count)
    heap = .allocate(capacity: wanted)
  }

  deinit { heap.deallocate() }

  /// Whether prefixes of keys of a kind can be compared with those in the heap.
  func fits(_ kind: VectorKind) -> Bool {
    if self.kind == nil, kind != .mixed { self.kind = kind }
    return self.kind == kind
  }

  /// Writes those rows (or places, where there are no rows) whose prefix may count into `kept`, and returns how many there are. `kept`
  /// may be `rows` itself.
  func take(
    _ prefixes: UnsafePointer<UInt64>, count rowCount: Int, rows: UnsafePointer<Int32>?, into kept: UnsafeMutablePointer<Int32>
  ) -> Int {
    var worst = count == wanted ? heap[0] : UInt64.max
    var keptCount = 0
    for n in 0..<rowCount where prefixes[n] <= worst {
      kept[keptCount] = rows?[n] ?? Int32(truncatingIfNeeded: n)
      keptCount += 1
      if count < wanted { push(prefixes[n]) } else if prefixes[n] < worst { replaceTop(prefixes[n]) }
      if count == wanted { worst = heap[0] }
    }
    return keptCount
  }

  private func push(_ prefix: UInt64) {
    var place = count
    count += 1
    while place > 0, heap[(place - 1) / 2] < prefix {
      heap[place] = heap[(place - 1) / 2]
      place = (place - 1) / 2
    }
    heap[place] = prefix
  }

  private func replaceTop(_ prefix: UInt64) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < count else { break }
      if child + 1 < count, heap[child + 1] > heap[child] { child += 1 }
      guard heap[child] > prefix else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = prefix
  }
}
