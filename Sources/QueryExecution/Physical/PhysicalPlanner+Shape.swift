// The first walk of physical planning: a logical plan as a list of steps, with three things decided on the way.
// - A correlated join over a row-wise plan needs no correlation: its operators go on where the outer ones end.
// - Where only a count is taken of a last expansion or intersection, the rows are not made: one row with a weight stands for them.
// - Neighbouring CREATEs are one operator, so that scripts of hundreds of them stay shallow.
import QueryPlanner

/// A step of a chain.
enum PlanStep {
  /// An operator of the logical plan; its input is the step before.
  case plan(LogicalPlan)
  /// An intersection whose rows are only counted, and the relationships that are known to lead from one of its starts to another.
  case counted(Intersect, Variable, spanning: Set<Variable>)
  /// Several CREATEs.
  case created([CreatePattern])

  /// The variables that the step reads, where only some of those it introduces are read above.
  func reads(live: Set<Variable>) -> Set<Variable> {
    switch self {
    case .plan(.project(_, let items)), .plan(.extend(_, let items)):
      LogicalPlan.project(.argument, items.filter { live.contains($0.variable) }).reads
    case .plan(let plan): plan.reads
    case .counted(let intersect, _, _): intersect.reads
    case .created(let patterns): LogicalPlan.create(.argument, PlanStep.joined(patterns)).reads
    }
  }

  /// The variables that the step introduces.
  var introduced: [Variable] {
    switch self {
    case .plan(let plan): plan.keeps ?? plan.adds
    case .counted(_, let weight, _): [weight]
    case .created(let patterns): patterns.flatMap(\.introduced)
    }
  }

  /// The step for people.
  var title: String {
    switch self {
    case .plan(let plan): PlanStep.title(OperatorText.name(plan), plan)
    case .counted(let intersect, _, _): PlanStep.title("IntersectCount", .intersect(.argument, intersect))
    case .created(let patterns): PlanStep.title("Create", .create(.argument, PlanStep.joined(patterns)))
    }
  }

  private static func title(_ name: String, _ plan: LogicalPlan) -> String {
    let details = OperatorText.details(plan)
    return details.isEmpty ? name : "\(name) \(details)"
  }

  /// Patterns as one, for questions in which the order of their elements plays no part.
  private static func joined(_ patterns: [CreatePattern]) -> CreatePattern {
    CreatePattern(
      nodes: patterns.flatMap(\.nodes), relationships: patterns.flatMap(\.relationships),
      refusesNullProperties: patterns.first?.refusesNullProperties ?? false)
  }
}

extension PhysicalPlanner {
  /// The steps of a plan from the bottom up.
  mutating func shape(_ plan: LogicalPlan) -> [PlanStep] {
    var steps: [PlanStep] = []
    for step in plan.steps {
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
    guard counting.reads.isDisjoint(with: last.introduced) else { return unchanged }
    guard let weight = multiplicity(top: &steps) else { return unchanged }
    return .aggregate(.argument, Aggregation(keys: grouping.keys, aggregates: aggregates, weight: weight, cluster: grouping.cluster))
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
      steps[steps.count - 1] = .counted(intersect, weight, spanning: Self.spanning(intersect, steps))
      return weight
    default: return nil
    }
  }

  /// The relationships, among those that an intersection has to leave out, that lead from the start of one leg to that of another
  /// because an expansion found them so.
  private static func spanning(_ intersect: Intersect, _ steps: [PlanStep]) -> Set<Variable> {
    let (starts, excluded) = (Set(intersect.legs.map(\.from)), Set(intersect.legs.flatMap(\.distinctFrom)))
    var found: Set<Variable> = []
    for case .plan(.expand(_, let step)) in steps {
      guard let relationship = step.relationship, excluded.contains(relationship), let to = step.to, to != step.from else { continue }
      if starts.contains(step.from), starts.contains(to) { found.insert(relationship) }
    }
    return found
  }
}
