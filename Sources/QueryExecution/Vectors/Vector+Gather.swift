// Copying rows from vector to vector by row number: how live columns follow an expansion, a sort or a filter that compacts.
// Invariant: a target is filled from row 0 on after `reset`, every row once, so its validity bits need only ever be cleared.
import GraphModel
import GraphStorage

extension Vector {
  /// Writes the rows `rows[0] ..< rows[count]` of a source of the same kind to the rows from `start` on.
  /// - Precondition: the kinds are the same and `start + count` is within the capacity.
  package func gather(_ source: Vector, rows: UnsafePointer<Int32>, count: Int, at start: Int) {
    if source.isConstant { return fill(source, count: count, at: start) }
    switch kind {
    case .node, .relationship: Self.gather(source.identifiers, rows, count, identifiers + start)
    case .integer: Self.gather(source.integers, rows, count, integers + start)
    case .float: Self.gather(source.floats, rows, count, floats + start)
    case .boolean: Self.gather(source.booleans, rows, count, booleans + start)
    case .string: Self.gather(source.strings, rows, count, strings + start)
    case .mixed:
      for n in 0..<count { values[start + n] = source.values[Int(rows[n])] }
      return
    }
    if source.mayHaveNulls { gatherNulls(source.validity, rows, count, start) }
  }

  /// Writes row 0 of a constant source of the same kind to `count` rows from `start` on.
  package func fill(_ source: Vector, row: Int = 0, count: Int, at start: Int) {
    switch kind {
    case .node, .relationship: (identifiers + start).update(repeating: source.identifiers[row], count: count)
    case .integer: (integers + start).update(repeating: source.integers[row], count: count)
    case .float: (floats + start).update(repeating: source.floats[row], count: count)
    case .boolean: (booleans + start).update(repeating: source.booleans[row], count: count)
    case .string: (strings + start).update(repeating: source.strings[row], count: count)
    case .mixed:
      let value = source.values[row]
      for n in start..<start + count { values[n] = value }
      return
    }
    if source.isNull(row) { for n in start..<start + count { setNull(n) } }
  }

  private static func gather<Row: BitwiseCopyable>(
    _ from: UnsafePointer<Row>, _ rows: UnsafePointer<Int32>, _ count: Int, _ to: UnsafeMutablePointer<Row>
  ) {
    for n in 0..<count { to[n] = from[Int(rows[n])] }
  }

  private func gatherNulls(_ bits: UnsafePointer<UInt64>, _ rows: UnsafePointer<Int32>, _ count: Int, _ start: Int) {
    var found = false
    for n in 0..<count {
      let row = Int(rows[n])
      if bits[row >> 6] & (1 << UInt64(row & 63)) == 0 {
        validity[(start + n) >> 6] &= ~(1 << UInt64((start + n) & 63))
        found = true
      }
    }
    if found { mayHaveNulls = true }
  }

  /// Makes all of `count` rows null, in the kind the vector has.
  package func setAllNull(count: Int) {
    if kind == .mixed {
      for row in 0..<count { values[row] = .null }
      return
    }
    for word in 0..<(count + 63) / 64 { validity[word] = 0 }
    mayHaveNulls = true
  }

  /// Turns the vector into a mixed one with the same first `count` rows.
  package func promote(count: Int) {
    guard kind != .mixed else { return }
    var rows: [Value] = []
    rows.reserveCapacity(Vector.capacity)
    for row in 0..<count { rows.append(value(row)) }
    reset(.mixed)
    for row in 0..<count { values[row] = rows[row] }
  }
}
