// CREATE and MERGE: what may be created, with the names that the pattern introduces. A node of the same pattern may be read by
// the property maps that follow it, for nodes are made in order; a relationship may not, for all are made after the nodes.

import CypherSyntax
import GraphModel

/// A pattern to create, as far as it is bound.
struct Creation {
  var nodes: [CreatePattern.NewNode] = []
  var relationships: [CreatePattern.NewRelationship] = []
  var paths: [ProjectionItem] = []
  /// Names that may be read only after the clause.
  var later: [(name: Identifier, variable: Variable, type: StaticType)] = []
}

extension Binder {
  func bindCreate(_ clause: CreateClause) throws(QueryError) -> [BoundClause] {
    aggregation = AggregationState(mode: .forbidden("in CREATE"))
    isWriting = true
    let (creation, subqueries) = try gatheringSubqueries { () throws(QueryError) -> Creation in
      var creation = Creation()
      for pattern in clause.patterns { try create(pattern, clause: "CREATE", into: &creation) }
      return creation
    }
    for entry in creation.later { scope.declare(entry.name, entry.variable, entry.type) }
    let pattern = CreatePattern(nodes: creation.nodes, relationships: creation.relationships, refusesNullProperties: false)
    try Self.check(subqueries, against: creation, of: "CREATE", at: clause.span)
    return Self.compute(subqueries) + [.create(pattern)] + (creation.paths.isEmpty ? [] : [.extend(creation.paths)])
  }

  /// Subqueries are answered before the clause creates anything, so none may ask about what the clause creates.
  private static func check(
    _ subqueries: [BoundSubquery], against creation: Creation, of clause: String, at span: SourceSpan
  ) throws(QueryError) {
    let created = (creation.nodes.map(\.variable) + creation.relationships.map(\.variable)).sorted { $0.id < $1.id }
    for variable in created where subqueries.contains(where: { $0.reads.contains(variable) }) {
      throw BindingErrors.composition(
        "a subquery asks about `\(variable.name)`, which this very \(clause) creates", at: span,
        hint: "create it first, and ask in a SET behind the \(clause)")
    }
  }

  static func compute(_ subqueries: [BoundSubquery]) -> [BoundClause] { subqueries.isEmpty ? [] : [.compute(subqueries)] }

  func bindMerge(_ clause: MergeClause) throws(QueryError) -> [BoundClause] {
    isWriting = true
    aggregation = AggregationState(mode: .forbidden("in MERGE"))
    var creation = Creation()
    let (_, subqueries) = try gatheringSubqueries { () throws(QueryError) in
      try create(clause.pattern, clause: "MERGE", into: &creation)
    }
    try Self.check(subqueries, against: creation, of: "MERGE", at: clause.span)
    for entry in creation.later { scope.declare(entry.name, entry.variable, entry.type) }
    let after = scope
    let pattern = matching(creation, clause.pattern)
    var onCreate: [SetItem] = []
    var onMatch: [SetItem] = []
    let (_, actionSubqueries) = try gatheringSubqueries { () throws(QueryError) in
      for action in clause.actions {
        let items = try bindSetItems(action.items)
        if action.event == .create { onCreate += items } else { onMatch += items }
      }
    }
    if !actionSubqueries.isEmpty {
      throw BindingErrors.notSupported("a subquery in ON CREATE or ON MATCH", at: clause.span, hint: "write a SET after the MERGE")
    }
    scope = after
    let creating = CreatePattern(nodes: creation.nodes, relationships: creation.relationships, refusesNullProperties: true)
    let introduced = creation.nodes.map(\.variable) + creation.relationships.map(\.variable)
    let merge = BoundMerge(pattern: pattern, create: creating, introduced: introduced, onCreate: onCreate, onMatch: onMatch)
    return Self.compute(subqueries) + [.merge(merge)] + (creation.paths.isEmpty ? [] : [.extend(creation.paths)])
  }

  /// The pattern that MERGE looks for: what it would create, with its undirected relationships undirected.
  private func matching(_ creation: Creation, _ pattern: PathPattern) -> BoundPattern {
    var result = BoundPattern()
    let new = Set(creation.nodes.map(\.variable))
    func add(_ node: Variable) {
      guard !result.nodes.contains(node) else { return }
      result.nodes.append(node)
      if !new.contains(node) { result.boundNodes.insert(node) }
    }
    for node in creation.nodes {
      add(node.variable)
      for label in node.labels {
        switch label {
        case .name(let name): result.conditions.append(BoundExpression(.hasLabels(.variable(node.variable), .name(name))))
        case .dynamic(let names): result.conditions.append(Self.bearing(names, .variable(node.variable), isRelationship: false))
        }
      }
      result.conditions += Self.equalities(node.properties, of: node.variable)
    }
    let directions = pattern.elements.compactMap { element -> Direction? in
      if case .relationship(let relationship) = element { relationship.direction } else { nil }
    }
    for (place, relationship) in creation.relationships.enumerated() {
      add(relationship.from)
      add(relationship.to)
      var types: [String] = []
      if case .name(let type) = relationship.type { types = [type] }
      let direction: Direction = place < directions.count && directions[place] == .both ? .both : .outgoing
      result.relationships.append(
        BoundRelationship(
          variable: relationship.variable, boundAs: nil, left: relationship.from, right: relationship.to, direction: direction,
          types: types,
          length: nil, stepCondition: nil, span: pattern.span))
      result.conditions += Self.equalities(relationship.properties, of: relationship.variable)
      if case .dynamic(let names) = relationship.type {
        result.conditions.append(Self.bearing(names, .variable(relationship.variable), isRelationship: true))
      }
    }
    return result
  }

  private static func equalities(_ properties: BoundExpression?, of variable: Variable) -> [BoundExpression] {
    guard case .map(let entries)? = properties?.kind else { return [] }
    return entries.map { entry in
      let property = BoundExpression(.property(.variable(variable), key: entry.key), at: entry.value.span)
      return BoundExpression(.binary(.equal, property, entry.value), at: entry.value.span)
    }
  }

  // MARK: Patterns to create

  private func create(_ pattern: PathPattern, clause: String, into creation: inout Creation) throws(QueryError) {
    guard pattern.selector == nil, pattern.mode == nil else {
      throw BindingErrors.syntax("UnexpectedSyntax", "\(clause) takes plain patterns only", at: pattern.span)
    }
    var nodes: [Variable] = []
    var pending: [RelationshipPattern] = []
    var steps: [Variable] = []
    for element in pattern.elements {
      switch element {
      case .node(let node):
        nodes.append(try create(node, clause: clause, isAlone: pattern.elements.count == 1, into: &creation))
        if let relationship = pending.popLast() {
          steps.append(
            try create(relationship, from: nodes[nodes.count - 2], to: nodes[nodes.count - 1], clause: clause, into: &creation))
        }
      case .relationship(let relationship):
        try checkCreatable(relationship, clause: clause, creation)
        pending.append(relationship)
      case .group(let group):
        throw BindingErrors.syntax("UnexpectedSyntax", "\(clause) takes plain patterns only", at: group.span)
      }
    }
    if let name = pattern.variable {
      if scope[name] != nil || creation.later.contains(where: { $0.name == name }) {
        throw BindingErrors.alreadyBound(name, "and cannot name a path")
      }
      let variable = variables.named(name.text, .path)
      creation.later.append((name, variable, .path))
      creation.paths.append(
        ProjectionItem(variable: variable, expression: BoundExpression(.path(start: nodes[0], steps: steps), at: pattern.span)))
    }
  }

  private func create(_ node: NodePattern, clause: String, isAlone: Bool, into creation: inout Creation) throws(QueryError) -> Variable {
    if let predicate = node.predicate {
      throw BindingErrors.syntax("UnexpectedSyntax", "\(clause) takes no WHERE in a pattern", at: predicate.span)
    }
    if let name = node.variable {
      if creation.later.contains(where: { $0.name == name }) { throw BindingErrors.alreadyBound(name, "in this \(clause)") }
      if let entry = scope[name] {
        guard !isAlone, node.labels == nil, node.properties == nil else {
          throw BindingErrors.alreadyBound(name, "and cannot be created again")
        }
        guard entry.type.isOpen || entry.type == .node else { throw BindingErrors.typeConflict(name, is: entry.type, wanted: "a node") }
        note(reading: entry.variable)
        return entry.variable
      }
    }
    let labels = try bindNewLabels(node.labels)
    let properties = try bindNewProperties(node.properties, clause: clause)
    let variable = node.variable.map { variables.named($0.text, .node) } ?? variables.madeUp("node", .node)
    creation.nodes.append(.init(variable: variable, labels: labels, properties: properties))
    if let name = node.variable { scope.declare(name, variable, .node) }
    return variable
  }

  private func checkCreatable(_ relationship: RelationshipPattern, clause: String, _ creation: Creation) throws(QueryError) {
    if relationship.length != nil || relationship.quantifier != nil {
      throw BindingErrors.syntax(
        "CreatingVarLength", "\(clause) cannot make relationships of a variable length", at: relationship.span, hint: "write each step")
    }
    if let name = relationship.variable, scope[name] != nil || creation.later.contains(where: { $0.name == name }) {
      throw BindingErrors.alreadyBound(name, "and cannot be created again")
    }
    let isSingle: Bool =
      switch relationship.types?.kind {
      case .name, .dynamic: true
      default: false
      }
    guard isSingle else {
      throw BindingErrors.syntax(
        "NoSingleRelationshipType", "a relationship to create needs exactly one type", at: relationship.span, hint: "write -[:TYPE]->")
    }
    if relationship.direction == .both, clause == "CREATE" {
      throw BindingErrors.syntax(
        "RequiresDirectedRelationship", "a relationship to create needs one direction", at: relationship.span, hint: "write --> or <--")
    }
    if let predicate = relationship.predicate {
      throw BindingErrors.syntax("UnexpectedSyntax", "\(clause) takes no WHERE in a pattern", at: predicate.span)
    }
  }

  private func create(
    _ relationship: RelationshipPattern, from left: Variable, to right: Variable, clause: String, into creation: inout Creation
  ) throws(QueryError) -> Variable {
    let properties = try bindNewProperties(relationship.properties, clause: clause)
    let type: NameExpression
    switch relationship.types?.kind {
    case .name(let name):
      names.makes(.type, name)
      type = .name(name.text)
    case .dynamic(let expression, _): type = .dynamic(try bind(expression).expression)
    default:
      throw BindingErrors.syntax("NoSingleRelationshipType", "a relationship to create needs exactly one type", at: relationship.span)
    }
    let variable = relationship.variable.map { variables.named($0.text, .relationship) } ?? variables.madeUp("relationship", .relationship)
    if let name = relationship.variable { creation.later.append((name, variable, .relationship)) }
    let isBackwards = relationship.direction == .incoming
    creation.relationships.append(
      .init(variable: variable, type: type, from: isBackwards ? right : left, to: isBackwards ? left : right, properties: properties))
    return variable
  }

  private func bindNewLabels(_ labels: LabelExpression?) throws(QueryError) -> [NameExpression] {
    guard let labels else { return [] }
    return try bindLabelNames(labels, making: true)
  }

  /// The labels to set, remove or create: names or computed ones, never a choice.
  func bindLabelNames(_ labels: LabelExpression, making: Bool) throws(QueryError) -> [NameExpression] {
    switch labels.kind {
    case .name(let name):
      if making { names.makes(.label, name) } else { names.reads(.label, name) }
      return [.name(name.text)]
    case .and(let parts):
      var result: [NameExpression] = []
      for part in parts { result += try bindLabelNames(part, making: making) }
      return result
    case .dynamic(let expression, .all): return [.dynamic(try bind(expression).expression)]
    case .wildcard, .not, .or, .dynamic:
      throw BindingErrors.syntax("UnexpectedSyntax", "labels to write are names joined by `:` or `&`", at: labels.span)
    }
  }

  private func bindNewProperties(_ properties: Expression?, clause: String) throws(QueryError) -> BoundExpression? {
    guard let properties else { return nil }
    if case .map(let entries) = properties.kind {
      for entry in entries {
        names.makes(.key, entry.key)
        try checkStorable(entry.value)
      }
    } else if clause == "MERGE" {
      throw BindingErrors.syntax(
        "InvalidParameterUse", "a parameter cannot stand for the property map of a pattern to merge", at: properties.span,
        hint: "write the keys: {name: $map.name}")
    }
    return try bind(properties).expression
  }

  /// Refuses literals that no property can hold.
  func checkStorable(_ value: Expression) throws(QueryError) {
    guard case .list(let elements) = value.kind else { return }
    for element in elements {
      switch element.kind {
      case .map, .list:
        throw .compile(
          .typeError, "InvalidPropertyType", "a property holds no list of maps or lists", at: value.span,
          hint: "store the parts as properties or nodes of their own")
      default: break
      }
    }
  }
}
