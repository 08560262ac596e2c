// collect: the values of a group in the order in which they come, nulls left out. What the lists hold is charged.
import GraphModel

/// Gathers values into lists.
final class CollectAccumulator: AggregateAccumulator {
  private var lists: [[Value]] = []
  private var charged = 0

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    guard groupCount > lists.count else { return }
    try charge((groupCount - lists.count) * MemoryLayout<[Value]>.stride, limits)
    lists.reserveCapacity(max(groupCount, min(lists.capacity * 2, groupCount * 2)))
    while lists.count < groupCount { lists.append([]) }
  }

  private func charge(_ bytes: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try limits.charge(bytes)
    charged += bytes
  }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    let limits = context.limits
    var bytes = 0
    for n in 0..<batch.rows.count {
      let value = argument.value(batch.rows[n])
      if value.isNull { continue }
      let weight = batch.weight(n)
      bytes += value.shallowBytes
      if weight == 1 {
        bytes += MemoryLayout<Value>.stride
        lists[batch.group(n)].append(value)
      } else if weight > 1 {
        let (needed, overflow) = Int(clamping: weight).multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        try charge(overflow ? Int.max / 2 : needed, limits)
        lists[batch.group(n)].append(contentsOf: repeatElement(value, count: Int(clamping: weight)))
      }
    }
    try charge(bytes, limits)
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    vector.reset(.mixed)
    for group in from..<to { vector.values[group - from] = .list(group < lists.count ? lists[group] : []) }
  }

  override func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(charged)
    charged = 0
  }
}
