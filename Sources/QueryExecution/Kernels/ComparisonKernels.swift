// = <> < <= > >= over vectors: one switch over the kinds, then a loop over flat rows. Kinds that have no loop of their own go
// through values, row by row, with the same outcome.
// Invariant: the outcome of every row is that of `BinaryOperator.apply` over its values.
import GraphModel
import GraphStorage
import QueryPlanner

/// Kernels of the comparisons.
enum ComparisonKernels {
  /// Compares two vectors row by row into a boolean vector.
  /// - Precondition: at least one of them is not constant, and no constant is null.
  static func compare(_ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, into result: Vector) throws(QueryError) {
    if left.isConstant { return try compare(sign.mirrored, right, left, rows, into: result) }
    result.reset(.boolean)
    switch (left.kind, right.kind) {
    case (.integer, .integer): numbers(sign, left.integers, right.integers, right.isConstant, rows, result.booleans)
    case (.float, .float): numbers(sign, left.floats, right.floats, right.isConstant, rows, result.booleans)
    case (.integer, .float): mixedNumbers(sign, left.integers, right.floats, right.isConstant, rows, result.booleans)
    case (.float, .integer): mixedNumbers(sign, left.floats, right.integers, right.isConstant, rows, result.booleans)
    case (.boolean, .boolean): numbers(sign, left.booleans, right.booleans, right.isConstant, rows, result.booleans)
    case (.string, .string): return try strings(sign, left, right, rows, result)
    case (.node, .node), (.relationship, .relationship):
      guard sign == .equal || sign == .notEqual else { return result.becomeConstantNull() }
      numbers(sign, left.identifiers, right.identifiers, right.isConstant, rows, result.booleans)
    case (.mixed, _), (_, .mixed): return try values(sign, left, right, rows, result)
    default:  // kinds that never meet: different, and in no order
      guard sign == .equal || sign == .notEqual else { return result.becomeConstantNull() }
      result.booleans.update(repeating: sign == .notEqual ? 1 : 0, count: rows.chunk.count)
    }
    result.takeNulls(of: left, right)
  }

  // MARK: Numbers

  private static func numbers<T: Comparable & BitwiseCopyable>(
    _ sign: BinaryOperator, _ a: UnsafePointer<T>, _ b: UnsafePointer<T>, _ constant: Bool, _ rows: RowSet, _ out: UnsafeMutablePointer<UInt8>
  ) {
    switch sign {
    case .equal: loop(a, b, constant, rows, out) { $0 == $1 }
    case .notEqual: loop(a, b, constant, rows, out) { $0 != $1 }
    case .less: loop(a, b, constant, rows, out) { $0 < $1 }
    case .lessOrEqual: loop(a, b, constant, rows, out) { $0 <= $1 }
    case .greater: loop(a, b, constant, rows, out) { $0 > $1 }
    default: loop(a, b, constant, rows, out) { $0 >= $1 }
    }
  }

  /// Integers against floats by their exact values.
  private static func mixedNumbers(
    _ sign: BinaryOperator, _ a: UnsafePointer<Int64>, _ b: UnsafePointer<Double>, _ constant: Bool, _ rows: RowSet,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    loop(a, b, constant, rows, out) { sign.holds(NumberOrder.compare($0, $1)) }
  }

  /// Floats against integers by their exact values.
  private static func mixedNumbers(
    _ sign: BinaryOperator, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Int64>, _ constant: Bool, _ rows: RowSet,
    _ out: UnsafeMutablePointer<UInt8>
  ) {
    let mirrored = sign.mirrored
    loop(a, b, constant, rows, out) { mirrored.holds(NumberOrder.compare($1, $0)) }
  }

  /// One loop for each shape: all rows or picked ones, against one constant or row by row.
  @inline(__always) private static func loop<T: BitwiseCopyable, U: BitwiseCopyable>(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<U>, _ constant: Bool, _ rows: RowSet, _ out: UnsafeMutablePointer<UInt8>,
    _ test: (T, U) -> Bool
  ) {
    if let count = rows.denseCount {
      if constant {
        let fixed = b[0]
        for row in 0..<count { out[row] = test(a[row], fixed) ? 1 : 0 }
      } else {
        for row in 0..<count { out[row] = test(a[row], b[row]) ? 1 : 0 }
      }
    } else if let selection = rows.selection {
      let fixed = b[0]
      for n in 0..<rows.count {
        let row = Int(selection[n])
        out[row] = test(a[row], constant ? fixed : b[row]) ? 1 : 0
      }
    }
  }

  // MARK: Strings and values

  /// Strings are touched only in rows that are wanted and not null: what stands elsewhere points nowhere.
  private static func strings(_ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, _ result: Vector) throws(QueryError) {
    let (a, b, out, step) = (left.strings, right.strings, result.booleans, right.stride)
    result.takeNulls(of: left, right)
    for n in 0..<rows.count {
      let row = rows[n]
      if result.isValid(row) { out[row] = sign.holds(a[row], b[row &* step]) ? 1 : 0 }
    }
  }

  private static func values(_ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, _ result: Vector) throws(QueryError) {
    let constant: Value? = right.isConstant ? right.value(0) : nil
    for n in 0..<rows.count {
      let row = rows[n]
      let other: Value = if let constant { constant } else { right.value(row) }
      result.setTruth(try sign.apply(left.value(row), other).booleanValue, row: row)
    }
  }
}

extension BinaryOperator {
  /// The comparison that holds for exchanged operands.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  /// Whether a comparison holds for how two numbers stand.
  @inline(__always) func holds(_ order: NumberOrder) -> Bool {
    switch self {
    case .equal: order == .same
    case .notEqual: order != .same
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .same
    case .greater: order == .greater
    default: order == .greater || order == .same
    }
  }

  /// Whether a comparison of strings holds.
  @inline(__always) func holds(_ left: StringReference, _ right: StringReference) -> Bool {
    switch self {
    case .equal: left.isEqual(to: right)
    case .notEqual: !left.isEqual(to: right)
    case .less: left.isLess(than: right)
    case .lessOrEqual: !right.isLess(than: left)
    case .greater: right.isLess(than: left)
    default: !left.isLess(than: right)
    }
  }

  /// Whether this is = <> < <= > or >=.
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}
