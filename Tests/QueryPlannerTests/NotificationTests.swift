// Warnings: names that a query reads and the graph does not have, unless the query makes them or the graph is empty.

import CypherSyntax
import Foundation
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
    ("MATCH (n:Nowhere) MATCH (m:Nowhere) RETURN n", ["UnknownLabelWarning `Nowhere` -"]),
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

  /// The codes of the remarks that are not about names.
  private func remarks(_ text: String, statistics: PlanningStatistics = PlanningStatistics()) throws -> [String] {
    try QueryCompiler.compile(
      try Parser.statement(in: text), schema: TestGraph.schema, statistics: statistics, procedures: TestGraph.procedures
    ).notifications.map { note in
      let bytes = Array(text.utf8)[note.span.offset..<(note.span.offset + note.span.length)]
      return "\(note.kind.rawValue) `\(String(decoding: bytes, as: UTF8.self))`"
    }
  }

  @Test(arguments: [
    ("MATCH (a:Firm), (b:Park) RETURN a, b", "CartesianProduct `(a:Firm), (b:Park)`"),
    ("MATCH (a:Firm), (b:Park)--(c:Firm), (d) WHERE a.name > b.name RETURN a", "CartesianProduct `(a:Firm), (b:Park)--(c:Firm), (d)`"),
    ("RETURN EXISTS { MATCH (a:Firm), (b:Park) } AS x", "CartesianProduct `(a:Firm), (b:Park)`"),
    ("MATCH (a:Firm)-[:SUPPLIES*]->(b) RETURN b", "UnboundedVariableLengthPattern `[:SUPPLIES*]`"),
    ("MATCH (a:Firm)-[:SUPPLIES*2..]->(b) RETURN b", "UnboundedVariableLengthPattern `[:SUPPLIES*2..]`"),
    ("MATCH (a:Firm) WHERE exists(a.name) RETURN a", "FeatureDeprecationWarning `exists(a.name)`"),
    ("MATCH p = (:Firm)--(:Park) RETURN rels(p) AS r", "FeatureDeprecationWarning `rels`"),
    ("MATCH (a:Firm) CALL { WITH a RETURN a.name AS n } RETURN n", "FeatureDeprecationWarning `WITH a`"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:Firm) } IN 2 CONCURRENT TRANSACTIONS", "ConcurrencyNotApplied `IN 2 CONCURRENT TRANSACTIONS`"),
  ])
  func whatMaySurpriseIsTold(text: String, expected: String) throws {
    let found = try remarks(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first.map { $0.replacingOccurrences(of: "-[", with: "[").replacingOccurrences(of: "]->", with: "]") } == expected)
  }

  @Test(arguments: [
    "MATCH (a:Firm)--(b:Park), (b)--(c) RETURN a", "MATCH (a:Firm) MATCH (b:Park) RETURN a, b",
    "MATCH (a:Firm) WITH a MATCH (a)--(b), (c:Park) RETURN b",
    "MATCH (a:Firm {name: 'x'}), (b:Park) RETURN a, b", "MATCH (a:Firm), (b:Park) WHERE a.name = b.name RETURN a",
    "MATCH (a:Firm), (b:Park) WHERE b.name IN ['x'] RETURN a", "MATCH (a:Firm)-[:SUPPLIES*1..4]->(b) RETURN b",
    "MATCH (a:Firm), (b:Park) WHERE id(a) = 3 RETURN a",
    "MATCH (a:Firm {name: 'x'}), (b:Park {name: 'y'}), p = shortestPath((a)-[*]-(b)) RETURN p",
    "MATCH (a:Firm) WHERE EXISTS { (a)--(:Park) } RETURN relationships(null) AS r",
  ])
  func whatIsBoundedOrConnectedIsNot(text: String) throws { #expect(try remarks(text) == []) }

  @Test func anIndexThatIsMissingIsToldOnLargeLabelsOnly() throws {
    let statistics = TestGraph.statistics
    #expect(try remarks("MATCH (f:Firm {revenue: 3}) RETURN f", statistics: statistics) == ["NoApplicableIndex `revenue: 3`"])
    #expect(try remarks("MATCH (f:Firm) WHERE 3 = f.revenue RETURN f", statistics: statistics) == ["NoApplicableIndex `3 = f.revenue`"])
    #expect(try remarks("MATCH (f:Firm) WHERE f.revenue IN [3] RETURN f", statistics: statistics).count == 1)
    #expect(try remarks("MATCH (f:Firm {name: 'x'}) RETURN f", statistics: statistics) == [])
    #expect(try remarks("MATCH (p:Park {name: 'x'}) RETURN p", statistics: statistics) == [])
    #expect(try remarks("MATCH (f:Firm) WHERE f.revenue > 3 RETURN f", statistics: statistics) == [])
    let note = try QueryCompiler.compile(
      try Parser.statement(in: "MATCH (f:Firm {revenue: 3}) RETURN f"), schema: TestGraph.schema, statistics: statistics
    ).notifications.first
    #expect(note?.hint == "CREATE INDEX FOR (n:Firm) ON (n.revenue)")
    #expect(note?.code == "Neo.ClientNotification.Statement.NoApplicableIndex")
    #expect(note?.kind.severity == .information)
  }

  @Test func anEmptyGraphHasNoMisspeltNames() throws {
    #expect(try notifications("MATCH (n:A)-[:B]->() RETURN n.c", schema: PlanningSchema()) == [])
  }
}
