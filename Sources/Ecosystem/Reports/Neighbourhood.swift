// What stands around a finding, small enough to draw: what the finding names, and the facts next to it that say most about structure.
// Districts, cities and indicators touch nearly everything; their own neighbours are left out.
import GraphDatabase
import GraphFormats
import GraphModel

/// The surroundings of a finding.
struct Neighbourhood {
  /// What is drawn.
  private(set) var graph = ResultGraph()
  /// What the finding itself names.
  let marked: Set<NodeID>

  /// The most facts beyond those that the finding names.
  static let factsMax = 12
  /// The most nodes that a finding may name and still be drawn.
  static let namedMax = 24
  private static let hubs = ["District", "City", "Area", "Country", "Document", "Indicator"]
  private static let types = [
    "SERVES", "HOSTS", "OPERATES", "TRANSFERS_TO", "INCUBATES", "BASED_ON", "DRIVES", "PART_OF", "LOCATED_IN", "MEMBER_OF",
    "COLLABORATES_WITH", "FOCUSES_ON", "LEADS", "SUPPORTS",
  ]

  /// The surroundings of a finding; nil where there is nothing to draw, or too much.
  init?(of finding: Finding, in database: Database) {
    marked = Set(finding.nodes.map(\.id))
    guard !finding.nodes.isEmpty, finding.nodes.count <= Neighbourhood.namedMax else { return nil }
    for node in finding.nodes { graph.add(node) }
    for relationship in finding.relationships { graph.add(relationship) }
    let centres = finding.nodes.filter { node in !node.labels.contains { Neighbourhood.hubs.contains($0) } }
    if centres.count <= 4 { addFacts(around: centres, database) }
    graph.addMissingNodes(from: database)
    guard !graph.relationships.isEmpty else { return nil }
  }

  private mutating func addFacts(around centres: [Node], _ database: Database) {
    let query = """
      UNWIND $centres AS centre
      MATCH (n)-[fact]-(other)
      WHERE id(n) = centre AND type(fact) IN $types
      WITH DISTINCT fact, other
      WITH fact, other, reduce(rank = 0, i IN range(0, size($types) - 1) | CASE WHEN $types[i] = type(fact) THEN i ELSE rank END) AS rank
      RETURN fact, other
      ORDER BY rank, other.id
      LIMIT $most
      """
    let parameters: [String: Value] = [
      "centres": .list(centres.map { .integer(Int64($0.id.rawValue)) }), "types": .list(Neighbourhood.types.map { .string($0) }),
      "most": .integer(Int64(Neighbourhood.factsMax)),
    ]
    guard let result = try? database.query(query, parameters: parameters) else { return }
    for row in result.rows { graph.add(row: row) }
  }

  /// As an `svg` element; empty where it cannot be drawn.
  var svg: String {
    (try? SVGPicture(nodes: graph.nodes, relationships: graph.relationships, marked: marked))?.text ?? ""
  }

  /// As a Mermaid flowchart; empty where it cannot be drawn.
  var mermaid: String {
    let output = TextOutput()
    guard let writer = try? GraphFormat.mermaid.writer(to: output), (try? graph.write(to: writer)) != nil else { return "" }
    return output.text
  }
}
