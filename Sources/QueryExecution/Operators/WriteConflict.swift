// Whether the items of a SET can read what they write, told from property keys and labels alone. Reading all properties, or one
// under a key that only a row knows, counts as reading every key.
import QueryPlanner

/// What expressions read of entities, and what items write.
enum WriteConflict {
  private struct Use {
    var keys: Set<String> = []
    var allKeys = false
    var labels = false

    /// Whether one of the two uses writes what the other reads.
    func meets(_ other: Use) -> Bool {
      (labels && other.labels) || (allKeys && (other.allKeys || !other.keys.isEmpty)) || (other.allKeys && !keys.isEmpty)
        || !keys.isDisjoint(with: other.keys)
    }
  }

  /// Whether no item reads what an item writes.
  static func isFree(_ items: [SetItem]) -> Bool {
    var (reads, writes) = (Use(), Use())
    for item in items {
      switch item {
      case .property(let target, let key, let value):
        read(target, &reads)
        read(value, &reads)
        writes.keys.insert(key)
      case .dynamicProperty(let target, let key, let value):
        for expression in [target, key, value] { read(expression, &reads) }
        writes.allKeys = true
      case .replaceProperties(_, let value), .addProperties(_, let value):
        read(value, &reads)
        writes.allKeys = true
      case .labels(_, let names):
        for case .dynamic(let expression) in names { read(expression, &reads) }
        writes.labels = true
      }
    }
    return !reads.meets(writes)
  }

  /// Whether an expression reads nothing of entities that a write could change.
  static func isSteady(_ expression: BoundExpression) -> Bool {
    var reads = Use()
    read(expression, &reads)
    return reads.keys.isEmpty && !reads.allKeys && !reads.labels
  }

  private static func read(_ expression: BoundExpression, _ use: inout Use) {
    switch expression.kind {
    case .property(_, let key): use.keys.insert(key)
    case .element: use.allKeys = true
    case .entity(.labels, _), .hasLabels: use.labels = true
    case .entity(.keys, _), .entity(.properties, _): use.allKeys = true
    default: break
    }
    for part in expression.children { read(part, &use) }
  }
}
