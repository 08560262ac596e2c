// Operators: arithmetic, comparison, logic and the tests of strings and lists.
import CypherSyntax
import Glibc
import GraphModel

extension NaiveEvaluator {
  /// The value of an operator and its operands.
  func operation(_ expression: Expression, _ row: Row, _ group: [Row]?) throws(NaiveError) -> Value {
    switch expression.kind {
    case .unary(let sign, let operand): return try unary(sign, try value(of: operand, row, group: group))
    case .and(let operands): return try connective(operands, row, group, absorbing: false)
    case .or(let operands): return try connective(operands, row, group, absorbing: true)
    case .xor(let operands):
      let truths = try values(of: operands, row, group).map { (value) throws(NaiveError) in try truth(value) }
      return truths.contains(nil) ? .null : .boolean(truths.count { $0 == true } % 2 == 1)
    case .arithmetic(let first, let terms):
      var result = try value(of: first, row, group: group)
      for term in terms { result = try arithmetic(result, term.operator, try value(of: term.operand, row, group: group)) }
      return result
    case .comparison(let first, let terms): return try comparison(first, terms, row, group)
    case .binary(let sign, let left, let right):
      return try binary(sign, try value(of: left, row, group: group), try value(of: right, row, group: group))
    default: throw .beyond("operator")
    }
  }

  private func connective(_ operands: [Expression], _ row: Row, _ group: [Row]?, absorbing: Bool) throws(NaiveError) -> Value {
    var truths: [Bool?] = []
    for operand in operands {
      truths.append(try truth(try value(of: operand, row, group: group)))
      if freedom.isLazy, truths.last == .some(absorbing) { return .boolean(absorbing) }
    }
    if truths.contains(absorbing) { return .boolean(absorbing) }
    return truths.contains(nil) ? .null : .boolean(!absorbing)
  }

  private func unary(_ sign: UnaryOperator, _ operand: Value) throws(NaiveError) -> Value {
    switch (sign, operand) {
    case (_, .null): return .null
    case (.not, _): return .boolean(try truth(operand) == false)
    case (.minus, .integer(.min)): throw .failed("overflow")
    case (.minus, .integer(let number)): return .integer(-number)
    case (.minus, .float(let number)): return .float(-number)
    case (.plus, .integer), (.plus, .float): return operand
    default: throw .failed("sign of a \(operand.typeName)")
    }
  }

  /// Two operands of `+ - * / % ^ ||`.
  func arithmetic(_ left: Value, _ sign: ArithmeticOperator, _ right: Value) throws(NaiveError) -> Value {
    switch (left, right, sign) {
    case (.null, _, _), (_, .null, _): return .null
    case (.integer(let a), .integer(let b), _): return try whole(a, sign, b)
    case (.string(let a), .string(let b), .add), (.string(let a), .string(let b), .concatenate): return .string(a + b)
    case (.list(let a), .list(let b), .add), (.list(let a), .list(let b), .concatenate): return .list(a + b)
    case (.list(let a), _, .add): return .list(a + [right])
    case (_, .list(let b), .add): return .list([left] + b)
    case (.string(let a), _, .add): return .string(a + (try text(of: right)))
    case (_, .string(let b), .add): return .string(try text(of: left) + b)
    default:
      if let value = try temporalArithmetic(left, sign, right) { return value }
      guard let a = left.numberValue, let b = right.numberValue else { throw .failed("\(sign) of these types") }
      switch sign {
      case .add: return .float(a + b)
      case .subtract: return .float(a - b)
      case .multiply: return .float(a * b)
      case .divide: return .float(a / b)
      case .modulo: return .float(a.truncatingRemainder(dividingBy: b))
      case .power: return .float(pow(a, b))
      case .concatenate: throw .failed("|| of numbers")
      }
    }
  }

  /// Integer arithmetic with twice the bits, so that overflow is a plain comparison.
  private func whole(_ left: Int64, _ sign: ArithmeticOperator, _ right: Int64) throws(NaiveError) -> Value {
    let (a, b) = (Int128(left), Int128(right))
    let result: Int128
    switch sign {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide, .modulo:
      if b == 0 { throw .failed("division by zero") }
      result = sign == .divide ? a / b : a % b
    case .power: return .float(pow(Double(left), Double(right)))
    case .concatenate: throw .failed("|| of integers")
    }
    guard let number = Int64(exactly: result) else { throw .failed("overflow") }
    return .integer(number)
  }

  private func comparison(_ first: Expression, _ terms: [ComparisonTerm], _ row: Row, _ group: [Row]?) throws(NaiveError) -> Value {
    var left = try value(of: first, row, group: group)
    var truths: [Bool?] = []
    for term in terms {
      let right = try value(of: term.operand, row, group: group)
      truths.append(compare(left, term.operator, right))
      if freedom.isLazy, truths.last == .some(false) { return .boolean(false) }
      left = right
    }
    if truths.contains(false) { return .boolean(false) }
    return truths.contains(nil) ? .null : .boolean(true)
  }

  private func compare(_ left: Value, _ sign: ComparisonOperator, _ right: Value) -> Bool? {
    if sign == .equal { return NaiveRelations.equal(left, right) }
    if sign == .notEqual { return NaiveRelations.equal(left, right).map { !$0 } }
    guard let comparison = NaiveRelations.compare(left, right) else { return nil }
    guard case .order(let order) = comparison else { return false }
    switch sign {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  private func binary(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(NaiveError) -> Value {
    switch (sign, left, right) {
    case (.in, _, .null): return .null
    case (.in, _, .list(let elements)):
      let truths = elements.map { NaiveRelations.equal(left, $0) }
      return truths.contains(true) ? .boolean(true) : (truths.contains(nil) ? .null : .boolean(false))
    case (.in, _, _): throw .failed("IN of a \(right.typeName)")
    case (.startsWith, .string(let a), .string(let b)): return .boolean(occurrences(of: b, in: a).first == 0)
    case (.endsWith, .string(let a), .string(let b)): return .boolean(occurrences(of: b, in: a).last == a.utf8.count - b.utf8.count)
    case (.contains, .string(let a), .string(let b)): return .boolean(!occurrences(of: b, in: a).isEmpty)
    case (.matches, _, _): throw .beyond("regular expressions")
    default: return .null
    }
  }

  /// The places at which the bytes of a part stand in the bytes of a text, overlapping ones too.
  func occurrences(of part: String, in text: String) -> [Int] {
    let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
    guard wanted.count <= bytes.count else { return [] }
    return (0...(bytes.count - wanted.count)).filter { Array(bytes[$0..<($0 + wanted.count)]) == wanted }
  }
}
