// The shipped graph keeps its own rules: sources lead to known documents and well-formed sections, names belong to one entity, and the
// schema that is checked on every load really refuses what it says it refuses.
import Ecosystem
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct ShippedGraphTests {
  /// Names that several entities bear on purpose, spelt as `spelling` does, with the reason.
  private static let homonyms: [String: String] = [:]

  /// A name without what writers vary: quotes, blanks, brackets, case.
  private static func spelling(_ name: String) -> String {
    String(name.precomposedStringWithCompatibilityMapping.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "+" })
  }

  @Test func everySourceIsASectionOfAKnownDocument() throws {
    let database = try EcosystemGraph.database()
    let known = Set(try database.query("MATCH (d:Document) RETURN d.id").rows.compactMap { $0[0].stringValue })
    #expect(known.count == 5)
    let section = /0|[1-9][0-9]*(\.[1-9][0-9]*){0,4}/
    let texts = [
      "MATCH (n) UNWIND n.sources AS source RETURN n.id AS subject, source",
      "MATCH (n)-[r]->(m) UNWIND r.sources AS source RETURN n.id + ' ' + type(r) + ' ' + m.id AS subject, source",
    ]
    for text in texts {
      let rows = try database.query(text).rows
      #expect(!rows.isEmpty)
      for row in rows {
        let parts = (row[1].stringValue ?? "").split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let isGood = parts.count == 2 && known.contains(parts[0]) && parts[1].wholeMatch(of: section) != nil
        #expect(isGood, "\(row[0].stringValue ?? ""): \(row[1].stringValue ?? "null")")
      }
    }
  }

  @Test func everySourceStandsOnceInItsList() throws {
    let database = try EcosystemGraph.database()
    for text in ["MATCH (n) RETURN n.id, n.sources", "MATCH (n)-[r]->(m) RETURN n.id + ' ' + type(r) + ' ' + m.id, r.sources"] {
      for row in try database.query(text).rows {
        let sources = row[1].listValue?.compactMap(\.stringValue) ?? []
        #expect(!sources.isEmpty && Set(sources).count == sources.count, "\(row[0].stringValue ?? "")")
      }
    }
  }

  @Test func identifiersAreReadableSlugs() throws {
    let rows = try EcosystemGraph.database().query("MATCH (n) RETURN n.id").rows
    let slug = /[a-z0-9]+(-[a-z0-9]+)*/
    for row in rows {
      let id = row[0].stringValue ?? ""
      #expect(id.wholeMatch(of: slug) != nil, "\(id)")
    }
    #expect(Set(rows.compactMap { $0[0].stringValue }).count == rows.count)
  }

  @Test func noTwoEntitiesShareANameByAccident() throws {
    let rows = try EcosystemGraph.database().query("MATCH (n) RETURN n.id, [n.name] + coalesce(n.aliases, [])").rows
    var owners: [String: Set<String>] = [:]
    for row in rows {
      for name in row[1].listValue?.compactMap(\.stringValue) ?? [] {
        owners[ShippedGraphTests.spelling(name), default: []].insert(row[0].stringValue ?? "")
      }
    }
    let shared = owners.filter { $0.value.count > 1 }
    for (spelling, ids) in shared.sorted(by: { $0.key < $1.key }) where ShippedGraphTests.homonyms[spelling] == nil {
      Issue.record("'\(spelling)' is the name of \(ids.sorted().joined(separator: ", "))")
    }
    for spelling in ShippedGraphTests.homonyms.keys where shared[spelling] == nil { Issue.record("no homonym any more: \(spelling)") }
  }

  @Test func theAuditsFindNothingThatNobodyHasLookedAt() throws {
    let baseline = try #require(try AuditBaseline.beside(EcosystemGraph.dataFolder()))
    let audits = try QueryCatalogue(folder: EcosystemGraph.auditsFolder()).queries
    let report = AuditReport(audits: audits, database: try EcosystemGraph.database(), baseline: baseline, subject: EcosystemGraph.title)
    for finding in report.openFindings where finding.severity > .info {
      Issue.record("\(finding.audit) | \(finding.subject): \(finding.explanation)")
    }
    #expect(report.exitCode(failOn: .warning) == 0)
    #expect(report.staleBaselineEntries.isEmpty)
    for finding in report.acceptedFindings { #expect(finding.acceptance?.contains("TO BE REVIEWED") == false, "\(finding.subject)") }
  }

  @Test func everyTypeAndLabelHasItsRules() throws {
    let schema = try String(contentsOfFile: EcosystemGraph.dataFolder() + "/schema.cypher", encoding: .utf8)
    let database = try EcosystemGraph.database()
    for row in try database.query("MATCH ()-[r]->() RETURN DISTINCT type(r)").rows {
      let type = row[0].stringValue ?? ""
      #expect(schema.contains("FOR (a)-[r:\(type)]->(b) REQUIRE (a:"), "\(type) joins any labels")
      #expect(schema.contains("FOR ()-[r:\(type)]-() REQUIRE r.sources IS NOT NULL"), "\(type) needs no source")
    }
    for row in try database.query("MATCH (n) RETURN DISTINCT labels(n)").rows {
      let labels = row[0].listValue?.compactMap(\.stringValue) ?? []
      let ruled = labels.filter { schema.contains("FOR (n:\($0)) REQUIRE n.name IS NOT NULL") }
      #expect(ruled.count == 1, "\(labels.joined(separator: ", ")) must have one label with rules, and may have one that narrows it")
    }
  }

  /// A line to add to a file of the graph, and what the loader must find wrong with it.
  @Test(arguments: [
    ("nodes/Firm.csv", "id:ID,name,sources:string[]\nsjtu,某公司,neobay-2023#1.1\n", "an identifier that another entity has"),
    ("nodes/Firm.csv", "id:ID,name,sources:string[]\nsome-firm,,neobay-2023#1.1\n", "a node without a name"),
    ("nodes/Firm.csv", "id:ID,name,sources:string[]\nsome-firm,某公司,\n", "a node without a source"),
    ("relationships/HOSTS.csv", ":START_ID,:END_ID,sources:string[]\nsjtu,no-such-thing,neobay-2023#1.1\n", "an end that does not exist"),
    (
      "relationships/HOSTS.csv", ":START_ID,:END_ID,sources:string[]\nai-cluster-neobay,sjtu,neobay-2023#1.1\n", "an end that hosts nothing"
    ),
    ("relationships/HOSTS.csv", ":START_ID,:END_ID,sources:string[]\njiading,national-smart-sensor-centre,\n", "a fact without a source"),
  ])
  func theSchemaRefuses(file: String, text: String, what: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("graph-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/nodes", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder + "/relationships", withIntermediateDirectories: true)
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    let shipped = try EcosystemGraph.dataFolder()
    #expect(throws: FormatError.self, "\(what) was accepted") { try Database().load([shipped, folder]) }
  }
}
