// Repeated parts of paths: `((a)-[r:T]->(b) WHERE …){1,3}`. Inside, a name stands for the node or relationship of one repetition;
// outside, for the list of all of them. What is inside may read what earlier clauses bound, and nothing else of its own clause.

import CypherSyntax
import GraphModel

/// A repeated part after the first pass.
struct DeclaredPart {
  /// A node or relationship of the part: what stands for it inside, and for the list of it outside.
  struct Element<Pattern> {
    let pattern: Pattern
    let inner: Variable
    let list: Variable?
  }

  let group: PathGroup
  let quantifier: PathQuantifier
  var nodes: [Element<NodePattern>] = []
  var relationships: [Element<RelationshipPattern>] = []
  /// The list of all relationships in order; the list of the only one where it has a name.
  let all: Variable
  /// What names mean inside.
  var names: [(name: Identifier, variable: Variable, type: StaticType)] = []
}

extension Binder {
  // MARK: First pass

  /// The path without the parentheses around it, and what they say.
  func unwrapped(_ pattern: PathPattern) throws(QueryError) -> DeclaredPath {
    var path = DeclaredPath(pattern: pattern)
    path.names = [pattern.variable].compactMap { $0 }
    var inner = pattern
    while inner.elements.count == 1, case .group(let group) = inner.elements[0], group.quantifier == nil {
      if let name = group.variable { path.names.append(name) }
      if let predicate = group.predicate { path.predicates.append(predicate) }
      if let mode = group.mode {
        if let outer = inner.mode, outer != mode {
          throw BindingErrors.notSupported("a path mode inside another", at: group.span, hint: "write one mode before the whole path")
        }
        inner.mode = mode
      }
      inner.elements = group.elements
    }
    var unwrapped = DeclaredPath(pattern: inner)
    (unwrapped.names, unwrapped.predicates) = (path.names, path.predicates)
    return unwrapped
  }

  func declare(_ group: PathGroup, use: PatternUse) throws(QueryError) -> DeclaredPart {
    let quantifier = try quantifier(of: group)
    let count = group.elements.count { if case .relationship = $0 { true } else { false } }
    var part = DeclaredPart(group: group, quantifier: quantifier, all: variables.madeUp("relationships", .relationshipList))
    for element in group.elements {
      switch element {
      case .group(let inner):
        throw BindingErrors.syntax(
          "InvalidPathPattern", "a repeated part cannot stand inside another", at: inner.span,
          hint: "repeat the outer part alone, or write the inner one as plain relationships")
      case .node(let node):
        let (inner, list) = try declareInside(node.variable, .node, use, in: &part)
        part.nodes.append(.init(pattern: node, inner: inner, list: list))
      case .relationship(let relationship):
        if relationship.length != nil || relationship.quantifier != nil {
          throw BindingErrors.syntax(
            "InvalidPathPattern", "a relationship of several steps cannot stand inside a repeated part", at: relationship.span,
            hint: "repeat the part, or the relationship, but not both")
        }
        let (inner, list) = try declareInside(relationship.variable, .relationship, use, in: &part)
        part.relationships.append(.init(pattern: relationship, inner: inner, list: list))
      }
    }
    guard count > 0 else {
      throw BindingErrors.syntax(
        "InvalidPathPattern", "a repeated part needs at least one relationship", at: group.span, hint: "write ((a)-[r]->(b))+")
    }
    guard count == 1, let list = part.relationships[0].list else { return part }
    var named = DeclaredPart(group: group, quantifier: quantifier, all: list)
    (named.nodes, named.relationships, named.names) = (part.nodes, part.relationships, part.names)
    return named
  }

  private func quantifier(of group: PathGroup) throws(QueryError) -> PathQuantifier {
    guard let quantifier = group.quantifier else {
      throw BindingErrors.notSupported(
        "a part in parentheses that is not repeated", at: group.span, hint: "leave the parentheses out, or put them around the whole path")
    }
    if group.variable != nil {
      throw BindingErrors.notSupported(
        "a path variable inside a repeated part", at: group.span, hint: "name the whole path, or the relationships of the part")
    }
    if group.mode != nil {
      throw BindingErrors.notSupported("a path mode inside a repeated part", at: group.span, hint: "write it before the whole path")
    }
    try check(quantifier)
    return quantifier
  }

  /// Refuses quantifiers that no path could satisfy.
  func check(_ quantifier: PathQuantifier) throws(QueryError) {
    guard let maximum = quantifier.maximum else { return }
    if maximum == 0 {
      throw BindingErrors.syntax(
        "InvalidQuantifier", "a quantifier cannot have the upper bound 0", at: quantifier.span, hint: "leave the part out")
    }
    if maximum < quantifier.minimum {
      throw BindingErrors.syntax(
        "InvalidQuantifier", "the lower bound \(quantifier.minimum) of a quantifier is above the upper bound \(maximum)",
        at: quantifier.span, hint: "exchange them")
    }
  }

  /// The variables of an element inside and outside; the same node may stand twice inside.
  private func declareInside(
    _ name: Identifier?, _ type: StaticType, _ use: PatternUse, in part: inout DeclaredPart
  ) throws(QueryError) -> (inner: Variable, list: Variable?) {
    let isNode = type == .node
    guard let name else { return (variables.madeUp(isNode ? "node" : "relationship", type.variableType), nil) }
    if let known = part.names.first(where: { $0.name == name }) {
      guard known.type == type else {
        throw BindingErrors.typeConflict(name, is: known.type, wanted: isNode ? "a node" : "a relationship")
      }
      guard isNode else {
        throw BindingErrors.syntax(
          "RelationshipUniquenessViolation", "relationship `\(name.text)` stands twice in one MATCH, where no relationship repeats",
          at: name.span, hint: "give the second a name of its own")
      }
      return (variables.madeUp(name.text, .node), nil)
    }
    if scope[name] != nil {
      throw BindingErrors.syntax(
        "VariableAlreadyBound", "variable `\(name.text)` is bound outside of the repeated part already", at: name.span,
        hint: "choose another name inside, and compare them in the part's WHERE")
    }
    guard use != .condition else { throw BindingErrors.undefined(name, in: scope) }
    let inner = variables.named(name.text, type.variableType)
    let list = variables.named(name.text, isNode ? .any : .relationshipList)
    scope.declare(name, list, .list(type))
    part.names.append((name, inner, type))
    return (inner, list)
  }

  // MARK: Second pass

  /// A repeated part of a path that is found link by link.
  func bindPart(of path: DeclaredPath, at place: Int, before: Scope, into result: inout BoundPattern) throws(QueryError) {
    guard case .part(let part) = path.links[place] else { return }
    var postponed = PostponedConditions(isAllowed: true)
    let bound = try bind(part, isAlone: true, before: before, &postponed)
    result.walks.append(
      BoundWalk(
        left: path.nodes[place].variable, right: path.nodes[place + 1].variable, parts: [bound], junctions: [], rule: .trail, choice: .all,
        condition: nil, relationships: part.all, relationshipsBefore: result.relationships.count))
    result.conditions += postponed.conditions
  }

  /// The part with its conditions. A part that is found alone gives the list of its only relationship as the list of all.
  func bind(
    _ part: DeclaredPart, isAlone: Bool, before: Scope, _ postponed: inout PostponedConditions
  ) throws(QueryError) -> PathPart {
    var inner = scope
    for entry in part.names { inner.declare(entry.name, entry.variable, entry.type) }
    let elements = Set(part.nodes.map(\.inner) + part.relationships.map(\.inner))
    let known = elements.union(before.entries.map(\.variable))
    var hops: [PathHop] = []
    let (all, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      try self.within(inner) { () throws(QueryError) -> [BoundExpression] in try self.bindInside(part, isAlone: isAlone, &hops) }
    }
    let answers = Set(subqueries.map(\.result))
    for condition in all {
      guard let foreign = condition.variables.subtracting(known).subtracting(answers).min(by: { $0.id < $1.id }) else { continue }
      throw Self.foreign(foreign, at: condition.span)
    }
    for subquery in subqueries {
      guard let foreign = subquery.query.firstForeign(subquery.reads, known: known, scope: inner) else { continue }
      throw Self.foreign(foreign, at: part.group.span)
    }
    let (conditions, asking) = Self.divided(all, by: subqueries)
    if !asking.isEmpty, !postponed.isAllowed {
      throw BindingErrors.notSupported(
        "a subquery inside a repeated part of a path with a selector", at: part.group.span,
        hint: "compute it before as a property or a label, or choose among the paths with ORDER BY and LIMIT")
    }
    let lists = part.nodes.map { $0.list ?? (asking.isEmpty ? nil : variables.madeUp("nodes", .any)) }
    if !asking.isEmpty {
      let repeated =
        zip(part.nodes, lists).compactMap { node, list in list.map { RepeatedElement(inner: node.inner, list: $0) } }
        + part.relationships.compactMap { one in one.list.map { RepeatedElement(inner: one.inner, list: $0) } }
      postponed.conditions.append(unbroken(asking, asking: subqueries, over: repeated, at: part.group.span))
    }
    let nodes = zip(part.nodes, lists).map { node, list in
      PathNode(inner: node.inner, output: list, labels: nil, conditions: []).taking(conditions, among: elements)
    }
    let rest = conditions.filter { condition in !nodes.contains { $0.takes(condition, among: elements) } }
    return PathPart(
      hops: hops, nodes: nodes, minimum: Int(clamping: part.quantifier.minimum), maximum: part.quantifier.maximum.map { Int(clamping: $0) },
      isRepeated: true, conditions: rest)
  }

  private static func foreign(_ variable: Variable, at span: SourceSpan) -> QueryError {
    BindingErrors.syntax(
      "UndefinedVariable", "variable `\(variable.name)` of the same MATCH cannot be read inside a repeated part", at: span,
      hint: "bind it in a MATCH before, or compare in the WHERE of this MATCH")
  }

  private func bindInside(_ part: DeclaredPart, isAlone: Bool, _ hops: inout [PathHop]) throws(QueryError) -> [BoundExpression] {
    var conditions: [BoundExpression] = []
    for (place, node) in part.nodes.enumerated() {
      conditions += try bindConditions(of: node.pattern, node.inner)
      if let first = part.nodes[..<place].first(where: { $0.pattern.variable != nil && $0.pattern.variable == node.pattern.variable }) {
        conditions.append(BoundExpression(.binary(.equal, .variable(node.inner), .variable(first.inner)), at: node.pattern.span))
      }
    }
    for relationship in part.relationships {
      let subject = BoundExpression(.variable(relationship.inner), at: relationship.pattern.span)
      let (types, test) = try bindTypes(relationship.pattern.types, admitsComputed: true)
      if let test { conditions.append(BoundExpression(.hasLabels(subject, test), at: relationship.pattern.span)) }
      if let computed = try bindComputedTypes(relationship.pattern.types, of: subject) { conditions.append(computed) }
      conditions += try bindProperties(relationship.pattern.properties, of: subject)
      if let predicate = relationship.pattern.predicate { conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
      let output = isAlone && relationship.list == part.all ? nil : relationship.list
      hops.append(PathHop(inner: relationship.inner, output: output, direction: relationship.pattern.direction, types: types))
    }
    if let predicate = part.group.predicate { conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
    return conditions.flatMap(\.conjuncts)
  }
}

extension PathNode {
  /// Whether a condition speaks of this node and of no other element.
  func takes(_ condition: BoundExpression, among elements: Set<Variable>) -> Bool {
    condition.variables.intersection(elements) == [inner]
  }

  /// The node with those conditions that speak of it alone.
  func taking(_ conditions: [BoundExpression], among elements: Set<Variable>) -> PathNode {
    let own = conditions.filter { takes($0, among: elements) }
    let tests = own.compactMap { $0.labelTest(of: inner) }
    return PathNode(
      inner: inner, output: output, labels: tests.isEmpty ? labels : .all(of: [labels].compactMap { $0 } + tests),
      conditions: self.conditions + own.filter { $0.labelTest(of: inner) == nil })
  }
}
