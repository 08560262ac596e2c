// DISTINCT inside an aggregate: of the rows of a chunk, those whose value comes to their group for the first time. Nulls are left
// out, as every aggregate does. Nodes that all belong to one group are kept in a bitmap; everything else as pairs of group and code.
import GraphModel

/// Picks the rows that bring a new value to their group.
final class DistinctFilter {
  private let codes = KeyInterner()
  /// With several groups: group and class, or group and node.
  private let pairs = IntegerTable()
  private let nodePairs = IntegerTable()
  /// With one group: the nodes, and the classes of other values, that came before, a bit each.
  private let seenNodes = GrowingBuffer<UInt64>()
  private let seenClasses = GrowingBuffer<UInt64>()
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
      rows: RowSet(batch.rows.chunk, selection: rowBuffer.rows, count: found),
      groups: batch.groups == nil ? nil : UnsafePointer(groupBuffer),
      weights: nil)
  }

  private func nodes(_ vector: Vector, _ batch: AggregateBatch, _ limits: ExecutionLimits) throws(QueryError) -> Int {
    try nodePairs.reserve(batch.groups == nil ? 0 : batch.rows.count, limits)
    let (identifiers, valid) = (vector.identifiers, ValidRows(vector))
    var found = 0
    for n in 0..<batch.rows.count where valid[batch.rows[n]] {
      keep(n, batch, &found, try isNew(identifiers[batch.rows[n]], batch.groups?[n], nodePairs, seenNodes, limits))
    }
    return found
  }

  private func others(_ vector: Vector, _ batch: AggregateBatch, _ context: ExecutionContext) throws(QueryError) -> Int {
    let limits = context.limits
    try pairs.reserve(batch.groups == nil ? 0 : batch.rows.count, limits)
    guard vector.kind != .mixed, !vector.isConstant else { return try values(vector, batch, context) }
    try codes.codes(vector, batch.rows, into: codeBuffer, context)
    codes.writeClasses(of: codeBuffer, count: batch.rows.count, into: codeBuffer)
    let valid = ValidRows(vector)
    var found = 0
    for n in 0..<batch.rows.count where valid[batch.rows[n]] {
      keep(n, batch, &found, try isNew(codeBuffer[n], batch.groups?[n], pairs, seenClasses, limits))
    }
    return found
  }

  private func values(_ vector: Vector, _ batch: AggregateBatch, _ context: ExecutionContext) throws(QueryError) -> Int {
    let limits = context.limits
    try nodePairs.reserve(batch.groups == nil ? 0 : batch.rows.count, limits)
    var found = 0
    for n in 0..<batch.rows.count {
      let value = vector.value(batch.rows[n])
      if value.isNull { continue }
      if case .node(let node) = value {
        keep(n, batch, &found, try isNew(node.id.rawValue, batch.groups?[n], nodePairs, seenNodes, limits))
      } else {
        let number = codes.classNumber(try codes.code(value, context))
        keep(n, batch, &found, try isNew(number, batch.groups?[n], pairs, seenClasses, limits))
      }
    }
    return found
  }

  @inline(__always) private func keep(_ n: Int, _ batch: AggregateBatch, _ found: inout Int, _ isNew: Bool) {
    rowBuffer.rows[found] = Int32(truncatingIfNeeded: batch.rows[n])
    groupBuffer[found] = batch.groups?[n] ?? 0
    found += isNew ? 1 : 0
  }

  /// Whether a node or a class comes to its group for the first time.
  @inline(__always) private func isNew(
    _ key: UInt32, _ group: UInt32?, _ pairs: IntegerTable, _ seen: GrowingBuffer<UInt64>, _ limits: ExecutionLimits
  ) throws(QueryError) -> Bool {
    if let group {
      let before = pairs.count
      _ = pairs.number(UInt64(group) << 32 | UInt64(key))
      return pairs.count > before
    }
    let word = Int(key >> 6)
    if word >= seen.count { try seen.extend(to: max(word + 1, seen.count * 2), with: 0, limits) }
    let bit: UInt64 = 1 << UInt64(key & 63)
    if seen.elements[word] & bit != 0 { return false }
    seen.elements[word] |= bit
    return true
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    codes.releaseCharge(limits)
    pairs.releaseCharge(limits)
    nodePairs.releaseCharge(limits)
    seenNodes.releaseCharge(limits)
    seenClasses.releaseCharge(limits)
  }
}
