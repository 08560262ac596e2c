// Nulls of vectors: constants that are null, the validity of a result that is null where an operand is, and the two views through
// which loops read and write validity bits without going through the vector at every row.
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

  /// Writes a truth value or null into a boolean vector.
  func setTruth(_ truth: Bool?, row: Int) {
    if let truth { booleans[row] = truth ? 1 : 0 } else { setNull(row) }
  }
}

/// Which rows of a flat vector are not null: taken before a loop, valid while the vector does not change.
struct ValidRows {
  /// nil where all rows are valid.
  private let bits: UnsafePointer<UInt64>?

  /// The valid rows of a vector that is not mixed.
  init(_ vector: Vector) { bits = vector.mayHaveNulls ? UnsafePointer(vector.validity) : nil }

  /// Whether all rows are valid.
  @inline(__always) var isAll: Bool { bits == nil }

  /// Whether a row is valid.
  @inline(__always) subscript(row: Int) -> Bool {
    guard let bits else { return true }
    return (bits[row >> 6] >> UInt64(row & 63)) & 1 != 0
  }
}

/// Makes rows of a flat vector null, from a state in which all are valid; `finish` tells the vector.
struct NullWriter {
  private let bits: UnsafeMutablePointer<UInt64>
  private var found: UInt64 = 0

  /// - Precondition: the vector has just been reset.
  init(_ vector: Vector) { bits = vector.validity }

  /// Makes a row null if told so, without a branch.
  @inline(__always) mutating func set(_ row: Int, isNull: Bool) {
    let null: UInt64 = isNull ? 1 : 0
    bits[row >> 6] &= ~(null << UInt64(row & 63))
    found |= null
  }

  /// Copies validity bits, from one bit position to another.
  mutating func copy(_ source: UnsafePointer<UInt64>, from: Int, to: Int, count: Int) {
    var done = 0
    while done < count {
      let (s, t) = (from + done, to + done)
      let inWord = min(64 - t & 63, count - done)
      let shift = s & 63
      var word = source[s >> 6] >> UInt64(shift)
      if shift > 0, 64 - shift < inWord { word |= source[s >> 6 + 1] << UInt64(64 - shift) }
      let mask: UInt64 = inWord == 64 ? ~0 : (1 << UInt64(inWord)) - 1
      bits[t >> 6] = bits[t >> 6] & ~(mask << UInt64(t & 63)) | (word & mask) << UInt64(t & 63)
      found |= ~word & mask
      done += inWord
    }
  }

  /// Tells the vector whether it may have nulls now.
  func finish(_ vector: Vector) { if found != 0 { vector.mayHaveNulls = true } }
}
