// Commands on indexes and constraints, carried out in a transaction.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner

/// Carries out schema changes.
struct SchemaWork {
  let transaction: WriteTransaction

  /// Carries out one change; nothing where `IF [NOT] EXISTS` says so.
  func perform(_ change: SchemaChange) throws(QueryError) {
    do throws(StorageError) {
      switch change {
      case .createIndex(let index, let ifNotExists):
        if ifNotExists, isNamed(index.name) || isIndexed(index) { return }
        try transaction.createIndex(index)
      case .createFullTextIndex(let index, let ifNotExists):
        if ifNotExists, isNamed(index.name) { return }
        try transaction.createFullTextIndex(index)
      case .createConstraint(let constraint, let ifNotExists):
        if ifNotExists, isNamed(constraint.name) || isDemanded(constraint) { return }
        try transaction.createConstraint(constraint)
      case .createLookup(let ifNotExists):
        if !ifNotExists { throw StorageError.schemaElementExists("labels and types are always looked up in an index") }
      case .dropIndex(let name, let ifExists):
        let schema = transaction.view.schema
        if ifExists, schema.index(named: name) == nil, schema.fullTextIndex(named: name) == nil { return }
        try transaction.dropIndex(named: name)
      case .dropConstraint(let name, let ifExists):
        if ifExists, transaction.view.schema.constraint(named: name) == nil { return }
        try transaction.dropConstraint(named: name)
      }
    } catch { throw QueryError(error) }
  }

  /// Whether an index is over the same property already, under whatever name.
  private func isIndexed(_ wanted: IndexDefinition) -> Bool {
    transaction.view.schema.indexes.contains { index in
      guard index.property.isByteEqual(to: wanted.property), index.isUnique || !index.isOwned else { return false }
      switch (index.label, wanted.label) {
      case (nil, nil): return true
      case (let a?, let b?): return a.isByteEqual(to: b)
      default: return false
      }
    }
  }

  /// Whether a constraint says the same already, under whatever name.
  private func isDemanded(_ wanted: Constraint) -> Bool {
    transaction.view.schema.constraints.contains { $0.target == wanted.target && $0.rule == wanted.rule }
  }

  private func isNamed(_ name: String) -> Bool {
    let schema = transaction.view.schema
    return schema.index(named: name) != nil || schema.fullTextIndex(named: name) != nil || schema.constraint(named: name) != nil
  }
}
