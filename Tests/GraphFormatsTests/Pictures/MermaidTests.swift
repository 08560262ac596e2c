// Graphs as Mermaid flowcharts.

import GraphFormats
import GraphModel
import Testing

@Suite struct MermaidTests {
  @Test func golden() throws {
    let options = GraphWriteOptions(title: "样例: \"1\"", picture: PictureOptions(clusters: .containment))
    let text = try SampleGraph.ecosystem().text(.mermaid, options: options)
    let expected = #"""
      ---
      title: "样例: \"1\""
      ---
      flowchart LR
        n4(["智能传感器<br/>及物联网"]):::c0
        n5(["产值"]):::c1
        subgraph n0["嘉定区"]
          n6("#lt;unknown#gt; #amp; #92;co"):::c2
          subgraph n1["嘉定同济大学科技园"]
            n2[["国家智能传感<br/>器创新中心"]]:::c3
            n3[["8寸#quot;MEMS#quot;平台"]]:::c4
          end
        end
        n2 -->|"serves"| n4
        linkStyle 0 stroke:#1B6CA8
        n3 -.->|"serves"| n4
        linkStyle 1 stroke:#1B6CA8
        n0 -->|"targets"| n5
        linkStyle 2 stroke:#B38600
        n2 ---|"collaborates with ×2"| n6
        linkStyle 3 stroke:#2F5597
        classDef c0 fill:#D3E8F8,stroke:#1B6CA8,color:#1F2933
        classDef c1 fill:#F4F6F7,stroke:#7B8A97,color:#1F2933
        classDef c2 fill:#FBE9E7,stroke:#D84315,color:#1F2933
        classDef c3 fill:#FFE9D4,stroke:#C55A11,color:#1F2933
        classDef c4 fill:#FFE9D4,stroke:#C55A11,color:#1F2933,stroke-dasharray:5 4

      """#
    #expect(text == expected, "\(text)")
  }

  @Test func hostileGraphsStayOnTheirLines() throws {
    var notices = 0
    let graph = SampleGraph.hostile()
    let text = try graph.text(.mermaid, options: GraphWriteOptions { _ in notices += 1 })
    for line in text.split(separator: "\n").dropFirst() {
      #expect(line.hasPrefix("  "), "\(line)")
      #expect(line.filter { $0 == "\"" }.count.isMultiple(of: 2), "\(line)")
    }
    #expect(notices == 0)
    let many = SampleGraph(
      nodes: graph.nodes,
      relationships: (0..<600).map {
        Relationship(
          id: RelationshipID(rawValue: UInt32($0)), type: "T\($0)", start: graph.nodes[0].id, end: graph.nodes[1].id, properties: [:])
      })
    _ = try many.text(.mermaid, options: GraphWriteOptions { _ in notices += 1 })
    #expect(notices == 1)
  }
}
