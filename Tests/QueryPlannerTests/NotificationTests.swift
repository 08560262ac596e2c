// Warnings: names that a query reads and the graph does not have, unless the query makes them or the graph is empty.

import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

struct NotificationTests {
  private func notifications(_ text: String, schema: PlanningSchema = TestGraph.schema) throws -> [String] {
    try QueryCompiler.compile(try Parser.statement(in: text), schema: schema, procedures: TestGraph.procedures).notifications.map { note in
      let bytes = Array(text.utf8)[note.span.offset..<(note.span.offset + note.span.length)]
      return "\(note.code.split(separator: ".").last ?? "") `\(String(decoding: bytes, as: UTF8.self))` \(note.hint ?? "-")"
    }
  }

  @Test(arguments: [
    ("MATCH (n:Platfrom) RETURN n", ["UnknownLabelWarning `Platfrom` did you mean `Platform`?"]),
    ("MATCH ()-[r:SUPPLES]->() RETURN r", ["UnknownRelationshipTypeWarning `SUPPLES` did you mean `SUPPLIES`?"]),
    ("MATCH (n) RETURN n.nmae", ["UnknownPropertyKeyWarning `nmae` did you mean `name`?"]),
    (
      "MATCH (n {nmae: 1}) WHERE n:Frim RETURN n",
      ["UnknownPropertyKeyWarning `nmae` did you mean `name`?", "UnknownLabelWarning `Frim` did you mean `Firm`?"]
    ),
    ("MATCH (n)-[:X|SUPPLIES*1..2]->() RETURN n", ["UnknownRelationshipTypeWarning `X` -"]),
    ("MATCH (n:Nowhere), (m:Nowhere) RETURN n", ["UnknownLabelWarning `Nowhere` -"]),
    ("MATCH (n) RETURN COUNT { (n:Nowhere)-->() }", ["UnknownLabelWarning `Nowhere` -"]),
    ("MATCH (n) REMOVE n.nothing", ["UnknownPropertyKeyWarning `nothing` -"]),
  ])
  func unknownNamesAreToldWithTheNearest(text: String, expected: [String]) throws { #expect(try notifications(text) == expected) }

  @Test(arguments: [
    "MATCH (n:Firm)-[:SUPPLIES]->(m:Firm {name: 'x'}) RETURN n.id, m.revenue",
    "CREATE (n:New {fresh: 1})-[:BRAND]->(:Other) WITH n MATCH (n:New)-[:BRAND]->(m) RETURN n.fresh",
    "MERGE (n:New {fresh: 1}) RETURN n.fresh",
    "MATCH (n:Firm) SET n.fresh = 1, n:New WITH n MATCH (n:New) RETURN n.fresh",
    "WITH {any: 1} AS map RETURN map.any",
    "UNWIND $rows AS row RETURN row.anything",
  ])
  func namesThatAreKnownOrMadeAreNot(text: String) throws { #expect(try notifications(text) == []) }

  @Test func anEmptyGraphHasNoMisspeltNames() throws {
    #expect(try notifications("MATCH (n:A)-[:B]->() RETURN n.c", schema: PlanningSchema()) == [])
  }
}
