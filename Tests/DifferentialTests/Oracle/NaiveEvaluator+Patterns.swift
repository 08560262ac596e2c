// Patterns: every way to lay the nodes and relationships of a graph over the elements of the patterns, no relationship twice in one MATCH.
import CypherSyntax
import GraphModel

/// A partial match: names bound so far, relationships used by this MATCH.
struct PartialMatch {
  var row: NaiveEvaluator.Row
  var used: Set<RelationshipID> = []
}

extension NaiveEvaluator {
  /// The matches of comma-separated patterns, starting from a row.
  func matches(of patterns: [PathPattern], _ row: Row, mayRepeat: Bool = false) throws(NaiveError) -> [PartialMatch] {
    var partial = [PartialMatch(row: row)]
    for pattern in patterns {
      var next: [PartialMatch] = []
      for match in partial {
        if mayRepeat || pattern.isBeyondChains {
          next += try chosenMatches(of: pattern, match, before: row, mayRepeat: mayRepeat)
        } else {
          next += try matches(of: pattern, match)
        }
      }
      partial = next
    }
    return partial
  }

  /// The names that patterns bind.
  func names(in patterns: [PathPattern]) -> [String] {
    patterns.flatMap { pattern in names(in: pattern.elements) + [pattern.variable?.text].compactMap { $0 } }
  }

  /// The names that elements bind.
  func names(in elements: [PathElement]) -> [String] {
    elements.flatMap { element in
      switch element {
      case .node(let node): [node.variable?.text].compactMap { $0 }
      case .relationship(let relationship): [relationship.variable?.text].compactMap { $0 }
      case .group(let group): names(in: group.elements) + [group.variable?.text].compactMap { $0 }
      }
    }
  }

  private struct Walk {
    var match: PartialMatch
    var nodes: [NodeID]
    var relationships: [RelationshipID] = []
  }

  private func matches(of pattern: PathPattern, _ start: PartialMatch) throws(NaiveError) -> [PartialMatch] {
    guard pattern.mode == nil, case .node(let first)? = pattern.elements.first else { throw .beyond("path modes and groups") }
    var walks: [Walk] = []
    for node in graph.nodeOrder {
      if let match = try bind(node, to: first, start) { walks.append(Walk(match: match, nodes: [node])) }
    }
    var place = 1
    while place + 1 < pattern.elements.count {
      guard case .relationship(let step) = pattern.elements[place], case .node(let next) = pattern.elements[place + 1] else {
        throw .beyond("groups")
      }
      var longer: [Walk] = []
      for walk in walks { longer += try advance(walk, step, next) }
      walks = longer
      place += 2
    }
    switch pattern.selector {
    case nil: break
    case .shortestPathFunction?, .allShortestPathsFunction?:
      walks = shortest(walks, onlyOne: pattern.selector == .shortestPathFunction)
    default: throw .beyond("selectors")
    }
    return walks.map { walk in
      guard let name = pattern.variable?.text else { return walk.match }
      var match = walk.match
      match.row[name] = .path(
        Path(nodes: walk.nodes.map { Node(id: $0) }, relationships: walk.relationships.map { Relationship(id: $0) }))
      return match
    }
  }

  /// The shortest of the walks between each pair of ends; between a node and itself there is only the walk that stays.
  private func shortest(_ walks: [Walk], onlyOne: Bool) -> [Walk] {
    var kept: [Walk] = []
    for walk in walks {
      if walk.nodes[0] == walk.nodes.last, !walk.relationships.isEmpty { continue }
      let rivals = walks.filter { $0.nodes[0] == walk.nodes[0] && $0.nodes.last == walk.nodes.last }
      if rivals.contains(where: { $0.relationships.count < walk.relationships.count }) { continue }
      if onlyOne, kept.contains(where: { $0.nodes[0] == walk.nodes[0] && $0.nodes.last == walk.nodes.last }) { continue }
      kept.append(walk)
    }
    return kept
  }

  func bind(_ node: NodeID, to pattern: NodePattern, _ match: PartialMatch) throws(NaiveError) -> PartialMatch? {
    try spend()
    guard let content = graph.nodes[node] else { return nil }
    var match = match
    if let name = pattern.variable?.text {
      if let bound = match.row[name] {
        if case .node(let known) = bound {
          if known.id != node { return nil }
        } else if bound.isNull {
          return nil
        } else {
          throw .failed("a bound variable is no node")
        }
      }
      match.row[name] = .node(Node(id: node))
    }
    if let labels = pattern.labels, try !satisfies(labels, content.labels, match.row) { return nil }
    if let properties = pattern.properties, try !has(properties, content.properties, match.row) { return nil }
    if let predicate = pattern.predicate, try !isTrue(predicate, match.row) { return nil }
    return match
  }

  private func advance(_ walk: Walk, _ step: RelationshipPattern, _ next: NodePattern) throws(NaiveError) -> [Walk] {
    guard step.quantifier == nil else { throw .beyond("quantifiers") }
    let runs = step.length == nil ? try singleSteps(walk, step) : try trails(walk, step)
    var results: [Walk] = []
    for run in runs {
      guard let node = run.nodes.last, let match = try bind(node, to: next, run.match) else { continue }
      results.append(Walk(match: match, nodes: run.nodes, relationships: run.relationships))
    }
    return results
  }

  private func singleSteps(_ walk: Walk, _ step: RelationshipPattern) throws(NaiveError) -> [Walk] {
    var runs: [Walk] = []
    for var run in try oneStep(walk, step) {
      if let name = step.variable?.text, let relationship = run.relationships.last {
        if let bound = walk.match.row[name] {
          guard case .relationship(let known) = bound, known.id == relationship else { continue }
        }
        run.match.row[name] = .relationship(Relationship(id: relationship))
      }
      if let predicate = step.predicate, try !isTrue(predicate, run.match.row) { continue }
      runs.append(run)
    }
    return runs
  }

  /// The runs of a variable-length relationship; a bound list of relationships must be the run itself.
  private func trails(_ walk: Walk, _ step: RelationshipPattern) throws(NaiveError) -> [Walk] {
    guard step.predicate == nil else { throw .beyond("a condition on a run") }
    let (minimum, maximum) = (Int(clamping: step.length?.minimum ?? 1), step.length?.maximum.map { Int(clamping: $0) })
    var results: [Walk] = []
    var level = [walk]
    var length = 0
    while !level.isEmpty {
      if length >= minimum {
        for var run in level {
          if let name = step.variable?.text {
            let list = Value.list(run.relationships.suffix(length).map { .relationship(Relationship(id: $0)) })
            if let bound = run.match.row[name], NaiveRelations.equal(bound, list) != true { continue }
            run.match.row[name] = list
          }
          results.append(run)
        }
      }
      if let maximum, length >= maximum { break }
      var longer: [Walk] = []
      for run in level { longer += try oneStep(run, step) }
      level = longer
      length += 1
    }
    return results
  }

  private func oneStep(_ walk: Walk, _ step: RelationshipPattern) throws(NaiveError) -> [Walk] {
    guard let here = walk.nodes.last else { return [] }
    var runs: [Walk] = []
    for (relationship, other) in graph.steps(from: here, step.direction) {
      try spend()
      guard !walk.match.used.contains(relationship), let content = graph.relationships[relationship] else { continue }
      if let types = step.types, try !satisfies(types, [content.type], walk.match.row) { continue }
      if let properties = step.properties, try !has(properties, content.properties, walk.match.row) { continue }
      var next = walk
      next.match.used.insert(relationship)
      next.nodes.append(other)
      next.relationships.append(relationship)
      runs.append(next)
    }
    return runs
  }

  func has(_ wanted: Expression, _ properties: ValueMap, _ row: Row) throws(NaiveError) -> Bool {
    guard case .map(let map) = try value(of: wanted, row) else { throw .failed("properties are no map") }
    return map.entries.allSatisfy { NaiveRelations.equal(properties[$0.key] ?? .null, $0.value) == true }
  }

  /// Whether labels (or a relationship's type) satisfy a label expression.
  func satisfies(_ test: LabelExpression, _ labels: [String], _ row: Row) throws(NaiveError) -> Bool {
    switch test.kind {
    case .name(let name): return labels.contains { Array($0.utf8) == Array(name.text.utf8) }
    case .wildcard: return !labels.isEmpty
    case .not(let inner): return try !satisfies(inner, labels, row)
    case .and(let parts):
      for part in parts where try !satisfies(part, labels, row) { return false }
      return true
    case .or(let parts):
      for part in parts where try satisfies(part, labels, row) { return true }
      return false
    case .dynamic: throw .beyond("dynamic labels")
    }
  }
}
