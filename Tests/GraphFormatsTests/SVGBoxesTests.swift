// Maps of boxes within boxes: what lies in a place is drawn in its box, and nothing covers anything else.
import Foundation
import GraphModel
import Testing

@testable import GraphFormats

@Suite struct SVGBoxesTests {
  /// A writer that has taken a graph of places: each lies in an earlier one or in none.
  private static func map(seed: UInt64) throws -> (text: String, names: [String]) {
    var random = SeededRandom(seed: seed)
    let output = TextOutput()
    let options = GraphWriteOptions(title: "图", picture: PictureOptions(clusters: .containment, styleSheet: "graph layout=boxes"))
    let writer = try SVGBoxesWriter(to: output, options: options)
    try writer.begin()
    let count = Int.random(in: 1...60, using: &random)
    let names = (0..<count).map { ["园\($0)", "张江高新技术产业开发区\($0)", "Park \($0)"].randomElement(using: &random) ?? "" }
    for (number, name) in names.enumerated() {
      let label = ["Park", "Zone", "Region", "Firm"].randomElement(using: &random) ?? ""
      try writer.node(Node(id: NodeID(rawValue: UInt32(number)), labels: [label], properties: ["name": .string(name)]))
    }
    for number in 1..<max(2, count) where number < count && Int.random(in: 0..<5, using: &random) > 0 {
      let holder = Int.random(in: 0..<number, using: &random)
      try writer.relationship(
        Relationship(
          id: RelationshipID(rawValue: UInt32(number)), type: "LOCATED_IN", start: NodeID(rawValue: UInt32(number)),
          end: NodeID(rawValue: UInt32(holder)), properties: ValueMap()))
    }
    try writer.end()
    return (output.text, names)
  }

  /// The frames of a picture, without those of the legend: x, y, width, height.
  private static func frames(_ svg: String) -> [[Double]] {
    svg.matches(of: /\/title><rect x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"/).map { match in
      [match.1, match.2, match.3, match.4].map { Double($0) ?? .nan }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func `frames lie apart or within one another, and all are drawn`(seed: UInt64) throws {
    let (svg, names) = try SVGBoxesTests.map(seed: seed)
    let frames = SVGBoxesTests.frames(svg)
    #expect(frames.count == names.count)
    for (place, one) in frames.enumerated() {
      for other in frames.dropFirst(place + 1) {
        let isApart =
          one[0] + one[2] <= other[0] || other[0] + other[2] <= one[0] || one[1] + one[3] <= other[1] || other[1] + other[3] <= one[1]
        let isWithin =
          other[0] > one[0] && other[1] > one[1] && other[0] + other[2] < one[0] + one[2] && other[1] + other[3] < one[1] + one[3]
        #expect(isApart || isWithin, "seed \(seed): \(one) and \(other)")
      }
    }
    #expect(try SVGBoxesTests.map(seed: seed).text == svg)
  }

  @Test func `only a style sheet that asks for boxes gets them`() throws {
    #expect(try SVGBoxesWriter.isAsked(by: PictureOptions(styleSheet: "graph layout=boxes")))
    #expect(try !SVGBoxesWriter.isAsked(by: PictureOptions(styleSheet: "graph layout=dot")))
    #expect(try !SVGBoxesWriter.isAsked(by: PictureOptions()))
    #expect(throws: FormatError.self) { try SVGBoxesWriter.isAsked(by: PictureOptions(styleSheet: "graph layout=heap")) }
  }

  @Test func `a place that holds one thing is no box, and what it holds stands in the next`() throws {
    let output = TextOutput()
    let writer = try SVGBoxesWriter(to: output, options: GraphWriteOptions(picture: PictureOptions(clusters: .containment)))
    let names = ["区", "路", "街区", "园"]
    for (number, name) in names.enumerated() {
      try writer.node(Node(id: NodeID(rawValue: UInt32(number)), labels: ["Zone"], properties: ["name": .string(name)]))
    }
    for (number, (start, end)) in [(1, 0), (2, 1), (3, 0)].enumerated() {
      try writer.relationship(
        Relationship(
          id: RelationshipID(rawValue: UInt32(number)), type: "LOCATED_IN", start: NodeID(rawValue: UInt32(start)),
          end: NodeID(rawValue: UInt32(end)), properties: ValueMap()))
    }
    try writer.end()
    let frames = SVGBoxesTests.frames(output.text)
    try #require(frames.count == 4)
    for inner in frames.dropFirst() {
      #expect(inner[0] > frames[0][0] && inner[1] > frames[0][1] && inner[0] + inner[2] < frames[0][0] + frames[0][2])
    }
  }
}
