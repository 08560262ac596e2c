// What a result holds as a graph: every entity once, first seen first, at any depth.

import GraphFormats
import GraphModel
import Testing

@Suite struct ResultGraphTests {
  private let a = Node(id: NodeID(rawValue: 1), labels: ["A"], properties: [:])
  private let b = Node(id: NodeID(rawValue: 2), labels: ["B"], properties: [:])
  private var r: Relationship { Relationship(id: RelationshipID(rawValue: 9), type: "R", start: a.id, end: b.id, properties: [:]) }
  private var s: Relationship {
    Relationship(id: RelationshipID(rawValue: 8), type: "S", start: b.id, end: NodeID(rawValue: 77), properties: [:])
  }

  @Test func everyDepth() {
    var graph = ResultGraph()
    graph.add(row: [1, "x", .list([.map(["k": .list([.node(b)])])]), .path(Path(nodes: [a, b], relationships: [r]))])
    graph.add(row: [.node(a), .relationship(r), .relationship(s), nil])
    #expect(graph.nodes.map(\.id.rawValue) == [2, 1] && graph.relationships.map(\.id.rawValue) == [9, 8])
    #expect(graph.missingNodes == [NodeID(rawValue: 77)])
  }

  @Test func contentComesLater() {
    var graph = ResultGraph()
    graph.add(.node(Node(id: a.id)))
    graph.add(.relationship(Relationship(id: r.id)))
    graph.add(.path(Path(nodes: [a, b], relationships: [r])))
    #expect(graph.nodes.map(\.hasContent) == [true, true] && graph.relationships.map(\.type) == ["R"])
    #expect(!graph.isEmpty && ResultGraph().isEmpty)
  }

  @Test func deepValuesDoNotExhaustTheStack() {
    var value: Value = .node(a)
    for _ in 0..<10_000 { value = .list([value]) }
    var graph = ResultGraph()
    graph.add(value)
    #expect(graph.nodes.count == 1)
  }

  @Test func missingNodesAreWrittenBare() throws {
    var graph = ResultGraph()
    graph.add(.relationship(s))
    graph.add(.relationship(Relationship(id: RelationshipID(rawValue: 5))))
    let output = TextOutput()
    try graph.write(to: GraphFormat.jsonl.writer(to: output))
    #expect(output.text.split(separator: "\n").count == 3)
  }
}
