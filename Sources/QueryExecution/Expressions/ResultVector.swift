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
  private var kind: VectorKind?
  private var isUniform = true

  /// Empties the vector and gives back what its values were charged.
  func begin(_ limits: ExecutionLimits) {
    if chargedBytes > 0 {
      limits.release(chargedBytes)
      chargedBytes = 0
      mixed.values = [Value](repeating: .null, count: Vector.capacity)
    }
    mixed.reset(.mixed)
    kind = nil
    isUniform = true
  }

  /// Writes a row.
  func set(_ value: Value, row: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let bytes = value.shallowBytes
    if bytes >= ExpressionLimits.chargedBytesMin {
      try limits.charge(bytes)
      chargedBytes += bytes
    }
    note(value)
    mixed.values[row] = value
  }

  private func note(_ value: Value) {
    let found: VectorKind
    switch value {
    case .null: return
    case .boolean: found = .boolean
    case .integer: found = .integer
    case .float: found = .float
    case .node: found = .node
    case .relationship: found = .relationship
    case .string, .list, .map, .path: found = .mixed
    }
    if kind == nil { kind = found } else if kind != found { isUniform = false }
  }

  /// The vector: flat where all rows are of one kind that is.
  func finish(_ rows: RowSet) -> Vector {
    guard isUniform, let kind, kind != .mixed else { return mixed }
    typed.reset(kind)
    for n in 0..<rows.count {
      let row = rows[n]
      switch mixed.values[row] {
      case .boolean(let truth): typed.booleans[row] = truth ? 1 : 0
      case .integer(let number): typed.integers[row] = number
      case .float(let number): typed.floats[row] = number
      case .node(let node): typed.identifiers[row] = node.id.rawValue
      case .relationship(let relationship): typed.identifiers[row] = relationship.id.rawValue
      default: typed.setNull(row)
      }
    }
    return typed
  }
}

extension Vector {
  /// Makes every row one value, in the kind that fits it; the bytes of a string are kept by the given owner, or the string stays a
  /// value where there is none.
  func becomeConstant(_ value: Value, _ bytes: ConstantBytes?) {
    switch value {
    case .string(let text) where bytes != nil:
      reset(.string)
      if let bytes { strings[0] = StringReference(start: bytes.store(text), count: text.utf8.count) }
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
    case .null, .string, .list, .map, .path:
      reset(.mixed)
      values[0] = value
    }
    isConstant = true
  }
}
