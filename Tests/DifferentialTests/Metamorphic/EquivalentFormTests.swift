// M6: texts that say the same, and M7: texts that say more or less.
import CypherSyntax
import GraphModel
import Testing

@Suite struct EquivalentFormTests {
  @Test func aPathReadsAlikeFromItsEnd() throws {
    try Relations.check("M6 reversed path", graphs: 15) { run, generator in
      guard var match = PlainMatch(generator.match().text), !match.hasRun else { return .unfit }
      let first = match.query
      match.patterns = match.patterns.map(\.backwards)
      return .equal(run.bag(first), run.bag(match.query), first, match.query)
    }
  }

  @Test func labelsAndMapsMayStandInWhere() throws {
    try Relations.check("M6 labels and properties in WHERE", graphs: 15) { run, generator in
      guard var match = PlainMatch(generator.match().text) else { return .unfit }
      let first = match.query
      var conditions = match.predicate.map { ["(\(Printer.text(of: $0)))"] } ?? []
      for place in match.patterns.indices {
        for element in match.patterns[place].elements.indices {
          guard case .node(var node) = match.patterns[place].elements[element], let name = node.variable?.text else { continue }
          if let labels = node.labels { conditions.append("\(name):(\(Printer.text(of: labels)))") }
          if let properties = node.properties, case .map(let entries) = properties.kind {
            for entry in entries { conditions.append("\(name).\(entry.key.text) = \(Printer.text(of: entry.value))") }
            node.properties = nil
          }
          node.labels = nil
          match.patterns[place].elements[element] = .node(node)
        }
      }
      if conditions.isEmpty { return .unfit }
      let other = "MATCH \(match.texts.joined(separator: ", "))\nWHERE \(conditions.joined(separator: " AND "))\nRETURN \(match.columns)"
      return .equal(run.bag(first), run.bag(other), first, other)
    }
  }

  @Test func aCycleClosesByNameOrByEquality() throws {
    try Relations.check("M6 cycle", graphs: 10, share: 25) { run, generator in
      let type = generator.numbers.pick(["", ":R", ":R|S|T"])
      let middle = generator.numbers.pick([
        "-[r\(type)]->(m)-[s]->", "-[r\(type)]-(m)-[s]-", "-[r\(type)]->(m)<-[s]-", "-[r*1..3]->(m)-[s]-",
      ])
      let label = generator.numbers.pick(["", ":A", ":!C"])
      let named = "MATCH (a\(label))\(middle)(a) RETURN a, r, m, s"
      let equal = "MATCH (a\(label))\(middle)(z) WHERE a = z RETURN a, r, m, s"
      return .equal(run.bag(named), run.bag(equal), named, equal)
    }
  }

  @Test func conditionsJoinOrFollow() throws {
    try Relations.check("M6 AND or one filter behind the other", graphs: 15, share: 40) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let (p, q) = (generator.guided(generator.condition(1)), generator.guided(generator.condition(1)))
      let joined = stem.query(where: "(\(p)) AND (\(q))")
      let split = "\(stem.filtered(p))\nWITH *\nWHERE \(q)\nRETURN \(stem.variables.joined(separator: ", "))"
      let negated = stem.query(where: "NOT (NOT (\(p)) OR NOT (\(q)))")
      let first = run.bag(joined)
      if case .broken(let reason) = RelationFinding.equal(first, run.bag(split), joined, split) { return .broken(reason) }
      return .equal(first, run.bag(negated), joined, negated)
    }
  }

  @Test func whatIsAlwaysTrueChangesNothing() throws {
    try Relations.check("M6 always true", graphs: 15) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      var truths = ["true", "1 = 1", "NOT false"]
      for node in stem.nodes {
        truths.append("coalesce(\(node) = \(node), true)")
        truths.append("coalesce(id(\(node)) >= 0, true)")
      }
      let other = stem.query(where: truths.shuffled(using: &generator.numbers).prefix(3).joined(separator: " AND "))
      return .equal(run.bag(stem.query), run.bag(other), stem.query, other)
    }
  }

  @Test func aSubqueryAroundChangesNothing() throws {
    try Relations.check("M6 wrapped in CALL", graphs: 15) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let columns = stem.variables.joined(separator: ", ")
      let others = [
        "CALL () {\n\(stem.query)\n}\nRETURN \(columns)", "CALL {\n\(stem.query)\n}\nWITH *\nRETURN \(columns)",
        "UNWIND [1] AS once\nCALL (*) {\n\(stem.query)\n}\nRETURN \(columns)",
        "\(stem.text)\nCALL (\(columns)) { RETURN 1 AS one }\nRETURN \(columns)",
      ]
      let first = run.bag(stem.query)
      for other in others {
        if case .broken(let reason) = RelationFinding.equal(first, run.bag(other), stem.query, other) { return .broken(reason) }
      }
      return first.map { .holds(rows: $0.count) } ?? .unfit
    }
  }

  @Test func namesMeanNothing() throws {
    try Relations.check("M6 renamed variables", graphs: 15) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let query = stem.query
      var long = query
      for name in Set(PlainWords.variables(in: query)).sorted(by: { $0.utf8.count > $1.utf8.count }) {
        long = PlainWords.renaming(name, to: name + String(repeating: "变", count: 3) + "_a_rather_long_name", in: long)
      }
      return .equal(run.bag(query), run.bag(long), query, long)
    }
  }

  @Test func countsOfRowsAreCountsOfIdentities() throws {
    try Relations.check("M6 count(*) and count(id(n))", graphs: 15) { run, generator in
      guard let stem = Stem(&generator), let node = stem.nodes.first else { return .unfit }
      let filtered = stem.filtered("\(node) IS NOT NULL")
      let (rows, identities) = ("\(filtered)\nRETURN count(*) AS c", "\(filtered)\nRETURN count(id(\(node))) AS c")
      return .equal(run.bag(rows), run.bag(identities), rows, identities)
    }
  }

  @Test func anOptionalMatchCountsLikeAMatch() throws {
    try Relations.check("M6 OPTIONAL MATCH under count", graphs: 15) { run, generator in
      guard let match = PlainMatch(generator.match().text), let name = match.names.first else { return .unfit }
      let body = "MATCH \(match.texts.joined(separator: ", "))\(match.condition)\nRETURN count(\(name)) AS c, count(DISTINCT \(name)) AS d"
      return .equal(run.bag(body), run.bag("OPTIONAL \(body)"), body, "the same, optional")
    }
  }

  @Test func aNarrowerPatternFindsNoMore() throws {
    try Relations.check("M7 restriction", graphs: 15, share: 40) { run, generator in
      guard let match = PlainMatch(generator.match().text), case .node(let node)? = match.patterns[0].elements.first,
        let name = node.variable?.text
      else { return .unfit }
      let label = generator.numbers.pick(SmallGraph.labels)
      let whole = run.bag(match.query)
      let narrow = "MATCH \(match.texts.joined(separator: ", ")), (\(name):\(label))\(match.condition)\nRETURN \(match.columns)"
      if case .broken(let reason) = RelationFinding.contained(run.bag(narrow), in: whole, narrow, match.query) { return .broken(reason) }
      let hop = "MATCH \(match.texts.joined(separator: ", ")), (\(name))-->()\(match.condition)\nRETURN DISTINCT \(match.columns)"
      return .contained(run.bag(hop), in: whole, hop, match.query)
    }
  }
}

/// Generated variables inside a text: a letter and a number, no word of the language.
enum PlainWords {
  /// The variables of a text.
  static func variables(in text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init).filter { word in
      word.utf8.count > 1 && "nrvpuxyz".contains(word.first ?? "?") && word.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }
  }

  /// The text with one variable under another name.
  static func renaming(_ name: String, to other: String, in text: String) -> String {
    var (result, word) = ("", "")
    for character in text + "\n" {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        result += (word == name ? other : word) + String(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }
}
