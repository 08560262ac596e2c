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
    case .exists(let key): try checkPresence(entity, [key])
    case .type(let key, let type):
      let value = column(key).value(entity)
      if !value.isNull, !type.admits(value) {
        throw violated(
          "\(describe(entity)) has `\(graph.catalog.name(of: key))` = \(ValueText.text(value)), which is not of type \(type.name)")
      }
    case .unique, .uniqueTogether: try checkDistinct(entity)
    case .key(let keys):
      try checkPresence(entity, keys)
      try checkDistinct(entity)
    case .ends(let from, let to):
      let reader = graph.relationshipReader
      try checkEnd(entity, reader.source(of: entity), from, "starts")
      try checkEnd(entity, reader.target(of: entity), to, "ends")
    }
  }

  /// - Throws: `constraintViolated` where an entity lacks one of the properties.
  func checkPresence(_ entity: UInt32, _ keys: [PropertyKeyID]) throws(StorageError) {
    for key in keys where !column(key).isPresent(entity) {
      throw violated("\(describe(entity)) has no `\(graph.catalog.name(of: key))`")
    }
  }

  /// Looks for another entity with the same values: the index gives those with the same first value.
  private func checkDistinct(_ entity: UInt32) throws(StorageError) {
    let keys = constraint.rule.distinctKeys
    guard let values = values(of: keys, entity), let place = constraint.ownedIndex(in: graph.indexes) else { return }
    var found: [UInt32] = []
    IndexReader(index: graph.indexes[place], column: column(keys[0])).lookup(values[0], into: &found)
    guard let other = found.first(where: { $0 != entity && hasEqual(values, keys, $0) }) else { return }
    throw duplicated(min(entity, other), max(entity, other), values, keys)
  }

  /// The values of several properties; nil if one is absent, or equals nothing (NaN, or a list with one).
  func values(of keys: [PropertyKeyID], _ entity: UInt32) -> [Value]? {
    var values: [Value] = []
    for key in keys {
      guard column(key).isPresent(entity) else { return nil }
      let value = column(key).value(entity)
      guard Value.equals(value, value) == true else { return nil }
      values.append(value)
    }
    return values
  }

  private func hasEqual(_ values: [Value], _ keys: [PropertyKeyID], _ entity: UInt32) -> Bool {
    zip(keys, values).dropFirst().allSatisfy { key, value in
      column(key).isPresent(entity) && Value.equals(column(key).value(entity), value) == true
    }
  }

  /// The error of two entities with equal values.
  func duplicated(_ first: UInt32, _ second: UInt32, _ values: [Value], _ keys: [PropertyKeyID]) -> StorageError {
    let shared = zip(keys, values).map { "`\(graph.catalog.name(of: $0))` = \(ValueText.text($1))" }
    return violated("\(describe(first)) and \(describe(second)) both have \(shared.joined(separator: " and "))")
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
