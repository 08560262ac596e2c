// Which part of the graph an algorithm shall work on: the keys `labels` and `types` that every algorithm takes. A name that the
// graph does not have is an error with the nearest name, for an answer over nothing looks like an answer.
import GraphModel
import GraphStorage

/// Labels and relationship types in numbers.
struct GraphSelection {
  /// Nodes with any of these; `nil` for every node.
  let labels: [LabelID]?
  /// Relationships of these types.
  let types: [RelationshipTypeID]

  /// The selection of a configuration; every label and every type where it names none.
  /// - Throws: `ArgumentError` for names that the graph does not have, `TypeError` for what is no list of names.
  init(_ options: ProcedureOptions, _ graph: GraphSnapshot) throws(QueryError) {
    var labels: [LabelID]?
    if let names = try options.names("labels") {
      var found: [LabelID] = []
      for name in names {
        guard let label = graph.catalog.label(name) else {
          throw Self.unknown("label", name, among: graph.catalog.labels.names, options)
        }
        if !found.contains(label) { found.append(label) }
      }
      labels = found
    }
    var types: [RelationshipTypeID] = []
    if let names = try options.names("types") {
      for name in names {
        guard let type = graph.catalog.relationshipType(name) else {
          throw Self.unknown("relationship type", name, among: graph.catalog.relationshipTypes.names, options)
        }
        if !types.contains(type) { types.append(type) }
      }
    } else {
      types = (0..<graph.catalog.relationshipTypes.count).map { RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: $0)) }
    }
    self.labels = labels
    self.types = types
  }

  private static func unknown(_ kind: String, _ name: String, among known: [String], _ options: ProcedureOptions) -> QueryError {
    .runtime(
      .argumentError, "InvalidArgumentValue", "`\(options.procedure)`: the graph has no \(kind) `\(name)`",
      hint: Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
  }
}
