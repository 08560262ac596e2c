// Small pictures as SVG: boxes never cover each other, columns follow the relationships, text from outside stays text.
import Foundation
import GraphModel
import Testing

@testable import GraphFormats

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGPictureTests {
  private static func node(_ number: Int, _ name: String) -> Node {
    Node(id: NodeID(rawValue: UInt32(number)), labels: ["Platform"], properties: ["name": .string(name)])
  }

  private static func relationship(_ number: Int, _ start: Int, _ end: Int, _ type: String = "SERVES") -> Relationship {
    Relationship(
      id: RelationshipID(rawValue: UInt32(number)), type: type, start: NodeID(rawValue: UInt32(start)),
      end: NodeID(rawValue: UInt32(end)), properties: ValueMap())
  }

  /// The rectangles of a picture: x, y, width, height.
  private static func boxes(_ svg: String) -> [[Double]] {
    svg.matches(of: /<rect x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"/).map { match in
      [match.1, match.2, match.3, match.4].map { Double($0) ?? .nan }
    }
  }

  @Test func `columns follow the relationships, and one that leads back does no harm`() {
    let columns = SVGColumns(nodeCount: 4, edges: [(0, 1), (1, 2), (2, 0), (3, 2), (1, 1)])
    #expect(columns.column[0] < columns.column[1] && columns.column[1] < columns.column[2])
    #expect(columns.column[3] == columns.column[2] - 1)
    #expect(columns.columns.flatMap { $0 }.sorted() == [0, 1, 2, 3])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func `boxes never cover each other`(seed: UInt64) throws {
    var numbers = SeededRandom(seed: seed)
    let count = Int.random(in: 1...30, using: &numbers)
    let names = ["平台", "国家智能传感器创新中心", "Zhangjiang High-Tech Zone, Central Area", "长三角G60科创走廊九城市“1+7+N”产业联盟体系"]
    let nodes = (0..<count).map { SVGPictureTests.node($0, names.randomElement(using: &numbers) ?? "") }
    let relationships = (0..<count * 2).map { number in
      let (start, end) = (Int.random(in: 0..<count, using: &numbers), Int.random(in: 0..<count, using: &numbers))
      return SVGPictureTests.relationship(number, start, end, ["SERVES", "HOSTS"].randomElement(using: &numbers) ?? "")
    }
    let svg = try SVGPicture(nodes: nodes, relationships: relationships, marked: [nodes[0].id]).text
    #expect(svg == (try SVGPicture(nodes: nodes, relationships: relationships, marked: [nodes[0].id]).text))
    let boxes = SVGPictureTests.boxes(svg)
    #expect(boxes.count == count)
    for (place, one) in boxes.enumerated() {
      #expect(one.allSatisfy { $0.isFinite && $0 >= 0 })
      for other in boxes.dropFirst(place + 1) {
        let apart =
          one[0] + one[2] <= other[0] || other[0] + other[2] <= one[0] || one[1] + one[3] <= other[1] || other[1] + other[3] <= one[1]
        #expect(apart, "seed \(seed): \(one) covers \(other)")
      }
    }
  }

  @Test func `text from outside stays text, and pictures can share a page`() throws {
    let hostile = SVGPictureTests.node(0, "<script>x</script> & \"甲\"\u{1}")
    let svg = try SVGPicture(
      nodes: [hostile, SVGPictureTests.node(1, "乙")],
      relationships: [SVGPictureTests.relationship(0, 0, 1, "A<b"), SVGPictureTests.relationship(1, 0, 1)], marked: []
    ).text
    #expect(!svg.contains("<script"))
    #expect(svg.contains("&lt;script&gt;"))
    #expect(!svg.contains(" id=\""))
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func `two relationships between the same two are two lines`() throws {
    let svg = try SVGPicture(
      nodes: [SVGPictureTests.node(0, "甲"), SVGPictureTests.node(1, "乙")],
      relationships: [SVGPictureTests.relationship(0, 0, 1), SVGPictureTests.relationship(1, 0, 1, "HOSTS")], marked: []
    ).text
    let lines = svg.split(separator: "<path stroke-width=\"1.3\" d=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(lines.count == 2 && lines.first != lines.last)
  }
}
