// Label tests while expanding: one bitmap where one label is asked for, else one truth value per combination of labels that the
// graph has, looked up by the number a node keeps. Made anew for every chunk, for a write makes the old one stale.
import GraphModel
import GraphStorage
import QueryPlanner

/// A label test over node offsets.
struct LabelFilter {
  /// How nodes are tested.
  private enum Method {
    case all, none, bitmap, sets
  }

  private var method: Method
  /// The nodes that pass, if the test is one of membership.
  private(set) var bitmap: BitmapView?
  private var reader: LabelSetReader?
  private var passing: [Bool] = []

  /// The test that every node passes.
  static let everything = LabelFilter()

  private init() { method = .all }

  /// The test on a graph; without a test every node passes.
  init(_ test: LabelTest?, _ graph: GraphSnapshot) {
    switch test {
    case nil: method = .all
    case .name(let name):
      method = .none
      if let label = graph.catalog.label(name) {
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
    case .sets: return passing[Int(reader.unsafelyUnwrapped.labelSet(of: node))]  // safe: not null
    }
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
