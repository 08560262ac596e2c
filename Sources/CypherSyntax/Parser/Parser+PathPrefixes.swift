// What may stand before a chain: selectors (ANY, ALL SHORTEST, SHORTEST k …), modes (WALK, TRAIL …), and openCypher's
// shortestPath functions.

import GraphModel

extension Parser {
  /// A selector and a mode, where they stand.
  mutating func pathPrefix() throws(SyntaxFailure) -> (PathSelector?, PathMode?) {
    var selector = try pathSelector()
    let mode = pathMode()
    if selector != nil { skipPathWord() }
    if case .shortest(let count) = selector, accept(.groups, or: .group) { selector = .shortestGroups(count: count) }
    return (selector, mode)
  }

  private mutating func pathSelector() throws(SyntaxFailure) -> PathSelector? {
    if accept(.all) { return accept(.shortest) ? .allShortest : .all }
    if accept(.any) { return accept(.shortest) ? .anyShortest : .any(count: try pathCount()) }
    if accept(.shortest) { return .shortest(count: try pathCount()) }
    return nil
  }

  /// A mode, if one comes next.
  mutating func pathMode() -> PathMode? {
    for (keyword, mode) in [(Keyword.walk, PathMode.walk), (.trail, .trail), (.acyclic, .acyclic), (.simple, .simple)]
    where accept(keyword) {
      skipPathWord()
      return mode
    }
    return nil
  }

  private mutating func skipPathWord() { _ = accept(.paths, or: .path) }

  private mutating func pathCount() throws(SyntaxFailure) -> Expression? {
    at(.integerLiteral) || at(.malformedNumber) || at(.dollar) ? try atom() : nil
  }

  /// Whether `shortestPath(` or `allShortestPaths(` comes next.
  var atShortestPathFunction: Bool {
    guard current.kind == .word, peek(1).kind == .leftParenthesis else { return false }
    return atWord("shortestpath") || atWord("allshortestpaths")
  }

  /// `shortestPath(chain)` or `allShortestPaths(chain)`; the chain is one relationship between two nodes.
  mutating func shortestPathFunction() throws(SyntaxFailure) -> PathPattern {
    let start = position
    let selector: PathSelector = atWord("shortestpath") ? .shortestPathFunction : .allShortestPathsFunction
    let name = text(of: current)
    advance()
    let opener = try open(.leftParenthesis)
    let elements = try pathElements()
    try close(opener)
    guard elements.count == 3, case .relationship(let relationship) = elements[1], relationship.quantifier == nil else {
      throw error(
        "\(name) takes one relationship between two nodes", at: span(from: start),
        hint: "for longer patterns write ANY SHORTEST or ALL SHORTEST before them")
    }
    return PathPattern(selector: selector, elements: elements, span: span(from: start))
  }
}
