// Expressions as text, with parentheses only where binding demands them or where the text would be read as something else:
// `a - (-b)` (an arrow), `[(x IN y)]` (a comprehension), `-(5)` (a number with a sign), `n:(A|B)` (the bar of a comprehension).

import GraphModel

extension Printer {
  mutating func write(_ expression: Expression) {
    switch expression.kind {
    case .and(let operands): writeChain(operands, " AND ", .not)
    case .or(let operands): writeChain(operands, " OR ", .xor)
    case .xor(let operands): writeChain(operands, " XOR ", .and)
    case .unary(let symbol, let operand): writeUnary(symbol, operand)
    case .arithmetic(let first, let terms): writeArithmetic(first, terms)
    case .comparison(let first, let terms): writeComparison(first, terms)
    case .binary(let symbol, let left, let right):
      write(left, from: .predicate)
      write(" \(symbol.rawValue) ")
      write(right, from: .additive)
    case .isNull(let operand, let negated):
      write(operand, from: .predicate)
      write(negated ? " IS NOT NULL" : " IS NULL")
    case .isTyped(let operand, let type, let negated):
      write(operand, from: .predicate)
      write(negated ? " IS NOT :: " : " IS :: ")
      write(type)
    case .isNormalized(let operand, let form, let negated):
      write(operand, from: .predicate)
      write(negated ? " IS NOT " : " IS ")
      write("\(form.rawValue) NORMALIZED")
    default: writeOperand(expression)
    }
  }

  /// Writes an expression, in parentheses if it binds less strongly than its place demands.
  mutating func write(_ expression: Expression, from minimum: Precedence) {
    if expression.precedence < minimum { writeParenthesized(expression) } else { write(expression) }
  }

  mutating func writeParenthesized(_ expression: Expression) {
    write("(")
    write(expression)
    write(")")
  }

  private mutating func writeChain(_ operands: [Expression], _ separator: String, _ minimum: Precedence) {
    writeList(operands, separator: separator) { $0.write($1, from: minimum) }
  }

  private mutating func writeUnary(_ symbol: UnaryOperator, _ operand: Expression) {
    switch symbol {
    case .not:
      write("NOT ")
      write(operand, from: .not)
    case .plus:
      write("+")
      write(operand, from: .sign)
    case .minus:
      write("-")
      if operand.isNumber { writeParenthesized(operand) } else { writeBehindSymbol(operand, from: .sign) }
    }
  }

  private mutating func writeArithmetic(_ first: Expression, _ terms: [ArithmeticTerm]) {
    let minimum = (terms.first?.operator.precedence ?? .additive).next
    write(first, from: minimum)
    for term in terms {
      write(" \(term.operator.rawValue) ")
      writeBehindSymbol(term.operand, from: minimum)
    }
  }

  private mutating func writeComparison(_ first: Expression, _ terms: [ComparisonTerm]) {
    write(first, from: .predicate)
    for term in terms {
      write(" \(term.operator.rawValue) ")
      writeBehindSymbol(term.operand, from: .predicate)
    }
  }

  /// Writes an operand behind `-` or `<`, where a sign of its own would make an arrow.
  private mutating func writeBehindSymbol(_ operand: Expression, from minimum: Precedence) {
    let start = output.utf8.endIndex
    write(operand, from: minimum)
    guard output.utf8[start...].first == UInt8(ascii: "-") else { return }
    let text = String(output[start...])
    output.removeSubrange(start...)
    write("(\(text))")
  }

  private mutating func writeOperand(_ expression: Expression) {
    switch expression.kind {
    case .literal(let value): write(value)
    case .parameter(let name):
      write("$")
      write(name.text.utf8.allSatisfy(CharacterClass.isDigit) && !name.text.isEmpty ? name.text : Quoting.anyName(name.text))
    case .variable(let name): write(name)
    case .property(let base, let key):
      writeBase(base)
      write(".")
      writeAnyName(key)
    case .subscript(let base, let index):
      writeBase(base)
      write("[")
      write(index)
      write("]")
    case .slice(let base, let from, let to):
      writeBase(base)
      write("[")
      write("", from)
      write("..")
      write("", to)
      write("]")
    case .hasLabels(let base, let labels): writeHasLabels(base, labels)
    default: writeCompound(expression)
    }
  }

  /// Writes what a look-up applies to. A number gets parentheses, or its dot would be a decimal point.
  private mutating func writeBase(_ base: Expression) {
    if base.isNumber { writeParenthesized(base) } else { write(base, from: .operand) }
  }

  private mutating func writeHasLabels(_ base: Expression, _ labels: LabelExpression) {
    writeBase(base)
    write(":")
    if case .or = labels.kind {
      write("(")
      write(labels)
      write(")")
    } else {
      write(labels)
    }
  }

  /// Writes a value as an expression. Values that no literal can give are written as something that gives them, or by type.
  mutating func write(_ value: Value) {
    switch value {
    case .null: write("null")
    case .boolean(let truth): write(truth ? "true" : "false")
    case .integer(let number): write(String(number))
    case .float(let number):
      if number.isFinite { write("\(number)") } else { write(number.isNaN ? "(0.0 / 0.0)" : (number > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)")) }
    case .string(let text): write(Quoting.string(text))
    case .list(let elements):
      write("[")
      writeList(elements) { $0.write($1) }
      write("]")
    case .map(let map):
      write("{")
      writeList(map.entries) { printer, entry in
        printer.write(Quoting.anyName(entry.key) + ": ")
        printer.write(entry.value)
      }
      write("}")
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: write(value.constructorText ?? "")
    case .node, .relationship, .path: write("<\(value.typeName)>")
    }
  }
}

extension ArithmeticOperator {
  /// How strongly the operator binds.
  var precedence: Precedence {
    switch self {
    case .add, .subtract, .concatenate: .additive
    case .multiply, .divide, .modulo: .multiplicative
    case .power: .power
    }
  }
}

extension Expression {
  /// How strongly the parts of the expression hold together.
  var precedence: Precedence {
    switch kind {
    case .or: .or
    case .xor: .xor
    case .and: .and
    case .unary(.not, _): .not
    case .comparison: .comparison
    // The bar of a union would be taken by a comprehension around it, so a union counts as binding least.
    case .isTyped(_, let type, _): if case .union = type.kind { .or } else { .predicate }
    case .binary, .isNull, .isNormalized: .predicate
    case .arithmetic(_, let terms): terms.first?.operator.precedence ?? .additive
    case .unary: .sign
    case .hasLabels: .label
    case .literal(.integer(let number)): number < 0 ? .sign : .operand
    case .literal(.float(let number)): number.sign == .minus ? .sign : .operand
    default: .operand
    }
  }

  /// Whether the expression is a number as it stands.
  var isNumber: Bool {
    switch kind {
    case .literal(.integer), .literal(.float): true
    default: false
    }
  }
}
