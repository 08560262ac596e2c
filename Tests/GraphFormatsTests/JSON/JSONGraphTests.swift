// Graphs as JSON and JSON Lines: round trips, the dialects of others, broken files.

import GraphFormats
import GraphModel
import Testing

@Suite struct JSONGraphTests {
  private func read(
    _ text: String, _ format: GraphFormat = .json, options: GraphReadOptions = GraphReadOptions()
  ) throws -> (elements: [GraphElement], summary: ReadSummary) {
    var elements: [GraphElement] = []
    let summary = try format.reader(options: options).read(ByteSource(text: text, name: "g.json")) { elements.append($0) }
    return (elements, summary)
  }

  private func key(_ value: Value) -> String { value.stringValue ?? ValueText.string(of: value) }

  @Test(arguments: [GraphFormat.json, .jsonl]) func hostileGraphsComeBack(format: GraphFormat) throws {
    let graph = SampleGraph.hostile()
    let output = TextOutput()
    try graph.write(to: format.writer(to: output))
    let (written, back) = (graph.lines(), SampleGraph.lines(try read(output.text, format).elements, key: key))
    #expect(written.count == back.count)
    for (left, right) in zip(written, back) { #expect(left.isByteEqual(to: right), "\(left) became \(right)") }
  }

  @Test func shapes() throws {
    let a = Node(id: NodeID(rawValue: 0), labels: ["Firm"], properties: ["id": "x", "n": .float(.nan)])
    let link = Relationship(id: RelationshipID(rawValue: 3), type: "SELF", start: a.id, end: a.id, properties: [:])
    let graph = SampleGraph(nodes: [a], relationships: [link])
    let (json, lines) = (TextOutput(), TextOutput())
    try graph.write(to: GraphFormat.json.writer(to: json))
    try graph.write(to: GraphFormat.jsonl.writer(to: lines, options: GraphWriteOptions(keyProperty: "id")))
    #expect(
      json.text == #"""
        {"nodes":[
        {"id":0,"labels":["Firm"],"properties":{"id":"x","n":{"$type":"Float","_value":"NaN"}}}
        ],
        "relationships":[
        {"id":3,"type":"SELF","start":0,"end":0,"properties":{}}
        ]}

        """#)
    #expect(
      lines.text == #"""
        {"type":"node","id":"x","labels":["Firm"],"properties":{"id":"x","n":{"$type":"Float","_value":"NaN"}}}
        {"type":"relationship","id":"3","label":"SELF","start":{"id":"x"},"end":{"id":"x"},"properties":{}}

        """#)
    let empty = TextOutput()
    try SampleGraph(nodes: [], relationships: []).write(to: GraphFormat.json.writer(to: empty))
    #expect(empty.text == "{\"nodes\":[],\n\"relationships\":[]}\n")
  }

  @Test func dialects() throws {
    let networkx =
      #"{"directed": true, "multigraph": false, "graph": {}, "nodes": [{"name": "联影", "id": "a"}, {"id": 2}], "links": [{"w": 1.5, "source": "a", "target": 2}]}"#
    let (elements, summary) = try read(networkx)
    #expect(summary.nodes == 2 && summary.relationships == 1 && summary.notices.count == 3)
    guard case .node(let node) = elements[0], case .relationship(let link) = elements[2] else { return #expect(Bool(false)) }
    #expect(node.properties == ["name": "联影", "id": "a"] && node.key == ElementKey("a"))
    #expect(link.properties == ["w": 1.5] && link.type == "RELATED_TO" && link.end == ElementKey(2))
    let cytoscape =
      #"{"elements":{"nodes":[{"data":{"id":"a","name":"x"}}],"edges":[{"data":{"id":"e","source":"a","target":"a","label":"LIKES"}}]}}"#
    guard case .relationship(let likes)? = try read(cytoscape).elements.last else { return #expect(Bool(false)) }
    #expect(likes.type == "LIKES" && likes.properties.isEmpty)
    let apoc =
      #"{"id":"0","type":"relationship","label":"KNOWS","properties":{"bffSince":"P5M"},"start":{"id":"0","labels":["User"]},"end":{"id":"1","labels":["User"]}}"#
    guard case .relationship(let knows)? = try read(apoc, .jsonl).elements.last else { return #expect(Bool(false)) }
    #expect(knows.type == "KNOWS" && knows.start == ElementKey("0") && knows.properties == ["bffSince": "P5M"])
    #expect(try read("[" + apoc + "]").elements.count == 1)
  }

  @Test(arguments: [
    ("", "unexpectedEnd", 1), ("{}", "notAGraph", 1), ("3", "notAGraph", 1), ("{\"nodes\":[1]}", "notAnElement", 1),
    ("{\"nodes\":[\n{\"id\":1.5}]}", "badKey", 2),
    ("{\"nodes\":[{\"id\":1,\"labels\":[1],\"properties\":{}}]}", "badLabels", 1),
    ("{\"relationships\":[\n{\"start\":1}]}", "missingEnd", 2),
    ("{\"nodes\":[{\"id\":1,\"properties\":{\"x\":1e999}}]}", "floatOverflow", 1), ("{\"nodes\":[", "unexpectedEnd", 1),
    ("{\"nodes\":[]} x", "unexpectedCharacter", 1),
    ("{\"nodes\":[{\"id\":1,\"properties\":{\"x\":{\"$type\":\"Node\",\"_value\":1}}}]}", "entityRefused", 1),
    ("{\"nodes\":{\"a\":1}}", "notAGraph", 1),
  ])
  func refusals(text: String, code: String, line: Int) {
    do {
      _ = try read(text)
      Issue.record("accepted \(text)")
    } catch let error as FormatError {
      #expect(error.code == code && error.line == line, "\(error)")
    } catch { Issue.record("\(error)") }
  }

  @Test func brokenLinesAreReported() throws {
    var rejected: [RejectedRecord] = []
    let text = "{\"type\":\"node\",\"id\":1}\n\n{\"type\":\"node\",\n[]\n{\"id\":2}\u{2028}\n{\"id\":3}\r\n"
    let (elements, summary) = try read(text, .jsonl, options: GraphReadOptions(errorPolicy: .report { rejected.append($0) }))
    #expect(elements.count == 2 && summary.rejected == 3)
    #expect(rejected.map(\.error.line) == [3, 4, 5])
    #expect(rejected.map(\.error.code) == ["unexpectedEnd", "notAnElement", "unexpectedCharacter"])
    #expect(rejected.first?.rawText == "{\"type\":\"node\",")
  }

  @Test func brokenElementsAreSkipped() throws {
    let text = "{\"nodes\":[{\"id\":1},{\"id\":[]},{\"id\":2}],\"edges\":[{\"source\":1,\"target\":2},{\"source\":1}]}"
    let (elements, summary) = try read(text, options: GraphReadOptions(errorPolicy: .skip))
    #expect(elements.count == 3 && summary.rejected == 2)
  }

  @Test func order() throws {
    let writer = try GraphFormat.json.writer(to: TextOutput())
    let graph = SampleGraph.hostile()
    try writer.begin()
    try writer.node(graph.nodes[0])
    try writer.relationship(graph.relationships[0])
    #expect(throws: FormatError.self) { try writer.node(graph.nodes[1]) }
    #expect(throws: FormatError.self) { try writer.relationship(Relationship(id: RelationshipID(rawValue: 1))) }
  }
}
