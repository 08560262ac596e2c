// REMOVE: properties and labels taken away, row by row; the rows pass in place.
import GraphModel
import GraphStorage
import QueryPlanner

/// Removes properties and labels.
final class RemoveOperator: PhysicalOperator {
  private enum Item {
    case property(CompiledExpression, key: String)
    case dynamicProperty(CompiledExpression, key: CompiledExpression)
    case labels(CompiledExpression, [NameSource])
  }

  private let output: PhysicalOperator
  private let items: [Item]

  init(_ items: [RemoveItem], input: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    var compiled: [Item] = []
    for item in items {
      switch item {
      case .property(let target, let key): compiled.append(.property(try CompiledExpression(target, layout: input), key: key))
      case .dynamicProperty(let target, let key):
        compiled.append(
          .dynamicProperty(try CompiledExpression(target, layout: input), key: try CompiledExpression(key, layout: input)))
      case .labels(let variable, let names):
        let target = try CompiledExpression(BoundExpression(.variable(variable)), layout: input)
        compiled.append(.labels(target, try NameSource.compile(names, layout: input)))
      }
    }
    self.items = compiled
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let transaction = try context.requireTransaction()
    for n in 0..<chunk.selectedCount {
      for item in items { try remove(item, chunk, chunk.row(n), transaction, context) }
    }
    try context.limits.check()
    _ = try output.consume(chunk, context)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }

  private func remove(
    _ item: Item, _ chunk: DataChunk, _ row: Int, _ transaction: WriteTransaction, _ context: ExecutionContext
  ) throws(QueryError) {
    switch item {
    case .property(let target, let key):
      try WrittenEntity(try target.value(chunk, row: row, context))?.set(key, .null, transaction)
    case .dynamicProperty(let target, let key):
      let name = try key.value(chunk, row: row, context)
      try WrittenEntity(try target.value(chunk, row: row, context))?.set(try SetApplier.key(name), .null, transaction)
    case .labels(let target, let sources):
      guard let entity = try WrittenEntity(try target.value(chunk, row: row, context)) else { return }
      for source in sources { try entity.label(try source.names(chunk, row: row, context), add: false, transaction) }
    }
  }
}
