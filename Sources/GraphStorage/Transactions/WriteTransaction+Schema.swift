// Creating and dropping constraints and indexes.

package import GraphModel

extension WriteTransaction {
  /// Creates a constraint, which the graph obeys from now on; a unique one on nodes owns an index.
  /// - Throws: `constraintNotSatisfied` when the data breaks it, `schemaElementExists`.
  package func createConstraint(_ constraint: Constraint) throws(StorageError) {
    try requireOpen()
    try requireFreeName(constraint.name)
    if let same = view.schema.constraints.first(where: { $0.target == constraint.target && $0.rule == constraint.rule }) {
      throw .schemaElementExists("the constraint `\(same.name)` already says the same")
    }
    do {
      try ConstraintScan(graph: view, constraint: constraint).check()
    } catch {
      guard case .constraintViolated(let name, let message) = error else { throw error }
      throw .constraintNotSatisfied(constraint: name, message: message)
    }
    if case .nodes(let label) = constraint.target, case .unique(let property) = constraint.rule {
      try addIndex(IndexDefinition(name: constraint.name, label: label, property: property, isUnique: true))
    }
    view.schema.constraints.append(constraint)
    counters.constraintsAdded += 1
  }

  /// Drops a constraint, and the index it owns.
  /// - Throws: `schemaElementNotFound`.
  package func dropConstraint(named name: String) throws(StorageError) {
    try requireOpen()
    guard let place = view.schema.constraints.firstIndex(where: { $0.name.isByteEqual(to: name) }) else {
      throw .schemaElementNotFound("there is no constraint `\(name)`")
    }
    view.schema.constraints.remove(at: place)
    view.schema.indexes.removeAll { $0.isUnique && $0.name.isByteEqual(to: name) }
    counters.constraintsRemoved += 1
  }

  /// Creates an index over a property of the nodes with a label, or of every node.
  /// - Throws: `schemaElementExists`, `capacityExceeded`.
  package func createIndex(_ index: IndexDefinition) throws(StorageError) {
    try requireOpen()
    try requireFreeName(index.name)
    try addIndex(IndexDefinition(name: index.name, label: index.label, property: index.property, isUnique: false))
    counters.indexesAdded += 1
  }

  /// Drops an index.
  /// - Throws: `schemaElementNotFound`, also for an index that belongs to a constraint.
  package func dropIndex(named name: String) throws(StorageError) {
    try requireOpen()
    guard let place = view.schema.indexes.firstIndex(where: { $0.name.isByteEqual(to: name) }) else {
      throw .schemaElementNotFound("there is no index `\(name)`")
    }
    guard !view.schema.indexes[place].isUnique else {
      throw .schemaElementNotFound("the index `\(name)` belongs to a constraint; drop the constraint")
    }
    view.schema.indexes.remove(at: place)
    counters.indexesRemoved += 1
  }

  private func addIndex(_ index: IndexDefinition) throws(StorageError) {
    if let same = view.schema.indexes.first(where: { $0.label == index.label && $0.property.isByteEqual(to: index.property) }) {
      throw .schemaElementExists("the index `\(same.name)` is over the same property")
    }
    if let label = index.label { _ = try self.label(label) }
    _ = try propertyKey(index.property)
    view.schema.indexes.append(index)
  }

  private func requireFreeName(_ name: String) throws(StorageError) {
    if view.schema.constraint(named: name) != nil { throw .schemaElementExists("there is already a constraint `\(name)`") }
    if view.schema.index(named: name) != nil { throw .schemaElementExists("there is already an index `\(name)`") }
  }
}
