// Which variables an operator of the logical plan reads, and which it introduces. The sets may name more than is so (variables
// of comprehensions, variables inside a nested plan): they are only ever intersected with what the input has.
import QueryPlanner

/// Variables by operator.
enum PlanVariables {
  /// The variables that the operator itself reads, nested plans included, its input not.
  static func reads(_ plan: LogicalPlan) -> Set<Variable> {
    var found = Set<Variable>()
    collect(plan, into: &found)
    return found
  }

  /// Every variable that any operator of a plan reads.
  static func allReads(_ plan: LogicalPlan) -> Set<Variable> {
    var found = Set<Variable>()
    collectAll(plan, into: &found)
    return found
  }

  /// The variables that the operator itself adds to its input's.
  static func introduced(_ plan: LogicalPlan) -> [Variable] {
    switch plan {
    case .nodeScan(_, let scan): [scan.node]
    case .expand(_, let step): [step.relationship, step.isInto ? nil : step.to].compactMap { $0 }
    case .intersect(_, let intersect): [intersect.node] + intersect.legs.compactMap(\.relationship)
    case .expandCount(_, _, let count): [count]
    case .variableExpand(_, let step): [step.relationships, step.length, step.isInto ? nil : step.to].compactMap { $0 }
    case .shortestPath(_, let search): [search.path, search.relationships, search.length].compactMap { $0 }
    case .project(_, let items), .extend(_, let items): items.map(\.variable)
    case .aggregate(_, let grouping): grouping.keys.map(\.variable) + grouping.aggregates.map(\.variable)
    case .distinct(_, let variables): variables
    case .unwind(_, _, let variable): [variable]
    case .union(_, let output, _): output
    case .apply(_, let apply): introduced(by: apply)
    case .procedureCall(_, let call): call.yields.map(\.variable)
    case .create(_, let pattern): pattern.nodes.map(\.variable) + pattern.relationships.map(\.variable)
    case .merge(_, let merge): merge.introduced
    default: []
    }
  }

  private static func introduced(by apply: Apply) -> [Variable] {
    switch apply.kind {
    case .exists(let variable), .count(let variable), .collect(_, let variable): [variable]
    case .semi, .unit: []
    case .join, .optional:
      PlanShape.chain(of: apply.plan).reduce(into: []) { found, step in
        switch step {
        case .project, .aggregate, .distinct, .union: found = introduced(step)
        default: found += introduced(step)
        }
      }
    }
  }

  /// Whether the operator's rows have its own variables alone.
  static func isExact(_ plan: LogicalPlan) -> Bool {
    switch plan {
    case .project, .aggregate, .distinct, .union: true
    default: false
    }
  }

  private static func collectAll(_ plan: LogicalPlan, into found: inout Set<Variable>) {
    for step in PlanShape.chain(of: plan) { collect(step, into: &found) }
  }

  private static func collect(_ plan: LogicalPlan, into found: inout Set<Variable>) {
    switch plan {
    case .argument, .eager, .emptyResult: break
    case .nodeScan(_, let scan): ExpressionVariables.collect(scan.access, into: &found)
    case .expand(_, let step), .expandCount(_, let step, _): collect(step, into: &found)
    case .intersect(_, let intersect): for leg in intersect.legs { collect(leg, into: &found) }
    case .variableExpand(_, let step):
      found.insert(step.from)
      if step.isInto { found.insert(step.to) }
      found.formUnion(step.distinctFrom)
      collect(step.relationshipCondition, into: &found)
    case .shortestPath(_, let search):
      found.formUnion([search.from, search.to])
      collect(search.relationshipCondition, into: &found)
      collect(search.nodeCondition, into: &found)
    case .filter(_, let conditions): ExpressionVariables.collect(conditions, into: &found)
    case .project(_, let items), .extend(_, let items): ExpressionVariables.collect(items.map(\.expression), into: &found)
    case .aggregate(_, let grouping): collect(grouping, into: &found)
    case .distinct(_, let variables): found.formUnion(variables)
    case .sort(_, let keys), .top(_, let keys, _, _): ExpressionVariables.collect(keys.map(\.expression), into: &found)
    case .skip(_, let count), .limit(_, let count): ExpressionVariables.collect(count, into: &found)
    case .unwind(_, let list, _): ExpressionVariables.collect(list, into: &found)
    case .union(let branches, _, _):
      for branch in branches {
        collectAll(branch.plan, into: &found)
        found.formUnion(branch.columns)
      }
    case .apply(_, let apply):
      collectAll(apply.plan, into: &found)
      if case .collect(let expression, _) = apply.kind { ExpressionVariables.collect(expression, into: &found) }
    case .procedureCall(_, let call): ExpressionVariables.collect(call.arguments, into: &found)
    case .delete(_, let expressions, _): ExpressionVariables.collect(expressions, into: &found)
    case .produce(_, let columns): found.formUnion(columns.map(\.variable))
    default: collectUpdates(plan, into: &found)
    }
  }

  private static func collectUpdates(_ plan: LogicalPlan, into found: inout Set<Variable>) {
    switch plan {
    case .create(_, let pattern): collect(pattern, into: &found)
    case .merge(_, let merge):
      collectAll(merge.match, into: &found)
      collect(merge.create, into: &found)
      for item in merge.onCreate + merge.onMatch { ExpressionVariables.collect(item, into: &found) }
    case .set(_, let items): for item in items { ExpressionVariables.collect(item, into: &found) }
    case .remove(_, let items): for item in items { ExpressionVariables.collect(item, into: &found) }
    case .foreach(_, _, let list, let updates):
      ExpressionVariables.collect(list, into: &found)
      collectAll(updates, into: &found)
    default: break
    }
  }

  private static func collect(_ step: Expand, into found: inout Set<Variable>) {
    found.insert(step.from)
    if step.isInto, let to = step.to { found.insert(to) }
    found.formUnion(step.distinctFrom)
  }

  private static func collect(_ condition: StepCondition?, into found: inout Set<Variable>) {
    if let condition { ExpressionVariables.collect(condition.condition, into: &found) }
  }

  private static func collect(_ grouping: Aggregation, into found: inout Set<Variable>) {
    ExpressionVariables.collect(grouping.keys.map(\.expression), into: &found)
    for item in grouping.aggregates {
      if let argument = item.argument { ExpressionVariables.collect(argument, into: &found) }
      if let parameter = item.parameter { ExpressionVariables.collect(parameter, into: &found) }
    }
    if let weight = grouping.weight { found.insert(weight) }
  }

  private static func collect(_ pattern: CreatePattern, into found: inout Set<Variable>) {
    for node in pattern.nodes {
      ExpressionVariables.collect(node.labels, into: &found)
      if let properties = node.properties { ExpressionVariables.collect(properties, into: &found) }
    }
    for relationship in pattern.relationships {
      found.formUnion([relationship.from, relationship.to])
      ExpressionVariables.collect([relationship.type], into: &found)
      if let properties = relationship.properties { ExpressionVariables.collect(properties, into: &found) }
    }
  }
}
