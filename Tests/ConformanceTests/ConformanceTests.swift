// The openCypher Technology Compatibility Kit as a ratchet: scenarios that pass are listed in passing.txt, and none of them may fail again.
// The kit is read from TCK_DIR, or from ../shared/tck beside the checkout; where neither is there the test says so and passes.
// `CONFORMANCE_UPDATE=1 swift test --filter Conformance` rewrites the list; `CONFORMANCE_ONLY=Match4` narrows a run and prints reasons.
import ConformanceKit
import Foundation
import Synchronization
import Testing

@Suite struct ConformanceTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let ratchetFile = folder.appendingPathComponent("passing.txt")
  private static let document = folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
    "Documentation/QUERY-LANGUAGE.md")
  private static let environment = ProcessInfo.processInfo.environment

  @Test func everyScenarioThatPassedStillPasses() throws {
    guard let kit = FeatureKit() else {
      print("notice: no conformance kit at TCK_DIR or ../shared/tck; conformance is not checked in this run")
      return
    }
    let only = ConformanceTests.environment["CONFORMANCE_ONLY"]
    let scenarios = try kit.scenarios().filter { only == nil || $0.id.contains(only ?? "") }
    let outcomes = try ConformanceTests.run(scenarios, graphs: kit.graphs())
    let passed = Set(zip(scenarios, outcomes).filter { $0.1 == .passed }.map(\.0.id))
    print("conformance: \(passed.count) of \(scenarios.count) scenarios pass")
    if only != nil || ConformanceTests.environment["CONFORMANCE_VERBOSE"] != nil {
      for (scenario, outcome) in zip(scenarios, outcomes) where outcome != .passed { print("  \(scenario.id): \(outcome)") }
    }
    if ConformanceTests.environment["CONFORMANCE_UPDATE"] != nil, only == nil {
      try (passed.sorted().joined(separator: "\n") + "\n").write(to: ConformanceTests.ratchetFile, atomically: true, encoding: .utf8)
    }
    if only == nil { try ConformanceTests.checkTable(SupportTable(ids: scenarios.map(\.id), passed: passed)) }
    let expected = try String(contentsOf: ConformanceTests.ratchetFile, encoding: .utf8).split(separator: "\n").map(String.init)
    let known = Set(scenarios.map(\.id))
    for (scenario, outcome) in zip(scenarios, outcomes) where outcome != .passed && expected.contains(scenario.id) {
      Issue.record("\(scenario.id): \(outcome)")
    }
    if only == nil {
      for id in expected where !known.contains(id) { Issue.record("the ratchet names a scenario that the kit does not have: \(id)") }
    }
  }

  /// The table of the document promises no more than passes; an update rewrites it.
  private static func checkTable(_ table: SupportTable) throws {
    var document = try String(contentsOf: document, encoding: .utf8)
    if environment["CONFORMANCE_UPDATE"] != nil, let placed = table.placed(in: document) {
      try placed.write(to: ConformanceTests.document, atomically: true, encoding: .utf8)
      document = placed
    }
    guard let promises = SupportTable(document: document), !promises.parts.isEmpty else {
      Issue.record("Documentation/QUERY-LANGUAGE.md has no table of conformance")
      return
    }
    for broken in table.broken(promises: promises) { Issue.record("\(broken)") }
  }

  /// Runs scenarios on as many threads as there are cores; the outcomes stand in the order of the scenarios.
  private static func run(_ scenarios: [Scenario], graphs: [String: String]) throws -> [ScenarioRunner.Outcome] {
    let runner = ScenarioRunner(graphs: graphs)
    let outcomes = Mutex([ScenarioRunner.Outcome](repeating: .failed("not run"), count: scenarios.count))
    DispatchQueue.concurrentPerform(iterations: scenarios.count) { place in
      let outcome = runner.run(scenarios[place])
      outcomes.withLock { $0[place] = outcome }
    }
    return outcomes.withLock { $0 }
  }

  @Test func theReaderOfTablesReadsEveryNotation() {
    let cells = [
      ("1", "1"), ("1.0", "1.0"), ("'a\\'b'", "'a\\'b'"), ("[1, 'x', null]", "[1, 'x', null]"), ("{b: 1, a: [true]}", "{a: [true], b: 1}"),
      ("(:B:A {p: 1})", "(:A:B {p: 1})"), ("()", "()"), ("[:T {x: NaN}]", "[:T {x: NaN}]"),
      ("<(:A)-[:T]->()<-[:S {k: 2}]-(:B)>", "<(:A)-[:T]->()<-[:S {k: 2}]-(:B)>"),
    ]
    for (cell, expected) in cells { #expect(TableValue.canonicalText(cell, listsAsBags: false) == expected) }
    #expect(TableValue.canonicalText("[3, 1, 2]", listsAsBags: true) == "[1, 2, 3]")
  }
}
