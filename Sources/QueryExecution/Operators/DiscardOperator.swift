// Ends of chains whose rows nobody reads.
import GraphModel

/// Takes all rows and keeps none.
final class DiscardOperator: PhysicalOperator {}

/// The top of a query without RETURN: runs everything below and hands on the end alone.
final class EmptyResultOperator: PhysicalOperator {
  private let output: PhysicalOperator

  init(output: PhysicalOperator) { self.output = output }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
