// Nulls of vectors: constants that are null, and the validity of a result that is null where an operand is.
import GraphModel

extension Vector {
  /// A vector whose every row is null.
  static func constantNull() -> Vector {
    let vector = Vector(.mixed)
    vector.becomeConstantNull()
    return vector
  }

  /// Makes every row null.
  func becomeConstantNull() {
    reset(.mixed)
    values[0] = .null
    isConstant = true
  }

  /// Whether every row is null because the vector is a constant.
  var isConstantNull: Bool { isConstant && isNull(0) }

  /// Makes rows null where a row of an operand is. The operands are aligned with this vector and not mixed.
  /// - Precondition: a constant operand is not null.
  func takeNulls(of left: Vector, _ right: Vector? = nil) {
    let a = left.isConstant || !left.mayHaveNulls ? nil : left.validity
    let b = right.flatMap { $0.isConstant || !$0.mayHaveNulls ? nil : $0.validity }
    guard let first = a ?? b else { return }
    let second = b ?? first
    for word in 0..<Vector.capacity / 64 { validity[word] = first[word] & second[word] }
    mayHaveNulls = true
  }

  /// Whether a row of a vector that is not mixed and not constant is not null.
  @inline(__always) func isValid(_ row: Int) -> Bool { !mayHaveNulls || validity[row >> 6] & (1 << UInt64(row & 63)) != 0 }

  /// Writes a truth value or null into a boolean vector.
  @inline(__always) func setTruth(_ truth: Bool?, row: Int) {
    if let truth { booleans[row] = truth ? 1 : 0 } else { setNull(row) }
  }
}
