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
        if ifNotExists, isNamed(index.name) { return }
        try transaction.createIndex(index)
      case .createFullTextIndex(let index, let ifNotExists):
        if ifNotExists, isNamed(index.name) { return }
        try transaction.createFullTextIndex(index)
      case .createConstraint(let constraint, let ifNotExists):
        if ifNotExists, isNamed(constraint.name) { return }
        try transaction.createConstraint(constraint)
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

  private func isNamed(_ name: String) -> Bool {
    let schema = transaction.view.schema
    return schema.index(named: name) != nil || schema.fullTextIndex(named: name) != nil || schema.constraint(named: name) != nil
  }
}
