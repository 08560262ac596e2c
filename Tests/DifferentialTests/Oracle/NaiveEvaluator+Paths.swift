// Repeated parts, path modes and selectors: every walk that the pattern admits is tried, step by step, and dropped as soon as it repeats
// what it may not. What is chosen is chosen from the list of all.
import CypherSyntax
import GraphModel

/// A way to lay a path over a pattern.
struct NaivePath {
  var row: NaiveEvaluator.Row
  var nodes: [NodeID]
  var relationships: [RelationshipID] = []
  /// What the present repetition binds.
  var inner: NaiveEvaluator.Row = [:]
  /// Whether the path has come back to its first node, where that ends it.
  var isClosed = false

  var last: NodeID { nodes[nodes.count - 1] }
}

extension PathPattern {
  /// Whether the pattern is more than a chain of nodes and relationships, or a search of openCypher over one.
  var isBeyondChains: Bool {
    if selector == .shortestPathFunction || selector == .allShortestPathsFunction { return false }
    return selector != nil || mode != nil
      || elements.contains { element in
        switch element {
        case .group: true
        case .relationship(let relationship): relationship.quantifier != nil
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
  func chosenMatches(of pattern: PathPattern, _ start: PartialMatch, before: Row, mayRepeat: Bool) throws(NaiveError) -> [PartialMatch] {
    var found = try paths(of: pattern, start, before: before, mayRepeat: mayRepeat)
    switch pattern.selector {
    case nil, .all: break
    case .allShortest: found = shortest(found, lengths: 1)
    case .shortestGroups(let count):
      var lengths: Int64 = 1
      if let count { lengths = try value(of: count, [:]).integerValue ?? 1 }
      found = shortest(found, lengths: Int(lengths))
    default: throw .beyond("a free choice")
    }
    return found.map { path in PartialMatch(row: path.row, used: mayRepeat ? [] : start.used.union(path.relationships)) }
  }

  private func shortest(_ paths: [NaivePath], lengths: Int) -> [NaivePath] {
    var least: [[NodeID]: Set<Int>] = [:]
    for path in paths { least[[path.nodes[0], path.last], default: []].insert(path.relationships.count) }
    let kept = least.mapValues { Set($0.sorted().prefix(lengths)) }
    return paths.filter { kept[[$0.nodes[0], $0.last]]?.contains($0.relationships.count) == true }
  }

  /// Every path of a pattern, selectors aside.
  private func paths(of pattern: PathPattern, _ start: PartialMatch, before: Row, mayRepeat: Bool) throws(NaiveError) -> [NaivePath] {
    var (elements, predicates, names, mode) = (pattern.elements, [Expression](), [pattern.variable].compactMap { $0 }, pattern.mode)
    while elements.count == 1, case .group(let group) = elements[0], group.quantifier == nil {
      elements = group.elements
      predicates += [group.predicate].compactMap { $0 }
      names += [group.variable].compactMap { $0 }
      mode = mode ?? group.mode
    }
    let rules = Rules(mode: mode ?? (mayRepeat ? .walk : .trail), forbidden: mayRepeat ? [] : start.used, before: before)
    var found = graph.nodeOrder.map { NaivePath(row: start.row, nodes: [$0]) }
    for element in elements {
      var next: [NaivePath] = []
      for path in found { next += try advance(path, over: element, rules) }
      found = next
    }
    var kept: [NaivePath] = []
    for var path in found {
      let value = Path(nodes: path.nodes.map { Node(id: $0) }, relationships: path.relationships.map { Relationship(id: $0) })
      for name in names { path.row[name.text] = .path(value) }
      var holds = true
      for predicate in predicates where holds { holds = try isTrue(predicate, path.row) }
      if holds { kept.append(path) }
    }
    return kept
  }

  private func advance(_ path: NaivePath, over element: PathElement, _ rules: Rules) throws(NaiveError) -> [NaivePath] {
    switch element {
    case .node(let node):
      guard let match = try bind(path.last, to: node, PartialMatch(row: path.row)) else { return [] }
      var path = path
      path.row = match.row
      return [path]
    case .relationship(let step):
      let bounds = step.length.map { ($0.minimum ?? 1, $0.maximum) } ?? step.quantifier.map { ($0.minimum, $0.maximum) }
      guard let (minimum, maximum) = bounds else { return try single(path, step, rules) }
      return try repeated(path, names: [step.variable].compactMap { $0?.text }, minimum, maximum) { (round) throws(NaiveError) in
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
      guard let quantifier = group.quantifier else { throw .beyond("plain parentheses") }
      return try repeated(path, names: names(in: group.elements), quantifier.minimum, quantifier.maximum) { (round) throws(NaiveError) in
        try self.round(of: group, from: round, rules)
      }
    }
  }

  /// One repetition of a part.
  private func round(of group: PathGroup, from start: NaivePath, _ rules: Rules) throws(NaiveError) -> [NaivePath] {
    var scope = start
    scope.row = rules.before
    var found = [scope]
    for element in group.elements {
      var next: [NaivePath] = []
      for path in found { next += try advance(path, over: element, rules) }
      found = next
    }
    var kept: [NaivePath] = []
    for var end in found {
      if let predicate = group.predicate, try !isTrue(predicate, end.row) { continue }
      end.inner = end.row.filter { rules.before[$0.key] == nil }
      end.row = start.row
      kept.append(end)
    }
    return kept
  }

  /// A step over one relationship.
  private func single(_ path: NaivePath, _ step: RelationshipPattern, _ rules: Rules) throws(NaiveError) -> [NaivePath] {
    if path.isClosed { return [] }
    var kept: [NaivePath] = []
    for (relationship, other) in graph.steps(from: path.last, step.direction) {
      try spend()
      guard !rules.forbidden.contains(relationship), allows(relationship, other, path, rules.mode) else { continue }
      guard let content = graph.relationships[relationship] else { continue }
      var next = path
      if let name = step.variable?.text {
        if let bound = path.row[name] {
          guard case .relationship(let known) = bound, known.id == relationship else { continue }
        }
        next.row[name] = .relationship(Relationship(id: relationship))
      }
      if let types = step.types, try !satisfies(types, [content.type], next.row) { continue }
      if let properties = step.properties, try !has(properties, content.properties, next.row) { continue }
      if let predicate = step.predicate, try !isTrue(predicate, next.row) { continue }
      next.isClosed = rules.mode == .simple && other == path.nodes[0]
      next.nodes.append(other)
      next.relationships.append(relationship)
      kept.append(next)
    }
    return kept
  }

  private func allows(_ relationship: RelationshipID, _ node: NodeID, _ path: NaivePath, _ mode: PathMode) -> Bool {
    let isNew = !path.relationships.contains(relationship)
    switch mode {
    case .walk: return true
    case .trail: return isNew
    case .acyclic: return !path.nodes.contains(node)
    case .simple: return isNew && (node == path.nodes[0] || !path.nodes.contains(node))
    }
  }

  /// A part walked again and again; its names become lists.
  private func repeated(
    _ path: NaivePath, names: [String], _ minimum: Int64, _ maximum: Int64?, _ round: (NaivePath) throws(NaiveError) -> [NaivePath]
  ) throws(NaiveError) -> [NaivePath] {
    var results: [NaivePath] = []
    var level: [(path: NaivePath, lists: [String: [Value]])] = [(path, [:])]
    var count: Int64 = 0
    while !level.isEmpty {
      try spend(level.count * (1 + names.count))
      if count >= minimum {
        for (end, lists) in level {
          var end = end
          for name in names { end.row[name] = .list(lists[name] ?? []) }
          results.append(end)
        }
      }
      if let maximum, count >= maximum { break }
      var longer: [(path: NaivePath, lists: [String: [Value]])] = []
      for (before, lists) in level {
        for var end in try round(before) {
          var lists = lists
          for name in names { lists[name, default: []].append(end.inner[name] ?? .null) }
          end.inner = [:]
          longer.append((end, lists))
        }
      }
      level = longer
      count += 1
    }
    return results
  }
}
