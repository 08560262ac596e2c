// The expressions directly inside an expression, and the same expression with others in their place: what walks and reducers need.
import CypherSyntax
import GraphModel

/// Takes expressions apart and puts them together.
enum ExpressionParts {
  /// The direct parts that see the same names as the whole; the insides of comprehensions and subqueries are left out.
  static func children(of expression: Expression) -> [Expression] {
    switch expression.kind {
    case .property(let base, _), .hasLabels(let base, _), .isNull(let base, _), .isTyped(let base, _, _), .isNormalized(let base, _, _),
      .unary(_, let base):
      [base]
    case .subscript(let base, let index): [base, index]
    case .slice(let base, let from, let to): [base] + [from, to].compactMap { $0 }
    case .list(let elements): elements
    case .map(let entries): entries.map(\.value)
    case .and(let operands), .or(let operands), .xor(let operands): operands
    case .arithmetic(let first, let terms): [first] + terms.map(\.operand)
    case .comparison(let first, let terms): [first] + terms.map(\.operand)
    case .binary(_, let left, let right): [left, right]
    case .function(let call): call.arguments
    case .case(let choice):
      [choice.subject].compactMap { $0 } + choice.branches.flatMap { $0.tests + [$0.result] } + [choice.otherwise].compactMap { $0 }
    case .listComprehension(let comprehension): [comprehension.list]
    case .quantifier(let quantifier): [quantifier.list]
    case .reduce(let reduction): [reduction.initial, reduction.list]
    case .mapProjection(let projection):
      projection.items.compactMap { if case .entry(let entry) = $0 { entry.value } else { nil } }
    case .literal, .parameter, .variable, .countStar, .caseSubject, .patternComprehension, .pattern, .subquery: []
    }
  }

  /// The expression with new direct parts, as many as `children` gave.
  static func replacing(_ expression: Expression, with parts: [Expression]) -> Expression {
    var result = expression
    var rest = parts[...]
    func next(_ old: Expression) -> Expression { rest.popFirst() ?? old }
    switch expression.kind {
    case .property(let base, let key): result.kind = .property(next(base), key)
    case .hasLabels(let base, let labels): result.kind = .hasLabels(next(base), labels)
    case .isNull(let base, let negated): result.kind = .isNull(next(base), negated: negated)
    case .isTyped(let base, let type, let negated): result.kind = .isTyped(next(base), type, negated: negated)
    case .isNormalized(let base, let form, let negated): result.kind = .isNormalized(next(base), form, negated: negated)
    case .unary(let sign, let base): result.kind = .unary(sign, next(base))
    case .subscript(let base, let index): result.kind = .subscript(next(base), next(index))
    case .slice(let base, let from, let to): result.kind = .slice(next(base), from: from.map(next), to: to.map(next))
    case .list(let elements): result.kind = .list(elements.map(next))
    case .map(let entries):
      result.kind = .map(
        entries.map { entry in
          var entry = entry
          entry.value = next(entry.value)
          return entry
        })
    case .and(let operands): result.kind = .and(operands.map(next))
    case .or(let operands): result.kind = .or(operands.map(next))
    case .xor(let operands): result.kind = .xor(operands.map(next))
    case .arithmetic(let first, let terms):
      result.kind = .arithmetic(next(first), terms.map { ArithmeticTerm($0.operator, next($0.operand)) })
    case .comparison(let first, let terms):
      result.kind = .comparison(next(first), terms.map { ComparisonTerm($0.operator, next($0.operand)) })
    case .binary(let sign, let left, let right): result.kind = .binary(sign, next(left), next(right))
    case .function(var call):
      call.arguments = call.arguments.map(next)
      result.kind = .function(call)
    case .case(var choice):
      choice.subject = choice.subject.map(next)
      for place in choice.branches.indices {
        choice.branches[place].tests = choice.branches[place].tests.map(next)
        choice.branches[place].result = next(choice.branches[place].result)
      }
      choice.otherwise = choice.otherwise.map(next)
      result.kind = .case(choice)
    case .listComprehension(var comprehension):
      comprehension.list = next(comprehension.list)
      result.kind = .listComprehension(comprehension)
    case .quantifier(var quantifier):
      quantifier.list = next(quantifier.list)
      result.kind = .quantifier(quantifier)
    case .reduce(var reduction):
      reduction.initial = next(reduction.initial)
      reduction.list = next(reduction.list)
      result.kind = .reduce(reduction)
    default: break
    }
    return result
  }
}
