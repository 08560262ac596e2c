// What compiling must know of an expression before it chooses a way to evaluate it.
import QueryPlanner

extension BoundExpression {
  /// The expressions directly inside.
  private var operands: [BoundExpression] {
    switch kind {
    case .literal, .parameter, .variable, .path: []
    case .property(let operand, _), .unary(_, let operand), .isNull(let operand, _), .isTyped(let operand, _, _),
      .hasLabels(let operand, _), .entity(_, let operand):
      [operand]
    case .element(let left, let right), .binary(_, let left, let right): [left, right]
    case .slice(let list, let from, let to): [list] + [from, to].compactMap { $0 }
    case .list(let elements), .conjunction(let elements), .disjunction(let elements), .call(_, let elements): elements
    case .map(let entries): entries.map(\.value)
    case .chain(let first, let links): [first] + links.map(\.operand)
    case .conditional(let alternatives, let otherwise): alternatives.flatMap { [$0.condition, $0.result] } + [otherwise]
    case .listComprehension(_, let list, let predicate, let projection): [list] + [predicate, projection].compactMap { $0 }
    case .quantifier(_, _, let list, let predicate): [list, predicate]
    case .reduce(_, let initial, _, let list, let body): [initial, list, body]
    }
  }

  /// Whether the expression has the same value in every row of a run: it reads no variable but those it binds itself, and calls
  /// nothing that depends on chance or time.
  /// - Parameter bound: the numbers of the variables bound further out, within the expression.
  func isRunConstant(bound: Set<Int> = []) -> Bool {
    switch kind {
    case .variable(let variable): return bound.contains(variable.id)
    case .path: return false
    case .call(let function, let arguments): return function.isDeterministic && arguments.allSatisfy { $0.isRunConstant(bound: bound) }
    case .listComprehension(let variable, _, _, _), .quantifier(_, let variable, _, _):
      let inner = bound.union([variable.id])
      return operands.allSatisfy { $0.isRunConstant(bound: inner) }
    case .reduce(let accumulator, _, let variable, _, _):
      let inner = bound.union([accumulator.id, variable.id])
      return operands.allSatisfy { $0.isRunConstant(bound: inner) }
    default: return operands.allSatisfy { $0.isRunConstant(bound: bound) }
    }
  }

  /// Whether the expression reads a variable.
  func reads(_ variable: Variable) -> Bool {
    switch kind {
    case .variable(let other): other == variable
    case .path(let start, let steps): start == variable || steps.contains(variable)
    default: operands.contains { $0.reads(variable) }
    }
  }

  /// Whether evaluating it can give a list or map that lies deeper than what it was given: where it makes lists or maps.
  var mayNest: Bool {
    switch kind {
    case .list, .map, .listComprehension, .call: true
    default: operands.contains { $0.mayNest }
    }
  }

  /// The depth of nesting, counted no further than a limit.
  func depth(upTo limit: Int) -> Int {
    if limit <= 0 { return 1 }
    return 1 + (operands.map { $0.depth(upTo: limit - 1) }.max() ?? 0)
  }
}
