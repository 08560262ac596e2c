// The check of one constraint against a whole graph: for creating the constraint, and for proving a graph sound. It trusts no
// index: equal values are found by a table of its own.

import GraphModel

/// Checks a constraint by looking at every entity it speaks of.
struct ConstraintScan {
  let graph: GraphSnapshot
  let constraint: CompiledConstraint

  /// - Throws: `constraintViolated` with the first entity, by offset, that breaks the rule.
  func check() throws(StorageError) {
    let check = ConstraintCheck(graph: graph, constraint: constraint)
    let entities = EntityScan.entities(of: constraint.target, in: graph)
    let keys = constraint.rule.distinctKeys
    var first: [GroupingKey: UInt32] = [:]
    for entity in entities {
      guard !keys.isEmpty else {
        try check.check(entity)
        continue
      }
      if case .key = constraint.rule { try check.checkPresence(entity, keys) }
      guard let values = check.values(of: keys, entity) else { continue }
      let key = GroupingKey(values.count == 1 ? values[0] : .list(values))
      if let other = first.updateValue(entity, forKey: key) { throw check.duplicated(other, entity, values, keys) }
    }
  }
}

/// The entities that a schema element speaks of.
enum EntityScan {
  /// Their offsets, ascending.
  static func entities(of target: IndexTarget, in graph: GraphSnapshot) -> [UInt32] {
    var found: [UInt32] = []
    switch target {
    case .nodes(nil): graph.nodeBitmap.forEach { found.append($0) }
    case .nodes(let label?): graph.labelBitmap(label).forEach { found.append($0) }
    case .relationships(let type):
      let reader = graph.relationshipReader
      graph.relationshipBitmap.forEach { if reader.type(of: $0) == type { found.append($0) } }
    }
    return found
  }
}
