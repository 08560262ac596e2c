// Graphs as Cypher scripts: quoting, batches, keys.

import GraphFormats
import GraphModel
import Testing

@Suite struct CypherScriptTests {
  @Test func script() throws {
    let a = Node(
      id: NodeID(rawValue: 0), labels: ["Firm", "a b"],
      properties: ["name": "it's \\ \n`x`", "f": .float(.nan), "l": [1.5, .float(-.infinity)]])
    let b = Node(id: NodeID(rawValue: 4), labels: [], properties: [:])
    let links = ["SERVES", "研发"].enumerated().map {
      Relationship(id: RelationshipID(rawValue: UInt32($0.offset)), type: $0.element, start: a.id, end: b.id, properties: ["since": 2020])
    }
    let graph = SampleGraph(nodes: [a, b], relationships: links)
    #expect(
      try graph.text(.cypher, options: GraphWriteOptions(title: "A\nB")) == #"""
        // A\nB
        CREATE INDEX innograph_imported IF NOT EXISTS FOR (n:_Imported) ON (n._id);
        CREATE
          (:Firm:`a b`:_Imported {name: 'it\'s \\ \n`x`', f: (0.0 / 0.0), l: [1.5, (-1.0 / 0.0)], _id: 0}),
          (:_Imported {_id: 4});
        UNWIND [
          [0, 4, {since: 2020}]
        ] AS row
        MATCH (a:_Imported {_id: row[0]}), (b:_Imported {_id: row[1]})
        CREATE (a)-[r:SERVES]->(b) SET r = row[2];
        UNWIND [
          [0, 4, {since: 2020}]
        ] AS row
        MATCH (a:_Imported {_id: row[0]}), (b:_Imported {_id: row[1]})
        CREATE (a)-[r:`研发`]->(b) SET r = row[2];
        MATCH (n:_Imported) REMOVE n:_Imported, n._id;
        DROP INDEX innograph_imported IF EXISTS;

        """#)
  }

  @Test func keysByProperty() throws {
    let text = try SampleGraph.ecosystem().dropping("Mystery").text(.cypher, options: GraphWriteOptions(keyProperty: "id"))
    #expect(
      !text.contains("_Imported") && text.contains("['sensor', 'iot', {since: 2020}]")
        && text.contains("MATCH (a {id: row[0]}), (b {id: row[1]})"))
    #expect(throws: FormatError.self) { try SampleGraph.ecosystem().text(.cypher, options: GraphWriteOptions(keyProperty: "id")) }
  }

  @Test func batches() throws {
    let nodes = (0..<250).map { Node(id: NodeID(rawValue: UInt32($0)), labels: ["A"], properties: [:]) }
    let links = (0..<450).map {
      Relationship(
        id: RelationshipID(rawValue: UInt32($0)), type: $0 % 2 == 0 ? "X" : "Y", start: nodes[0].id, end: nodes[$0 % 250].id,
        properties: [:])
    }
    let text = try SampleGraph(nodes: nodes, relationships: links).text(.cypher)
    #expect(text.split(separator: ";\n").filter { $0.hasPrefix("CREATE\n") }.count == 3)
    #expect(text.split(separator: ";\n").filter { $0.hasPrefix("UNWIND") }.count == 4)
  }
}

extension SampleGraph {
  /// The graph without the nodes of a label and what hangs on them.
  func dropping(_ label: String) -> SampleGraph {
    let kept = nodes.filter { !$0.labels.contains(label) }
    let ids = Set(kept.map(\.id))
    return SampleGraph(
      nodes: kept, relationships: relationships.filter { $0.start.map(ids.contains) == true && $0.end.map(ids.contains) == true })
  }
}
