// Label tests while expanding: one bitmap where one label is asked for, else one truth value per combination of labels that the
// graph has, looked up by the number a node keeps. A label whose nodes lie side by side, as those of a bulk load do, is an interval of
// offsets, which is tested without touching memory. Made anew for every chunk of a query that writes, for a write makes the old one
// stale.
import GraphModel
import GraphStorage
import QueryPlanner

/// A label test over node offsets.
struct LabelFilter {
  /// How nodes are tested.
  private enum Method {
    case all, none, bitmap, interval, sets
  }

  private var method: Method
  /// The nodes that pass, if the test is one of membership.
  private(set) var bitmap: BitmapView?
  /// The nodes that pass, if they are known to be an interval.
  private(set) var interval: OffsetInterval?
  private var reader: LabelSetReader?
  private var passing: [Bool] = []

  /// The test that every node passes.
  static let everything = LabelFilter()

  private init() { method = .all }

  /// The test on a graph; without a test every node passes.
  init(_ test: LabelTest?, _ graph: GraphSnapshot) {
    var hint: UInt32 = 0
    self.init(test, graph, hint: &hint)
  }

  /// The test on a graph, with the number that its label had last.
  init(_ test: LabelTest?, _ graph: GraphSnapshot, hint: inout UInt32) {
    switch test {
    case nil: method = .all
    case .name(let name):
      method = .none
      if let label = graph.label(name, hint: &hint) {
        bitmap = graph.labelBitmap(label)
        method = .bitmap
      }
    case .some(let test):
      method = .sets
      reader = graph.labelSetReader
      let names = { (name: String) in graph.catalog.label(name) }
      passing = (0..<graph.labelSets.count).map { index in
        Self.holds(test, graph.labelSets[UInt16(truncatingIfNeeded: index)], names)
      }
    }
  }

  /// Whether every node passes.
  var isTrivial: Bool { method == .all }
  /// Whether no node passes.
  var isNever: Bool { method == .none }

  /// Whether a node passes.
  @inline(__always) func passes(_ node: UInt32) -> Bool {
    switch method {
    case .all: return true
    case .none: return false
    case .bitmap: return bitmap.unsafelyUnwrapped.contains(node)  // safe: not null
    case .interval: return interval.unsafelyUnwrapped.contains(node)  // safe: not null
    case .sets: return passing[Int(reader.unsafelyUnwrapped.labelSet(of: node))]  // safe: not null
    }
  }

  /// Finds out whether the nodes that pass are an interval. Cost: a look at the words of the bitmap outside it.
  mutating func findInterval() {
    guard method == .bitmap, let found = bitmap?.interval else { return }
    interval = found
    method = .interval
  }

  private static func holds(_ test: LabelTest, _ labels: [LabelID], _ number: (String) -> LabelID?) -> Bool {
    switch test {
    case .name(let name): number(name).map(labels.contains) ?? false
    case .any: !labels.isEmpty
    case .not(let inner): !holds(inner, labels, number)
    case .and(let parts): parts.allSatisfy { holds($0, labels, number) }
    case .or(let parts): parts.contains { holds($0, labels, number) }
    }
  }
}

/// Offsets without a gap.
struct OffsetInterval {
  /// The first offset.
  let low: UInt32
  /// How many there are.
  let count: UInt32

  /// Whether an offset is one of them.
  @inline(__always) func contains(_ offset: UInt32) -> Bool { offset &- low < count }

  /// How many entries of a run lead to one of them and not to `own`. Cost: constant where the ends of the run tell, one pass over a
  /// short run, else logarithmic.
  @inline(__always) func count(in run: NeighbourRun, but own: UInt32) -> Int {
    if run.count == 0 { return 0 }
    let (first, last) = (run.neighbours[0], run.neighbours[run.count &- 1])
    if contains(first), contains(last), own < first || own > last { return run.count }
    if run.count > OffsetInterval.scannedMax { return countBySearch(in: run, but: own) }
    var found: UInt32 = 0
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      found &+= (neighbour &- low < count ? 1 : 0) & (neighbour == own ? 0 : 1)
    }
    return Int(found)
  }

  private func countBySearch(in run: NeighbourRun, but own: UInt32) -> Int {
    let end = UInt64(low) + UInt64(count)
    let (first, last) = (run.firstPosition(of: low), end > UInt64(UInt32.max) ? run.count : run.firstPosition(of: UInt32(end)))
    guard contains(own) else { return last - first }
    let place = run.firstPosition(of: own)
    return last - first - (own == UInt32.max ? 0 : run.firstPosition(of: own + 1) - place)
  }

  private static let scannedMax = 64
}

extension BitmapView {
  /// The members, if they are an interval.
  var interval: OffsetInterval? {
    guard let (first, last) = ends, Int(last - first) + 1 == count else { return nil }
    return OffsetInterval(low: first, count: UInt32(truncatingIfNeeded: count))
  }

  /// The first and the last member.
  var ends: (first: UInt32, last: UInt32)? {
    guard count > 0, let first = firstMember, let last = lastMember else { return nil }
    return (first, last)
  }

  private var firstMember: UInt32? {
    for chunk in 0..<chunkCount {
      let words = words(ofChunk: chunk)
      for index in 0..<StorageLimits.wordsPerChunk where words[index] != 0 {
        return UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk + index * 64 + words[index].trailingZeroBitCount)
      }
    }
    return nil
  }

  private var lastMember: UInt32? {
    for chunk in (0..<chunkCount).reversed() {
      let words = words(ofChunk: chunk)
      for index in (0..<StorageLimits.wordsPerChunk).reversed() where words[index] != 0 {
        return UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk + index * 64 + 63 - words[index].leadingZeroBitCount)
      }
    }
    return nil
  }
}

/// The label test of a step over the chunks of a run.
final class StepLabels {
  private let test: LabelTest?
  @exclusivity(unchecked) private var made = LabelFilter.everything
  @exclusivity(unchecked) private var serial: UInt64?
  @exclusivity(unchecked) private var hasLooked = false
  @exclusivity(unchecked) private var hint: UInt32 = 0
  /// With fewer rows than these, looking for an interval costs more than it brings.
  private static let rowsMin = 128

  /// A test, or none.
  init(_ test: LabelTest?) { self.test = test }

  /// The test on the graph as it is now, for so many rows.
  func filter(rows: Int, _ context: ExecutionContext) -> LabelFilter {
    guard test != nil else { return made }
    if context.isWriting || serial != context.serial {
      made = LabelFilter(test, context.graph, hint: &hint)
      serial = context.serial
      hasLooked = false
    }
    if !hasLooked, rows >= StepLabels.rowsMin {
      made.findInterval()
      hasLooked = true
    }
    return made
  }
}
