// The relations between values: `=`, `<`, the total order, and equivalence.
import GraphModel
import Testing

@Suite struct ValueRelationTests {
  @Test func equalityIsThreeValued() {
    #expect(Value.equals(1, 1.0) == true)
    #expect(Value.equals(.null, 1) == nil)
    #expect(Value.equals([1, .null], [1, 2]) == nil)
    #expect(Value.equals([1, .null], [2, .null]) == false)
    #expect(Value.equals(.float(.nan), .float(.nan)) == false)
    #expect(Value.equals(.integer(9_007_199_254_740_993), .float(9_007_199_254_740_992)) == false)
  }

  @Test func stringsCompareByBytes() {
    let composed = Value.string("\u{E9}")
    let decomposed = Value.string("e\u{301}")
    #expect(Value.equals(composed, decomposed) == false)
    #expect(GroupingKey(composed) != GroupingKey(decomposed))
  }

  @Test func theTotalOrderPutsKindsInTheirPlaces() {
    let ordered: [Value] = [.map(["a": 1]), .node(Node(id: NodeID(rawValue: 0))), [1], "a", false, true, 1, 1.5, .float(.nan), .null]
    for (left, right) in zip(ordered, ordered.dropFirst()) { #expect(Value.isOrdered(left, before: right), "\(left) before \(right)") }
  }

  @Test func equivalenceJoinsWhatEqualityCannot() {
    #expect(GroupingKey(.null) == GroupingKey(.null))
    #expect(GroupingKey(.float(.nan)) == GroupingKey(.float(.nan)))
    #expect(Set([GroupingKey(1), GroupingKey(1.0)]).count == 1)
  }

  @Test func misspeltNamesFindTheirNeighbour() {
    #expect(Spelling.nearest(to: "Platfrom", among: ["Platform", "Park"]) == "Platform")
    #expect(Spelling.nearest(to: "Zebra", among: ["Platform", "Park"]) == nil)
  }
}
