// The check of one constraint against one entity: what the end of a statement asks for entities that it has touched, and what
// a scan asks for every entity there is.

import GraphModel

/// Checks entities of one graph against a constraint.
struct ConstraintCheck {
  let graph: GraphSnapshot
  let constraint: CompiledConstraint

  /// Checks an entity that the constraint speaks of. A unique constraint is checked through its index.
  /// - Throws: `constraintViolated`.
  func check(_ entity: UInt32) throws(StorageError) {
    switch constraint.rule {
    case .exists(let key):
      if !column(key).isPresent(entity) { throw violated("\(describe(entity)) has no `\(graph.catalog.name(of: key))`") }
    case .type(let key, let type):
      let value = column(key).value(entity)
      if !value.isNull, !type.admits(value) {
        throw violated(
          "\(describe(entity)) has `\(graph.catalog.name(of: key))` = \(ValueText.text(value)), which is not of type \(type.name)")
      }
    case .unique(let key): try checkUnique(entity, key)
    case .ends(let from, let to):
      let reader = graph.relationshipReader
      try checkEnd(entity, reader.source(of: entity), from, "starts")
      try checkEnd(entity, reader.target(of: entity), to, "ends")
    }
  }

  private func checkUnique(_ entity: UInt32, _ key: PropertyKeyID) throws(StorageError) {
    guard column(key).isPresent(entity), let place = constraint.ownedIndex(in: graph.indexes) else { return }
    let value = column(key).value(entity)
    var found: [UInt32] = []
    IndexReader(index: graph.indexes[place], column: column(key)).lookup(value, into: &found)
    guard let other = found.first(where: { $0 != entity }) else { return }
    throw duplicated(min(entity, other), max(entity, other), value, key)
  }

  /// The error of two entities with equal values.
  func duplicated(_ first: UInt32, _ second: UInt32, _ value: Value, _ key: PropertyKeyID) -> StorageError {
    violated("\(describe(first)) and \(describe(second)) both have `\(graph.catalog.name(of: key))` = \(ValueText.text(value))")
  }

  private func checkEnd(_ entity: UInt32, _ node: UInt32, _ labels: [LabelID], _ verb: String) throws(StorageError) {
    let node = NodeID(rawValue: node)
    for label in labels where graph.hasLabel(label, node: node) { return }
    let names = labels.map { ":" + graph.catalog.name(of: $0) }.joined(separator: " or ")
    let own = graph.labels(of: node).map { ":" + graph.catalog.name(of: $0) }.joined()
    throw violated("\(describe(entity)) \(verb) at node \(node.rawValue)\(own.isEmpty ? "" : " (\(own))"), which is not \(names)")
  }

  /// The column of a property on the entities that the constraint speaks of.
  func column(_ key: PropertyKeyID) -> ColumnReader {
    if case .relationships = constraint.target { return graph.relationshipColumn(key) }
    return graph.nodeColumn(key)
  }

  private func describe(_ entity: UInt32) -> String {
    switch constraint.target {
    case .nodes(nil): "node \(entity)"
    case .nodes(let label?): "node \(entity) (:\(graph.catalog.name(of: label)))"
    case .relationships(let type): "relationship \(entity) [:\(graph.catalog.name(of: type))]"
    }
  }

  private func violated(_ message: String) -> StorageError {
    .constraintViolated(constraint: constraint.constraint.name, message: message)
  }
}
