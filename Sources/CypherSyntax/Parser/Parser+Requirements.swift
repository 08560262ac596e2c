// What schema commands speak of, and what constraints demand of it.

import GraphModel

extension Parser {
  /// `(n:A|B)`, `()-[r:T]-()`, `(a)-[r:T]->(b)`.
  mutating func schemaPattern() throws(SyntaxFailure) -> SchemaPattern {
    let start = position
    let first = try schemaNode()
    guard at(.minus) || at(.less) else {
      return SchemaPattern(variable: first.variable, kind: .nodes(labels: first.names), span: span(from: start))
    }
    if !first.names.isEmpty { throw schemaEndHasLabels(from: start) }
    let pointsLeft = accept(.less)
    try expect(.minus)
    let opener = try open(.leftBracket)
    let variable = variableIfPresent()
    let types = accept(.colon) ? try alternatives() : []
    try close(opener)
    try expect(.minus)
    let pointsRight = accept(.greater)
    let lastStart = position
    let last = try schemaNode()
    if !last.names.isEmpty { throw schemaEndHasLabels(from: lastStart) }
    let direction: Direction = pointsLeft == pointsRight ? .both : (pointsLeft ? .incoming : .outgoing)
    return SchemaPattern(
      variable: variable, kind: .relationships(types: types, direction: direction, start: first.variable, end: last.variable),
      span: span(from: start))
  }

  private mutating func schemaNode() throws(SyntaxFailure) -> (variable: Identifier?, names: [Identifier]) {
    let opener = try open(.leftParenthesis)
    let variable = variableIfPresent()
    let names = accept(.colon) ? try alternatives() : []
    try close(opener)
    return (variable, names)
  }

  private func schemaEndHasLabels(from start: Int) -> SyntaxFailure {
    error("the ends of a relationship have no labels here", at: span(from: start), hint: "write REQUIRE (a:Label) AND (b:Label)")
  }

  /// `A|B|C`.
  private mutating func alternatives() throws(SyntaxFailure) -> [Identifier] {
    var names = [try anyName("the name of a label or type")]
    while accept(.pipe) {
      _ = accept(.colon)
      names.append(try anyName("the name of a label or type"))
    }
    return names
  }

  /// What follows `REQUIRE`.
  mutating func requirement(on target: SchemaPattern) throws(SyntaxFailure) -> ConstraintCreation.Requirement {
    if case .relationships(_, _, let start, let end) = target.kind, isEndsRequirement { return try endsRequirement(start, end) }
    let start = position
    let properties = try constrainedProperties(of: target)
    if at(.doubleColon) { return try typeRequirement(properties, from: start) }
    try expect(.is)
    if at(.doubleColon) || at(.typed) { return try typeRequirement(properties, from: start) }
    if accept(.not, .null) { return .notNull(properties) }
    if !accept(.node) { _ = accept(.relationship, or: .rel) }
    if accept(.unique) { return .unique(properties) }
    if accept(.key) { return .key(properties) }
    throw unexpected("UNIQUE, KEY, NOT NULL or ':: type'")
  }

  private mutating func typeRequirement(_ properties: [Identifier], from start: Int) throws(SyntaxFailure) -> ConstraintCreation.Requirement {
    guard properties.count == 1 else { throw error("a type is demanded of one property", at: span(from: start)) }
    advance()
    return .typed(properties[0], try typeExpression(allowsPipe: true))
  }

  /// Whether `(a:Label …` comes next and not `(r.key …`.
  private var isEndsRequirement: Bool { at(.leftParenthesis) && peek(2).kind != .dot }

  private mutating func endsRequirement(_ start: Identifier?, _ end: Identifier?) throws(SyntaxFailure) -> ConstraintCreation.Requirement {
    var (startNames, endNames): ([Identifier], [Identifier]) = ([], [])
    repeat {
      let place = position
      let (variable, names) = try schemaNode()
      let isStart = variable != nil && variable == start
      guard let variable, !names.isEmpty, isStart || variable == end, (isStart ? startNames : endNames).isEmpty else {
        throw error("each end of the relationship is named once, with its labels", at: span(from: place), hint: "write (a:A|B) AND (b:C)")
      }
      if isStart { startNames = names } else { endNames = names }
    } while accept(.and)
    return .ends(start: startNames, end: endNames)
  }
}
