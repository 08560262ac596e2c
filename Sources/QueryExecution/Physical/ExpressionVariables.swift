// The variables that an expression mentions, those that it binds itself included: numbers are unique over the query, so they do
// no harm where the set is intersected with the columns of a chunk.
import QueryPlanner

/// Variables by expression.
enum ExpressionVariables {
  /// Adds the variables of an expression. Depth is that of the expression, which binding has bounded.
  static func collect(_ expression: BoundExpression, into found: inout Set<Variable>) {
    if case .variable(let variable) = expression.kind { found.insert(variable) }
    if case .path(let start, let steps) = expression.kind { found.formUnion([start] + steps) }
    for part in parts(of: expression) { collect(part, into: &found) }
  }

  /// Adds the variables of expressions.
  static func collect(_ expressions: [BoundExpression], into found: inout Set<Variable>) {
    for expression in expressions { collect(expression, into: &found) }
  }

  /// Adds the variables of the expressions of a scan.
  static func collect(_ access: NodeScan.Access, into found: inout Set<Variable>) {
    switch access {
    case .all, .label: break
    case .indexEqual(_, _, let value), .indexIn(_, _, let value), .indexPrefix(_, _, let value), .identity(let value):
      collect(value, into: &found)
    case .indexRange(_, _, let lower, let upper): collect([lower, upper].compactMap { $0?.value }, into: &found)
    }
  }

  /// Adds the variables of names.
  static func collect(_ names: [NameExpression], into found: inout Set<Variable>) {
    for case .dynamic(let expression) in names { collect(expression, into: &found) }
  }

  /// Adds the variables of a SET item.
  static func collect(_ item: SetItem, into found: inout Set<Variable>) {
    switch item {
    case .property(let target, _, let value): collect([target, value], into: &found)
    case .dynamicProperty(let target, let key, let value): collect([target, key, value], into: &found)
    case .replaceProperties(let variable, let value), .addProperties(let variable, let value):
      found.insert(variable)
      collect(value, into: &found)
    case .labels(let variable, let names):
      found.insert(variable)
      collect(names, into: &found)
    }
  }

  /// Adds the variables of a REMOVE item.
  static func collect(_ item: RemoveItem, into found: inout Set<Variable>) {
    switch item {
    case .property(let target, _): collect(target, into: &found)
    case .dynamicProperty(let target, let key): collect([target, key], into: &found)
    case .labels(let variable, let names):
      found.insert(variable)
      collect(names, into: &found)
    }
  }

  /// The expressions directly inside an expression.
  static func parts(of expression: BoundExpression) -> [BoundExpression] {
    switch expression.kind {
    case .literal, .parameter, .variable, .path: []
    case .property(let operand, _), .unary(_, let operand), .isNull(let operand, _), .isTyped(let operand, _, _),
      .hasLabels(let operand, _), .entity(_, let operand):
      [operand]
    case .element(let left, let right), .binary(_, let left, let right): [left, right]
    case .slice(let list, let from, let to): [list] + [from, to].compactMap { $0 }
    case .list(let elements), .conjunction(let elements), .disjunction(let elements), .call(_, let elements): elements
    case .map(let entries): entries.map(\.value)
    case .conditional(let alternatives, let otherwise): alternatives.flatMap { [$0.condition, $0.result] } + [otherwise]
    case .listComprehension(_, let list, let predicate, let projection): [list] + [predicate, projection].compactMap { $0 }
    case .quantifier(_, _, let list, let predicate): [list, predicate]
    case .reduce(_, let initial, _, let list, let body): [initial, list, body]
    }
  }
}
