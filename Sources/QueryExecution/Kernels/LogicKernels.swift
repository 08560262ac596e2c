// Truth in bulk: truth values of any vector as bytes, and the choice of the rows where a vector is true.
import GraphModel
import QueryPlanner

/// Kernels over truth values.
enum LogicKernels {
  /// What stands for null beside 0 and 1.
  static let unknown: UInt8 = 2

  /// The truth of the n-th row as byte n: 0, 1, or 2 for null.
  /// - Throws: a TypeError where a row is neither a truth value nor null.
  static func truths(_ vector: Vector, _ rows: RowSet, into bytes: UnsafeMutablePointer<UInt8>, of sign: String) throws(QueryError) {
    if vector.isConstant {
      let truth = try ValueLogic.truth(vector.value(0), of: sign)
      bytes.update(repeating: truth.map { $0 ? 1 : 0 } ?? unknown, count: rows.count)
    } else if vector.kind == .boolean {
      let booleans = vector.booleans
      for n in 0..<rows.count { bytes[n] = booleans[rows[n]] }
      if vector.mayHaveNulls { for n in 0..<rows.count where !vector.isValid(rows[n]) { bytes[n] = unknown } }
    } else {
      for n in 0..<rows.count {
        bytes[n] = try ValueLogic.truth(vector.value(rows[n]), of: sign).map { $0 ? 1 : 0 } ?? unknown
      }
    }
  }

  /// Writes the rows where a vector is true into a buffer, which may be the selection of the rows itself. Returns how many.
  /// - Precondition: the vector is not constant.
  /// - Throws: a TypeError where a row is neither a truth value nor null.
  static func select(_ vector: Vector, _ rows: RowSet, into kept: UnsafeMutablePointer<Int32>) throws(QueryError) -> Int {
    guard vector.kind == .boolean else { return try selectValues(vector, rows, into: kept) }
    let (booleans, validity) = (vector.booleans, vector.validity)
    switch (rows.selection, vector.mayHaveNulls) {
    case (nil, false): return select(rows.count, kept, { $0 }) { booleans[$0] }
    case (let selection?, false): return select(rows.count, kept, { Int(selection[$0]) }) { booleans[$0] }
    case (nil, true):
      return select(rows.count, kept, { $0 }) { booleans[$0] & UInt8(truncatingIfNeeded: validity[$0 >> 6] >> UInt64($0 & 63)) & 1 }
    case (let selection?, true):
      return select(rows.count, kept, { Int(selection[$0]) }) {
        booleans[$0] & UInt8(truncatingIfNeeded: validity[$0 >> 6] >> UInt64($0 & 63)) & 1
      }
    }
  }

  /// Writes every row and moves on by its truth, so that nothing is guessed.
  @inline(__always) private static func select(
    _ count: Int, _ kept: UnsafeMutablePointer<Int32>, _ row: (Int) -> Int, _ truth: (Int) -> UInt8
  ) -> Int {
    var found = 0
    for n in 0..<count {
      let place = row(n)
      kept[found] = Int32(truncatingIfNeeded: place)
      found &+= Int(truth(place))
    }
    return found
  }

  private static func selectValues(_ vector: Vector, _ rows: RowSet, into kept: UnsafeMutablePointer<Int32>) throws(QueryError) -> Int {
    var found = 0
    for n in 0..<rows.count {
      let row = rows[n]
      guard try ValueLogic.truth(vector.value(row), of: "WHERE") == true else { continue }
      kept[found] = Int32(truncatingIfNeeded: row)
      found += 1
    }
    return found
  }
}
