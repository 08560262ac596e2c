// Chains of arithmetic, taken from left to right. They may be long in text, so they are bound in a loop; a short one is a tree as high as
// it is long, which evaluates by kernels, and a long one a flat chain, so that no length of a chain counts as height.

import CypherSyntax
import GraphModel

extension Binder {
  func bindArithmetic(_ first: Expression, _ terms: [ArithmeticTerm], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    if terms.count > PlannerLimits.chainHeightMax { return try bindLongArithmetic(first, terms, at: span) }
    return try deeper(by: terms.count, at: span) { () throws(QueryError) -> TypedExpression in
      var left = try bind(first)
      for term in terms {
        let right = try bind(term.operand)
        let type = try arithmeticType(term.operator, left, right)
        let kind = BoundExpression.Kind.binary(Self.bound(term.operator), left.expression, right.expression)
        left = TypedExpression(kind, type, at: first.span.extended(to: term.operand.span))
      }
      return TypedExpression(BoundExpression(left.expression.kind, at: span), left.type)
    }
  }

  private func bindLongArithmetic(_ first: Expression, _ terms: [ArithmeticTerm], at span: SourceSpan) throws(QueryError) -> TypedExpression
  {
    let head = try bind(first)
    var left = head
    var links: [BoundExpression.Link] = []
    for term in terms {
      let right = try bind(term.operand)
      // Only the type is carried from term to term.
      left = TypedExpression(left.expression, try arithmeticType(term.operator, left, right))
      links.append(.init(Self.bound(term.operator), right.expression))
    }
    return TypedExpression(.chain(head.expression, links), left.type, at: span)
  }

  private static func bound(_ op: ArithmeticOperator) -> BinaryOperator {
    switch op {
    case .add: .add
    case .subtract: .subtract
    case .concatenate: .concatenate
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    }
  }

  private func arithmeticType(_ op: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression) throws(QueryError) -> StaticType
  {
    switch op {
    case .add: return Self.sumType(left.type, right.type)
    case .concatenate: return left.type.joined(with: right.type)
    case .subtract, .multiply, .divide, .modulo, .power:
      // Dates and times move by durations, and durations stretch by numbers: which of these fit is seen when they are there.
      if op != .modulo, op != .power, left.type.isTemporalOrPoint || right.type.isTemporalOrPoint { return .any }
      for side in [left, right] where !side.type.admitsNumber {
        throw BindingErrors.wrongOperand(of: "`\(op.rawValue)`", wanted: "numbers", got: side.type, at: side.expression.span)
      }
      if left.type.isOpen || right.type.isOpen { return .any }
      return op == .power ? .float : left.type.joined(with: right.type)
    }
  }

  private static func sumType(_ left: StaticType, _ right: StaticType) -> StaticType {
    switch (left, right) {
    case (.list(let a), .list(let b)): return .list(a.joined(with: b))
    case (.list(let element), let other), (let other, .list(let element)):
      return other == .any ? .list(.any) : .list(element.joined(with: other))
    case (.any, _), (_, .any), (.null, _), (_, .null): return .any
    case (.string, _), (_, .string): return .string
    default: return left.admitsNumber && right.admitsNumber ? left.joined(with: right) : .any
    }
  }
}
