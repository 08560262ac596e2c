// The door of planning: a syntax tree goes in, a plan comes out. Each stage is one line and returns a type of its own, so that
// none can be skipped.

package import CypherSyntax
package import GraphModel

/// A statement ready to be executed.
package struct CompiledQuery: Sendable {
  /// What is to be done.
  package enum Kind: Sendable {
    /// Run a plan.
    case query(LogicalPlan)
    /// Change the schema.
    case schema(SchemaChange)
  }

  package let kind: Kind
  /// EXPLAIN or PROFILE, if it stood before the statement.
  package let mode: Statement.Mode?
  /// The names of the result's columns.
  package let columns: [String]
  /// Warnings, in the order of the text.
  package let notifications: [Notification]
  /// Whether the statement may change the graph.
  package let isWriting: Bool
  /// The names of the optimiser's rules that changed the plan, in order.
  package let appliedRules: [String]

  /// The plan, if the statement is a query.
  package var plan: LogicalPlan? {
    if case .query(let plan) = kind { return plan }
    return nil
  }
}

/// Compiles statements.
package enum QueryCompiler {
  /// Compiles a statement for a graph of which schema and statistics are known.
  /// - Parameter parameters: the names that will be given, or `nil` where they are not known yet.
  /// - Throws: every error that can be found before anything runs.
  package static func compile(
    _ statement: Statement, schema: PlanningSchema = PlanningSchema(), statistics: PlanningStatistics = PlanningStatistics(),
    parameters: Set<String>? = nil, procedures: ProcedureRegistry = ProcedureRegistry(), options: OptimizerOptions = OptimizerOptions(),
    expressionHeightMax: Int = PlannerLimits.expressionHeightMax
  ) throws(QueryError) -> CompiledQuery {
    let binding: Binding = try Binder.bind(
      statement, schema: schema, parameters: parameters, procedures: procedures, heightMax: expressionHeightMax)
    guard case .query(let bound) = binding.statement else { return compiled(statement, binding) }
    let logical: LogicalPlan = try LogicalPlanner.plan(bound, variables: binding.variables)
    let optimized: OptimizedPlan = Optimizer.optimized(
      logical, schema: schema, statistics: statistics, variables: binding.variables, options: options)
    let fenced: FencedPlan = Fences.placed(in: optimized)
    let remarks = (binding.notifications + MissingIndexes.remarks(on: fenced.plan, statistics: statistics)).inTextOrder
    return compiled(statement, binding, bound, fenced, remarks)
  }

  private static func compiled(
    _ statement: Statement, _ binding: Binding, _ query: BoundQuery, _ fenced: FencedPlan, _ remarks: [Notification]
  ) -> CompiledQuery {
    CompiledQuery(
      kind: .query(fenced.plan), mode: statement.mode, columns: query.columns.map(\.name), notifications: remarks,
      isWriting: binding.isWriting, appliedRules: fenced.applied)
  }

  private static func compiled(_ statement: Statement, _ binding: Binding) -> CompiledQuery {
    var kind = CompiledQuery.Kind.query(.emptyResult(.argument))
    if case .schema(let change) = binding.statement { kind = .schema(change) }
    return CompiledQuery(
      kind: kind, mode: statement.mode, columns: [], notifications: binding.notifications, isWriting: true, appliedRules: [])
  }
}
