// GraphML and GEXF: round trips, and the dialects of the programs that write them.

import GraphModel
import Testing

@testable import GraphFormats

@Suite struct XMLGraphTests {
  private func read(
    _ text: String, _ format: GraphFormat = .graphml, options: GraphReadOptions = GraphReadOptions()
  ) throws -> (elements: [GraphElement], summary: ReadSummary) {
    var elements: [GraphElement] = []
    let summary = try format.reader(options: options).read(ByteSource(text: text, name: "g.xml")) { elements.append($0) }
    return (elements, summary)
  }

  private func node(_ elements: [GraphElement], _ place: Int) throws -> NodeElement {
    guard case .node(let node) = elements[place] else { throw TestFailure(what: "node \(place)") }
    return node
  }

  private func link(_ elements: [GraphElement], _ place: Int) throws -> RelationshipElement {
    guard case .relationship(let link) = elements[place] else { throw TestFailure(what: "relationship \(place)") }
    return link
  }

  @Test(arguments: [GraphFormat.graphml, .gexf]) func hostileGraphsComeBack(format: GraphFormat) throws {
    let graph = SampleGraph.hostile()
    let output = TextOutput()
    var dropped = 0
    try graph.write(to: format.writer(to: output, options: GraphWriteOptions(title: "a < b") { _ in dropped += 1 }))
    #expect(dropped > 0)
    let kept: (String) -> String = { String(String.UnicodeScalarView($0.unicodeScalars.filter(XMLText.isAllowed))) }
    let key: (Value) -> String = { ($0.stringValue ?? "?").replacing(/^n/, with: "") }
    let (written, back) = (graph.lines(text: kept), SampleGraph.lines(try read(output.text, format).elements, key: key))
    #expect(written.count == back.count)
    for (left, right) in zip(written, back) { #expect(left.isByteEqual(to: right), "\(left) became \(right)") }
  }

  @Test func keysByProperty() throws {
    let a = Node(id: NodeID(rawValue: 7), labels: ["Firm"], properties: ["id": "united-imaging"])
    let link = Relationship(
      id: RelationshipID(rawValue: 0), type: "SELF", start: a.id, end: a.id, properties: ["validFrom": "2019", "validTo": "2020-05-01"])
    for format in [GraphFormat.graphml, .gexf] {
      let output = TextOutput()
      try SampleGraph(nodes: [a], relationships: [link]).write(to: format.writer(to: output, options: GraphWriteOptions(keyProperty: "id")))
      let elements = try read(output.text, format).elements
      #expect(try node(elements, 0).properties == ["id": "united-imaging"])
      #expect(try self.link(elements, 1).start == ElementKey("united-imaging"))
      #expect(try self.link(elements, 1).properties == ["validFrom": "2019", "validTo": "2020-05-01"])
      if format == .gexf {
        #expect(output.text.contains("start=\"2019-01-01\" end=\"2020-05-01\"") && output.text.contains("mode=\"dynamic\""))
      }
    }
  }

  // MARK: Dialects

  @Test func networkx() throws {
    let (elements, summary) = try read(
      """
      <?xml version='1.0' encoding='utf-8'?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d2" for="edge" attr.name="weight" attr.type="double"/>
      <key id="d1" for="node" attr.name="labels" attr.type="string"/>
      <key id="d0" for="node" attr.name="size" attr.type="long"><default>3</default></key>
      <graph edgedefault="undirected"><node id="联影"><data key="d0">9</data><data key="d1">:Firm:Big</data></node><node id="b"/>
      <edge source="联影" target="b"><data key="d2">1.5</data></edge></graph></graphml>
      """)
    #expect(try node(elements, 0).labels == ["Firm", "Big"] && node(elements, 0).properties == ["size": 9, "id": "联影"])
    #expect(try node(elements, 1).properties == ["size": 3, "id": "b"])
    #expect(try link(elements, 2).type == "RELATED_TO" && link(elements, 2).properties == ["weight": 1.5])
    #expect(summary.notices.map(\.code) == ["undirected"])
  }

  @Test func apoc() throws {
    let (elements, _) = try read(
      """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="name" for="node" attr.name="name" attr.type="string"/>
      <key id="kids" for="node" attr.name="kids" attr.type="string" attr.list="string"/>
      <key id="ages" for="node" attr.name="ages" attr.type="string" attr.list="long"/>
      <key id="labels" for="node" attr.name="labels" attr.type="string"/><key id="label" for="edge" attr.name="label" attr.type="string"/>
      <graph id="G" edgedefault="directed"><node id="n188" labels=":User"><data key="labels">:User</data><data key="name">Adam</data>
      <data key="kids">["Sam","Anna"]</data><data key="ages">[42]</data></node>
      <edge id="e267" source="n188" target="n188" label="KNOWS"><data key="label">KNOWS</data></edge></graph></graphml>
      """)
    #expect(
      try node(elements, 0).labels == ["User"] && node(elements, 0).properties == ["name": "Adam", "kids": ["Sam", "Anna"], "ages": [42]])
    #expect(try link(elements, 1).type == "KNOWS" && link(elements, 1).properties.isEmpty)
  }

  @Test func gephiGraphML() throws {
    let (elements, _) = try read(
      """
      <graphml><key attr.name="label" attr.type="string" for="node" id="label"/>
      <key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
      <key attr.name="weight" attr.type="double" for="edge" id="weight"/><key attr.name="n" attr.type="int" for="node" id="n"/>
      <graph edgedefault="directed"><node id="1"><data key="label">联影医疗</data><data key="n"></data></node>
      <edge id="0" source="1" target="1"><data key="edgelabel">SERVES</data><data key="weight">1.0</data></edge></graph></graphml>
      """)
    #expect(try node(elements, 0).properties == ["label": "联影医疗", "id": "1"])
    #expect(try link(elements, 1).type == "SERVES" && link(elements, 1).properties == ["weight": 1.0])
  }

  @Test func yEd() throws {
    let (elements, summary) = try read(
      """
      <graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="port" id="d0" yfiles.type="portgraphics"/>
      <key attr.name="url" attr.type="string" for="node" id="d4"/>
      <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
      <graph edgedefault="directed" id="G"><node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers>
      <y:GroupNode><y:NodeLabel>张江</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph id="n0:"><node id="n0::n0"><data key="d4">http://x</data><data key="d6"><y:ShapeNode><y:NodeLabel alignment="center">
      联影</y:NodeLabel></y:ShapeNode></data></node></graph></node>
      <edge id="e0" source="n0::n0" target="n0"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>PART_OF</y:EdgeLabel></y:PolyLineEdge></data>
      </edge>
      <hyperedge><endpoint node="n0"/></hyperedge></graph></graphml>
      """)
    #expect(try node(elements, 0).key == ElementKey("n0::n0") && node(elements, 0).properties == ["url": "http://x", "name": "联影"])
    #expect(try node(elements, 1).properties == ["name": "张江"] && link(elements, 2).type == "PART_OF")
    #expect(summary.notices.map(\.code) == ["nestedGraph", "passedOver"])
  }

  @Test func gephiGEXF() throws {
    let (elements, summary) = try read(
      """
      <?xml version='1.0' encoding='UTF-8'?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
      <meta lastmodifieddate="2024-01-01"><creator>Gephi 0.10.1</creator></meta>
      <graph defaultedgetype="undirected" mode="static"><attributes class="node" mode="static">
      <attribute id="tags" title="tags" type="liststring"/>
      <attribute id="1" title="size" type="integer"><default>5</default></attribute></attributes>
      <nodes><node id="a" label="联影"><attvalues><attvalue for="tags" value="[x, y]"/></attvalues><viz:size value="10.0"/></node>
      <node id="b" label="b" start="2019-01-01"><attvalues><attvalue for="1" value="7"/><attvalue for="?" value="u"/></attvalues></node>
      </nodes>
      <edges><edge id="0" source="a" target="b" label="SERVES" weight="2.0">
      <spells><spell start="2020-01-01" end="2021-01-01"/><spell start="2022-01-01"/></spells></edge></edges></graph></gexf>
      """, .gexf)
    #expect(try node(elements, 0).properties == ["tags": ["x", "y"], "size": 5, "id": "a", "label": "联影"])
    #expect(try node(elements, 1).properties == ["size": 7, "?": "u", "id": "b", "label": "b", "validFrom": "2019-01-01"])
    #expect(
      try link(elements, 2).type == "SERVES"
        && link(elements, 2).properties == ["weight": 2.0, "validFrom": "2020-01-01", "validTo": "2021-01-01"])
    #expect(summary.notices.map(\.code) == ["undirected", "undeclaredKey", "passedOver"])
  }

  // MARK: Broken files

  @Test(arguments: [
    ("<x/>", GraphFormat.graphml, "notGraphML"), ("<graphml/>", .graphml, "notGraphML"),
    ("<graphml><graph><node/></graph></graphml>", .graphml, "missingKey"),
    ("<graphml><graph><edge source='a'/></graph></graphml>", .graphml, "missingEnd"),
    ("<graphml><key/></graphml>", .graphml, "missingAttribute"),
    ("<graphml><key id='a' attr.type='int'/><graph><node id='1'><data key='a'>x</data></node></graph></graphml>", .graphml, "badInteger"),
    (
      "<graphml><key id='a' attr.type='long'/><graph><node id='1'><data key='a'>9223372036854775808</data></node></graph></graphml>",
      .graphml, "integerOverflow"
    ),
    (
      "<graphml><key id='a' attr.type='double'/><graph><node id='1'><data key='a'>1e999</data></node></graph></graphml>", .graphml,
      "badFloat"
    ),
    ("<graphml><graph><node id='1'></graph></graphml>", .graphml, "tagMismatch"), ("<gexf/>", .gexf, "notGEXF"),
    ("<graphml/>", .gexf, "notGEXF"),
    ("<gexf><graph><nodes><node/></nodes></graph></gexf>", .gexf, "missingKey"),
    ("<gexf><graph><edges><edge source='a'/></edges></graph></gexf>", .gexf, "missingEnd"),
    (
      "<gexf><graph><attributes class='node'><attribute id='0' title='x' type='boolean'/></attributes>"
        + "<nodes><node id='a'><attvalues><attvalue for='0' value='maybe'/></attvalues></node></nodes></graph></gexf>",
      .gexf, "badBoolean"
    ),
  ])
  func refusals(text: String, format: GraphFormat, code: String) {
    do {
      _ = try read(text, format)
      Issue.record("accepted \(text)")
    } catch let error as FormatError { #expect(error.code == code, "\(error)") } catch { Issue.record("\(error)") }
  }

  @Test func badElementsAreReported() throws {
    var rejected: [RejectedRecord] = []
    let text =
      "<graphml><key id='a' attr.type='int'/><graph><node id='1'><data key='a'>x</data></node><node id='2'/>\n"
      + "<edge source='1'/><edge source='2' target='2'/></graph></graphml>"
    let (elements, summary) = try read(text, options: GraphReadOptions(errorPolicy: .report { rejected.append($0) }))
    #expect(elements.count == 2 && summary.rejected == 2 && rejected.map(\.error.line) == [1, 2])
  }
}
