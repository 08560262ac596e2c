// Graphs as DOT: what is drawn, that Graphviz takes every text, that the same graph gives the same text.

import Glibc
import GraphModel
import Testing

@testable import GraphFormats

@Suite struct DOTTests {
  /// What a command prints; `nil` where it fails.
  private func run(_ command: String) -> String? {
    guard let pipe = popen(command + " 2>&1", "r") else { return nil }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, pipe), count > 0 { bytes += block[..<count] }
    return pclose(pipe) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// The picture of a text as SVG; `nil`, with a notice, where Graphviz is absent.
  private func svg(_ text: String) throws -> String? {
    guard run("command -v dot") != nil else {
      print("notice: Graphviz is not installed; its part of the test is skipped")
      return nil
    }
    let folder = try TemporaryDirectory()
    try folder.write("g.dot", text)
    let picture: String = try #require(run("dot -Tsvg \(folder.path)/g.dot"), "Graphviz refuses the text")
    return picture
  }

  @Test func golden() throws {
    let options = GraphWriteOptions(title: "样例 <1>", picture: PictureOptions(clusters: .containment))
    let text = try SampleGraph.ecosystem().text(.dot, options: options)
    let statements = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    func has(_ part: String) -> Bool { statements.contains { $0.contains(part) } }
    #expect(has(##"n2 [label="国家智能传感\n器创新中心", shape=component, style="filled", fillcolor="#FFE9D4""##))
    #expect(has(#"n3 [label="8寸\"MEMS\"平台", shape=component, style="filled,dashed""#))
    #expect(has(#"n6 [label="<unknown> &amp; \\co""#))
    #expect(has("subgraph cluster_0 {") && has(#"label="嘉定同济大学科技园""#))
    #expect(has(##"n0 -> n5 [color="#B38600", ltail=cluster_0, label="targets 2025\n>1000亿元", fontcolor="#B38600""##))
    #expect(has("dir=none, penwidth=1.8") && has("×2"))
    #expect(!has("part of") && !has("located in"))
    #expect(has("样例 &lt;1&gt;") && has("planned or building"))
    #expect(text.hasSuffix("// Sources\n// [1] plan#1\n// [2] plan#3.1\n"))
    #expect(has(#"sources: [2] plan#3.1, [1] plan#1"#))
  }

  @Test(arguments: [PictureOptions.Clusters.none, .containment, .property("n")]) func graphvizTakesHostileGraphs(
    clusters: PictureOptions.Clusters
  ) throws {
    let graph = SampleGraph.hostile()
    let text = try graph.text(.dot, options: GraphWriteOptions(title: "\"\\<&>\n]]>", picture: PictureOptions(clusters: clusters)))
    #expect(text == (try graph.text(.dot, options: GraphWriteOptions(title: "\"\\<&>\n]]>", picture: PictureOptions(clusters: clusters)))))
    guard let picture = try svg(text) else { return }
    for shown in ["a&#45;&gt;b", "&lt;b&gt;bold&lt;/b&gt;", "a &amp; b &amp;amp;", "back\\slash", "plain"] {
      #expect(picture.contains(shown), "\(shown)")
    }
    #expect(!picture.lowercased().contains("syntax error") && !picture.contains("warning"))
  }

  @Test func graphvizTakesTheSample() throws {
    for clusters in [PictureOptions.Clusters.none, .containment, .property("status")] {
      let text = try SampleGraph.ecosystem().text(
        .dot, options: GraphWriteOptions(title: "样例", picture: PictureOptions(clusters: clusters)))
      guard let picture = try svg(text) else { return }
      #expect(picture.contains("嘉定区") && !picture.contains("Warning"))
    }
  }

  @Test func clustersNestWithoutCycles() throws {
    func place(_ id: UInt32, _ label: String) -> Node {
      Node(id: NodeID(rawValue: id), labels: [label], properties: ["name": .string("p\(id)")])
    }
    let nodes = [place(0, "Region"), place(1, "Region"), place(2, "Region"), place(3, "Park"), place(4, "Firm"), place(5, "Firm")]
    var links: [Relationship] = []
    for (start, end) in [(0, 1), (1, 2), (2, 0), (3, 0), (3, 1), (4, 3), (5, 3), (0, 0), (4, 0)] {
      links.append(
        Relationship(
          id: RelationshipID(rawValue: UInt32(links.count)), type: "PART_OF", start: nodes[start].id, end: nodes[end].id, properties: [:]))
    }
    var graph = PictureGraph(sheet: StyleSheet.builtIn)
    for node in nodes { try graph.add(node) }
    for link in links { try graph.add(link) }
    let clusters = PictureClusters(graph, by: .containment)
    var seen: [Int] = clusters.free
    func walk(_ place: Int, _ depth: Int) {
      #expect(depth < 20)
      let cluster = clusters.clusters[place]
      seen += cluster.members + [cluster.node].compactMap { $0 }
      for inner in cluster.inner { walk(inner, depth + 1) }
    }
    for root in clusters.roots { walk(root, 0) }
    #expect(seen.sorted() == Array(nodes.indices), "every node stands somewhere once")
    #expect(
      try svg(
        SampleGraph(nodes: nodes, relationships: links).text(
          .dot, options: GraphWriteOptions(picture: PictureOptions(clusters: .containment)))) != "")
  }

  @Test func emptyGraphs() throws {
    let text = try SampleGraph(nodes: [], relationships: []).text(.dot)
    #expect(text.hasPrefix("digraph G {"))
    #expect(try svg(text) != "")
  }

  @Test func largeGraphsAreRefused() throws {
    let writer = try GraphFormat.dot.writer(to: TextOutput())
    try writer.begin()
    #expect(throws: FormatError.self) {
      for number in 0...UInt32(FormatLimits.pictureElementsMax) {
        try writer.node(Node(id: NodeID(rawValue: number), labels: [], properties: [:]))
      }
    }
  }

  @Test(arguments: [
    ("上海光机所", ["上海光机所"]), ("国家智能传感器创新中心", ["国家智能传感", "器创新中心"]), ("长三角G60科创走廊", ["长三角G60", "科创走廊"]),
    ("a very long name of an institute", ["a very long name", "of an institute"]),
    ("supercalifragilisticexpialidocious", ["supercalifragilisticexpialidoci…"]),
    ("", []),
  ])
  func names(name: String, lines: [String]) { #expect(NameWrap.lines(name).filter { !$0.isEmpty } == lines) }

  @Test func noLineBeginsWithClosingPunctuation() {
    for line in NameWrap.lines("上海市推进科技创新中心建设条例（修订）、细则", columns: 10, linesMax: 9) { #expect(!"）、".contains(line.first ?? " ")) }
  }
}

@Suite struct StyleSheetTests {
  @Test func builtInSheetIsRead() throws {
    let sheet = try StyleSheet(StyleSheet.builtInText, file: "built-in")
    #expect(sheet.style(ofLabel: "Firm").fill == "#FFF6D6" && sheet.picture.font.hasPrefix("Noto Sans CJK SC"))
    for label in [
      "University", "Institute", "Laboratory", "Facility", "Platform", "Park", "Zone", "Corridor", "Region", "Firm", "Incubator",
      "Hospital", "IndustryCluster", "Industry",
      "Layout", "Market", "Fund", "Alliance", "Event", "Programme", "Product", "Policy", "Government", "Indicator", "Document",
    ] { #expect(sheet.style(ofLabel: label).line != NodeStyle().line, "\(label)") }
  }

  @Test func laterRulesWin() throws {
    let own = try StyleSheet(
      """
      // mine
      :Firm fill=#000000
      :"a b"  shape=diamond   // spaces
      [:SERVES] label="provides for" arrow=both caption="since note"
      where status=planned stroke=dotted
      graph direction=TB layout=neato
      """, file: "own")
    let sheet = StyleSheet.builtIn.followed(by: own)
    #expect(sheet.style(ofLabel: "Firm").fill == "#000000" && sheet.style(ofLabel: "Firm").line == "#B38600")
    #expect(sheet.style(ofLabel: "a b").shape == "diamond")
    #expect(sheet.style(ofType: "SERVES").label == "provides for" && sheet.style(ofType: "SERVES").caption == ["since", "note"])
    #expect(sheet.style(ofType: "X_Y").label == "x y" && sheet.style(ofType: "研发").label == "研发")
    let planned = Node(id: NodeID(rawValue: 0), labels: ["Region", "Firm"], properties: ["status": "planned"])
    #expect(sheet.style(of: planned).stroke == "dotted" && sheet.style(of: planned).fill == "#000000")
    #expect(sheet.picture.direction == "TB" && sheet.picture.layout == "neato")
    #expect(sheet.style(ofLabel: "Unheard") == sheet.style(ofLabel: "Unheard") && sheet.style(ofLabel: "Unheard") != NodeStyle())
  }

  @Test(arguments: [
    ("x", 1), (":A\n:B shap=box", 2), (":A shape=blob", 1), (":A fill=#12", 1), (":A fill=\"x;y\"", 1), ("[:T] arrow=up", 1),
    ("where x", 1), (":A x=\"y", 1), ("graph layout=osage", 1),
    (":A fill", 1),
  ])
  func refusals(text: String, line: Int) {
    do {
      _ = try StyleSheet(text, file: "s")
      Issue.record("accepted \(text)")
    } catch { #expect(error.code == "badStyle" && error.line == line, "\(error)") }
  }
}
