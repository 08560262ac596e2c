// What an aggregating function gathers, for all groups at once: one subclass per function, with a kernel per kind of vector.
// Invariants: nulls are left out, by every function but `count(*)`; state is flat and indexed by group; a group that no row reached
// gives the result over no rows (0, null or []). With DISTINCT the rows are thinned out before a subclass sees them, and
// weights do not count.
package import GraphModel
package import QueryPlanner

/// The rows that an accumulator takes: which, into which groups, and how often.
struct AggregateBatch {
  /// The rows.
  let rows: RowSet
  /// The group of the n-th row; nil puts every row into group 0.
  let groups: UnsafePointer<UInt32>?
  /// How many rows each row stands for: an integer vector without nulls; nil means one.
  let weights: Vector?

  /// The group of the n-th row.
  @inline(__always) func group(_ n: Int) -> Int { groups.map { Int($0[n]) } ?? 0 }

  /// How many rows the n-th row stands for.
  @inline(__always) func weight(_ n: Int) -> Int64 {
    guard let weights else { return 1 }
    return weights.integers[rows[n] &* weights.stride]
  }
}

/// The state of one aggregate over dense group numbers.
package class AggregateAccumulator {
  private var distinct: DistinctFilter?

  /// The accumulator of an aggregate.
  package static func make(_ item: AggregateItem) -> AggregateAccumulator {
    let accumulator: AggregateAccumulator =
      switch item.function {
      case .count: CountAccumulator()
      case .sum: SumAccumulator()
      case .avg: AverageAccumulator()
      case .min: ExtremeAccumulator(isMinimum: true)
      case .max: ExtremeAccumulator(isMinimum: false)
      case .collect: CollectAccumulator()
      case .standardDeviation: DeviationAccumulator(ofPopulation: false)
      case .standardDeviationOfPopulation: DeviationAccumulator(ofPopulation: true)
      case .percentileContinuous: PercentileAccumulator(isContinuous: true)
      case .percentileDiscrete: PercentileAccumulator(isContinuous: false)
      }
    if item.distinct, item.argument != nil { accumulator.distinct = DistinctFilter() }
    return accumulator
  }

  init() {}

  /// Takes the rows that are alive in a chunk.
  /// - Parameters:
  ///   - groups: the group of the n-th row alive, as `GroupTable.groups` gives it; nil puts every row into group 0.
  ///   - groupCount: the number of groups known so far; at least 1.
  ///   - argument: the argument over the chunk's rows; nil for `count(*)`.
  ///   - parameter: the second argument of the percentiles.
  ///   - weights: how many rows each row stands for: an integer vector without nulls; nil means one.
  package final func add(
    groups: UnsafePointer<UInt32>?, groupCount: Int, argument: Vector?, parameter: Vector?, weights: Vector?, chunk: DataChunk,
    _ context: ExecutionContext
  ) throws(QueryError) {
    var batch = AggregateBatch(rows: RowSet(chunk), groups: groups, weights: weights)
    guard batch.rows.count > 0 else { return }
    try reserve(groupCount, context.limits)
    if let argument {
      if argument.isConstantNull { return }
      if let distinct { batch = try distinct.firsts(argument, batch, context) }
      if batch.rows.count > 0 { try take(batch, argument, parameter, context) }
    } else {
      try takeRows(batch)
    }
  }

  /// Makes room for groups.
  func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {}

  /// Takes rows with their argument, nulls among them.
  func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {}

  /// Takes rows without an argument: `count(*)`.
  func takeRows(_ batch: AggregateBatch) throws(QueryError) {}

  /// Writes the results of the groups `from ..< to` into rows 0… of a vector, which takes the kind that fits. Groups that no row
  /// reached get the result over no rows.
  /// - Precondition: at most `Vector.capacity` groups.
  package func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {}

  /// Gives the memory back to the limits.
  package func releaseMemory(_ context: ExecutionContext) {
    distinct?.releaseCharge(context.limits)
    releaseCharge(context.limits)
  }

  /// Gives the memory of the subclass back.
  func releaseCharge(_ limits: ExecutionLimits) {}

  /// The error of an argument that is no number.
  static func mismatch(_ function: String, _ value: Value) -> QueryError {
    .runtime(.typeError, "InvalidArgumentType", "\(function)() takes numbers, not a value of type \(value.typeName)")
  }
}
