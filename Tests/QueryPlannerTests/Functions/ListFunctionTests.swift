import GraphModel
import QueryPlanner
import Testing

@Suite struct ListFunctionTests {
  @Test func takesEnds() throws {
    #expect(try call("head", [1, 2]) == 1)
    #expect(try call("head", []) == .null)
    #expect(try call("last", [1, 2]) == 2)
    #expect(try call("last", []) == .null)
    #expect(try call("tail", [1, 2, 3]) == [2, 3])
    #expect(try call("tail", []) == [])
    #expect(try call("reverse", [1, .null, "a"]) == ["a", .null, 1])
    #expect(try call("head", .null) == .null)
    expectError(.typeError, "InvalidArgumentType") { try call("head", "text") }
    expectError(.typeError, "InvalidArgumentType") { try call("reverse", 1) }
  }

  @Test func asksForEmptiness() throws {
    #expect(try call("isEmpty", []) == true)
    #expect(try call("isEmpty", "") == true)
    #expect(try call("isEmpty", .map(["a": .null])) == false)
    expectError(.typeError, "InvalidArgumentType") { try call("isEmpty", 0) }
  }

  @Test(arguments: [
    (1381, -3412, -1298, [1381, 83, -1215, -2513]), (0, 10, 3, [0, 3, 6, 9]), (0, -1, 1, []), (0, 0, -1, [0]), (5, 1, -2, [5, 3, 1]),
    (Int64.max - 1, Int64.max, 1, [Int64.max - 1, Int64.max]), (Int64.min, Int64.max, Int64.max, [Int64.min, -1, Int64.max - 1]),
    (Int64.max, Int64.min, Int64.min, [Int64.max, -1]),
  ] as [(Int64, Int64, Int64, [Int64])])
  func ranges(from: Int64, to: Int64, step: Int64, expected: [Int64]) throws {
    #expect(try call("range", .integer(from), .integer(to), .integer(step)) == .list(expected.map { .integer($0) }))
  }

  @Test func refusesBadRanges() throws {
    #expect(try call("range", 1, 3) == [1, 2, 3])
    expectError(.argumentError, "NumberOutOfRange") { try call("range", 2, 8, 0) }
    expectError(.argumentError, "InvalidArgumentType") { try call("range", 1.5, 8) }
    expectError(.argumentError, "InvalidArgumentType") { try call("range", true, 8) }
    expectError(.resourceExhausted, "ResultTooLarge") { try call("range", 1, 1_000_000_000) }
    expectError(.resourceExhausted, "ResultTooLarge") { try call("range", .integer(.min), .integer(.max)) }
    let bytes = try #require(FunctionLibrary.scalar(named: "range")?.resultBytes)
    #expect(bytes([1, 1_000_000_000]) >= 8_000_000_000)
    #expect(bytes([.integer(.min), .integer(.max)]) > 1 << 60)
  }
}
