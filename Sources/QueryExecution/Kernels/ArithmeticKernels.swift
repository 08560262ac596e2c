// + - * / % ^ over vectors of numbers. Integers are calculated wrapping and the overflows gathered; only where one was seen are
// the rows looked at again, in order, for the first that is wanted, not null and fails. Everything else goes through values.
// Invariant: the outcome of every row, its error included, is that of `BinaryOperator.apply` over its values.
import Glibc
import GraphModel
import QueryPlanner

/// Kernels of arithmetic.
enum ArithmeticKernels {
  /// Calculates two vectors row by row.
  /// - Precondition: at least one of them is not constant, and no constant is null.
  static func calculate(
    _ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, into result: Vector, _ limits: ExecutionLimits
  ) throws(QueryError) {
    let strides = (left.stride, right.stride)
    switch (left.kind, right.kind) {
    case (.integer, .integer) where sign != .power: try integers(sign, left, right, rows, result)
    case (.integer, .integer): floats(sign, left.integers, right.integers, strides, rows, result, { Double($0) }, { Double($0) })
    case (.integer, .float): floats(sign, left.integers, right.floats, strides, rows, result, { Double($0) }, { $0 })
    case (.float, .integer): floats(sign, left.floats, right.integers, strides, rows, result, { $0 }, { Double($0) })
    case (.float, .float): floats(sign, left.floats, right.floats, strides, rows, result, { $0 }, { $0 })
    default: return try values(sign, left, right, rows, result, limits)
    }
    result.takeNulls(of: left, right)
  }

  // MARK: Integers

  private static func integers(_ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, _ result: Vector) throws(QueryError) {
    result.reset(.integer)
    let (a, b, out) = (left.integers, right.integers, result.integers)
    let strides = (left.stride, right.stride)
    let failed: Bool
    switch sign {
    case .add: failed = wrapping(a, b, strides, rows, out) { $0.addingReportingOverflow($1) }
    case .subtract: failed = wrapping(a, b, strides, rows, out) { $0.subtractingReportingOverflow($1) }
    case .multiply: failed = wrapping(a, b, strides, rows, out) { $0.multipliedReportingOverflow(by: $1) }
    default: failed = true
    }
    guard failed else { return }
    for n in 0..<rows.count {  // again, as the values say
      let row = rows[n]
      guard left.isConstant || left.isValid(row), right.isConstant || right.isValid(row) else { continue }
      if case .integer(let number) = try sign.apply(.integer(a[row &* strides.0]), .integer(b[row &* strides.1])) { out[row] = number }
    }
  }

  /// Calculates without looking at nulls; true if any calculation left 64 bits, be its row wanted or not.
  @inline(__always) private static func wrapping(
    _ a: UnsafePointer<Int64>, _ b: UnsafePointer<Int64>, _ strides: (Int, Int), _ rows: RowSet, _ out: UnsafeMutablePointer<Int64>,
    _ body: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> Bool {
    var failed = false
    if let count = rows.denseCount {
      if strides.1 == 0 {
        let fixed = b[0]
        for row in 0..<count {
          let (number, overflow) = body(a[row], fixed)
          out[row] = number
          failed = failed || overflow
        }
      } else {
        for row in 0..<count {
          let (number, overflow) = body(a[row &* strides.0], b[row])
          out[row] = number
          failed = failed || overflow
        }
      }
    } else {
      for n in 0..<rows.count {
        let row = rows[n]
        let (number, overflow) = body(a[row &* strides.0], b[row &* strides.1])
        out[row] = number
        failed = failed || overflow
      }
    }
    return failed
  }

  // MARK: Floats

  @inline(__always) private static func floats<T: BitwiseCopyable, U: BitwiseCopyable>(
    _ sign: BinaryOperator, _ a: UnsafePointer<T>, _ b: UnsafePointer<U>, _ strides: (Int, Int), _ rows: RowSet, _ result: Vector,
    _ first: (T) -> Double, _ second: (U) -> Double
  ) {
    result.reset(.float)
    let out = result.floats
    switch sign {
    case .add: floats(a, b, strides, rows, out) { first($0) + second($1) }
    case .subtract: floats(a, b, strides, rows, out) { first($0) - second($1) }
    case .multiply: floats(a, b, strides, rows, out) { first($0) * second($1) }
    case .divide: floats(a, b, strides, rows, out) { first($0) / second($1) }
    case .modulo: floats(a, b, strides, rows, out) { Glibc.fmod(first($0), second($1)) }
    default: floats(a, b, strides, rows, out) { Glibc.pow(first($0), second($1)) }
    }
  }

  @inline(__always) private static func floats<T: BitwiseCopyable, U: BitwiseCopyable>(
    _ a: UnsafePointer<T>, _ b: UnsafePointer<U>, _ strides: (Int, Int), _ rows: RowSet, _ out: UnsafeMutablePointer<Double>,
    _ body: (T, U) -> Double
  ) {
    if let count = rows.denseCount {
      for row in 0..<count { out[row] = body(a[row &* strides.0], b[row &* strides.1]) }
    } else {
      for n in 0..<rows.count {
        let row = rows[n]
        out[row] = body(a[row &* strides.0], b[row &* strides.1])
      }
    }
  }

  // MARK: Values

  private static func values(
    _ sign: BinaryOperator, _ left: Vector, _ right: Vector, _ rows: RowSet, _ result: Vector, _ limits: ExecutionLimits
  ) throws(QueryError) {
    result.reset(.mixed)
    for n in 0..<rows.count {
      let row = rows[n]
      let (a, b) = (left.value(row), right.value(row))
      if sign == .add || sign == .concatenate {
        let bytes = ValueArithmetic.addedBytes(a, b)
        if bytes >= ExpressionLimits.chargedBytesMin {
          try limits.charge(bytes)
          limits.release(bytes)
        }
      }
      result.values[row] = try sign.apply(a, b)
    }
  }
}
