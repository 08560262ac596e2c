// From bound clauses to the first plan: each clause becomes the operators that mean it, in the order of the text. Nothing is
// clever here, so that what is right can be seen; the optimiser rearranges. What a shortest path must satisfy while it is
// sought is settled here for good, because it is meaning and not speed.

package import GraphModel

/// Turns bound queries into logical plans.
package struct LogicalPlanner {
  let variables: VariableFactory

  /// Plans a whole query.
  /// - Throws: `ResourceExhausted` where the plan has more operators than are allowed.
  package static func plan(_ query: BoundQuery, variables: VariableFactory) throws(QueryError) -> LogicalPlan {
    let planner = LogicalPlanner(variables: variables)
    var plan = planner.plan(query)
    plan = query.columns.isEmpty ? .emptyResult(plan) : .produce(plan, query.columns)
    let count = plan.steps.count
    guard count <= PlannerLimits.operatorsMax else {
      throw .compile(
        .resourceExhausted, "PlanTooLarge", "the query needs \(count) operators in a row, and \(PlannerLimits.operatorsMax) are allowed",
        hint: "divide it into several statements")
    }
    return plan
  }

  /// Plans a query that starts at the enclosing row, or at nothing.
  func plan(_ query: BoundQuery) -> LogicalPlan {
    guard query.branches.count > 1 else { return plan(query.branches[0].clauses, upon: .argument) }
    let branches = query.branches.map { branch in
      UnionBranch(plan: plan(branch.clauses, upon: .argument), columns: branch.columns.map(\.variable))
    }
    return .union(branches, output: query.columns.map(\.variable), distinct: query.isDistinct)
  }

  /// Plans a query inside another, so that it carries along what it reads of the enclosing row.
  func planInside(_ query: BoundQuery) -> LogicalPlan { Correlation.carried(plan(query)) }

  func plan(_ clauses: [BoundClause], upon start: LogicalPlan) -> LogicalPlan {
    var plan = start
    for clause in clauses { plan = self.plan(clause, upon: plan) }
    return plan
  }

  private func plan(_ clause: BoundClause, upon plan: LogicalPlan) -> LogicalPlan {
    switch clause {
    case .match(let match): return self.plan(match, upon: plan)
    case .unwind(let list, let variable): return .unwind(plan, list: list, variable)
    case .compute(let subqueries): return answering(subqueries, upon: plan)
    case .extend(let items): return .extend(plan, items)
    case .filter(let conditions): return .filter(plan, conditions)
    case .project(let projection): return self.plan(projection, upon: plan)
    case .create(let pattern): return creating(pattern, upon: plan)
    case .merge(let merge): return self.plan(merge, upon: plan)
    case .set(let items): return .set(plan, items)
    case .remove(let items): return .remove(plan, items)
    case .delete(let expressions, let detach): return .delete(plan, expressions, detach: detach)
    case .foreach(let variable, let list, let updates):
      return .foreach(plan, variable, list: list, updates: self.plan(updates, upon: .argument))
    case .call(let call, let isOptional):
      guard isOptional else { return .procedureCall(plan, call) }
      return .apply(plan, Apply(kind: .optional(introduced: call.yields.map(\.variable)), plan: .procedureCall(.argument, call)))
    case .subquery(let query, let isOptional): return self.plan(query, isOptional: isOptional, upon: plan)
    case .transactions(let query, let batching):
      return .apply(plan, Apply(kind: .transactions(batching), plan: planInside(query)))
    case .finish: return plan
    }
  }

  /// CREATE; several in a row are one, as long as none reads a relationship of another (nodes are made before relationships).
  private func creating(_ pattern: CreatePattern, upon plan: LogicalPlan) -> LogicalPlan {
    guard case .create(let input, let before) = plan else { return .create(plan, pattern) }
    let relationships = Set(before.relationships.map(\.variable))
    guard pattern.expressions.allSatisfy({ $0.variables.isDisjoint(with: relationships) }) else { return .create(plan, pattern) }
    let both = CreatePattern(
      nodes: before.nodes + pattern.nodes, relationships: before.relationships + pattern.relationships, refusesNullProperties: false)
    return .create(input, both)
  }

  /// CALL { }.
  private func plan(_ query: BoundQuery, isOptional: Bool, upon plan: LogicalPlan) -> LogicalPlan {
    let inner = planInside(query)
    let columns = query.columns.map(\.variable)
    let kind: Apply.Kind = columns.isEmpty ? .unit : (isOptional ? .optional(introduced: columns) : .join)
    return .apply(plan, Apply(kind: kind, plan: inner))
  }

  private func plan(_ merge: BoundMerge, upon plan: LogicalPlan) -> LogicalPlan {
    let match = self.plan(merge.pattern, upon: .argument)
    return .merge(
      plan,
      Merge(match: match, create: merge.create, introduced: merge.introduced, onCreate: merge.onCreate, onMatch: merge.onMatch))
  }

  // MARK: Subqueries and conditions

  /// Asks subqueries for each row.
  func answering(_ subqueries: [BoundSubquery], upon plan: LogicalPlan) -> LogicalPlan {
    subqueries.reduce(plan) { plan, subquery in
      let kind: Apply.Kind =
        switch subquery.question {
        case .exists: .exists(subquery.result)
        case .count: .count(subquery.result)
        case .collect(let expression): .collect(expression, subquery.result)
        }
      return .apply(plan, Apply(kind: kind, plan: planInside(subquery.query)))
    }
  }

  /// Keeps the rows that satisfy conditions: those that need no subquery first, then the rest over the answers.
  func filtering(_ conditions: [BoundExpression], _ subqueries: [BoundSubquery], upon plan: LogicalPlan) -> LogicalPlan {
    let answers = Set(subqueries.map(\.result))
    let plain = conditions.filter { $0.variables.isDisjoint(with: answers) }
    let rest = conditions.filter { !$0.variables.isDisjoint(with: answers) }
    let filtered = plain.isEmpty ? plan : .filter(plan, plain)
    let answered = answering(subqueries, upon: filtered)
    return rest.isEmpty ? answered : .filter(answered, rest)
  }
}
