// Patterns: in the order of the text, each relationship is walked from the end that is bound, and if none is, from a scan of
// its left node. Relationships of one pattern that could be the same one are told apart by `distinctFrom`.

import GraphModel

extension LogicalPlanner {
  /// MATCH and OPTIONAL MATCH.
  func plan(_ match: BoundMatch, upon plan: LogicalPlan) -> LogicalPlan {
    let inner = planParts(match, upon: match.isOptional ? .argument : plan)
    guard match.isOptional else { return inner }
    return .apply(plan, Apply(kind: .optional(introduced: match.pattern.introduced), plan: Correlation.carried(inner)))
  }

  private func planParts(_ match: BoundMatch, upon plan: LogicalPlan) -> LogicalPlan {
    let (searches, conditions) = SearchConditions.pushed(into: match.pattern.searches, from: match.conditions, subqueries: match.subqueries)
    let found = self.plan(match.pattern, searches, upon: plan)
    return filtering(conditions, match.subqueries, upon: found)
  }

  /// A pattern without searches, as MERGE has it.
  func plan(_ pattern: BoundPattern, upon plan: LogicalPlan) -> LogicalPlan { self.plan(pattern, [], upon: plan) }

  private func plan(_ pattern: BoundPattern, _ searches: [ShortestPath], upon start: LogicalPlan) -> LogicalPlan {
    var walk = PatternWalk(pattern: pattern, variables: variables, plan: start)
    walk.walk()
    var plan = walk.plan
    for search in searches { plan = .shortestPath(plan, search) }
    if !pattern.paths.isEmpty { plan = .extend(plan, pattern.paths) }
    return filtering(pattern.conditions, pattern.subqueries, upon: plan)
  }
}

/// Walks through a pattern in the order of its text.
private struct PatternWalk {
  let pattern: BoundPattern
  let variables: VariableFactory
  var plan: LogicalPlan
  private var bound: Set<Variable>
  /// The variables of relationships walked, with the types they may have.
  private var walked: [(variable: Variable, types: [String])] = []

  init(pattern: BoundPattern, variables: VariableFactory, plan: LogicalPlan) {
    self.pattern = pattern
    self.variables = variables
    self.plan = plan
    bound = pattern.boundNodes
  }

  mutating func walk() {
    // Relationships that are known already bind both their ends: first.
    for relationship in pattern.relationships where relationship.boundAs != nil && relationship.length == nil { follow(relationship) }
    for (place, relationship) in pattern.relationships.enumerated() {
      for part in pattern.walks where part.relationshipsBefore == place { search(part) }
      if relationship.boundAs == nil || relationship.length != nil { step(over: relationship) }
    }
    for part in pattern.walks where part.relationshipsBefore.map({ $0 >= pattern.relationships.count }) ?? false { search(part) }
    for path in pattern.walks where path.relationshipsBefore == nil { search(path) }
    for node in pattern.nodes where !bound.contains(node) { scan(node) }
  }

  private mutating func scan(_ node: Variable) {
    plan = .nodeScan(plan, NodeScan(node: node, access: .all))
    bound.insert(node)
  }

  private mutating func step(over relationship: BoundRelationship) {
    // A condition on each step may read nodes of the pattern: they come first.
    for node in pattern.nodes where !bound.contains(node) && relationship.stepCondition?.condition.variables.contains(node) ?? false {
      scan(node)
    }
    let isReversed = !bound.contains(relationship.left) && bound.contains(relationship.right)
    if !isReversed, !bound.contains(relationship.left) { scan(relationship.left) }
    let (from, to) = isReversed ? (relationship.right, relationship.left) : (relationship.left, relationship.right)
    let direction = isReversed ? relationship.direction.reversed : relationship.direction
    let isInto = bound.contains(to)
    let distinctFrom = others(than: relationship.types)
    if let length = relationship.length {
      var list = relationship.variable
      if isReversed { list = variables.madeUp("backwards", .relationshipList) }
      let expand = VariableExpand(
        from: from, relationships: list, length: nil, to: to, isInto: isInto, direction: direction, types: relationship.types,
        toLabels: nil,
        minimumLength: length.minimum, maximumLength: length.maximum, mode: .trails, relationshipCondition: relationship.stepCondition,
        distinctFrom: distinctFrom)
      plan = .variableExpand(plan, expand)
      if isReversed { plan = .extend(plan, [ProjectionItem(variable: relationship.variable, expression: .reversed(list))]) }
      if let earlier = relationship.boundAs {
        plan = .filter(
          plan, [BoundExpression(.binary(.equal, .variable(relationship.variable), .variable(earlier)), at: relationship.span)])
      }
    } else {
      let expand = Expand(
        from: from, relationship: relationship.variable, to: to, isInto: isInto, direction: direction, types: relationship.types,
        toLabels: nil, distinctFrom: distinctFrom)
      plan = .expand(plan, expand)
    }
    bound.insert(to)
    walked.append((relationship.variable, relationship.types))
  }

  /// A stretch that is found at once: from its left end, or from its right one if that alone is bound.
  private mutating func search(_ walk: BoundWalk) {
    let found = walk.search(from: walk.left, to: walk.right, isInto: true, distinctFrom: [])
    for node in pattern.nodes where !bound.contains(node) && node != walk.left && node != walk.right && found.reads.contains(node) {
      scan(node)
    }
    let isReversed = !bound.contains(walk.left) && bound.contains(walk.right)
    if !isReversed, !bound.contains(walk.left) { scan(walk.left) }
    let (from, to) = isReversed ? (walk.right, walk.left) : (walk.left, walk.right)
    let others = others(than: walk.types)
    plan = .pathSearch(plan, walk.search(from: from, to: to, isInto: bound.contains(to), isReversed: isReversed, distinctFrom: others))
    bound.insert(to)
    bound.formUnion(walk.introduced)
    walked.append((walk.relationships, walk.types))
  }

  /// The relationships walked before from which one of these types must differ.
  private func others(than types: [String]) -> [Variable] {
    if pattern.mayRepeatRelationships { return [] }
    return walked.filter { mayCoincide($0.types, types) }.map(\.variable)
  }

  private func mayCoincide(_ a: [String], _ b: [String]) -> Bool {
    a.isEmpty || b.isEmpty || a.contains { type in b.contains { $0.isByteEqual(to: type) } }
  }

  // MARK: Relationships that are bound already

  /// A relationship of an earlier clause: its ends are looked up, or compared where they are bound too.
  private mutating func follow(_ relationship: BoundRelationship) {
    guard let earlier = relationship.boundAs else { return }
    let value = BoundExpression(.variable(earlier), at: relationship.span)
    var conditions = [BoundExpression(.isNull(value, negated: true), at: relationship.span)]
    if !relationship.types.isEmpty {
      let names = relationship.types.map { LabelTest.name($0) }
      conditions.append(BoundExpression(.hasLabels(value, names.count == 1 ? names[0] : .or(names)), at: relationship.span))
    }
    plan = .filter(plan, conditions)
    plan = .extend(plan, [ProjectionItem(variable: relationship.variable, expression: value)])
    let start = BoundExpression(.entity(.startNode, value), at: relationship.span)
    let end = BoundExpression(.entity(.endNode, value), at: relationship.span)
    switch relationship.direction {
    case .outgoing:
      bind(relationship.left, to: start)
      bind(relationship.right, to: end)
    case .incoming:
      bind(relationship.left, to: end)
      bind(relationship.right, to: start)
    case .both: followEitherWay(relationship, start, end)
    }
    for walkedBefore in walked where !pattern.mayRepeatRelationships && mayCoincide(walkedBefore.types, relationship.types) {
      plan = .filter(plan, [BoundExpression(.binary(.notEqual, value, .variable(walkedBefore.variable)), at: relationship.span)])
    }
    walked.append((relationship.variable, relationship.types))
  }

  private mutating func followEitherWay(_ relationship: BoundRelationship, _ start: BoundExpression, _ end: BoundExpression) {
    let (near, far) =
      !bound.contains(relationship.left) && bound.contains(relationship.right)
      ? (relationship.right, relationship.left) : (relationship.left, relationship.right)
    func equal(_ a: BoundExpression, _ b: BoundExpression) -> BoundExpression {
      BoundExpression(.binary(.equal, a, b), at: relationship.span)
    }
    if bound.contains(near) {
      plan = .filter(
        plan, [BoundExpression(.disjunction([equal(.variable(near), start), equal(.variable(near), end)]), at: relationship.span)])
    } else {
      let isLoop = BoundExpression.Alternative(condition: equal(start, end), result: BoundExpression(.list([start])))
      plan = .unwind(plan, list: BoundExpression(.conditional([isLoop], otherwise: BoundExpression(.list([start, end])))), near)
      bound.insert(near)
    }
    let startsHere = BoundExpression.Alternative(condition: equal(.variable(near), start), result: end)
    bind(far, to: BoundExpression(.conditional([startsHere], otherwise: start)))
  }

  private mutating func bind(_ node: Variable, to value: BoundExpression) {
    if bound.insert(node).inserted {
      plan = .extend(plan, [ProjectionItem(variable: node, expression: value)])
    } else {
      plan = .filter(plan, [BoundExpression(.binary(.equal, .variable(node), value), at: value.span)])
    }
  }
}

extension BoundWalk {
  /// The search for it between its ends.
  fileprivate func search(
    from: Variable, to: Variable, isInto: Bool, isReversed: Bool = false, distinctFrom: [Variable]
  ) -> PathSearch {
    PathSearch(
      from: from, to: to, isInto: isInto, isReversed: isReversed, parts: parts, junctions: junctions, rule: rule, choice: choice,
      condition: condition, relationships: relationships, length: nil, toLabels: nil, distinctFrom: distinctFrom)
  }
}

extension BoundExpression {
  /// A list of relationships in the opposite order: each relationship at its place counted from the end.
  static func reversed(_ list: Variable) -> BoundExpression {
    guard let reverse = FunctionLibrary.scalar(named: "reverse") else { return .variable(list) }
    return BoundExpression(.call(reverse, [.variable(list)]))
  }
}
