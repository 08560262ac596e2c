// EXISTS and NOT EXISTS as a condition of their own become a semi-apply, which stops at the first inner row; COUNT { } > 0 and
// COUNT { } = 0 mean the same and become the same.

import GraphModel

enum SemiApply {
  static let rule = OptimizerRule(name: "semiApply") { plan, _ in plan.rewritingChains(rewritten) }

  private static func rewritten(_ steps: [LogicalPlan]) -> [LogicalPlan] {
    var steps = steps
    for place in steps.indices {
      guard case .apply(_, let apply) = steps[place], let answer = apply.answer else { continue }
      guard let (filter, condition, isNegated) = test(of: answer, above: place, steps) else { continue }
      guard isReadOnce(answer, steps, above: place) else { continue }
      guard case .filter(_, var conditions) = steps[filter] else { continue }
      conditions.remove(at: condition)
      steps[filter] = .filter(.argument, conditions)
      steps[place] = .apply(.argument, Apply(kind: .semi(negated: isNegated), plan: apply.plan))
    }
    return steps.filter { if case .filter(_, let conditions) = $0 { !conditions.isEmpty } else { true } }
  }

  /// The conjunct that asks only for the answer, with nothing but other questions and filters between.
  private static func test(of answer: Variable, above place: Int, _ steps: [LogicalPlan]) -> (filter: Int, condition: Int, isNegated: Bool)?
  {
    for other in (place + 1)..<max(place + 1, steps.count) {
      switch steps[other] {
      case .apply where !steps[other].isWriting: continue
      case .filter(_, let conditions):
        for (index, condition) in conditions.enumerated() {
          if let isNegated = condition.isNegatedExistence(of: answer) { return (other, index, isNegated) }
        }
      default: return nil
      }
    }
    return nil
  }

  private static func isReadOnce(_ answer: Variable, _ steps: [LogicalPlan], above place: Int) -> Bool {
    var count = 0
    for step in steps[(place + 1)...] {
      if case .filter(_, let conditions) = step {
        count += conditions.filter { $0.variables.contains(answer) }.count
      } else if step.reads.contains(answer) {
        return false
      }
      if step.keeps != nil { break }
    }
    return count == 1
  }
}

extension Apply {
  /// The variable of a yes-or-no answer or a count.
  fileprivate var answer: Variable? {
    switch kind {
    case .exists(let variable), .count(let variable): variable
    default: nil
    }
  }
}

extension BoundExpression {
  /// Whether the expression says that something exists (`false`) or does not (`true`), by the variable of its answer.
  fileprivate func isNegatedExistence(of answer: Variable) -> Bool? {
    switch kind {
    case .variable(let variable): return variable == answer && variable.type == .truth ? false : nil
    case .unary(.not, let operand): return operand.isNegatedExistence(of: answer).map { !$0 }
    case .binary(let op, let left, let right):
      guard left.asVariable == answer, answer.type == .count, case .integer(let number)? = right.constant else { return nil }
      switch (op, number) {
      case (.greater, 0), (.greaterOrEqual, 1), (.notEqual, 0): return false
      case (.equal, 0), (.less, 1), (.lessOrEqual, 0): return true
      default: return nil
      }
    default: return nil
    }
  }
}
