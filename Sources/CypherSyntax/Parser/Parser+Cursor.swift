// Moving over the tokens, and the bookkeeping of nesting.

import GraphModel

extension Parser {
  /// The next token. The last token is `.endOfText`, and the position never passes it.
  var current: Token { tokens[position] }

  /// The token some places ahead, `.endOfText` beyond the last.
  func peek(_ distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// Steps over the next token.
  mutating func advance() {
    guard position < tokens.count - 1 else { return }
    position += 1
    swap(&attempted, &attemptedBefore)
    attempted.removeAll(keepingCapacity: true)
  }

  /// Whether the next token is of a kind.
  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }

  /// Whether the next token is a keyword; remembers that it was asked for.
  mutating func at(_ keyword: Keyword) -> Bool {
    if current.keyword == keyword { return true }
    attempted.append(keyword)
    return false
  }

  /// Whether the next tokens are these two keywords.
  mutating func at(_ first: Keyword, _ second: Keyword) -> Bool { at(first) && peek(1).keyword == second }

  /// Whether the next token is a word spelt like this in any case.
  func atWord(_ lowercased: String) -> Bool { current.kind == .word && text(of: current).lowercased() == lowercased }

  /// Steps over the next token if it is of a kind.
  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// Steps over the next token if it is a keyword.
  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// Steps over the next token if it is one of two keywords.
  mutating func accept(_ one: Keyword, or other: Keyword) -> Bool { accept(one) || accept(other) }

  /// Steps over two keywords if they come next.
  mutating func accept(_ first: Keyword, _ second: Keyword) -> Bool {
    guard at(first, second) else { return false }
    advance()
    advance()
    return true
  }

  /// Steps over a token of a kind, which must come next.
  mutating func expect(_ kind: Token.Kind) throws(SyntaxFailure) {
    guard accept(kind) else { throw unexpected("'\(kind.symbol)'") }
  }

  /// Steps over a keyword, which must come next.
  mutating func expect(_ keyword: Keyword) throws(SyntaxFailure) {
    guard accept(keyword) else { throw unexpected(keyword.rawValue) }
  }

  /// Steps over an opening bracket, which must come next; gives its index for `close`.
  mutating func open(_ kind: Token.Kind) throws(SyntaxFailure) -> Int {
    let index = position
    try expect(kind)
    return index
  }

  /// Steps over the bracket that closes an opening one, which must come next.
  mutating func close(_ opener: Int) throws(SyntaxFailure) {
    let opening = tokens[opener]
    guard let closing = opening.kind.closing, accept(closing) else { throw unclosed(opening) }
  }

  /// The spelling of a token in the text.
  func text(of token: Token) -> String { source.text(from: token.offset, to: token.end) }

  /// The place from the token at an index to the last token read.
  func span(from index: Int) -> SourceSpan {
    let first = tokens[index]
    guard position > index else { return first.span }
    return first.span.extended(to: tokens[position - 1].span)
  }

  /// Reads elements with commas between them; at least one.
  mutating func list<Element>(
    _ element: (inout Parser) throws(SyntaxFailure) -> Element
  ) throws(SyntaxFailure) -> [Element] {
    var elements = [try element(&self)]
    while accept(.comma) { elements.append(try element(&self)) }
    return elements
  }
}

extension Parser {
  /// Begins a construct that can contain its like; gives what `leave` needs. Some constructs weigh more than others, for
  /// reading them takes more stack.
  mutating func enter(weight: Int) throws(SyntaxFailure) -> Int {
    depth += weight
    guard depth <= nestingWeightMax else { throw tooDeep() }
    let outer = height
    height = 0
    return outer
  }

  /// Ends a construct. Not called on the way of an error, which ends the parse.
  mutating func leave(_ outer: Int, weight: Int) throws(SyntaxFailure) {
    depth -= weight
    try grow(by: weight)
    height = max(height, outer)
  }

  /// Notes that a node was put on top of the tree that was just read.
  mutating func grow(by weight: Int = SyntaxLimits.expressionWeight) throws(SyntaxFailure) {
    height += weight
    guard height <= nestingWeightMax else { throw tooDeep() }
  }

  private func tooDeep() -> SyntaxFailure {
    let expressions = nestingWeightMax / SyntaxLimits.expressionWeight
    return SyntaxFailure(
      "QueryTooComplex", "the query nests too deeply here", at: current.span,
      hint: "about \(expressions) expressions can stand inside one another; chains of AND, OR and + count once")
  }
}
