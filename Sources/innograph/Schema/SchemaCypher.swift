// A graph's rules as the Cypher commands that create them. An index that stands behind a unique constraint comes with it.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Prints schemas as Cypher.
enum SchemaCypher {
  /// The commands, one a line.
  static func text(of schema: GraphSchema) -> String {
    var lines = schema.constraints.map { "CREATE CONSTRAINT \(NameText.quoted($0.name)) IF NOT EXISTS \(rule($0));" }
    for index in schema.indexes where !index.isOwned {
      lines.append("CREATE INDEX \(NameText.quoted(index.name)) IF NOT EXISTS \(target(index));")
    }
    for index in schema.fullTextIndexes {
      lines.append("CREATE FULLTEXT INDEX \(NameText.quoted(index.name)) IF NOT EXISTS \(target(index));")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// `FOR (n:Firm) REQUIRE n.id IS UNIQUE`.
  static func rule(_ constraint: Constraint) -> String {
    let (pattern, name) = pattern(constraint.target)
    switch constraint.rule {
    case .unique(let property): return "FOR \(pattern) REQUIRE \(name).\(NameText.quoted(property)) IS UNIQUE"
    case .uniqueTogether(let properties): return "FOR \(pattern) REQUIRE \(all(properties, of: name)) IS UNIQUE"
    case .key(let properties):
      let kind = if case .nodes = constraint.target { "NODE" } else { "RELATIONSHIP" }
      return "FOR \(pattern) REQUIRE \(all(properties, of: name)) IS \(kind) KEY"
    case .exists(let property): return "FOR \(pattern) REQUIRE \(name).\(NameText.quoted(property)) IS NOT NULL"
    case .type(let property, let type): return "FOR \(pattern) REQUIRE \(name).\(NameText.quoted(property)) IS :: \(type.name)"
    case .ends(let from, let to):
      guard case .relationships(let type) = constraint.target else { return "FOR \(pattern)" }
      return "FOR (a)-[r:\(NameText.quoted(type))]->(b) REQUIRE (a\(labels(from))) AND (b\(labels(to)))"
    }
  }

  /// `FOR (n:Firm) ON (n.name)`.
  static func target(_ index: IndexDefinition) -> String {
    let (pattern, name) = pattern(.nodes(label: index.label))
    return "FOR \(pattern) ON (\(name).\(NameText.quoted(index.property)))"
  }

  /// `FOR (n:Firm|Park) ON EACH [n.name, n.aliases]`.
  static func target(_ index: FullTextIndexDefinition) -> String {
    func pattern(_ names: [String]) -> String { names.isEmpty ? "" : ":" + names.map { NameText.quoted($0) }.joined(separator: "|") }
    let (subject, name) =
      switch index.target {
      case .nodes(let labels): ("(n\(pattern(labels)))", "n")
      case .relationships(let types): ("()-[r\(pattern(types))]-()", "r")
      }
    return "FOR \(subject) ON EACH [\(index.properties.map { "\(name).\(NameText.quoted($0))" }.joined(separator: ", "))]"
  }

  /// `n.key`, or `(n.key, n.other)`.
  private static func all(_ properties: [String], of name: String) -> String {
    let list = properties.map { "\(name).\(NameText.quoted($0))" }.joined(separator: ", ")
    return properties.count == 1 ? list : "(\(list))"
  }

  private static func labels(_ names: [String]) -> String { ":" + names.map { NameText.quoted($0) }.joined(separator: "|") }

  private static func pattern(_ target: SchemaTarget) -> (String, String) {
    switch target {
    case .nodes(let label): ("(n\(label.map { ":" + NameText.quoted($0) } ?? ""))", "n")
    case .relationships(let type): ("()-[r:\(NameText.quoted(type))]-()", "r")
    }
  }
}
