// The procedures by name. Those of the engine stand in one list, a line each; an embedder (or a test) adds its own.
package import GraphModel

/// The procedures that queries can CALL.
package struct ProcedureLibrary: Sendable {
  /// The procedures in the order of their names.
  package private(set) var procedures: [Procedure]

  /// The procedures of the engine.
  package static let standard = ProcedureLibrary([
    .databaseComponents,
    .databaseConstraints,
    .databaseIndexes,
    .databaseLabels,
    .databasePropertyKeys,
    .databaseRelationshipTypes,
    .databaseSchema,
  ])

  /// A library of these procedures.
  package init(_ procedures: [Procedure]) {
    self.procedures = procedures.sorted { $0.name.isByteLess(than: $1.name) }
  }

  /// This library with further procedures, which replace those of the same name.
  package func adding(_ more: [Procedure]) -> ProcedureLibrary {
    let names = Set(more.map(\.name))
    return ProcedureLibrary(procedures.filter { !names.contains($0.name) } + more)
  }

  /// The procedure of a name.
  /// - Throws: `ProcedureError` (`ProcedureNotFound`) with the nearest name.
  package func procedure(named name: String, at span: SourceSpan) throws(QueryError) -> Procedure {
    if let found = procedures.first(where: { $0.name.isByteEqual(to: name) }) { return found }
    let nearest = Spelling.nearest(to: name, among: procedures.map(\.name))
    throw .compile(
      .procedureError, "ProcedureNotFound", "there is no procedure `\(name)`", at: span, hint: nearest.map { "did you mean `\($0)`?" })
  }
}
