// Bound expressions as text, for plans that people read: Cypher again, with variables by name and made-up ones as `#name`.

package import GraphModel

/// Prints bound expressions.
package enum ExpressionText {
  /// The text of an expression.
  package static func of(_ expression: BoundExpression) -> String { text(expression, within: 0) }

  /// The name of a variable, made-up ones marked.
  package static func of(_ variable: Variable) -> String {
    variable.name.hasPrefix("  ") ? "#" + variable.name.dropFirst(2) : name(variable.name)
  }

  /// A name, in backticks where it needs them.
  package static func name(_ name: String) -> String {
    let plain =
      !name.isEmpty && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) }
      && !("0"..."9").contains(name.unicodeScalars.first ?? " ")
    return plain ? name : "`\(name)`"
  }

  /// How strongly each form binds its parts; a part that binds less strongly stands in parentheses.
  private static func strength(_ expression: BoundExpression) -> Int {
    switch expression.kind {
    case .disjunction: 1
    case .conjunction: 3
    case .unary(.not, _): 4
    case .isNull, .isTyped: 5
    case .binary(let op, _, _): strength(of: op)
    case .chain(_, let links): links.map { strength(of: $0.sign) }.min() ?? 5
    case .unary: 9
    case .hasLabels: 10
    default: 11
    }
  }

  private static func strength(of op: BinaryOperator) -> Int {
    switch op {
    case .exclusiveOr: 2
    case .add, .subtract, .concatenate: 6
    case .multiply, .divide, .modulo: 7
    case .power: 8
    default: 5
    }
  }

  private static func text(_ expression: BoundExpression, within outer: Int) -> String {
    let own = strength(expression)
    let inside = form(expression, own)
    return own < outer ? "(\(inside))" : inside
  }

  private static func form(_ expression: BoundExpression, _ own: Int) -> String {
    switch expression.kind {
    case .literal(let value): return literal(value)
    case .parameter(let name): return "$\(Self.name(name))"
    case .variable(let variable): return of(variable)
    case .property(let base, let key): return "\(text(base, within: 11)).\(name(key))"
    case .element(let base, let index): return "\(text(base, within: 11))[\(of(index))]"
    case .slice(let base, let from, let to): return "\(text(base, within: 11))[\(from.map(of) ?? "")..\(to.map(of) ?? "")]"
    case .list(let elements): return "[\(elements.map(of).joined(separator: ", "))]"
    case .map(let entries): return "{\(entries.map { "\(name($0.key)): \(of($0.value))" }.joined(separator: ", "))}"
    case .unary(let op, let operand):
      return op == .not ? "NOT \(text(operand, within: own))" : "\(op.rawValue)\(text(operand, within: own))"
    case .binary(let op, let left, let right): return "\(text(left, within: own)) \(op.rawValue) \(text(right, within: own + 1))"
    case .chain(let first, let links):
      return text(first, within: own) + links.map { " \($0.sign.rawValue) \(text($0.operand, within: own + 1))" }.joined()
    case .conjunction(let parts): return parts.map { text($0, within: own + 1) }.joined(separator: " AND ")
    case .disjunction(let parts): return parts.map { text($0, within: own + 1) }.joined(separator: " OR ")
    case .isNull(let operand, let negated): return "\(text(operand, within: own + 1)) IS \(negated ? "NOT " : "")NULL"
    case .isTyped(let operand, let test, let negated): return "\(text(operand, within: own + 1)) IS \(negated ? "NOT " : "")::\(type(test))"
    case .hasLabels(let operand, let test): return "\(text(operand, within: 11)):\(labels(test))"
    case .conditional(let alternatives, let otherwise):
      let branches = alternatives.map { "WHEN \(of($0.condition)) THEN \(of($0.result))" }.joined(separator: " ")
      return "CASE \(branches) ELSE \(of(otherwise)) END"
    case .call(let function, let arguments): return "\(function.name)(\(arguments.map(of).joined(separator: ", ")))"
    case .entity(let function, let argument): return "\(function.rawValue)(\(of(argument)))"
    case .listComprehension, .quantifier, .reduce, .path: return comprehension(expression)
    }
  }

  private static func comprehension(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .listComprehension(let variable, let list, let predicate, let projection):
      let condition = predicate.map { " WHERE \(of($0))" } ?? ""
      return "[\(of(variable)) IN \(of(list))\(condition)\(projection.map { " | \(of($0))" } ?? "")]"
    case .quantifier(let quantifier, let variable, let list, let predicate):
      return "\(quantifier.rawValue)(\(of(variable)) IN \(of(list)) WHERE \(of(predicate)))"
    case .reduce(let accumulator, let initial, let variable, let list, let body):
      return "reduce(\(of(accumulator)) = \(of(initial)), \(of(variable)) IN \(of(list)) | \(of(body)))"
    case .path(let start, let steps): return "path(\(([start] + steps).map(of).joined(separator: ", ")))"
    default: return ""
    }
  }

  /// A value as a literal.
  package static func literal(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let string): quoted(string)
    case .list(let elements): "[\(elements.map(literal).joined(separator: ", "))]"
    case .map(let map): "{\(map.entries.map { "\(name($0.key)): \(literal($0.value))" }.joined(separator: ", "))}"
    case .node(let node): "node \(node.id.rawValue)"
    case .relationship(let relationship): "relationship \(relationship.id.rawValue)"
    case .path: "path"
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: value.constructorText ?? ""
    }
  }

  private static func quoted(_ string: String) -> String {
    var result = "'"
    for scalar in string.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// A label expression.
  package static func labels(_ test: LabelTest) -> String { labels(test, within: 0) }

  private static func labels(_ test: LabelTest, within outer: Int) -> String {
    switch test {
    case .name(let name): return Self.name(name)
    case .any: return "%"
    case .not(let inner): return "!\(labels(inner, within: 2))"
    case .and(let parts): return wrapped(parts.map { labels($0, within: 2) }.joined(separator: "&"), outer > 1)
    case .or(let parts): return wrapped(parts.map { labels($0, within: 1) }.joined(separator: "|"), outer > 0)
    }
  }

  private static func wrapped(_ text: String, _ isNeeded: Bool) -> String { isNeeded ? "(\(text))" : text }

  /// A type.
  package static func type(_ test: TypeTest) -> String {
    switch test {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .string: "STRING"
    case .node: "NODE"
    case .relationship: "RELATIONSHIP"
    case .path: "PATH"
    case .map: "MAP"
    case .null: "NULL"
    case .any: "ANY"
    case .number: "INTEGER | FLOAT"
    case .date: "DATE"
    case .localTime: "LOCAL TIME"
    case .time: "ZONED TIME"
    case .localDateTime: "LOCAL DATETIME"
    case .dateTime: "ZONED DATETIME"
    case .duration: "DURATION"
    case .point: "POINT"
    case .list(let element): "LIST<\(type(element))>"
    case .notNull(let inner): "\(type(inner)) NOT NULL"
    case .anyOf(let parts): parts.map(type).joined(separator: " | ")
    }
  }
}
