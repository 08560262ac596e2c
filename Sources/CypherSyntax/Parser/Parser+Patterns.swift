// Path patterns: variable, selector, mode, and the chain of nodes, relationships and groups.

import GraphModel

extension Parser {
  /// What a pattern is for; patterns that write have fewer forms.
  enum PatternUse {
    case matching
    case creating
    case merging
  }

  /// `[variable =] [selector] [mode] chain`.
  mutating func pathPattern(_ use: PatternUse) throws(SyntaxFailure) -> PathPattern {
    let start = position
    var variable: Identifier?
    if atVariable, peek(1).kind == .equal {
      variable = try self.variable()
      try expect(.equal)
    }
    var pattern = atShortestPathFunction ? try shortestPathFunction() : try selectedPath(use)
    pattern.variable = variable
    pattern.span = span(from: start)
    if use != .matching { try checkWritable(pattern, use) }
    return pattern
  }

  private mutating func selectedPath(_ use: PatternUse) throws(SyntaxFailure) -> PathPattern {
    let start = position
    let (selector, mode) = try pathPrefix()
    let elements = unwrapped(try pathElements(use))
    return PathPattern(selector: selector, mode: mode, elements: elements, span: span(from: start))
  }

  /// Plain parentheses around a whole chain say nothing, so they leave no trace.
  private func unwrapped(_ elements: [PathElement]) -> [PathElement] {
    var elements = elements
    while elements.count == 1, case .group(let group) = elements[0], group.quantifier == nil, group.predicate == nil,
      group.variable == nil, group.mode == nil
    {
      elements = group.elements
    }
    return elements
  }

  /// A chain of nodes, relationships and groups.
  mutating func pathElements(_ use: PatternUse = .matching) throws(SyntaxFailure) -> [PathElement] {
    guard at(.leftParenthesis) else { throw unexpected("a pattern") }
    var elements = [try nodeOrGroup(use)]
    while true {
      if at(.leftParenthesis) {
        let before = elements[elements.count - 1]
        let next = try nodeOrGroup(use)
        if case .node = before, case .node = next {
          throw error("two node patterns stand side by side", at: next.span, hint: "put a relationship between them, or a comma")
        }
        elements.append(next)
      } else if at(.minus) || at(.less) {
        try appendStep(to: &elements, use)
      } else {
        return elements
      }
    }
  }

  /// A relationship and the node after it.
  private mutating func appendStep(to elements: inout [PathElement], _ use: PatternUse) throws(SyntaxFailure) {
    guard case .node = elements[elements.count - 1] else {
      throw error("a relationship cannot follow a path in parentheses", hint: "put a node pattern () between them")
    }
    elements.append(.relationship(try relationshipPattern(use)))
    guard at(.leftParenthesis) else { throw unexpected("a node pattern") }
    guard !isPathGroup(at: position) else {
      throw error("a path in parentheses cannot follow a relationship", hint: "put a node pattern () between them")
    }
    elements.append(.node(try nodePattern(use)))
  }

  private mutating func nodeOrGroup(_ use: PatternUse) throws(SyntaxFailure) -> PathElement {
    isPathGroup(at: position) ? .group(try pathGroup()) : .node(try nodePattern(use))
  }

  private mutating func pathGroup() throws(SyntaxFailure) -> PathGroup {
    let start = position
    let opener = try open(.leftParenthesis)
    let outer = try enter(weight: SyntaxLimits.groupWeight)
    var group = PathGroup(elements: [], span: current.span)
    if atVariable, peek(1).kind == .equal {
      group.variable = try variable()
      try expect(.equal)
    }
    group.mode = pathMode()
    group.elements = try pathElements()
    group.predicate = try whereIfPresent()
    try leave(outer, weight: SyntaxLimits.groupWeight)
    try close(opener)
    group.quantifier = try quantifierIfPresent()
    group.span = span(from: start)
    return group
  }

  /// Refuses what can be matched but not written.
  private func checkWritable(_ pattern: PathPattern, _ use: PatternUse) throws(SyntaxFailure) {
    let verb = use == .creating ? "CREATE" : "MERGE"
    func refuse(_ what: String, at span: SourceSpan) -> SyntaxFailure {
      error("\(what) cannot stand in \(verb)", at: span, hint: "\(verb) takes plain nodes and relationships")
    }
    if pattern.selector != nil || pattern.mode != nil { throw refuse("a path selector or mode", at: pattern.span) }
    for element in pattern.elements {
      switch element {
      case .group(let group): throw refuse("a path in parentheses", at: group.span)
      case .node(let node):
        if let predicate = node.predicate { throw refuse("WHERE", at: predicate.span) }
      case .relationship(let relationship):
        if let predicate = relationship.predicate { throw refuse("WHERE", at: predicate.span) }
        if let quantifier = relationship.quantifier { throw refuse("a quantifier", at: quantifier.span) }
      }
    }
  }
}
