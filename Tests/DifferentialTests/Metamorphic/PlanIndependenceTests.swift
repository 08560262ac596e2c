// M11: the plan must not matter. The same query with every optimiser rule off, one at a time and altogether, with indexes made and dropped,
// on one core and on two. M12: a literal and a parameter with its value are the same.
import CypherSyntax
import GraphDatabase
import GraphModel
import QueryPlanner
import Testing

@Suite struct PlanIndependenceTests {
  @Test func rulesChangeOnlyThePlan() throws {
    try Relations.check("M11 each rule off", graphs: 8) { run, generator in
      let query = generator.readingQuery().text
      let form = AnswerForm(GeneratedQuery(text: query))
      let first = form.outcome(run.database, query, before: run.naive)
      for rule in Optimizer.ruleNames + ["all"] {
        var options = QueryOptions()
        options.disabledRules = [rule]
        let other = form.outcome(run.database, query, before: run.naive, options: options)
        if other != first, !isOpen(query, run.naive) { return .broken("without \(rule):\n\(query)\n\(first)\n\(other)") }
      }
      if case .failed = first { return .unfit }
      return .holds(rows: first.rowCount)
    }
  }

  @Test func indexesAndCoresChangeOnlyThePlan() throws {
    try Relations.check("M11 indexes made and dropped, cores") { run, generator in
      let query = generator.readingQuery().text
      let form = AnswerForm(GeneratedQuery(text: query))
      let first = form.outcome(run.database, query, before: run.naive)
      if case .failed = first { return .unfit }
      for (label, key) in [("A", "p"), ("B", "q"), ("C", "s"), ("A", "b")] {
        try run.database.query("CREATE INDEX found_\(label)_\(key) FOR (n:\(label)) ON (n.\(key))")
      }
      for threads in [1, 2, 4] {
        var options = QueryOptions()
        options.threads = threads
        options.division = (workMin: 0, laneRows: 1)
        let other = form.outcome(run.database, query, before: run.naive, options: options)
        if other != first, !isOpen(query, run.naive) { return .broken("indexed, \(threads) cores:\n\(query)\n\(first)\n\(other)") }
      }
      for (label, key) in [("A", "p"), ("B", "q"), ("C", "s"), ("A", "b")] { try run.database.query("DROP INDEX found_\(label)_\(key)") }
      let last = form.outcome(run.database, query, before: run.naive)
      if last != first, !isOpen(query, run.naive) { return .broken("indexes dropped:\n\(query)\n\(first)\n\(last)") }
      return .holds(rows: first.rowCount)
    }
  }

  /// Whether the language leaves the answer open, as the oracle sees it.
  private func isOpen(_ query: String, _ graph: NaiveGraph) -> Bool {
    let form = AnswerForm(GeneratedQuery(text: query))
    let first = form.outcome(graph, query)
    if case .beyond = first { return false }
    return Freedom.all.dropFirst().contains { form.outcome(graph, query, freedom: $0) != first }
  }

  @Test func literalsMayBeParameters() throws {
    try Relations.check("M12 literals as parameters", graphs: 15) { run, generator in
      let query = generator.readingQuery().text
      let form = AnswerForm(GeneratedQuery(text: query))
      var replacement = LiteralReplacement()
      guard let other = replacement.text(of: query), !replacement.parameters.isEmpty else { return .unfit }
      let first = form.outcome(run.database, query, before: run.naive)
      let second = form.outcome(run.database, other, before: run.naive, parameters: replacement.parameters)
      if case .failed = first { return .unfit }
      if first != second, !isOpen(query, run.naive) {
        return .broken("\(query)\n-- against\n\(other) \(replacement.parameters)\n\(first)\n\(second)")
      }
      return .holds(rows: first.rowCount)
    }
  }
}

/// Puts parameters in the place of literals.
struct LiteralReplacement {
  private(set) var parameters: [String: Value] = [:]

  /// The query with parameters, nil where it does not parse.
  mutating func text(of text: String) -> String? {
    guard case .query(var query)? = (try? Parser.statement(in: text))?.kind else { return nil }
    for branch in query.branches.indices {
      for place in query.branches[branch].clauses.indices {
        query.branches[branch].clauses[place] = replaced(query.branches[branch].clauses[place])
      }
    }
    return Printer.text(of: query)
  }

  private mutating func replaced(_ clause: Clause) -> Clause {
    switch clause {
    case .match(var match):
      match.predicate = match.predicate.map { replaced($0) }
      for pattern in match.patterns.indices {
        for element in match.patterns[pattern].elements.indices {
          guard case .node(var node) = match.patterns[pattern].elements[element] else { continue }
          node.properties = node.properties.map { replaced($0) }
          match.patterns[pattern].elements[element] = .node(node)
        }
      }
      return .match(match)
    case .unwind(var unwind):
      unwind.list = replaced(unwind.list)
      return .unwind(unwind)
    case .with(let projection): return .with(replaced(projection))
    case .return(let projection): return .return(replaced(projection))
    default: return clause
    }
  }

  private mutating func replaced(_ projection: Projection) -> Projection {
    var projection = projection
    for place in projection.items.indices {
      projection.items[place].alias = Identifier(projection.items[place].columnName)
      projection.items[place].expression = replaced(projection.items[place].expression)
    }
    projection.predicate = projection.predicate.map { replaced($0) }
    projection.limit = projection.limit.map { replaced($0) }
    projection.skip = projection.skip.map { replaced($0) }
    return projection
  }

  private mutating func replaced(_ expression: Expression) -> Expression {
    if case .literal(let value) = expression.kind {
      let name = "p\(parameters.count)"
      parameters[name] = value
      return Expression(.parameter(Identifier(name)), at: .none)
    }
    var parts: [Expression] = []
    for part in ExpressionParts.children(of: expression) { parts.append(replaced(part)) }
    return ExpressionParts.replacing(expression, with: parts)
  }
}
