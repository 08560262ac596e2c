// The check of one constraint against a whole graph, by a scan: for creating a constraint and for proving a graph sound.

import GraphModel

/// Checks a constraint by looking at every entity it speaks of.
struct ConstraintScan {
  let graph: GraphSnapshot
  let constraint: Constraint

  /// - Throws: `constraintViolated` with the first entity, by offset, that breaks the rule.
  func check() throws(StorageError) {
    let entities = entities()
    switch constraint.rule {
    case .exists(let property):
      for entity in entities where value(property, of: entity).isNull {
        throw violated("\(describe(entity)) has no `\(property)`")
      }
    case .type(let property, let type):
      for entity in entities {
        let value = value(property, of: entity)
        if !value.isNull, !type.admits(value) {
          throw violated("\(describe(entity)) has `\(property)` of type \(value.typeName), not \(type.name)")
        }
      }
    case .unique(let property): try checkUnique(property, entities)
    case .ends(let from, let to): try checkEnds(from, to, entities)
    }
  }

  private func checkUnique(_ property: String, _ entities: [UInt32]) throws(StorageError) {
    var first: [GroupingKey: UInt32] = [:]
    for entity in entities {
      let value = value(property, of: entity)
      guard Value.equals(value, value) == true else { continue }
      if let other = first.updateValue(entity, forKey: GroupingKey(value)) {
        throw violated("\(describe(other)) and \(describe(entity)) have the same `\(property)`: \(ValueText.text(value))")
      }
    }
  }

  private func checkEnds(_ from: [String], _ to: [String], _ entities: [UInt32]) throws(StorageError) {
    let reader = graph.relationshipReader
    for entity in entities {
      try checkEnd(entity, reader.source(of: entity), from, "starts")
      try checkEnd(entity, reader.target(of: entity), to, "ends")
    }
  }

  private func checkEnd(_ entity: UInt32, _ node: UInt32, _ labels: [String], _ verb: String) throws(StorageError) {
    let node = NodeID(rawValue: node)
    for label in labels { if let label = graph.catalog.label(label), graph.hasLabel(label, node: node) { return } }
    throw violated("\(describe(entity)) \(verb) at node \(node.rawValue), which has none of \(labels.map { ":" + $0 }.joined(separator: ", "))")
  }

  private func entities() -> [UInt32] {
    var found: [UInt32] = []
    switch constraint.target {
    case .nodes(nil): graph.nodeBitmap.forEach { found.append($0) }
    case .nodes(let label?):
      if let label = graph.catalog.label(label) { graph.labelBitmap(label).forEach { found.append($0) } }
    case .relationships(let type):
      guard let type = graph.catalog.relationshipType(type) else { return [] }
      let reader = graph.relationshipReader
      graph.relationshipBitmap.forEach { if reader.type(of: $0) == type { found.append($0) } }
    }
    return found
  }

  private func value(_ property: String, of entity: UInt32) -> Value {
    guard let key = graph.catalog.propertyKey(property) else { return .null }
    if case .relationships = constraint.target { return graph.relationshipColumn(key).value(entity) }
    return graph.nodeColumn(key).value(entity)
  }

  private func describe(_ entity: UInt32) -> String {
    switch constraint.target {
    case .nodes(nil): "node \(entity)"
    case .nodes(let label?): "node \(entity) (:\(label))"
    case .relationships(let type): "relationship \(entity) [:\(type)]"
    }
  }

  private func violated(_ message: String) -> StorageError {
    .constraintViolated(constraint: constraint.name, message: message)
  }
}
