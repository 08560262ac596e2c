// Relations on the data. M14: writes that change nothing leave rows and graph alone. M15: the graph with its nodes in another sequence, with
// every relationship turned, with a stranger added, twice over.
import CypherSyntax
import GraphDatabase
import GraphModel
import Testing

@Suite struct GraphMapTests {
  @Test func emptyWritesChangeNothing() throws {
    try Relations.check("M14 empty writes", graphs: 15) { run, generator in
      guard let stem = Stem(&generator), let node = stem.nodes.first else { return .unfit }
      let columns = stem.variables.joined(separator: ", ")
      let writes = [
        "FOREACH (one IN [] | SET \(node).p = 99)", "FOREACH (one IN null | CREATE (:Nothing))", "SET \(node) += {}",
        "SET \(node).nothing = null", "REMOVE \(node).nothing", "REMOVE \(node):Nothing", "CREATE (nothing:Nothing) DELETE nothing",
        "WITH *",
        "UNWIND [1] AS one", "FOREACH (one IN [1] | REMOVE \(node):Nothing)", "DELETE null", "SET \(node).p = \(node).p",
      ]
      let write = generator.numbers.pick(writes)
      let other = "\(stem.text)\n\(write)\nRETURN \(columns)"
      let (first, second) = (run.bag(stem.query), run.bag(other))
      func texts(_ graph: NaiveGraph) -> [String] { Colouring(graph, before: graph).texts }
      if first != nil, texts(NaiveGraph(of: run.database)) != texts(run.naive) { return .broken("the graph has changed\n\(other)") }
      return .equal(first, second, stem.query, other)
    }
  }

  @Test func mergingTwiceIsMergingOnce() throws {
    try Relations.check("M14 MERGE twice", graphs: 10, share: 0) { run, generator in
      let relationship = "MATCH (a:A), (b:B) MERGE (a)-[:R]->(b)"
      let merge = generator.numbers.pick(["MERGE (:A {p: 1})", "MERGE (:B)-[:S]->(:C)", relationship, "MERGE (:A {s: 'caf\u{e9}'})"])
      let (once, twice) = (Database(), Database())
      for database in [once, twice] where !run.script.isEmpty { try database.query(run.script) }
      try once.query(merge)
      try twice.query(merge)
      try twice.query(merge)
      func texts(_ database: Database) -> [String] { Colouring(NaiveGraph(of: database), before: run.naive).texts }
      return texts(once) == texts(twice) ? .holds(rows: 1) : .broken("twice is more than once: \(merge)")
    }
  }

  @Test func turnedRelationshipsMatchTurnedPatterns() throws {
    try Relations.check("M15 every relationship turned", graphs: 15) { run, generator in
      guard var match = PlainMatch(generator.match().text), match.predicate == nil else { return .unfit }
      let first = match.query
      match.patterns = match.patterns.map(\.turned)
      let turned = try RelationRun(
        other(run) { graph in
          for place in graph.relationships.indices {
            (graph.relationships[place].from, graph.relationships[place].to) = (
              graph.relationships[place].to, graph.relationships[place].from
            )
          }
        })
      return .equal(run.bag(first), turned.bag(match.query), first, match.query)
    }
  }

  @Test func aStrangerChangesNoConnectedPattern() throws {
    try Relations.check("M15 a stranger, and the graph twice", graphs: 20) { run, generator in
      guard let match = PlainMatch(generator.match().text), match.predicate == nil, match.patterns.count == 1,
        match.patterns[0].elements.count > 1, !match.hasRun
      else { return .unfit }
      let counting = "MATCH \(match.texts[0])\nRETURN count(*) AS c"
      let stranger = try RelationRun(other(run) { $0.nodes.append(SmallGraph.NodePart(labels: ["Stranger"], properties: [])) })
      let twice = try RelationRun(
        other(run) { graph in
          let (nodes, count) = (graph.nodes, graph.nodes.count)
          graph.nodes += nodes
          for relationship in graph.relationships {
            var copy = relationship
            copy.from += count
            copy.to += count
            graph.relationships.append(copy)
          }
        })
      let single = run.bag(match.query)
      if case .broken(let reason) = RelationFinding.equal(single, stranger.bag(match.query), match.query, "with a stranger") {
        return .broken(reason)
      }
      guard let count = single?.count else { return .unfit }
      return twice.bag(counting) == ["\(count * 2)"] ? .holds(rows: count) : .broken("twice the graph, not twice the rows: \(match.query)")
    }
  }

  @Test func theSequenceOfNodesMeansNothing() throws {
    try Relations.check("M15 nodes in another sequence", graphs: 15) { run, generator in
      guard let match = PlainMatch(generator.match().text), match.predicate == nil else { return .unfit }
      let properties = "\(match.texts.joined(separator: ", "))\nRETURN count(*) AS c, count(DISTINCT \(match.names[0])) AS d"
      let query = "MATCH \(properties)"
      let backwards = try RelationRun(
        other(run) { graph in
          let last = graph.nodes.count - 1
          graph.nodes.reverse()
          for place in graph.relationships.indices {
            graph.relationships[place].from = last - graph.relationships[place].from
            graph.relationships[place].to = last - graph.relationships[place].to
          }
          graph.relationships.reverse()
        })
      return .equal(run.bag(query), backwards.bag(query), query, "with nodes in the opposite sequence")
    }
  }

  /// A graph after a change.
  private func other(_ run: RelationRun, _ change: (inout SmallGraph) -> Void) -> SmallGraph {
    var graph = run.graph
    change(&graph)
    return graph
  }
}
