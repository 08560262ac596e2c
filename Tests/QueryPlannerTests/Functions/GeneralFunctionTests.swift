import GraphModel
import QueryPlanner
import Testing

@Suite struct GeneralFunctionTests {
  @Test func choosesValues() throws {
    #expect(try call("coalesce", .null, 2, 3) == 2)
    #expect(try call("coalesce", .null) == .null)
    #expect(try call("nullIf", 1, 1.0) == .null)
    #expect(try call("nullIf", 1, 2) == 1)
    #expect(try call("nullIf", 1, .null) == 1)
  }

  @Test func namesTypes() throws {
    #expect(try call("valueType", .null) == "NULL")
    #expect(try call("valueType", 1) == "INTEGER NOT NULL")
    #expect(try call("valueType", []) == "LIST<NOTHING> NOT NULL")
    #expect(try call("valueType", [1, "a", true]) == "LIST<BOOLEAN NOT NULL | STRING NOT NULL | INTEGER NOT NULL> NOT NULL")
    #expect(try call("valueType", [1, .null]) == "LIST<INTEGER> NOT NULL")
    #expect(try call("valueType", [.null]) == "LIST<NULL> NOT NULL")
    #expect(try call("valueType", [[1]]) == "LIST<LIST<INTEGER NOT NULL> NOT NULL> NOT NULL")
    var deep = Value.list([])
    for _ in 0..<200 { deep = .list([deep]) }
    #expect(try call("valueType", deep).stringValue?.contains("ANY") == true)
  }

  @Test func readsTheClockThroughTheSeam() throws {
    let held = try call("timestamp", [], StatementClock(statement: .init(seconds: 1, nanoseconds: 234_000_000)))
    #expect(held == 1234)
    #expect(try #require(try call("timestamp").integerValue) > 1_600_000_000_000)
  }

  @Test func makesIdentifiers() throws {
    let ones = try FunctionSeams.$randomWord.withValue({ .max }) { try call("randomUUID") }
    #expect(ones == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    let zeros = try FunctionSeams.$randomWord.withValue({ 0 }) { try call("randomUUID") }
    #expect(zeros == "00000000-0000-4000-8000-000000000000")
  }
}
