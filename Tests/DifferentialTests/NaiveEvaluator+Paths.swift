// Repeated parts, path modes and selectors: every walk that the pattern admits is tried, step by step, and dropped as soon as it repeats
// what it may not. What is chosen is chosen from the list of all.
import CypherSyntax
import GraphModel

/// A way to lay a path over a pattern.
struct NaivePath {
  var row: NaiveEvaluator.Row
  var nodes: [Node]
  var relationships: [Relationship] = []
  /// What the present repetition binds.
  var inner: NaiveEvaluator.Row = [:]
  /// Whether the path has come back to its first node, where that ends it.
  var isClosed = false
}

extension PathPattern {
  /// Whether the pattern is more than a chain of nodes and relationships.
  var isBeyondChains: Bool {
    selector != nil || mode != nil
      || elements.contains { element in
        switch element {
        case .group: true
        case .relationship(let relationship): relationship.quantifier != nil || relationship.predicate != nil
        case .node: false
        }
      }
  }
}

extension NaiveEvaluator {
  /// What a path may not repeat.
  private struct Rules {
    let mode: PathMode
    let forbidden: Set<RelationshipID>
    /// The row before the clause: all that the inside of a repeated part may read.
    let before: Row
  }

  /// The matches that a selector leaves, where it leaves no choice.
  func chosenMatches(of pattern: PathPattern, _ start: PartialMatch, before: Row, mayRepeat: Bool) throws -> [PartialMatch] {
    var found = try paths(of: pattern, start, before: before, mayRepeat: mayRepeat)
    switch pattern.selector {
    case nil, .all: break
    case .allShortest: found = shortest(found, lengths: 1)
    case .shortestGroups(let count): found = shortest(found, lengths: Int(try count.flatMap { try value(of: $0, [:]).integerValue } ?? 1))
    default: throw NaiveError(reason: "a free choice is beyond the oracle")
    }
    return found.map { path in
      PartialMatch(row: path.row, used: mayRepeat ? [] : start.used.union(path.relationships.map(\.id)))
    }
  }

  private func shortest(_ paths: [NaivePath], lengths: Int) -> [NaivePath] {
    var byEnds: [[NodeID]: [NaivePath]] = [:]
    for path in paths { byEnds[[path.nodes[0].id, path.nodes[path.nodes.count - 1].id], default: []].append(path) }
    return byEnds.values.flatMap { paths -> [NaivePath] in
      let least = Set(paths.map(\.relationships.count)).sorted().prefix(lengths)
      return paths.filter { least.contains($0.relationships.count) }
    }
  }

  /// Every path of a pattern, selectors aside.
  func paths(of pattern: PathPattern, _ start: PartialMatch, before: Row, mayRepeat: Bool) throws -> [NaivePath] {
    var (elements, predicates, names, mode) = (pattern.elements, [Expression](), [pattern.variable].compactMap { $0 }, pattern.mode)
    while elements.count == 1, case .group(let group) = elements[0], group.quantifier == nil {
      elements = group.elements
      predicates += [group.predicate].compactMap { $0 }
      names += [group.variable].compactMap { $0 }
      mode = mode ?? group.mode
    }
    let rules = Rules(mode: mode ?? (mayRepeat ? .walk : .trail), forbidden: mayRepeat ? [] : start.used, before: before)
    var found = graph.nodes.map { NaivePath(row: start.row, nodes: [$0]) }
    for element in elements { found = try found.flatMap { try advance($0, over: element, rules) } }
    for place in found.indices {
      for name in names { found[place].row[name.text] = .path(Path(nodes: found[place].nodes, relationships: found[place].relationships)) }
    }
    return try found.filter { path in try predicates.allSatisfy { try isTrue($0, path.row) } }
  }

  private func advance(_ path: NaivePath, over element: PathElement, _ rules: Rules) throws -> [NaivePath] {
    switch element {
    case .node(let node):
      guard let match = try bind(path.nodes[path.nodes.count - 1], to: node, PartialMatch(row: path.row)) else { return [] }
      var path = path
      path.row = match.row
      return [path]
    case .relationship(let step):
      let bounds = step.length.map { ($0.minimum ?? 1, $0.maximum) } ?? step.quantifier.map { ($0.minimum, $0.maximum) }
      guard let (minimum, maximum) = bounds else { return try single(path, step, rules) }
      return try repeated(path, names: [step.variable].compactMap { $0?.text }, minimum, maximum) { round in
        var scope = round
        scope.row = round.row.filter { $0.key != step.variable?.text }
        return try self.single(scope, step, rules).map { found in
          var found = found
          found.inner = step.variable.map { [$0.text: found.row[$0.text] ?? .null] } ?? [:]
          found.row = round.row
          return found
        }
      }
    case .group(let group):
      guard let quantifier = group.quantifier else { throw NaiveError(reason: "plain parentheses are beyond the oracle") }
      return try repeated(path, names: names(in: group.elements), quantifier.minimum, quantifier.maximum) { round in
        var scope = round
        scope.row = rules.before
        var found = [scope]
        for element in group.elements { found = try found.flatMap { try self.advance($0, over: element, rules) } }
        if let predicate = group.predicate { found = try found.filter { try self.isTrue(predicate, $0.row) } }
        return found.map { end in
          var end = end
          end.inner = end.row.filter { rules.before[$0.key] == nil }
          end.row = round.row
          return end
        }
      }
    }
  }

  /// A step over one relationship.
  private func single(_ path: NaivePath, _ step: RelationshipPattern, _ rules: Rules) throws -> [NaivePath] {
    if path.isClosed { return [] }
    return try graph.steps(from: path.nodes[path.nodes.count - 1], step.direction).compactMap { relationship, other in
      guard !rules.forbidden.contains(relationship.id), allows(relationship, other, path, rules.mode) else { return nil }
      var next = path
      if let name = step.variable?.text {
        if let bound = path.row[name] {
          guard case .relationship(let known) = bound, known.id == relationship.id else { return nil }
        }
        next.row[name] = .relationship(relationship)
      }
      if let types = step.types, try !satisfies(types, [relationship.type], next.row) { return nil }
      if let properties = step.properties, try !has(properties, relationship.properties, next.row) { return nil }
      if let predicate = step.predicate, try !isTrue(predicate, next.row) { return nil }
      next.isClosed = rules.mode == .simple && other.id == path.nodes[0].id
      next.nodes.append(other)
      next.relationships.append(relationship)
      return next
    }
  }

  private func allows(_ relationship: Relationship, _ node: Node, _ path: NaivePath, _ mode: PathMode) -> Bool {
    let isNew = !path.relationships.contains { $0.id == relationship.id }
    switch mode {
    case .walk: return true
    case .trail: return isNew
    case .acyclic: return !path.nodes.contains { $0.id == node.id }
    case .simple: return isNew && (node.id == path.nodes[0].id || !path.nodes.contains { $0.id == node.id })
    }
  }

  /// A part walked again and again; its names become lists.
  private func repeated(
    _ path: NaivePath, names: [String], _ minimum: Int64, _ maximum: Int64?, _ round: (NaivePath) throws -> [NaivePath]
  ) throws -> [NaivePath] {
    var results: [NaivePath] = []
    var level: [(path: NaivePath, lists: [String: [Value]])] = [(path, [:])]
    var count: Int64 = 0
    while !level.isEmpty {
      if count >= minimum {
        for (end, lists) in level {
          var end = end
          for name in names { end.row[name] = .list(lists[name] ?? []) }
          results.append(end)
        }
      }
      if let maximum, count >= maximum { break }
      level = try level.flatMap { before, lists in
        try round(before).map { end in
          var lists = lists
          for name in names { lists[name, default: []].append(end.inner[name] ?? .null) }
          var end = end
          end.inner = [:]
          return (end, lists)
        }
      }
      count += 1
    }
    return results
  }
}
