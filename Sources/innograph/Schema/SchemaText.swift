// A graph's schema as people read it: counts, labels and relationship types with their properties, then the rules and indexes.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Prints schemas for the terminal.
enum SchemaText {
  /// The listing, with its last line end.
  static func text(of schema: GraphSchema) -> String {
    var lines = ["\(counted(schema.nodeCount, "node")), \(counted(schema.relationshipCount, "relationship"))"]
    section("Labels", schema.labels.map(entry), &lines)
    section("Relationship types", schema.relationshipTypes.map(entry), &lines)
    section("Constraints", schema.constraints.map { [($0.name, SchemaCypher.rule($0))] }, &lines)
    section(
      "Indexes",
      schema.indexes.map { [($0.name, SchemaCypher.target($0) + ($0.isUnique ? " (unique)" : ($0.isOwned ? " (of a constraint)" : "")))] },
      &lines)
    section("Full-text indexes", schema.fullTextIndexes.map { [($0.name, SchemaCypher.target($0))] }, &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `1 node`, `1,234 nodes`.
  static func counted(_ count: Int, _ noun: String) -> String { "\(ProgressLine.grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

  private static func entry(_ label: GraphSchema.Label) -> [(String, String)] {
    [(":" + NameText.quoted(label.name), counted(label.nodeCount, "node"))] + label.properties.map(property)
  }

  private static func entry(_ type: GraphSchema.RelationshipType) -> [(String, String)] {
    let ends = "(\(labels(type.startLabels)))-[:\(NameText.quoted(type.name))]->(\(labels(type.endLabels)))"
    return [(ends, counted(type.relationshipCount, "relationship"))] + type.properties.map(property)
  }

  private static func labels(_ names: [String]) -> String {
    names.isEmpty ? "" : ":" + names.map { NameText.quoted($0) }.joined(separator: "|")
  }

  private static func property(_ property: GraphSchema.Property) -> (String, String) {
    ("  " + NameText.quoted(property.key), property.types.joined(separator: " | ") + ", " + ProgressLine.grouped(property.count) + "×")
  }

  /// A heading and entries whose second column is aligned.
  private static func section(_ heading: String, _ entries: [[(String, String)]], _ lines: inout [String]) {
    guard !entries.isEmpty else { return }
    lines += ["", heading]
    let rows = entries.flatMap { $0 }
    let width = min(60, rows.map { DisplayWidth.of($0.0) }.max() ?? 0)
    for (name, what) in rows {
      lines.append("  " + name + String(repeating: " ", count: max(1, width - DisplayWidth.of(name) + 2)) + what)
    }
  }
}
