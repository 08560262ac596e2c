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
    guard case .unique(let key) = constraint.rule else {
      for entity in entities { try check.check(entity) }
      return
    }
    let column = check.column(key)
    var first: [GroupingKey: UInt32] = [:]
    for entity in entities where column.isPresent(entity) {
      let value = column.value(entity)
      guard Value.equals(value, value) == true else { continue }  // NaN, or a list with one, equals nothing
      if let other = first.updateValue(entity, forKey: GroupingKey(value)) { throw check.duplicated(other, entity, value, key) }
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
