// The end of a statement: what may be broken inside one but not after it. Only what the statement touched is looked at:
// nodes it deleted, and entities whose labels, ends or constrained properties it set.
// Invariant: an entity that could break a constraint now and could not at the last check is in `touched`.

package import GraphModel

/// Entities to be checked at the end of a statement.
struct TouchedEntities {
  /// Nodes created, labelled, or given or deprived of a constrained property.
  var nodes: [UInt32] = []
  /// Relationships created, or given or deprived of a constrained property.
  var relationships: [UInt32] = []
  /// Nodes that lost a label while some relationship type is bound to labels.
  var relabelled: [UInt32] = []
  /// Nodes deleted.
  var deleted: [UInt32] = []

  /// Notes an entity, once if it is noted several times in a row.
  static func note(_ entity: UInt32, in list: inout [UInt32]) { if list.last != entity { list.append(entity) } }
}

extension WriteTransaction {
  /// Ends a statement: refuses deleted nodes that still have relationships, and broken constraints.
  /// - Throws: `nodeStillHasRelationships`, `constraintViolated`. Only a rollback helps then; `commit` would throw again.
  package func checkStatement() throws(StorageError) {
    for node in touched.deleted where view.totalDegree(of: NodeID(rawValue: node)) > 0 {
      throw .nodeStillHasRelationships(NodeID(rawValue: node))
    }
    if !view.rules.constraints.isEmpty {
      for node in touched.nodes where view.liveNodes.contains(node) { try checkNode(node) }
      for relationship in touched.relationships where view.liveRelationships.contains(relationship) {
        try checkRelationship(relationship)
      }
      for node in touched.relabelled where view.liveNodes.contains(node) { try checkEnds(at: node) }
    }
    touched = TouchedEntities()
  }

  private func checkNode(_ node: UInt32) throws(StorageError) {
    let rules = view.rules
    for place in rules.constraintsOfEveryNode { try check(rules.constraints[place], node) }
    for label in view.labels(of: NodeID(rawValue: node)) {
      for place in rules.constraintsByLabel[label.rawValue] { try check(rules.constraints[place], node) }
    }
  }

  private func checkRelationship(_ relationship: UInt32) throws(StorageError) {
    let type = view.relationshipReader.type(of: relationship)
    for place in view.rules.constraintsByType[type.rawValue] { try check(view.rules.constraints[place], relationship) }
  }

  private func checkEnds(at node: UInt32) throws(StorageError) {
    for type in view.rules.typesWithEnds {
      for reader in [view.outgoing(type), view.incoming(type)] {
        try reader.forEachRun(of: node) { run throws(StorageError) in
          for place in 0..<run.count { try checkRelationship(run.relationships[place]) }
        }
      }
    }
  }

  private func check(_ constraint: CompiledConstraint, _ entity: UInt32) throws(StorageError) {
    try ConstraintCheck(graph: view, constraint: constraint).check(entity)
  }
}

extension WriteTransaction {
  /// Notes a node whose labels have grown, if constraints speak of any of its labels.
  func touch(node: UInt32, labels: [LabelID]) {
    let rules = view.rules
    guard !rules.constraints.isEmpty else { return }
    if !rules.constraintsOfEveryNode.isEmpty || labels.contains(where: { !rules.constraintsByLabel[$0.rawValue].isEmpty }) {
      TouchedEntities.note(node, in: &touched.nodes)
    }
  }

  /// Notes a node of which a property has changed, if constraints speak of the property.
  func touch(node: UInt32, key: PropertyKeyID) {
    if !view.rules.constrainedNodeKeys[key.rawValue].isEmpty { TouchedEntities.note(node, in: &touched.nodes) }
  }

  /// Notes a relationship that is new, if constraints speak of its type.
  func touch(relationship: UInt32, type: RelationshipTypeID) {
    if !view.rules.constraintsByType[type.rawValue].isEmpty { TouchedEntities.note(relationship, in: &touched.relationships) }
  }

  /// Notes a relationship of which a property has changed, if constraints speak of the property.
  func touch(relationship: UInt32, key: PropertyKeyID) {
    if !view.rules.constrainedRelationshipKeys[key.rawValue].isEmpty {
      TouchedEntities.note(relationship, in: &touched.relationships)
    }
  }
}
