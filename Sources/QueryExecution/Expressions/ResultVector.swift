// What is filled with values row by row: collected as values and, where all are of one flat kind, handed on in that kind, so that
// the kernels above run at full speed. Strings stay values: they would have to live in the arena until the run ends, also where a
// query streams.
// Large values are charged while the vector holds them.
import GraphModel
import GraphStorage

/// A vector filled with values.
final class ResultVector {
  private let mixed = Vector(.mixed)
  private lazy var typed = Vector(.integer)
  private var chargedBytes = 0

  /// Computes the rows: a flat vector where all are of one kind that is.
  @inline(__always) func fill(
    _ rows: RowSet, _ limits: ExecutionLimits, _ body: (Int) throws(QueryError) -> Value
  ) throws(QueryError) -> Vector {
    begin(limits)
    var kinds: UInt8 = 0
    try mixed.withValues { (values) throws(QueryError) in
      for n in 0..<rows.count {
        let row = rows[n]
        let value = try body(row)
        if let bit = ResultVector.kindBit(value) { kinds |= bit } else { try note(value, &kinds, limits) }
        values[row] = value
      }
    }
    return finish(rows, kinds)
  }

  /// Gives back what the values of the last time were charged.
  private func begin(_ limits: ExecutionLimits) {
    if chargedBytes > 0 {
      limits.release(chargedBytes)
      chargedBytes = 0
      mixed.values = [Value](repeating: .null, count: Vector.capacity)
    }
    mixed.reset(.mixed)
  }

  /// A bit for the kind of a small value, 0 for null; nil for what may be large.
  @inline(__always) private static func kindBit(_ value: Value) -> UInt8? {
    switch value {
    case .null: 0
    case .boolean: 1 << VectorKind.boolean.rawValue
    case .integer: 1 << VectorKind.integer.rawValue
    case .float: 1 << VectorKind.float.rawValue
    case .node: 1 << VectorKind.node.rawValue
    case .relationship: 1 << VectorKind.relationship.rawValue
    case .string, .list, .map, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: nil
    }
  }

  private func note(_ value: Value, _ kinds: inout UInt8, _ limits: ExecutionLimits) throws(QueryError) {
    kinds |= 1 << VectorKind.mixed.rawValue
    let bytes = value.shallowBytes
    guard bytes >= ExpressionLimits.chargedBytesMin else { return }
    try limits.charge(bytes)
    chargedBytes += bytes
  }

  private func finish(_ rows: RowSet, _ kinds: UInt8) -> Vector {
    guard kinds.nonzeroBitCount == 1, let kind = VectorKind(rawValue: UInt8(kinds.trailingZeroBitCount)), kind != .mixed else {
      return mixed
    }
    typed.reset(kind)
    mixed.withValues { values in
      for n in 0..<rows.count {
        let row = rows[n]
        switch values[row] {
        case .boolean(let truth): typed.booleans[row] = truth ? 1 : 0
        case .integer(let number): typed.integers[row] = number
        case .float(let number): typed.floats[row] = number
        case .node(let node): typed.identifiers[row] = node.id.rawValue
        case .relationship(let relationship): typed.identifiers[row] = relationship.id.rawValue
        default: typed.setNull(row)
        }
      }
    }
    return typed
  }
}

extension Vector {
  /// Makes every row one value, in the kind that fits it; the bytes of a string go into the arena, or the string stays a value where
  /// none is given.
  func becomeConstant(_ value: Value, _ arena: StringArena?) throws(QueryError) {
    switch value {
    case .string(let text) where arena != nil:
      reset(.string)
      if let arena { strings[0] = try arena.store(text) }
    case .boolean(let truth):
      reset(.boolean)
      booleans[0] = truth ? 1 : 0
    case .integer(let number):
      reset(.integer)
      integers[0] = number
    case .float(let number):
      reset(.float)
      floats[0] = number
    case .node(let node):
      reset(.node)
      identifiers[0] = node.id.rawValue
    case .relationship(let relationship):
      reset(.relationship)
      identifiers[0] = relationship.id.rawValue
    case .null, .string, .list, .map, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      reset(.mixed)
      values[0] = value
    }
    isConstant = true
  }
}
