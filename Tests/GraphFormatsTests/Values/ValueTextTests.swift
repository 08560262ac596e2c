// Values as Cypher literals, floats in their canonical form, names quoted where they must be.

import GraphFormats
import GraphModel
import Testing

@Suite struct ValueTextTests {
  @Test(
    arguments: [
      (1.0, "1.0"), (-0.0, "-0.0"), (1e300, "1e300"), (1.5e-7, "1.5e-7"), (.leastNonzeroMagnitude, "5e-324"), (0.1, "0.1"), (1e16, "1e16"),
      (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"), (123456.789, "123456.789"),
    ] as [(Double, String)])
  func floats(number: Double, text: String) { #expect(FloatText.string(of: number) == text) }

  @Test func floatsReadBack() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(NumberText.float(Array(FloatText.string(of: number).utf8)[...]) == number, "\(number)")
    }
  }

  @Test func literals() {
    #expect(ValueText.string(of: nil) == "null")
    #expect(ValueText.string(of: [1, 2.0, true, "it's \\ \n\u{1}"]) == #"[1, 2.0, true, 'it\'s \\ \n\u0001']"#)
    #expect(ValueText.string(of: .map(["a": 1, "b c": nil, "d`e": "研"])) == "{a: 1, `b c`: null, `d``e`: '研'}")
    #expect(ValueText.string(of: .integer(.min)) == "-9223372036854775808")
  }

  @Test func entities() {
    let firm = Node(id: NodeID(rawValue: 1), labels: ["Firm", "Big One"], properties: ["name": "联影医疗"])
    let bare = Node(id: NodeID(rawValue: 2), labels: [], properties: [:])
    let serves = Relationship(
      id: RelationshipID(rawValue: 1), type: "SERVES", start: bare.id, end: firm.id, properties: ["since": 2020])
    #expect(ValueText.string(of: .node(firm)) == "(:Firm:`Big One` {name: '联影医疗'})")
    #expect(ValueText.string(of: .node(bare)) == "()")
    #expect(ValueText.string(of: .relationship(serves)) == "[:SERVES {since: 2020}]")
    let path = Path(nodes: [firm, bare], relationships: [serves])
    #expect(ValueText.string(of: .path(path)) == "(:Firm:`Big One` {name: '联影医疗'})<-[:SERVES {since: 2020}]-()")
  }

  @Test func deepValuesAreCutShort() {
    var value: Value = 1
    for _ in 0..<2_000 { value = .list([value]) }
    #expect(ValueText.string(of: value).contains("…"))
  }

  @Test(arguments: [
    ("name", "name"), ("_x1", "_x1"), ("1x", "`1x`"), ("", "``"), ("a b", "`a b`"), ("名称", "名称"), ("a`b", "`a``b`"), ("a->b", "`a->b`"),
  ])
  func names(name: String, quoted: String) { #expect(NameText.quoted(name) == quoted) }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("联影医疗", 8), ("e\u{301}", 1), ("👩‍👩‍👧‍👦", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11ab}", 2),
    ("ｱ", 1), ("Ａ", 2), ("a\u{200B}b", 2), ("العربية", 7), ("𠀀", 2), ("👍🏽", 2), ("\u{1b}[31m", 4),
  ])
  func widths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test func truncation() {
    #expect(DisplayWidth.truncated("联影医疗", columns: 8) == "联影医疗")
    #expect(DisplayWidth.truncated("联影医疗", columns: 7) == "联影医…")
    #expect(DisplayWidth.truncated("联影医疗", columns: 6) == "联影…")
    #expect(DisplayWidth.truncated("abc", columns: 1) == "…")
    #expect(DisplayWidth.truncated("abc", columns: 0) == "")
  }
}
