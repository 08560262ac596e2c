// EXISTS { … }, COUNT { … } and COLLECT { … }: patterns, or a query that only reads.

import GraphModel

extension Parser {
  /// What stands in the braces of a subquery in an expression.
  mutating func subqueryBody(_ kind: SubqueryKind) throws(SyntaxFailure) -> SubqueryBody {
    let opener = try open(.leftBrace)
    let outer = try enter(weight: SyntaxLimits.subqueryWeight)
    let body: SubqueryBody
    if isPatternBody {
      let patterns = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.pathPattern(.matching) }
      body = .patterns(patterns, predicate: try whereIfPresent())
    } else {
      let query = try query()
      try ClauseOrder.checkExpression(query, kind)
      body = .query(query)
    }
    try leave(outer, weight: SyntaxLimits.subqueryWeight)
    try close(opener)
    return body
  }

  /// Whether patterns without `MATCH` come next.
  private var isPatternBody: Bool {
    if at(.leftParenthesis) || atShortestPathFunction || (atVariable && peek(1).kind == .equal) { return true }
    switch current.keyword {
    case .any, .all, .shortest, .walk, .trail, .acyclic, .simple: return true
    default: return false
    }
  }
}
