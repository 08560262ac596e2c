// Workload files of `bench`.

import GraphModel
import Testing

@testable import innograph

@Suite struct BenchRequestTests {
  private func request(_ text: String) throws -> BenchRequest { try BenchRequest(Array(text.utf8), file: "w.jsonl", lineNumber: 3) }

  @Test func `a statement with its parameter sets and budget`() throws {
    let found = try request(
      #"{"id": "q1", "query": "RETURN $a", "params": [{"a": 1}, {"a": [1.5, null, "研"]}], "budget_s": 4, "timeout_s": 2.5, "passes": 10}"#)
    #expect((found.id, found.query, found.passes, found.budgetSeconds, found.timeoutSeconds) == ("q1", "RETURN $a", 10, 4, 2.5))
    #expect(found.parameterSets == [["a": 1], ["a": .list([.float(1.5), nil, "研"])]])
  }

  @Test func `without parameters it runs once a pass`() throws {
    let found = try request(#"{"id": "q1", "query": "RETURN 1", "params": []}"#)
    #expect(found.parameterSets == [[:]])
    #expect((found.passes, found.timeoutSeconds) == (0, .infinity))
  }

  @Test(arguments: ["{}", "[]", #"{"id": 1, "query": "x"}"#, #"{"id": "a", "query": "x", "params": [1]}"#, "{"])
  func `what is none is refused with its line`(text: String) {
    #expect { try request(text) } throws: { ($0 as? FormatError)?.line == 3 }
  }
}
