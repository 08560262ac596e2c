// The road of a query, one line a stage, each with a type of its own: text → statement → compiled query → physical plan.
internal import CypherSyntax
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner

/// A statement that is ready to run, any number of times.
struct ExecutableQuery: Sendable {
  /// What running it means.
  enum Work: Sendable {
    case plan(PhysicalPlan, logical: LogicalPlan)
    case schema(SchemaChange)
  }

  let work: Work
  /// EXPLAIN or PROFILE before the text.
  let mode: Statement.Mode?
  let columns: [String]
  let notifications: [QueryNotification]
  let isWriting: Bool
  /// What the plan was made for.
  let basis: PlanBasis
  /// How long parsing and planning took, in microseconds.
  let compileMicroseconds: Double
}

/// Makes executable queries.
struct QueryPipeline {
  let graph: GraphSnapshot
  let procedures: ProcedureLibrary
  let signatures: ProcedureRegistry
  let disabledRules: Set<String>

  /// Parses, binds, plans and optimises a text.
  /// - Parameter parameters: the names that will be given, nil where they are not known yet.
  func compile(_ text: String, parameters: Set<String>?, basis: PlanBasis) throws(QueryError) -> ExecutableQuery {
    let started = ContinuousClock.now
    let statement: Statement = try Parser.statement(in: text)
    let compiled: CompiledQuery = try QueryCompiler.compile(
      statement, schema: schema, statistics: statistics, parameters: parameters, procedures: signatures,
      options: OptimizerOptions(disabledRules: disabledRules))
    let work: ExecutableQuery.Work = try work(of: compiled)
    return ExecutableQuery(
      work: work, mode: compiled.mode, columns: compiled.columns,
      notifications: compiled.notifications.map { QueryNotification(code: $0.code, message: $0.message, span: $0.span, hint: $0.hint) },
      isWriting: compiled.isWriting, basis: basis, compileMicroseconds: (ContinuousClock.now - started).microseconds)
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
    self = statistics
  }
}

extension ProcedureLibrary {
  /// The procedures as planning sees them.
  var planningRegistry: ProcedureRegistry { signatures }
}
