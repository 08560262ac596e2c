// + - * / % ^ over values. Integers stay integers and fail where they leave 64 bits; one float makes the result a float; `^` is
// always a float. `+` also joins strings and lists; durations are `ValueTemporalArithmetic`. Null with anything is null.

import Glibc
package import GraphModel

/// Arithmetic over values of any types.
package enum ValueArithmetic {
  /// `left + right`: numbers, strings with strings, numbers or truth values, lists with lists or elements.
  package static func add(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    switch (left, right) {
    case (.null, _), (_, .null): return .null
    case (.integer(let a), .integer(let b)):
      let (sum, overflow) = a.addingReportingOverflow(b)
      if overflow { throw ArithmeticFault.overflow("\(a) + \(b)") }
      return .integer(sum)
    case (.list(let a), .list(let b)): return .list(a + b)
    case (.list(let a), _): return .list(a + [right])
    case (_, .list(let b)): return .list([left] + b)
    case (.string(let a), _):
      if let b = ValueText.plain(right) { return .string(a + b) }
    case (_, .string(let b)):
      if let a = ValueText.plain(left) { return .string(a + b) }
    default:
      if let (a, b) = floats(left, right) { return .float(a + b) }
      if let sum = try ValueTemporalArithmetic.add(left, right) { return sum }
    }
    throw mismatch("+", left, right)
  }

  /// About how many bytes `left + right` will allocate; 0 unless one of them is a string or a list.
  package static func addedBytes(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.string(let a), .string(let b)): a.utf8.count + b.utf8.count
    case (.string(let text), _), (_, .string(let text)): text.utf8.count
    case (.list(let a), .list(let b)): (a.count + b.count) * MemoryLayout<Value>.stride
    case (.list(let elements), _), (_, .list(let elements)): (elements.count + 1) * MemoryLayout<Value>.stride
    default: 0
    }
  }

  /// `left - right`.
  package static func subtract(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    if case .integer(let a) = left, case .integer(let b) = right {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if overflow { throw ArithmeticFault.overflow("\(a) - \(b)") }
      return .integer(difference)
    }
    if let difference = try ValueTemporalArithmetic.subtract(left, right) { return difference }
    return try onFloats("-", left, right) { $0 - $1 }
  }

  /// `left * right`.
  package static func multiply(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    if case .integer(let a) = left, case .integer(let b) = right {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if overflow { throw ArithmeticFault.overflow("\(a) * \(b)") }
      return .integer(product)
    }
    if let product = try ValueTemporalArithmetic.multiply(left, right) { return product }
    return try onFloats("*", left, right) { $0 * $1 }
  }

  /// `left / right`: of integers the quotient towards zero.
  package static func divide(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    if case .integer(let a) = left, case .integer(let b) = right { return .integer(try quotient(a, b)) }
    if let quotient = try ValueTemporalArithmetic.divide(left, right) { return quotient }
    return try onFloats("/", left, right) { $0 / $1 }
  }

  /// `left % right`: the rest has the sign of the left.
  package static func modulo(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    if case .integer(let a) = left, case .integer(let b) = right { return .integer(try rest(a, b)) }
    return try onFloats("%", left, right) { Glibc.fmod($0, $1) }
  }

  /// `left ^ right`: always a float.
  package static func power(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    try onFloats("^", left, right) { Glibc.pow($0, $1) }
  }

  /// `-value`.
  package static func negate(_ value: Value) throws(QueryError) -> Value {
    switch value {
    case .null: return .null
    case .float(let number): return .float(-number)
    case .integer(let number):
      guard number != .min else { throw ArithmeticFault.overflow("-(\(number))") }
      return .integer(-number)
    case .duration(let duration): return .duration(try ValueTemporalArithmetic.negated(duration))
    default: throw mismatch("-", value)
    }
  }

  /// `+value`: the number or duration itself.
  package static func plus(_ value: Value) throws(QueryError) -> Value {
    if case .duration = value { return value }
    guard value.isNull || value.numberValue != nil else { throw mismatch("+", value) }
    return value
  }

  /// `left || right`: strings or lists put together.
  package static func concatenate(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    switch (left, right) {
    case (.null, _), (_, .null): return .null
    case (.string(let a), .string(let b)): return .string(a + b)
    case (.list(let a), .list(let b)): return .list(a + b)
    default: throw mismatch("||", left, right)
    }
  }

  // MARK: Integers

  /// The quotient towards zero.
  package static func quotient(_ left: Int64, _ right: Int64) throws(QueryError) -> Int64 {
    if right == 0 { throw ArithmeticFault.division("\(left) / 0") }
    let (quotient, overflow) = left.dividedReportingOverflow(by: right)
    if overflow { throw ArithmeticFault.overflow("\(left) / \(right)") }
    return quotient
  }

  /// The rest of the division towards zero.
  package static func rest(_ left: Int64, _ right: Int64) throws(QueryError) -> Int64 {
    if right == 0 { throw ArithmeticFault.division("\(left) % 0") }
    return right == -1 ? 0 : left % right
  }

  // MARK: Floats

  private static func floats(_ left: Value, _ right: Value) -> (Double, Double)? {
    guard let a = left.numberValue, let b = right.numberValue else { return nil }
    return (a, b)
  }

  private static func onFloats(
    _ sign: String, _ left: Value, _ right: Value, _ body: (Double, Double) -> Double
  ) throws(QueryError) -> Value {
    if left.isNull || right.isNull { return .null }
    guard let (a, b) = floats(left, right) else { throw mismatch(sign, left, right) }
    return .float(body(a, b))
  }

  /// The error of an operator over types that it does not know.
  package static func mismatch(_ sign: String, _ operands: Value...) -> QueryError {
    let types = operands.map(\.typeName).joined(separator: " and ")
    return .runtime(.typeError, "InvalidArgumentType", "the operator \(sign) does not take \(types)")
  }
}
