// DISTINCT inside an aggregate: of the rows of a chunk, those whose value comes to their group for the first time. Nulls are left
// out, as every aggregate does. Nodes that all belong to one group are kept in a bitmap; everything else as pairs of group and code.
import GraphModel

/// Picks the rows that bring a new value to their group.
final class DistinctFilter {
  private let codes = KeyInterner()
  private let pairs = IntegerTable()
  private let nodePairs = IntegerTable()
  private let seenNodes = GrowingBuffer<UInt64>()
  private let rowBuffer = RowBuffer()
  private let groupBuffer = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private let codeBuffer = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)

  deinit {
    groupBuffer.deallocate()
    codeBuffer.deallocate()
  }

  /// The rows that are new, with their groups; valid until the next call.
  func firsts(_ vector: Vector, _ batch: AggregateBatch, _ context: ExecutionContext) throws(QueryError) -> AggregateBatch {
    let found = vector.kind == .node && !vector.isConstant ? try nodes(vector, batch, context.limits) : try others(vector, batch, context)
    return AggregateBatch(
      rows: RowSet(batch.rows.chunk, selection: rowBuffer.rows, count: found), groups: batch.groups == nil ? nil : UnsafePointer(groupBuffer),
      weights: nil)
  }

  private func nodes(_ vector: Vector, _ batch: AggregateBatch, _ limits: ExecutionLimits) throws(QueryError) -> Int {
    try nodePairs.reserve(batch.groups == nil ? 0 : batch.rows.count, limits)
    var found = 0
    for n in 0..<batch.rows.count where vector.isValid(batch.rows[n]) {
      let isNew = try isNew(node: vector.identifiers[batch.rows[n]], batch.groups?[n], limits)
      keep(n, batch, &found, isNew)
    }
    return found
  }

  private func others(_ vector: Vector, _ batch: AggregateBatch, _ context: ExecutionContext) throws(QueryError) -> Int {
    if vector.kind != .mixed, !vector.isConstant { try codes.codes(vector, batch.rows, into: codeBuffer, context) }
    try pairs.reserve(batch.rows.count, context.limits)
    try nodePairs.reserve(batch.groups == nil ? 0 : batch.rows.count, context.limits)
    var found = 0
    for n in 0..<batch.rows.count where !vector.isNull(batch.rows[n]) {
      let isNew: Bool
      if vector.kind == .mixed || vector.isConstant {
        let value = vector.value(batch.rows[n])
        if case .node(let node) = value {
          isNew = try self.isNew(node: node.id.rawValue, batch.groups?[n], context.limits)
        } else {
          isNew = self.isNew(code: try codes.code(value, context), batch.groups?[n])
        }
      } else {
        isNew = self.isNew(code: codeBuffer[n], batch.groups?[n])
      }
      keep(n, batch, &found, isNew)
    }
    return found
  }

  @inline(__always) private func keep(_ n: Int, _ batch: AggregateBatch, _ found: inout Int, _ isNew: Bool) {
    rowBuffer.rows[found] = Int32(truncatingIfNeeded: batch.rows[n])
    groupBuffer[found] = batch.groups?[n] ?? 0
    found += isNew ? 1 : 0
  }

  @inline(__always) private func isNew(code: UInt32, _ group: UInt32?) -> Bool {
    let before = pairs.count
    _ = pairs.number(UInt64(group ?? 0) << 32 | UInt64(code))
    return pairs.count > before
  }

  @inline(__always) private func isNew(node: UInt32, _ group: UInt32?, _ limits: ExecutionLimits) throws(QueryError) -> Bool {
    if let group {
      let before = nodePairs.count
      _ = nodePairs.number(UInt64(group) << 32 | UInt64(node))
      return nodePairs.count > before
    }
    let word = Int(node >> 6)
    if word >= seenNodes.count { try seenNodes.extend(to: max(word + 1, seenNodes.count * 2), with: 0, limits) }
    let bit: UInt64 = 1 << UInt64(node & 63)
    if seenNodes.elements[word] & bit != 0 { return false }
    seenNodes.elements[word] |= bit
    return true
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    codes.releaseCharge(limits)
    pairs.releaseCharge(limits)
    nodePairs.releaseCharge(limits)
    seenNodes.releaseCharge(limits)
  }
}
