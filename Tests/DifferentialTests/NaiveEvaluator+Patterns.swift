// Patterns: every way to lay the nodes and relationships of a graph over the elements of the patterns, no relationship twice.
import CypherSyntax
import GraphModel

/// A partial match: names bound so far, relationships used by this MATCH.
struct PartialMatch {
  var row: NaiveEvaluator.Row
  var used: Set<RelationshipID> = []
}

extension NaiveEvaluator {
  /// The matches of comma-separated patterns, starting from a row.
  func matches(of patterns: [PathPattern], _ row: Row, mayRepeat: Bool = false) throws -> [PartialMatch] {
    try patterns.reduce([PartialMatch(row: row)]) { partial, pattern in
      try partial.flatMap { start -> [PartialMatch] in
        if mayRepeat || pattern.isBeyondChains { return try chosenMatches(of: pattern, start, before: row, mayRepeat: mayRepeat) }
        return try matches(of: pattern, start)
      }
    }
  }

  /// The names that patterns bind.
  func names(in patterns: [PathPattern]) -> [String] {
    patterns.flatMap { pattern in [pattern.variable?.text].compactMap { $0 } + names(in: pattern.elements) }
  }

  /// The names that elements bind.
  func names(in elements: [PathElement]) -> [String] {
    elements.flatMap { element in
      switch element {
      case .node(let node): [node.variable?.text].compactMap { $0 }
      case .relationship(let relationship): [relationship.variable?.text].compactMap { $0 }
      case .group(let group): [group.variable?.text].compactMap { $0 } + names(in: group.elements)
      }
    }
  }

  private struct Walk {
    var match: PartialMatch
    var nodes: [Node]
    var relationships: [Relationship] = []
  }

  private func matches(of pattern: PathPattern, _ start: PartialMatch) throws -> [PartialMatch] {
    guard pattern.selector == nil, pattern.mode == nil, case .node(let first)? = pattern.elements.first else {
      throw NaiveError(reason: "selectors and modes are beyond the oracle")
    }
    var walks = try candidates(for: first, start).map { Walk(match: $0.match, nodes: [$0.node]) }
    var place = 1
    while place + 1 < pattern.elements.count {
      guard case .relationship(let step) = pattern.elements[place], case .node(let next) = pattern.elements[place + 1] else {
        throw NaiveError(reason: "groups are beyond the oracle")
      }
      walks = try walks.flatMap { try advance($0, step, next) }
      place += 2
    }
    return walks.map { walk in
      guard let name = pattern.variable?.text else { return walk.match }
      var match = walk.match
      match.row[name] = .path(Path(nodes: walk.nodes, relationships: walk.relationships))
      return match
    }
  }

  private func candidates(for pattern: NodePattern, _ match: PartialMatch) throws -> [(match: PartialMatch, node: Node)] {
    try graph.nodes.compactMap { node in try bind(node, to: pattern, match).map { ($0, node) } }
  }

  func bind(_ node: Node, to pattern: NodePattern, _ match: PartialMatch) throws -> PartialMatch? {
    var match = match
    if let name = pattern.variable?.text {
      if let bound = match.row[name] {
        guard case .node(let known) = bound, known.id == node.id else { return nil }
      }
      match.row[name] = .node(node)
    }
    if let labels = pattern.labels, try !satisfies(labels, node.labels, match.row) { return nil }
    if let properties = pattern.properties, try !has(properties, node.properties, match.row) { return nil }
    if let predicate = pattern.predicate, try !isTrue(predicate, match.row) { return nil }
    return match
  }

  private func advance(_ walk: Walk, _ step: RelationshipPattern, _ next: NodePattern) throws -> [Walk] {
    guard step.quantifier == nil, step.predicate == nil else { throw NaiveError(reason: "quantifiers are beyond the oracle") }
    let runs: [Walk]
    if let length = step.length {
      runs = try trails(walk, step, Int(length.minimum ?? 1), length.maximum.map { Int($0) })
    } else {
      runs = try oneStep(walk, step).compactMap { advanced in
        guard let name = step.variable?.text, let relationship = advanced.relationships.last else { return advanced }
        if let bound = walk.match.row[name] {
          guard case .relationship(let known) = bound, known.id == relationship.id else { return nil }
        }
        var advanced = advanced
        advanced.match.row[name] = .relationship(relationship)
        return advanced
      }
    }
    return try runs.compactMap { run in
      guard let node = run.nodes.last, let match = try bind(node, to: next, run.match) else { return nil }
      return Walk(match: match, nodes: run.nodes, relationships: run.relationships)
    }
  }

  private func trails(_ walk: Walk, _ step: RelationshipPattern, _ minimum: Int, _ maximum: Int?) throws -> [Walk] {
    var results: [Walk] = []
    var level = [walk]
    var length = 0
    while !level.isEmpty {
      if length >= minimum {
        results += level.map { run in
          guard let name = step.variable?.text else { return run }
          var run = run
          run.match.row[name] = .list(run.relationships.suffix(length).map { .relationship($0) })
          return run
        }
      }
      if let maximum, length >= maximum { break }
      level = try level.flatMap { try oneStep($0, step) }
      length += 1
    }
    return results
  }

  private func oneStep(_ walk: Walk, _ step: RelationshipPattern) throws -> [Walk] {
    guard let here = walk.nodes.last else { return [] }
    return try graph.steps(from: here, step.direction).compactMap { relationship, other in
      guard !walk.match.used.contains(relationship.id) else { return nil }
      if let types = step.types, try !satisfies(types, [relationship.type], walk.match.row) { return nil }
      if let properties = step.properties, try !has(properties, relationship.properties, walk.match.row) { return nil }
      var next = walk
      next.match.used.insert(relationship.id)
      next.nodes.append(other)
      next.relationships.append(relationship)
      return next
    }
  }

  func has(_ wanted: Expression, _ properties: ValueMap, _ row: Row) throws -> Bool {
    guard case .map(let map) = try value(of: wanted, row) else { throw NaiveError(reason: "properties are no map") }
    return map.entries.allSatisfy { Value.equals(properties[$0.key] ?? .null, $0.value) == true }
  }

  /// Whether labels (or a relationship's type) satisfy a label expression.
  func satisfies(_ test: LabelExpression, _ labels: [String], _ row: Row) throws -> Bool {
    switch test.kind {
    case .name(let name): labels.contains { $0.isByteEqual(to: name.text) }
    case .wildcard: !labels.isEmpty
    case .not(let inner): try !satisfies(inner, labels, row)
    case .and(let parts): try parts.allSatisfy { try satisfies($0, labels, row) }
    case .or(let parts): try parts.contains { try satisfies($0, labels, row) }
    case .dynamic: throw NaiveError(reason: "dynamic labels are beyond the oracle")
    }
  }
}
