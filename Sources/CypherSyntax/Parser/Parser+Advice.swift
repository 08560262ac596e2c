// USING: advice to the planner behind the patterns of a MATCH.

import GraphModel

extension Parser {
  /// Every `USING …` that comes next.
  mutating func advice() throws(SyntaxFailure) -> [MatchClause.Advice] {
    var advice: [MatchClause.Advice] = []
    while at(.using) {
      let start = position
      advance()
      var next = try adviceBody()
      next.span = span(from: start)
      advice.append(next)
    }
    return advice
  }

  private mutating func adviceBody() throws(SyntaxFailure) -> MatchClause.Advice {
    let place = current.span
    if accept(.join) {
      try expect(.on)
      let variables = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.variable() }
      return MatchClause.Advice(kind: .join, variables: variables, span: place)
    }
    if accept(.scan) {
      let (variable, label) = try advisedLabel()
      return MatchClause.Advice(kind: .scan(label: label), variables: [variable], span: place)
    }
    var kind: String?
    if at(.range) || at(.text) || at(.point) {
      kind = text(of: current).uppercased()
      advance()
    }
    guard accept(.index) else { throw unexpected("INDEX, SCAN or JOIN") }
    let seeks = accept(.seek)
    let (variable, label) = try advisedLabel()
    let opener = try open(.leftParenthesis)
    let keys = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.anyName("a property key") }
    try close(opener)
    return MatchClause.Advice(
      kind: .index(kind: kind, seeks: seeks, label: label, keys: keys), variables: [variable], span: place)
  }

  private mutating func advisedLabel() throws(SyntaxFailure) -> (Identifier, Identifier) {
    let variable = try variable()
    try expect(.colon)
    return (variable, try anyName("a label"))
  }
}
