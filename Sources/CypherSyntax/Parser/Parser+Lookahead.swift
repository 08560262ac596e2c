// Looking ahead where two constructs begin alike. Every look jumps over inner brackets through the table of partners, so that
// nested brackets are never read twice.

import GraphModel

/// Which bracket belongs to which.
enum BracketPartners {
  /// For every token the index of its partner, or -1. A closing bracket pairs with the nearest open one of its kind only.
  static func find(in tokens: [Token]) -> [Int32] {
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: open.append(index)
      case .rightParenthesis, .rightBracket, .rightBrace:
        guard let last = open.popLast(), tokens[last].kind.closing == token.kind else {
          open.removeAll()
          continue
        }
        partners[last] = Int32(clamping: index)
        partners[index] = Int32(clamping: last)
      default: continue
      }
    }
    return partners
  }
}

extension Parser {
  /// The index of the bracket that closes the one at an index.
  func partner(of index: Int) -> Int? {
    guard index < partners.count, partners[index] >= 0 else { return nil }
    return Int(partners[index])
  }

  /// The first token inside the bracket at an index, outside of any inner bracket, for which a test holds.
  func firstTopLevel(inside opener: Int, where test: (Token) -> Bool) -> Token? {
    var index = opener + 1
    let end = partner(of: opener) ?? tokens.count - 1
    while index < end {
      if test(tokens[index]) { return tokens[index] }
      index = (partner(of: index).flatMap { $0 > index ? $0 : nil } ?? index) + 1
    }
    return nil
  }

  /// Whether a node pattern and an arrow begin at an index, so that a path pattern stands there and not a parenthesised expression.
  func isPathPattern(at index: Int) -> Bool {
    guard tokens[index].kind == .leftParenthesis, isNodePattern(at: index), let end = partner(of: index) else { return false }
    let kinds = (1...4).map { tokens[min(end + $0, tokens.count - 1)].kind }
    switch (kinds[0], kinds[1], kinds[2]) {
    case (.minus, .leftBracket, _), (.less, .minus, .leftBracket), (.less, .minus, .minus): return true
    case (.minus, .minus, .leftParenthesis), (.minus, .minus, .greater), (.minus, .minus, .leftBrace): return true
    case (.minus, .minus, .plus), (.minus, .minus, .star): return kinds[3] == .leftParenthesis
    default: return false
    }
  }

  /// Whether the parenthesis at an index has the inside of a node pattern.
  private func isNodePattern(at index: Int) -> Bool {
    var inside = index + 1
    func kind(_ offset: Int) -> Token.Kind { tokens[min(inside + offset, tokens.count - 1)].kind }
    if (kind(0) == .word && tokens[inside].keyword?.isReserved != true) || kind(0) == .quotedName { inside += 1 }
    let token = tokens[min(inside, tokens.count - 1)]
    switch token.kind {
    case .rightParenthesis, .colon, .leftBrace, .dollar: return true
    default: return token.keyword == .where || (token.keyword == .is && !isNullOrTypeTest(at: inside))
    }
  }

  /// Whether `IS` at an index begins `IS NULL`, `IS NOT …`, `IS ::`, `IS TYPED` or `IS NORMALIZED` and not a label predicate.
  func isNullOrTypeTest(at index: Int) -> Bool {
    let next = tokens[min(index + 1, tokens.count - 1)]
    let second = tokens[min(index + 2, tokens.count - 1)]
    if next.keyword == .normalized || second.keyword == .normalized { return true }
    return next.keyword == .null || next.keyword == .not || next.keyword == .typed || next.kind == .doubleColon
  }

  /// Whether the parenthesis at an index begins a parenthesised part of a path and not a node pattern.
  func isPathGroup(at index: Int) -> Bool {
    func token(_ offset: Int) -> Token { tokens[min(index + offset, tokens.count - 1)] }
    if token(1).kind == .leftParenthesis { return true }
    guard token(1).kind == .word || token(1).kind == .quotedName else { return false }
    if token(2).kind == .equal { return true }
    guard PathMode(rawValue: token(1).keyword?.rawValue ?? "") != nil else { return false }
    return token(2).kind == .leftParenthesis || token(2).keyword == .path || token(2).keyword == .paths
  }

  /// Whether a function call begins at the next token: a name with dots in it and a parenthesis behind it.
  var isFunctionCall: Bool {
    var index = position + 1
    while index + 1 < tokens.count, tokens[index].kind == .dot, tokens[index + 1].kind == .word || tokens[index + 1].kind == .quotedName {
      index += 2
    }
    return index < tokens.count && tokens[index].kind == .leftParenthesis
  }
}
