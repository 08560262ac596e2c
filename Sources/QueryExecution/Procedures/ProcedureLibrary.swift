// The procedures by name. Those of the engine stand in one list, a line each; an embedder (or a test) adds its own.
package import GraphModel
package import QueryPlanner

/// The procedures that queries can CALL.
package struct ProcedureLibrary: Sendable {
  /// The procedures in the order of their names.
  package private(set) var procedures: [Procedure]

  /// The procedures of the engine.
  package static let standard = ProcedureLibrary([
    .articulationPoints,
    .betweenness,
    .bridges,
    .cheapestPaths,
    .databaseComponents,
    .databaseConstraints,
    .databaseFunctions,
    .databaseIndexes,
    .databaseLabels,
    .databasePropertyKeys,
    .databaseRelationshipTypes,
    .databaseSchema,
    .degree,
    .kShortestPaths,
    .labelPropagation,
    .louvain,
    .neighbourhood,
    .nodeTypeProperties,
    .pageRank,
    .relationshipTypeProperties,
    .searchNodes,
    .searchRelationships,
    .strongComponents,
    .triangleCount,
    .weakComponents,
  ])

  /// A library of these procedures, and of `dbms.procedures`, which lists them.
  package init(_ procedures: [Procedure]) {
    let others = procedures.filter { !$0.name.isByteEqual(to: Procedure.listingName) }
    let listing = Procedure.listing(of: others.map(\.signature))
    self.procedures = (others + [listing]).sorted { $0.signature.name.isByteLess(than: $1.signature.name) }
  }

  /// What the planner sees of the procedures.
  package var signatures: ProcedureRegistry { ProcedureRegistry(procedures.map(\.signature)) }

  /// This library with further procedures, which replace those of the same name.
  package func adding(_ more: [Procedure]) -> ProcedureLibrary {
    ProcedureLibrary(
      procedures.filter { old in !more.contains { $0.signature.name.isByteEqual(to: old.signature.name) } } + more)
  }

  /// The procedure of a name.
  /// - Throws: `ProcedureError` (`ProcedureNotFound`) with the nearest name.
  package func procedure(named name: String, at span: SourceSpan) throws(QueryError) -> Procedure {
    if let found = procedures.first(where: { $0.signature.name.isByteEqual(to: name) }) { return found }
    let nearest = Spelling.nearest(to: name, among: procedures.map(\.signature.name))
    throw .compile(
      .procedureError, "ProcedureNotFound", "there is no procedure `\(name)`", at: span, hint: nearest.map { "did you mean `\($0)`?" })
  }
}
