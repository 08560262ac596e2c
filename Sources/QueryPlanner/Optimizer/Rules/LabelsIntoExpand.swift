// Label tests of the node at the end of an expansion are made while expanding, before a row is.

import GraphModel

enum LabelsIntoExpand {
  static let rule = OptimizerRule(name: "labelsIntoExpand") { plan, _ in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        guard case .filter(_, let conditions) = step, let below = result.last, let (moved, rest) = moved(conditions, into: below) else {
          result.append(step)
          continue
        }
        result[result.count - 1] = moved
        if !rest.isEmpty { result.append(.filter(.argument, rest)) }
      }
      return result
    }
  }

  private static func moved(_ conditions: [BoundExpression], into step: LogicalPlan) -> (LogicalPlan, [BoundExpression])? {
    func split(_ node: Variable) -> (tests: [LabelTest], rest: [BoundExpression]) {
      (conditions.compactMap { $0.labelTest(of: node) }, conditions.filter { $0.labelTest(of: node) == nil })
    }
    switch step {
    case .expand(_, let expand):
      guard let to = expand.to, !expand.isInto else { return nil }
      let (tests, rest) = split(to)
      return tests.isEmpty
        ? nil : (.expand(.argument, expand.with(toLabels: .some(.all(of: [expand.toLabels].compactMap { $0 } + tests)))), rest)
    case .variableExpand(_, let expand):
      guard !expand.isInto else { return nil }
      let (tests, rest) = split(expand.to)
      return tests.isEmpty
        ? nil : (.variableExpand(.argument, expand.with(toLabels: .some(.all(of: [expand.toLabels].compactMap { $0 } + tests)))), rest)
    case .pathSearch(_, let search):
      guard !search.isInto else { return nil }
      let (tests, rest) = split(search.to)
      return tests.isEmpty
        ? nil : (.pathSearch(.argument, search.with(toLabels: .some(.all(of: [search.toLabels].compactMap { $0 } + tests)))), rest)
    default: return nil
    }
  }
}

extension LabelTest {
  /// The conjunction of some tests.
  static func all(of tests: [LabelTest]) -> LabelTest {
    let parts = tests.flatMap { test -> [LabelTest] in
      if case .and(let parts) = test { return parts }
      return [test]
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }
}
