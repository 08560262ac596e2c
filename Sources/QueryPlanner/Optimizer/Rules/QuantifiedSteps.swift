// `all(r IN rs WHERE …)` and `none(…)` over the relationships of a walk speak of each of them alone: the condition becomes part of the
// walk, which then never goes on over a relationship that spoils it. Often nobody needs the list any more after that, and a search
// for nodes can take the place of the walk.
// A condition moves only if the walk's rows have everything it reads before the walk begins.

import GraphModel

enum QuantifiedSteps {
  static let rule = OptimizerRule(name: "quantifiedSteps") { plan, _ in
    plan.rewritingChains { steps in
      var rewriting = Rewriting()
      for step in steps { rewriting.append(step) }
      return rewriting.steps
    }
  }

  /// The rewriting of one chain.
  private struct Rewriting {
    private(set) var steps: [LogicalPlan] = []
    /// Where lists of relationships come from.
    private var origins: [Variable: Int] = [:]
    /// Lists that are other lists turned round.
    private var aliases: [Variable: Variable] = [:]
    /// Paths, as what their relationships are.
    private var paths: [Variable: [Variable]] = [:]

    mutating func append(_ step: LogicalPlan) {
      guard case .filter(_, let conditions) = step else {
        steps.append(step)
        learn(step)
        return
      }
      var remaining: [BoundExpression] = []
      for condition in conditions.flatMap(\.conjuncts) { remaining += taken(condition) ?? [condition] }
      if !remaining.isEmpty { steps.append(.filter(.argument, remaining)) }
    }

    private mutating func learn(_ step: LogicalPlan) {
      if step.keeps != nil { (origins, aliases, paths) = ([:], [:], [:]) }
      switch step {
      case .variableExpand(_, let expand): if let list = expand.relationships { origins[list] = steps.count - 1 }
      case .extend(_, let items):
        for item in items {
          if case .path(_, let parts) = item.expression.kind { paths[item.variable] = parts }
          if let list = item.expression.reversedList { aliases[item.variable] = list }
        }
      case .create, .merge, .set, .remove, .delete, .foreach, .eager: (origins, aliases, paths) = ([:], [:], [:])
      default: break
      }
    }

    /// What remains of a condition whose parts went into walks; nil where it stays as it is.
    private mutating func taken(_ condition: BoundExpression) -> [BoundExpression]? {
      guard case .quantifier(let quantifier, let variable, let list, let predicate) = condition.kind, predicate.isDeterministic,
        let parts = parts(of: list)
      else { return nil }
      let test: BoundExpression
      switch quantifier {
      case .all: test = predicate
      case .none: test = BoundExpression(.unary(.not, predicate), at: predicate.span)
      case .any, .single: return nil
      }
      let read = test.variables.subtracting([variable])
      let walks = parts.filter { $0.type != .relationship }.map { aliases[$0] ?? $0 }
      guard !walks.isEmpty, walks.allSatisfy({ mayJoin(read, $0) }) else { return nil }
      for walk in walks { join(test, over: variable, to: walk) }
      return parts.filter { $0.type == .relationship }.map { single in
        test.replacing { $0.asVariable == variable ? .variable(single) : nil }
      }
    }

    private func parts(of list: BoundExpression) -> [Variable]? {
      if case .entity(.relationships, let path) = list.kind { return path.asVariable.flatMap { paths[$0] } }
      return list.asVariable.map { [$0] }
    }

    /// Whether a walk's rows have these variables before the walk begins.
    private func mayJoin(_ read: Set<Variable>, _ list: Variable) -> Bool {
      guard let place = origins[list] else { return false }
      return read.isDisjoint(with: Array(steps[place...]).added)
    }

    private mutating func join(_ test: BoundExpression, over variable: Variable, to list: Variable) {
      guard let place = origins[list], case .variableExpand(_, let expand) = steps[place] else { return }
      var step = StepCondition(variable: variable, condition: test)
      if let before = expand.relationshipCondition {
        let renamed = test.replacing { $0.asVariable == variable ? .variable(before.variable) : nil }
        step = StepCondition(variable: before.variable, condition: .all(before.condition.conjuncts + renamed.conjuncts))
      }
      steps[place] = .variableExpand(.argument, expand.with(relationshipCondition: .some(step)))
    }
  }
}
