// The road of a query, one line a stage, each with a type of its own: text → statement → compiled query → physical plan.
internal import CypherSyntax
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Synchronization

/// A statement that is ready to run, any number of times.
struct ExecutableQuery: Sendable {
  /// What running it means.
  enum Work: Sendable {
    case plan(PhysicalPlan, logical: LogicalPlan)
    case schema(SchemaChange)
    /// What is left of work that was let go.
    case nothing

    /// How many operators a run has.
    var operatorCount: Int {
      if case .plan(let plan, _) = self { return plan.operatorCount }
      return 0
    }
  }

  private let held: HeldWork
  /// What running it means.
  var work: Work { held.work }
  /// EXPLAIN or PROFILE before the text.
  let mode: Statement.Mode?
  let columns: [String]
  let notifications: [QueryNotification]
  let isWriting: Bool
  /// What the plan was made for.
  let basis: PlanBasis
  /// How long parsing and planning took, in microseconds.
  let compileMicroseconds: Double
  /// Whether a run recurses so deeply that it needs a large stack.
  let isDeep: Bool

  init(_ compiled: CompiledQuery, work: Work, basis: PlanBasis, compileMicroseconds: Double, isDeep: Bool) {
    held = HeldWork(work, isDeep: isDeep)
    mode = compiled.mode
    columns = compiled.columns
    notifications = compiled.notifications.map(QueryNotification.init)
    isWriting = compiled.isWriting
    self.basis = basis
    self.compileMicroseconds = compileMicroseconds
    self.isDeep = isDeep
  }
}

/// Work whose trees are taken apart where there is stack for it: a plan may be let go of by any thread, and deep trees are released by
/// recursion.
private final class HeldWork: Sendable {
  private let content: Mutex<ExecutableQuery.Work?>
  private let isDeep: Bool

  init(_ work: ExecutableQuery.Work, isDeep: Bool) {
    content = Mutex(work)
    self.isDeep = isDeep
  }

  var work: ExecutableQuery.Work { content.withLock { $0 } ?? .nothing }

  deinit {
    // Nothing throws here; a typed error is what the stack asks for.
    if isDeep { try? RoomyStack.run { () throws(QueryError) in content.withLock { $0 = nil } } }
  }
}

/// Makes executable queries.
struct QueryPipeline {
  let graph: GraphSnapshot
  let procedures: ProcedureLibrary
  let signatures: ProcedureRegistry
  let disabledRules: Set<String>

  /// How many operators may feed each other on the stack of any thread.
  private static let operatorsOnAnyStackMax = 64

  /// Parses, binds, plans and optimises a text. What nests too deeply for the stack of any thread is read again on a large one.
  /// - Parameter parameters: the names that will be given, nil where they are not known yet.
  func compile(_ text: String, parameters: Set<String>?, basis: PlanBasis) throws(QueryError) -> ExecutableQuery {
    do throws(QueryError) {
      return try RoomyStack.run(isDeep: false) { () throws(QueryError) in
        try compile(text, parameters: parameters, basis: basis, isDeep: false)
      }
    } catch {
      guard error.detail == "QueryTooComplex" || error.detail == "ExpressionTooDeep" else { throw error }
      return try RoomyStack.run(isDeep: true) { () throws(QueryError) in
        try compile(text, parameters: parameters, basis: basis, isDeep: true)
      }
    }
  }

  private func compile(
    _ text: String, parameters: Set<String>?, basis: PlanBasis, isDeep: Bool
  ) throws(QueryError) -> ExecutableQuery {
    let started = ContinuousClock.now
    let statement: Statement = try Parser.statement(
      in: text, nestingWeightMax: isDeep ? SyntaxLimits.nestingWeightOnRoomyStackMax : SyntaxLimits.nestingWeightMax)
    let compiled: CompiledQuery = try QueryCompiler.compile(
      statement, schema: schema, statistics: statistics, parameters: parameters, procedures: signatures,
      options: OptimizerOptions(disabledRules: disabledRules),
      expressionHeightMax: isDeep ? PlannerLimits.expressionHeightOnRoomyStackMax : PlannerLimits.expressionHeightMax)
    let work: ExecutableQuery.Work = try work(of: compiled)
    return ExecutableQuery(
      compiled, work: work, basis: basis, compileMicroseconds: (ContinuousClock.now - started).microseconds,
      isDeep: isDeep || work.operatorCount > QueryPipeline.operatorsOnAnyStackMax)
  }

  private func work(of compiled: CompiledQuery) throws(QueryError) -> ExecutableQuery.Work {
    switch compiled.kind {
    case .query(let plan): .plan(try PhysicalPlanner.plan(plan, procedures: procedures), logical: plan)
    case .schema(let change): .schema(change)
    }
  }

  private var schema: PlanningSchema { PlanningSchema(of: graph) }

  private var statistics: PlanningStatistics { PlanningStatistics(of: graph) }
}

extension QueryNotification {
  /// A remark of the planner.
  init(_ remark: Notification) {
    self.init(
      code: remark.code, message: remark.message, span: remark.span, hint: remark.hint,
      severity: remark.kind.severity == .warning ? .warning : .information, isUnknownName: remark.kind.isUnknownName)
  }
}

extension PlanningSchema {
  /// The names and rules of a snapshot.
  init(of graph: GraphSnapshot) {
    self.init(
      labels: graph.catalog.labels.names, relationshipTypes: graph.catalog.relationshipTypes.names,
      propertyKeys: graph.catalog.propertyKeys.names, indexes: graph.schema.indexes, constraints: graph.schema.constraints)
  }
}

extension Duration {
  /// The duration in microseconds.
  package var microseconds: Double {
    let parts = components
    return Double(parts.seconds) * 1e6 + Double(parts.attoseconds) / 1e12
  }
}

extension PlanningStatistics {
  /// The counts of a snapshot by name. Cost: the product of labels and types.
  init(of graph: GraphSnapshot) {
    let (catalog, counts) = (graph.catalog, graph.statistics)
    var statistics = PlanningStatistics(nodes: counts.nodeCount, relationships: counts.relationshipCount)
    let types = catalog.relationshipTypes.names.indices.map { RelationshipTypeID(rawValue: UInt32($0)) }
    for type in types { statistics.relationshipsByType[catalog.name(of: type)] = counts.relationshipCount(type) }
    for place in catalog.labels.names.indices {
      let label = LabelID(rawValue: UInt32(place))
      let name = catalog.name(of: label)
      statistics.nodesByLabel[name] = counts.nodeCount(label)
      for type in types {
        for (direction, isOutgoing) in [(Direction.outgoing, true), (.incoming, false)] {
          let degree = PlanningStatistics.Degree(label: name, type: catalog.name(of: type), isOutgoing: isOutgoing)
          statistics.relationshipsByEnd[degree] = counts.relationshipCount(label, type, direction)
        }
      }
    }
    for index in counts.indexes {
      let property = PlanningStatistics.Property(label: index.label.map(catalog.name(of:)), key: catalog.name(of: index.key))
      statistics.distinctValues[property] = index.distinct
    }
    statistics.passages = { [graph] passage in PassageSample(passage, graph)?.mean }
    self = statistics
  }
}
