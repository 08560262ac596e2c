// The patterns of MATCH, MERGE and subqueries. Two passes over a clause: the first declares every variable (so that inline
// conditions may read any of them), the second binds labels, types, property maps and conditions.

import CypherSyntax
import GraphModel

/// What a pattern is used for.
enum PatternUse {
  /// To find and name: new variables may be introduced.
  case match
  /// To ask whether it exists: every name must be bound.
  case condition
  /// A shortest path as a value: its ends must be bound.
  case search
}

/// The variables of one path pattern after the first pass: links with a node before, between and behind them.
struct DeclaredPath {
  /// What stands between two nodes of a path.
  enum Link {
    case relationship(DeclaredRelationship)
    case part(DeclaredPart)
  }

  let pattern: PathPattern
  /// The names of the whole path.
  var names: [Identifier] = []
  /// Conditions inside parentheses around the whole path.
  var predicates: [Expression] = []
  /// How the path is found, if as a whole.
  var whole: WholePath?
  /// A node that stands unwritten beside a repeated part has no pattern.
  var nodes: [(pattern: NodePattern?, variable: Variable)] = []
  var links: [Link] = []

  var relationships: [DeclaredRelationship] {
    links.compactMap { if case .relationship(let relationship) = $0 { relationship } else { nil } }
  }
}

/// A relationship after the first pass.
struct DeclaredRelationship {
  let pattern: RelationshipPattern
  let variable: Variable
  let boundAs: Variable?
  let length: BoundRelationship.Length?
}

extension Binder {
  /// Binds the patterns and the condition of a MATCH, and declares in `scope` what they introduce.
  func bindMatchParts(
    _ patterns: [PathPattern], _ predicate: Expression?, isOptional: Bool, mode: MatchClause.Mode?, use: PatternUse
  ) throws(QueryError) -> BoundMatch {
    let bound = try bindPattern(patterns, mode: mode, use: use)
    aggregation = AggregationState(mode: .forbidden("in WHERE"))
    let (conditions, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      guard let predicate else { return [] }
      return try bindTruth(predicate, of: "WHERE").conjuncts
    }
    if use == .match { noteProduct(of: bound, conditions, patterns) }
    return BoundMatch(isOptional: isOptional, pattern: bound, subqueries: subqueries, conditions: conditions)
  }

  /// Binds patterns without a WHERE.
  func bindPattern(_ patterns: [PathPattern], mode: MatchClause.Mode? = nil, use: PatternUse) throws(QueryError) -> BoundPattern {
    let elements = patterns.reduce(0) { $0 + $1.elements.count }
    guard elements <= PlannerLimits.patternElementsMax else {
      throw .compile(
        .resourceExhausted, "PatternTooLarge",
        "one clause may have \(PlannerLimits.patternElementsMax) nodes and relationships, not \(elements)",
        at: patterns.first?.span, hint: "divide it into several MATCH clauses")
    }
    let before = scope
    var declared: [DeclaredPath] = []
    for pattern in patterns { declared.append(try declare(pattern, before: before, mode: mode, use: use)) }
    try checkSelectors(declared, mode)
    var result = BoundPattern()
    result.mayRepeatRelationships = mode == .repeatableElements
    collectNodes(declared, before: before, into: &result)
    try declarePaths(declared, before: before, into: &result)
    aggregation = AggregationState(mode: .forbidden("in a pattern"))
    let (_, subqueries) = try gatheringSubqueries { () throws(QueryError) in
      for path in declared where path.whole == nil { try bindConditions(of: path, before: before, into: &result) }
      for path in declared {
        guard let whole = path.whole else { continue }
        try bindWhole(path, whole, before: before, into: &result)
      }
    }
    result.subqueries = subqueries
    return result
  }

  // MARK: First pass

  private func declare(
    _ pattern: PathPattern, before: Scope, mode: MatchClause.Mode?, use: PatternUse
  ) throws(QueryError) -> DeclaredPath {
    var path = try unwrapped(pattern)
    for element in path.pattern.elements {
      switch element {
      case .node(let node):
        path.nodes.append((node, try declare(node, use: use)))
      case .relationship(let relationship):
        path.links.append(.relationship(try declare(relationship, before: before, use: use)))
      case .group(let group):
        if path.nodes.count == path.links.count { path.nodes.append((nil, variables.madeUp("node", .node))) }
        path.links.append(.part(try declare(group, use: use)))
      }
    }
    if path.nodes.count == path.links.count { path.nodes.append((nil, variables.madeUp("node", .node))) }
    if pattern.isSearch, path.nodes.count != 2 || path.relationships.count != 1 {
      throw BindingErrors.syntax(
        "UnexpectedSyntax", "a shortest path is sought over exactly one relationship pattern", at: pattern.span,
        hint: "write shortestPath((a)-[:TYPE*]-(b))")
    }
    path.whole = try wholePath(path, mode)
    return path
  }

  func declare(_ node: NodePattern, use: PatternUse) throws(QueryError) -> Variable {
    guard let name = node.variable else { return variables.madeUp("node", .node) }
    if let entry = scope[name] {
      guard entry.type.isOpen || entry.type == .node else { throw BindingErrors.typeConflict(name, is: entry.type, wanted: "a node") }
      note(reading: entry.variable)
      if entry.type != .node { scope.declare(name, entry.variable, .node) }
      return entry.variable
    }
    guard use == .match else { throw BindingErrors.undefined(name, in: scope) }
    let variable = variables.named(name.text, .node)
    scope.declare(name, variable, .node)
    return variable
  }

  private func declare(_ relationship: RelationshipPattern, before: Scope, use: PatternUse) throws(QueryError) -> DeclaredRelationship {
    let length = Self.length(of: relationship)
    if let quantifier = relationship.quantifier { try check(quantifier) }
    let type: StaticType = length == nil ? .relationship : .list(.relationship)
    let kind: VariableType = length == nil ? .relationship : .relationshipList
    guard let name = relationship.variable else {
      return DeclaredRelationship(pattern: relationship, variable: variables.madeUp("relationship", kind), boundAs: nil, length: length)
    }
    guard let entry = scope[name] else {
      guard use != .condition else { throw BindingErrors.undefined(name, in: scope) }
      let variable = variables.named(name.text, kind)
      scope.declare(name, variable, type)
      return DeclaredRelationship(pattern: relationship, variable: variable, boundAs: nil, length: length)
    }
    guard fits(entry.type, as: type) else {
      throw BindingErrors.typeConflict(name, is: entry.type, wanted: length == nil ? "a relationship" : "a list of relationships")
    }
    guard before[name]?.variable == entry.variable else {
      throw BindingErrors.syntax(
        "RelationshipUniquenessViolation", "relationship `\(name.text)` stands twice in one MATCH, where no relationship repeats",
        at: name.span, hint: "give the second a name of its own")
    }
    note(reading: entry.variable)
    return DeclaredRelationship(pattern: relationship, variable: variables.madeUp(name.text, kind), boundAs: entry.variable, length: length)
  }

  /// Whether a value of one type may be matched by a relationship pattern of another.
  private func fits(_ type: StaticType, as wanted: StaticType) -> Bool {
    if type.isOpen || type == wanted { return true }
    if case .list(let element) = type, case .list = wanted { return element.isOpen }
    return false
  }

  static func length(of relationship: RelationshipPattern) -> BoundRelationship.Length? {
    if let length = relationship.length {
      return .init(minimum: Int(clamping: length.minimum ?? 1), maximum: length.maximum.map { Int(clamping: $0) })
    }
    if let quantifier = relationship.quantifier {
      return .init(minimum: Int(clamping: quantifier.minimum), maximum: quantifier.maximum.map { Int(clamping: $0) })
    }
    return nil
  }

  private func collectNodes(_ declared: [DeclaredPath], before: Scope, into result: inout BoundPattern) {
    let earlier = Set(before.entries.map(\.variable))
    var seen: Set<Variable> = []
    for path in declared {
      for node in path.scanned where seen.insert(node.variable).inserted {
        result.nodes.append(node.variable)
        if earlier.contains(node.variable) { result.boundNodes.insert(node.variable) }
      }
    }
  }

  /// Names the paths once every other variable is declared, so that a clash is the path's.
  private func declarePaths(_ declared: [DeclaredPath], before: Scope, into result: inout BoundPattern) throws(QueryError) {
    for path in declared {
      for name in path.names {
        if scope[name] != nil { throw BindingErrors.alreadyBound(name, "and cannot name a path") }
        let variable = variables.named(name.text, .path)
        scope.declare(name, variable, .path)
        if path.pattern.isSearch { continue }
        let expression = BoundExpression(.path(start: path.nodes[0].variable, steps: path.steps), at: path.pattern.span)
        result.paths.append(ProjectionItem(variable: variable, expression: expression))
      }
      if path.pattern.isSearch {
        try declareSearch(path, path.names.first.flatMap { scope[$0]?.variable }, before: before, into: &result)
      }
    }
  }

  private func declareSearch(_ path: DeclaredPath, _ variable: Variable?, before: Scope, into result: inout BoundPattern) throws(QueryError)
  {
    let relationship = path.relationships[0]
    if let name = relationship.pattern.variable, relationship.boundAs != nil {
      throw BindingErrors.alreadyBound(name, "and cannot be sought again")
    }
    let length = relationship.length ?? .init(minimum: 1, maximum: 1)
    guard length.minimum <= 1 else {
      throw BindingErrors.notSupported(
        "a shortest path of at least \(length.minimum) relationships", at: relationship.pattern.span, hint: "a minimum may be 0 or 1")
    }
    let (types, test) = try bindTypes(relationship.pattern.types, admitsComputed: true)
    var postponed = PostponedConditions(isAllowed: false)
    let condition = try bindStepCondition(relationship, test, before: before, &postponed)
    let isAll = path.pattern.selector == .allShortestPathsFunction
    // A single relationship in a search is a list of one, unless its name asks for the relationship itself.
    let list = relationship.length == nil ? variables.madeUp("relationships", .relationshipList) : relationship.variable
    if relationship.length == nil, let name = relationship.pattern.variable { scope.declare(name, list, .list(.relationship)) }
    result.searches.append(
      BoundSearch(
        left: path.nodes[0].variable, right: path.nodes[1].variable, relationships: list, path: variable,
        direction: relationship.pattern.direction, types: types, length: length, stepCondition: condition, isAll: isAll))
  }

  // MARK: Second pass

  private func bindConditions(of path: DeclaredPath, before: Scope, into result: inout BoundPattern) throws(QueryError) {
    for (pattern, variable) in path.nodes { result.conditions += try bindConditions(of: pattern, variable) }
    if path.pattern.isSearch { return }
    for predicate in path.predicates { result.conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
    for (place, link) in path.links.enumerated() {
      guard case .relationship(let relationship) = link else {
        try bindPart(of: path, at: place, before: before, into: &result)
        continue
      }
      let pattern = relationship.pattern
      noteUnbounded(relationship.length, at: pattern.span)
      let (types, test) = try bindTypes(pattern.types, admitsComputed: true)
      var stepCondition: StepCondition?
      if relationship.length != nil {
        var postponed = PostponedConditions(isAllowed: true)
        stepCondition = try bindStepCondition(relationship, test, before: before, &postponed)
        result.conditions += postponed.conditions
      } else {
        let subject = BoundExpression(.variable(relationship.variable), at: pattern.span)
        if let test { result.conditions.append(BoundExpression(.hasLabels(subject, test), at: pattern.span)) }
        if let computed = try bindComputedTypes(pattern.types, of: subject) { result.conditions.append(computed) }
        result.conditions += try bindProperties(pattern.properties, of: subject)
        if let predicate = pattern.predicate { result.conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
      }
      result.relationships.append(
        BoundRelationship(
          variable: relationship.variable, boundAs: relationship.boundAs, left: path.nodes[place].variable,
          right: path.nodes[place + 1].variable, direction: pattern.direction, types: types, length: relationship.length,
          stepCondition: stepCondition, span: pattern.span))
    }
  }

  /// What a node pattern demands of a variable.
  func bindConditions(of node: NodePattern?, _ variable: Variable) throws(QueryError) -> [BoundExpression] {
    guard let node else { return [] }
    let subject = BoundExpression(.variable(variable), at: node.span)
    var conditions: [BoundExpression] = []
    if let labels = node.labels {
      try noteReading(labels, as: .label)
      if labels.isComputed {
        conditions += try bindLabelCondition(labels, of: subject, isRelationship: false).conjuncts
      } else {
        conditions += Self.separate(try bindLabels(labels)).map { BoundExpression(.hasLabels(subject, $0), at: labels.span) }
      }
    }
    conditions += try bindProperties(node.properties, of: subject)
    if let predicate = node.predicate { conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
    return conditions
  }

  /// The parts of a conjunction of labels, each a condition of its own.
  static func separate(_ test: LabelTest) -> [LabelTest] {
    if case .and(let parts) = test { return parts.flatMap(separate) }
    return [test]
  }

  /// `{key: value, …}` as equalities.
  func bindProperties(_ properties: Expression?, of subject: BoundExpression) throws(QueryError) -> [BoundExpression] {
    guard let properties else { return [] }
    guard case .map(let entries) = properties.kind else {
      throw BindingErrors.syntax(
        "InvalidParameterUse", "a parameter cannot stand for the property map of a pattern to match", at: properties.span,
        hint: "write the keys: {name: $map.name}")
    }
    var conditions: [BoundExpression] = []
    for entry in entries {
      names.reads(.key, entry.key)
      let value = try bind(entry.value).expression
      let property = BoundExpression(.property(subject, key: entry.key.text), at: entry.key.span)
      conditions.append(BoundExpression(.binary(.equal, property, value), at: entry.key.span.extended(to: entry.value.span)))
    }
    return conditions
  }

  /// The condition on each relationship of a variable length: types that no list can say, properties, the inline WHERE.
  func bindStepCondition(
    _ relationship: DeclaredRelationship, _ test: LabelTest?, before: Scope, _ postponed: inout PostponedConditions
  ) throws(QueryError) -> StepCondition? {
    let pattern = relationship.pattern
    let isComputed = pattern.types?.isComputed == true
    if test == nil, !isComputed, pattern.properties == nil, pattern.predicate == nil { return nil }
    let step = variables.madeUp("step", .relationship)
    let subject = BoundExpression(.variable(step), at: pattern.span)
    var inner = scope
    if let name = pattern.variable { inner.declare(name, step, .relationship) }
    let (all, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      var conditions = try self.bindProperties(pattern.properties, of: subject)
      if let test { conditions.append(BoundExpression(.hasLabels(subject, test), at: pattern.span)) }
      if let computed = try self.bindComputedTypes(pattern.types, of: subject) { conditions.append(computed) }
      if let predicate = pattern.predicate {
        conditions += try self.within(inner) { () throws(QueryError) -> [BoundExpression] in
          try self.bindTruth(predicate, of: "WHERE").conjuncts
        }
      }
      return conditions
    }
    let (conditions, asking) = Self.divided(all.flatMap(\.conjuncts), by: subqueries)
    if !asking.isEmpty {
      guard postponed.isAllowed else {
        throw BindingErrors.notSupported(
          "a subquery in a condition on each step of a shortest path", at: pattern.span, hint: "ask it in the WHERE of the MATCH")
      }
      let steps = [RepeatedElement(inner: step, list: relationship.variable)]
      postponed.conditions.append(unbroken(asking, asking: subqueries, over: steps, at: pattern.span))
    }
    if conditions.isEmpty { return nil }
    let condition = StepCondition(variable: step, condition: .all(conditions))
    for entry in scope.entries where entry.variable.type == .relationship || entry.variable.type == .relationshipList {
      if before[entry.name] == nil, condition.condition.variables.contains(entry.variable) {
        throw BindingErrors.notSupported(
          "a condition on each step that reads another relationship of the pattern", at: pattern.span,
          hint: "compare them in the WHERE of the MATCH")
      }
    }
    return condition
  }
}

extension PathPattern {
  /// Whether this is `shortestPath(…)` or `allShortestPaths(…)`.
  var isSearch: Bool { selector == .shortestPathFunction || selector == .allShortestPathsFunction }
}
