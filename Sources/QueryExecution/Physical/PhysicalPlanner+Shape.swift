// The first walk of physical planning: a logical plan as a list of steps, with three things decided on the way.
// - A correlated join over a row-wise plan needs no correlation: its operators go on where the outer ones end.
// - Where only a count is taken of a last expansion or intersection, the rows are not made: one row with a weight stands for them.
// - Neighbouring CREATEs are one operator, so that scripts of hundreds of them stay shallow.
import QueryPlanner

/// A step of a chain.
enum PlanStep {
  /// An operator of the logical plan; its input is the step before.
  case plan(LogicalPlan)
  /// An intersection whose rows are only counted.
  case counted(Intersect, Variable)
  /// Several CREATEs.
  case created([CreatePattern])

  /// The variables that the step reads, where only some of those it introduces are read above.
  func reads(live: Set<Variable>) -> Set<Variable> {
    switch self {
    case .plan(.project(_, let items)): PlanVariables.reads(.project(.argument, items.filter { live.contains($0.variable) }))
    case .plan(.extend(_, let items)): PlanVariables.reads(.extend(.argument, items.filter { live.contains($0.variable) }))
    case .plan(let plan): PlanVariables.reads(plan)
    case .counted(let intersect, _): PlanVariables.reads(.intersect(.argument, intersect))
    case .created(let patterns):
      patterns.reduce(into: []) { $0.formUnion(PlanVariables.reads(.create(.argument, $1))) }
    }
  }

  /// The variables that the step introduces.
  var introduced: [Variable] {
    switch self {
    case .plan(let plan): PlanVariables.introduced(plan)
    case .counted(_, let weight): [weight]
    case .created(let patterns): patterns.flatMap { PlanVariables.introduced(.create(.argument, $0)) }
    }
  }
}

extension PhysicalPlanner {
  /// The steps of a plan from the bottom up.
  mutating func shape(_ plan: LogicalPlan) -> [PlanStep] {
    var steps: [PlanStep] = []
    for step in PlanShape.chain(of: plan) {
      switch step {
      case .apply(_, let apply):
        if case .join = apply.kind, PlanShape.isRowWise(apply.plan) {
          steps += shape(apply.plan)
        } else {
          steps.append(.plan(step))
        }
      case .create(_, let pattern):
        if case .created(let patterns)? = steps.last {
          steps[steps.count - 1] = .created(patterns + [pattern])
        } else {
          steps.append(.created([pattern]))
        }
      case .aggregate(_, let grouping):
        steps.append(.plan(counting(grouping, over: &steps)))
      default: steps.append(.plan(step))
      }
    }
    return steps
  }

  /// The grouping over a last expansion that it does not read, as a grouping by weight.
  private mutating func counting(_ grouping: Aggregation, over steps: inout [PlanStep]) -> LogicalPlan {
    let unchanged = LogicalPlan.aggregate(.argument, grouping)
    guard grouping.weight == nil, let last = steps.last else { return unchanged }
    let aggregates = grouping.aggregates.map { Self.countingRows($0, of: last) }
    let counting = LogicalPlan.aggregate(.argument, Aggregation(keys: grouping.keys, aggregates: aggregates, weight: nil))
    guard PlanVariables.reads(counting).isDisjoint(with: last.introduced) else { return unchanged }
    guard let weight = multiplicity(top: &steps) else { return unchanged }
    return .aggregate(.argument, Aggregation(keys: grouping.keys, aggregates: aggregates, weight: weight))
  }

  /// `count(x)` of what an expansion introduces, which is never null, as `count(*)`.
  private static func countingRows(_ item: AggregateItem, of step: PlanStep) -> AggregateItem {
    guard item.function == .count, !item.distinct, case .variable(let variable)? = item.argument?.kind else { return item }
    switch step {
    case .plan(.expand), .plan(.intersect):
      guard step.introduced.contains(variable) else { return item }
      return AggregateItem(variable: item.variable, function: .count, argument: nil, parameter: nil, distinct: false)
    default: return item
    }
  }

  /// Turns the last step, whose new variables nobody reads, into one that counts instead of making rows; nil where it cannot be.
  mutating func multiplicity(top steps: inout [PlanStep]) -> Variable? {
    guard let last = steps.last else { return nil }
    switch last {
    case .plan(.expand(_, let step)):
      let weight = syntheticVariable("rows", .count)
      steps[steps.count - 1] = .plan(.expandCount(.argument, step, count: weight))
      return weight
    case .plan(.intersect(_, let intersect)):
      let weight = syntheticVariable("rows", .count)
      steps[steps.count - 1] = .counted(intersect, weight)
      return weight
    default: return nil
    }
  }
}
