// What an aggregating function gathers, for all groups at once.
package import GraphModel
package import QueryPlanner

/// The state of one aggregate over dense group numbers.
package class AggregateAccumulator {
  /// The accumulator of an aggregate.
  package static func make(_ item: AggregateItem) -> AggregateAccumulator { AggregateAccumulator() }

  init() {}

  /// Takes the rows that are alive in a chunk.
  /// - Parameters:
  ///   - groups: the group of the n-th row alive, as `GroupTable.groups` gives it; nil puts every row into group 0.
  ///   - groupCount: the number of groups known so far; at least 1.
  ///   - argument: the argument over the chunk's rows; nil for `count(*)`.
  ///   - parameter: the second argument of the percentiles.
  ///   - weights: how many rows each row stands for: an integer vector without nulls; nil means one.
  package func add(
    groups: UnsafePointer<UInt32>?, groupCount: Int, argument: Vector?, parameter: Vector?, weights: Vector?, chunk: DataChunk,
    _ context: ExecutionContext
  ) throws(QueryError) {}

  /// Writes the results of the groups `from ..< to` into rows 0… of a vector, which takes the kind that fits. Groups that no row
  /// reached get the result over no rows.
  package func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {}

  /// Gives the memory back to the limits.
  package func releaseMemory(_ context: ExecutionContext) {}
}
