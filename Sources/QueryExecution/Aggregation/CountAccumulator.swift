// count(*) and count(x).
import GraphModel

/// Counts rows, or values that are not null.
final class CountAccumulator: AggregateAccumulator {
  private let counts = GrowingBuffer<Int64>()

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try counts.extend(to: groupCount, with: 0, limits)
  }

  override func takeRows(_ batch: AggregateBatch) throws(QueryError) { countAll(batch) }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    if argument.isConstant || (argument.kind != .mixed && !argument.mayHaveNulls) {
      countAll(batch)
    } else {
      let counts = counts.elements
      for n in 0..<batch.rows.count where !argument.isNull(batch.rows[n]) { counts[batch.group(n)] &+= batch.weight(n) }
    }
  }

  private func countAll(_ batch: AggregateBatch) {
    let counts = counts.elements
    if let weights = batch.weights, let groups = batch.groups, !weights.isConstant {
      let numbers = weights.integers
      for n in 0..<batch.rows.count { counts[Int(groups[n])] &+= numbers[batch.rows[n]] }
    } else if batch.weights != nil {
      for n in 0..<batch.rows.count { counts[batch.group(n)] &+= batch.weight(n) }
    } else if let groups = batch.groups {
      for n in 0..<batch.rows.count { counts[Int(groups[n])] &+= 1 }
    } else {
      counts[0] &+= Int64(batch.rows.count)
    }
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    vector.reset(.integer)
    for group in from..<to { vector.integers[group - from] = group < counts.count ? counts[group] : 0 }
  }

  override func releaseCharge(_ limits: ExecutionLimits) { counts.releaseCharge(limits) }
}
