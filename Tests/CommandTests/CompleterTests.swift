// What Tab offers, by the text before the cursor.

import Testing

@testable import innograph

@Suite struct CompleterTests {
  private let completer = Completer {
    Completer.Names(
      labels: ["Firm", "Fund", "Park", "产业 园"], relationshipTypes: ["HOSTS", "LOCATED_IN"], propertyKeys: ["id", "name", "名称"],
      parameters: ["city"], keywords: ["MATCH", "MERGE", "RETURN"], functions: ["date.truncate", "size", "sum"],
      procedures: ["db.labels", "db.propertyKeys"])
  }

  @Test(arguments: [
    ("MATCH (n:", ["Firm", "Fund", "Park", "`产业 园`"]), ("MATCH (n:F", ["Firm", "Fund"]), ("MATCH (n:fi", ["Firm"]),
    ("MATCH (:Firm|Pa", ["Park"]), ("MATCH (n:Firm&!", ["Firm", "Fund", "Park", "`产业 园`"]), ("MATCH (a)-[:", ["HOSTS", "LOCATED_IN"]),
    ("MATCH (a)-[r:HOSTS|", ["HOSTS", "LOCATED_IN"]), ("MATCH (a)-[r:lo", ["LOCATED_IN"]), ("MATCH (n) WHERE n:Pa", ["Park"]),
    ("RETURN n.", ["id", "name", "名称"]), ("RETURN n.名", ["名称"]), ("MATCH (n {", ["id", "name", "名称"]), ("MATCH (n {id: 1, na", ["name"]),
    ("RETURN $", ["city"]), ("CALL ", ["db.labels(", "db.propertyKeys("]), ("MATCH (n) CALL db.l", ["db.labels("]),
    ("RETURN date.", ["date.truncate("]),
    ("RE", ["RETURN"]), ("re", ["return"]), ("M", ["MATCH", "MERGE"]), ("RETURN s", ["size(", "sum("]),
    (":he", [":help"]), (":format js", ["json", "jsonl"]), (":explain MATCH (n:Pa", ["Park"]), (":help pro", ["profile"]),
  ])
  func `the right names in the right places`(before: String, candidates: [String]) {
    #expect(completer.complete(before)?.candidates == candidates)
  }

  @Test(arguments: [
    "RETURN 'n.", "RETURN \"(n:", "// MATCH (n:", "RETURN 1.", "RETURN `a", "RETURN ", "", "MATCH (n:Zz", "RETURN {a:", "RETURN [x IN y |",
  ])
  func `nothing where nothing fits`(before: String) {
    #expect(completer.complete(before) == nil)
  }

  @Test func `one candidate is written out, several as far as they agree`() {
    #expect(completer.complete("MATCH (n:Fi")?.commonStart == "Firm")
    #expect(completer.complete("MATCH (n:f")?.commonStart == "F")
    #expect(completer.complete("RET")?.commonStart == "RETURN ")
    #expect(completer.complete("RETURN si")?.commonStart == "size(")
    #expect(completer.complete("(n {na")?.commonStart == "name: ")
    #expect(Completion(typedScalars: 0, candidates: ["研究院", "研究所"]).commonStart == "研究")
  }

  @Test func `a listing fits the screen and loses nothing`() {
    let words = (0..<50).map { "候选\($0)" }
    for columns in [10, 40, 80] {
      let rows = Completion(typedScalars: 0, candidates: words).listing(columns: columns)
      let found = rows.flatMap { $0.split(separator: " ") }.map(String.init)
      #expect(Set(found) == Set(words))
    }
    #expect(Completion(typedScalars: 0, candidates: (0..<500).map(String.init)).listing(columns: 80).last == "… and 300 more")
  }

  @Test func `files complete with their folders`() throws {
    let folder = try TemporaryFolder()
    try folder.write("one.cypher", "")
    try folder.write("other.csv", "")
    let found = completer.complete(":source \(folder.path)/o")
    #expect(found?.candidates == ["\(folder.path)/one.cypher", "\(folder.path)/other.csv"])
    #expect(completer.complete(":source \(folder.path)/nothing") == nil)
  }
}
