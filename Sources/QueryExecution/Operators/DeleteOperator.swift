// DELETE: nodes, relationships and paths; the rows pass in place. Whether a deleted node still has relationships is asked at the end
// of the statement, for they may be deleted by the same one.
import GraphModel
import GraphStorage
import QueryPlanner

/// Deletes entities.
final class DeleteOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let expressions: [CompiledExpression]
  private let detach: Bool

  init(_ expressions: [BoundExpression], detach: Bool, input: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.detach = detach
    var compiled: [CompiledExpression] = []
    for expression in expressions { compiled.append(try CompiledExpression(expression, layout: input)) }
    self.expressions = compiled
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let transaction = try context.requireTransaction()
    var vectors: [[Value]] = []
    for expression in expressions {
      let vector = try expression.evaluate(chunk, context)
      vectors.append((0..<chunk.selectedCount).map { vector.value(chunk.row($0)) })
    }
    for n in 0..<chunk.selectedCount {
      for values in vectors { try delete(values[n], transaction) }
    }
    try context.limits.check()
    _ = try output.consume(chunk, context)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }

  private func delete(_ value: Value, _ transaction: WriteTransaction) throws(QueryError) {
    switch value {
    case .null: return
    case .node(let node): try delete(node, transaction)
    case .relationship(let relationship):
      try writing { () throws(StorageError) in try transaction.deleteRelationship(relationship.id) }
    case .path(let path):
      for relationship in path.relationships {
        try writing { () throws(StorageError) in try transaction.deleteRelationship(relationship.id) }
      }
      for node in path.nodes { try delete(node, transaction) }
    default:
      throw .runtime(
        .typeError, "InvalidArgumentType", "only nodes, relationships and paths can be deleted, not a value of type \(value.typeName)")
    }
  }

  private func delete(_ node: Node, _ transaction: WriteTransaction) throws(QueryError) {
    try writing { () throws(StorageError) in
      if detach { try transaction.detachDeleteNode(node.id) } else { try transaction.deleteNode(node.id) }
    }
  }
}
