// Paths that are found as a whole, because a selector chooses among them or a mode speaks of all of their elements. What stands
// inside the pattern (labels, properties, WHERE, also that of parentheses around the path) decides which paths there are to choose
// from; the WHERE of the MATCH comes after the choice.

import CypherSyntax
import GraphModel

/// How a whole path is found.
struct WholePath {
  let rule: PathRule
  let choice: PathSearch.Choice
  /// The list of all relationships.
  let relationships: Variable
}

extension DeclaredPath {
  /// The nodes that are found one by one: of a whole path its ends alone.
  var scanned: [(pattern: NodePattern?, variable: Variable)] {
    guard whole != nil, let first = nodes.first, let last = nodes.last else { return nodes }
    return [first, last]
  }

  /// The variables of the path's relationships, in order.
  var steps: [Variable] {
    if let whole { return [whole.relationships] }
    return links.map { link in
      switch link {
      case .relationship(let relationship): relationship.variable
      case .part(let part): part.all
      }
    }
  }

  /// Whether some link has no greatest number of steps.
  fileprivate var isUnbounded: Bool {
    links.contains { link in
      switch link {
      case .relationship(let relationship): relationship.length.map { $0.maximum == nil } ?? false
      case .part(let part): part.quantifier.maximum == nil
      }
    }
  }

  fileprivate var repeats: Bool {
    links.contains { link in
      if case .relationship(let relationship) = link { relationship.length != nil } else { true }
    }
  }
}

extension Binder {
  // MARK: First pass

  /// How the path is found, if as a whole.
  func wholePath(_ path: DeclaredPath, _ mode: MatchClause.Mode?) throws(QueryError) -> WholePath? {
    if path.links.isEmpty || path.pattern.isSearch { return nil }
    let mayRepeat = mode == .repeatableElements
    let choice = try choice(of: path.pattern)
    let rule = path.pattern.mode.map(PathRule.init) ?? (mayRepeat ? .walk : .trail)
    if rule == .walk, choice == .all, path.isUnbounded {
      throw BindingErrors.syntax(
        "UnboundedWalk", "where relationships may repeat, a pattern without an upper bound has no end", at: path.pattern.span,
        hint: "give an upper bound, a selector such as ANY SHORTEST, or the mode TRAIL")
    }
    let isPlain =
      switch path.pattern.mode {
      case .walk, .acyclic, .simple: false
      case .trail: !mayRepeat
      case nil: !(mayRepeat && path.repeats)
      }
    if choice == .all, isPlain { return nil }
    return WholePath(rule: rule, choice: choice, relationships: variables.madeUp("relationships", .relationshipList))
  }

  private func choice(of pattern: PathPattern) throws(QueryError) -> PathSearch.Choice {
    switch pattern.selector {
    case nil, .all, .shortestPathFunction, .allShortestPathsFunction: return .all
    case .any(let count), .shortest(let count): return .shortest(try bindCount(count))
    case .anyShortest: return .shortest(.literal(.integer(1)))
    case .allShortest: return .groups(.literal(.integer(1)))
    case .shortestGroups(let count): return .groups(try bindCount(count))
    }
  }

  private func bindCount(_ count: Expression?) throws(QueryError) -> BoundExpression {
    guard let count else { return .literal(.integer(1)) }
    let bound = try bind(count).expression
    if case .literal(.integer(let number)) = bound.kind, number < 1 {
      throw BindingErrors.syntax(
        "NegativeIntegerArgument", "a number of paths must be greater than 0", at: count.span, hint: "write ANY SHORTEST for one path")
    }
    return bound
  }

  /// Several selectors in one MATCH would choose among paths that must not share relationships: which would choose first?
  func checkSelectors(_ paths: [DeclaredPath], _ mode: MatchClause.Mode?) throws(QueryError) {
    guard paths.count > 1, mode != .repeatableElements,
      let selective = paths.first(where: { $0.whole.map { $0.choice != .all } ?? false })
    else { return }
    throw BindingErrors.syntax(
      "InvalidPathSelector", "a path selector cannot stand beside other patterns of one MATCH, whose relationships must differ",
      at: selective.pattern.span, hint: "write a MATCH of its own for it, or MATCH REPEATABLE ELEMENTS")
  }

  // MARK: Second pass

  func bindWhole(_ path: DeclaredPath, _ whole: WholePath, before: Scope, into result: inout BoundPattern) throws(QueryError) {
    guard let left = path.nodes.first?.variable, let right = path.nodes.last?.variable else { return }
    var known = Set(before.entries.map(\.variable)).union(result.nodes).subtracting([left, right])
    for end in [left, right] where result.boundNodes.contains(end) { known.insert(end) }
    known.formUnion(result.relationships.map(\.variable))
    for walk in result.walks { known.formUnion(walk.introduced) }
    var conditions = WholePathConditions(known: known)
    var parts: [PathPart] = []
    var postponed = PostponedConditions(isAllowed: whole.choice == .all)
    for link in path.links { parts.append(try bind(link, before: before, &conditions, &postponed)) }
    conditions.elements.formUnion(parts.flatMap(\.outputs) + [whole.relationships])
    let junctions = try bindJunctions(path, ends: [left, right], &conditions)
    for end in left == right ? [path.nodes[0]] : [path.nodes[0], path.nodes[path.nodes.count - 1]] {
      conditions.all += try bindConditions(of: end.pattern, end.variable)
    }
    for predicate in path.predicates { conditions.all += try bindTruth(predicate, of: "WHERE").conjuncts }
    for name in path.names {
      guard let variable = scope[name]?.variable else { continue }
      conditions.paths[variable] = BoundExpression(.path(start: left, steps: [whole.relationships]), at: name.span)
      conditions.elements.insert(variable)
    }
    try checkSubqueries(conditions, whole, at: path.pattern.span)
    let isChoosing = whole.choice != .all
    result.conditions += postponed.conditions + conditions.outside + (isChoosing ? [] : conditions.across)
    let demanded = isChoosing ? conditions.across.map(conditions.overRelationships) : []
    result.walks.append(
      BoundWalk(
        left: left, right: right, parts: parts.map { conditions.placed(in: $0) }, junctions: junctions.map { conditions.placed(in: $0) },
        rule: whole.rule, choice: whole.choice, condition: demanded.isEmpty ? nil : .all(demanded), relationships: whole.relationships,
        relationshipsBefore: nil))
  }

  private func bind(
    _ link: DeclaredPath.Link, before: Scope, _ conditions: inout WholePathConditions, _ postponed: inout PostponedConditions
  ) throws(QueryError) -> PathPart {
    guard case .relationship(let relationship) = link else {
      guard case .part(let part) = link else { throw BindingErrors.notSupported("this pattern", at: nil, hint: "write it otherwise") }
      return try bind(part, isAlone: false, before: before, &postponed)
    }
    let pattern = relationship.pattern
    let (types, test) = try bindTypes(pattern.types, admitsComputed: true)
    let nodes = (0..<2).map { _ in PathNode(inner: variables.madeUp("node", .node), output: nil, labels: nil, conditions: []) }
    let variable = relationship.variable
    if let earlier = relationship.boundAs {
      conditions.all.append(BoundExpression(.binary(.equal, .variable(variable), .variable(earlier)), at: pattern.span))
    }
    if let length = relationship.length {
      let condition = try bindStepCondition(relationship, test, before: before, &postponed)
      let step = condition?.variable ?? variables.madeUp("step", .relationship)
      let hop = PathHop(inner: step, output: variable, direction: pattern.direction, types: types)
      return PathPart(
        hops: [hop], nodes: nodes, minimum: length.minimum, maximum: length.maximum, isRepeated: true,
        conditions: condition?.condition.conjuncts ?? [])
    }
    let subject = BoundExpression(.variable(variable), at: pattern.span)
    if let test { conditions.all.append(BoundExpression(.hasLabels(subject, test), at: pattern.span)) }
    if let computed = try bindComputedTypes(pattern.types, of: subject) { conditions.all.append(computed) }
    conditions.all += try bindProperties(pattern.properties, of: subject)
    if let predicate = pattern.predicate { conditions.all += try bindTruth(predicate, of: "WHERE").conjuncts }
    let hop = PathHop(inner: variable, output: variable, direction: pattern.direction, types: types)
    return PathPart(hops: [hop], nodes: nodes, minimum: 1, maximum: 1, isRepeated: false, conditions: [])
  }

  /// The nodes between the links. One that is bound elsewhere, or stands in the path twice, is another node that must equal it.
  private func bindJunctions(
    _ path: DeclaredPath, ends: Set<Variable>, _ conditions: inout WholePathConditions
  ) throws(QueryError) -> [PathNode] {
    var junctions: [PathNode] = []
    for (pattern, variable) in path.nodes.dropFirst().dropLast() {
      let isRepeated = ends.contains(variable) || conditions.known.contains(variable) || conditions.elements.contains(variable)
      let inner = isRepeated ? variables.madeUp(variable.name, .node) : variable
      if isRepeated {
        conditions.all.append(BoundExpression(.binary(.equal, .variable(inner), .variable(variable)), at: pattern?.span ?? .none))
      }
      conditions.elements.insert(inner)
      conditions.all += try bindConditions(of: pattern, variable)
      // Its output is needed where a condition on the whole path reads it, and pruned elsewhere.
      junctions.append(PathNode(inner: inner, output: inner, labels: nil, conditions: []))
    }
    return junctions
  }

  private func checkSubqueries(_ conditions: WholePathConditions, _ whole: WholePath, at span: SourceSpan) throws(QueryError) {
    guard whole.choice != .all, let pending = frames.last else { return }
    for subquery in pending {
      let readsInside = !subquery.reads.isDisjoint(with: conditions.elements)
      let isMixed = conditions.all.contains { condition in
        condition.variables.contains(subquery.result) && !condition.variables.isDisjoint(with: conditions.elements)
      }
      guard readsInside || isMixed else { continue }
      throw BindingErrors.notSupported(
        "a subquery over the inside of a path with a selector", at: span, hint: "ask it of the ends, or in a repeated part's labels")
    }
  }
}

/// The conditions of a whole path, told apart by what they speak of.
struct WholePathConditions {
  /// What is bound without the path.
  let known: Set<Variable>
  /// What the path introduces beside its ends.
  var elements: Set<Variable> = []
  /// Every condition of the pattern.
  var all: [BoundExpression] = []
  /// Named paths over their relationships.
  var paths: [Variable: BoundExpression] = [:]

  init(known: Set<Variable>) { self.known = known }

  /// Conditions that speak of nothing inside the path.
  var outside: [BoundExpression] { all.filter { $0.variables.isDisjoint(with: elements) } }

  /// Conditions that speak of several elements at once.
  var across: [BoundExpression] { all.filter { !$0.variables.isDisjoint(with: elements) && soleElement($0) == nil } }

  /// The one element of which a condition speaks.
  private func soleElement(_ condition: BoundExpression) -> Variable? {
    let read = condition.variables.subtracting(known)
    guard read.count == 1, let only = read.first, elements.contains(only), only.type == .node || only.type == .relationship else {
      return nil
    }
    return only
  }

  private func conditions(on element: Variable) -> [BoundExpression] { all.filter { soleElement($0) == element } }

  /// A condition with the list of relationships in place of the path's name.
  func overRelationships(_ condition: BoundExpression) -> BoundExpression {
    condition.replacing { part in part.asVariable.flatMap { paths[$0] } }
  }

  func placed(in junction: PathNode) -> PathNode { junction.taking(conditions(on: junction.inner), among: [junction.inner]) }

  func placed(in part: PathPart) -> PathPart {
    guard !part.isRepeated else { return part }
    return part.with(conditions: part.conditions + conditions(on: part.hops[0].inner))
  }
}

extension PathRule {
  init(_ mode: PathMode) {
    switch mode {
    case .walk: self = .walk
    case .trail: self = .trail
    case .acyclic: self = .acyclic
    case .simple: self = .simple
    }
  }
}
