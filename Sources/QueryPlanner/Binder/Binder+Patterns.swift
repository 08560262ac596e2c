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

/// The variables of one path pattern after the first pass.
struct DeclaredPath {
  let pattern: PathPattern
  var nodes: [(pattern: NodePattern, variable: Variable)] = []
  var relationships: [DeclaredRelationship] = []
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
    var bound = try bindPattern(patterns, use: use)
    if mode == .repeatableElements {
      if let several = bound.relationships.first(where: { $0.length != nil }) {
        throw BindingErrors.notSupported(
          "REPEATABLE ELEMENTS with a variable length", at: several.span, hint: "give the length as single steps")
      }
      bound.mayRepeatRelationships = true
    }
    aggregation = AggregationState(mode: .forbidden("in WHERE"))
    let (conditions, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      guard let predicate else { return [] }
      return try bindTruth(predicate, of: "WHERE").conjuncts
    }
    if use == .match { noteProduct(of: bound, conditions, patterns) }
    return BoundMatch(isOptional: isOptional, pattern: bound, subqueries: subqueries, conditions: conditions)
  }

  /// Binds patterns without a WHERE.
  func bindPattern(_ patterns: [PathPattern], use: PatternUse) throws(QueryError) -> BoundPattern {
    let elements = patterns.reduce(0) { $0 + $1.elements.count }
    guard elements <= PlannerLimits.patternElementsMax else {
      throw .compile(
        .resourceExhausted, "PatternTooLarge",
        "one clause may have \(PlannerLimits.patternElementsMax) nodes and relationships, not \(elements)",
        at: patterns.first?.span, hint: "divide it into several MATCH clauses")
    }
    let before = scope
    var declared: [DeclaredPath] = []
    for pattern in patterns { declared.append(try declare(pattern, before: before, use: use)) }
    var result = BoundPattern()
    collectNodes(declared, before: before, into: &result)
    try declarePaths(declared, before: before, into: &result)
    aggregation = AggregationState(mode: .forbidden("in a pattern"))
    let (_, subqueries) = try gatheringSubqueries { () throws(QueryError) in
      for path in declared { try bindConditions(of: path, before: before, into: &result) }
    }
    result.subqueries = subqueries
    return result
  }

  // MARK: First pass

  private func declare(_ pattern: PathPattern, before: Scope, use: PatternUse) throws(QueryError) -> DeclaredPath {
    try refuseUnsupported(pattern)
    var path = DeclaredPath(pattern: pattern)
    for element in pattern.elements {
      switch element {
      case .node(let node): path.nodes.append((node, try declare(node, use: use)))
      case .relationship(let relationship): path.relationships.append(try declare(relationship, before: before, use: use))
      case .group(let group):
        throw BindingErrors.notSupported(
          "a path pattern in parentheses", at: group.span, hint: "write a variable length: -[:TYPE*1..3]->")
      }
    }
    if pattern.isSearch, path.nodes.count != 2 || path.relationships.count != 1 {
      throw BindingErrors.syntax(
        "UnexpectedSyntax", "a shortest path is sought over exactly one relationship pattern", at: pattern.span,
        hint: "write shortestPath((a)-[:TYPE*]-(b))")
    }
    return path
  }

  private func refuseUnsupported(_ pattern: PathPattern) throws(QueryError) {
    switch pattern.selector {
    case nil, .all, .shortestPathFunction, .allShortestPathsFunction: break
    case .any, .allShortest, .anyShortest, .shortest, .shortestGroups:
      throw BindingErrors.notSupported("this path selector", at: pattern.span, hint: "use shortestPath(…) or allShortestPaths(…)")
    }
    if let mode = pattern.mode {
      throw BindingErrors.notSupported(
        "the path mode \(mode.rawValue)", at: pattern.span, hint: "without a mode no relationship repeats, as in TRAIL")
    }
  }

  private func declare(_ node: NodePattern, use: PatternUse) throws(QueryError) -> Variable {
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

  private static func length(of relationship: RelationshipPattern) -> BoundRelationship.Length? {
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
      for node in path.nodes where seen.insert(node.variable).inserted {
        result.nodes.append(node.variable)
        if earlier.contains(node.variable) { result.boundNodes.insert(node.variable) }
      }
    }
  }

  /// Names the paths once every other variable is declared, so that a clash is the path's.
  private func declarePaths(_ declared: [DeclaredPath], before: Scope, into result: inout BoundPattern) throws(QueryError) {
    for path in declared {
      let name = path.pattern.variable
      if let name, scope[name] != nil { throw BindingErrors.alreadyBound(name, "and cannot name a path") }
      let variable = name.map { variables.named($0.text, .path) }
      if let name, let variable { scope.declare(name, variable, .path) }
      if path.pattern.isSearch {
        try declareSearch(path, variable, before: before, into: &result)
      } else if let variable {
        let expression = BoundExpression(
          .path(start: path.nodes[0].variable, steps: path.relationships.map(\.variable)), at: path.pattern.span)
        result.paths.append(ProjectionItem(variable: variable, expression: expression))
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
    let (types, test) = try bindTypes(relationship.pattern.types)
    let condition = try bindStepCondition(relationship, test, before: before)
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
    for (pattern, variable) in path.nodes { try bindConditions(of: pattern, variable, into: &result) }
    if path.pattern.isSearch { return }
    for (place, relationship) in path.relationships.enumerated() {
      let pattern = relationship.pattern
      noteUnbounded(relationship.length, at: pattern.span)
      let (types, test) = try bindTypes(pattern.types)
      var stepCondition: StepCondition?
      if relationship.length != nil {
        stepCondition = try bindStepCondition(relationship, test, before: before)
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

  private func bindConditions(of node: NodePattern, _ variable: Variable, into result: inout BoundPattern) throws(QueryError) {
    let subject = BoundExpression(.variable(variable), at: node.span)
    if let labels = node.labels {
      try noteReading(labels, as: .label)
      if labels.isComputed {
        result.conditions += try bindLabelCondition(labels, of: subject, isRelationship: false).conjuncts
      } else {
        result.conditions += Self.separate(try bindLabels(labels)).map { BoundExpression(.hasLabels(subject, $0), at: labels.span) }
      }
    }
    result.conditions += try bindProperties(node.properties, of: subject)
    if let predicate = node.predicate { result.conditions += try bindTruth(predicate, of: "WHERE").conjuncts }
  }

  /// The parts of a conjunction of labels, each a condition of its own.
  private static func separate(_ test: LabelTest) -> [LabelTest] {
    if case .and(let parts) = test { return parts.flatMap(separate) }
    return [test]
  }

  /// `{key: value, …}` as equalities.
  private func bindProperties(_ properties: Expression?, of subject: BoundExpression) throws(QueryError) -> [BoundExpression] {
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
  private func bindStepCondition(
    _ relationship: DeclaredRelationship, _ test: LabelTest?, before: Scope
  ) throws(QueryError)
    -> StepCondition?
  {
    let pattern = relationship.pattern
    let isComputed = pattern.types?.isComputed == true
    if test == nil, !isComputed, pattern.properties == nil, pattern.predicate == nil { return nil }
    let step = variables.madeUp("step", .relationship)
    let subject = BoundExpression(.variable(step), at: pattern.span)
    var inner = scope
    if let name = pattern.variable { inner.declare(name, step, .relationship) }
    let (conditions, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
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
    if !subqueries.isEmpty {
      throw BindingErrors.notSupported("a subquery in a condition on each step", at: pattern.span, hint: "ask it in the WHERE of the MATCH")
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
