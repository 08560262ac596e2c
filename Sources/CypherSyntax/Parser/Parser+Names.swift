// Names: of variables, which are not reserved words, and of everything else, which may be any word.

import GraphModel

extension Parser {
  /// Whether the next token is the name of a variable.
  var atVariable: Bool { isVariable(current) }

  /// Whether a token is the name of a variable.
  func isVariable(_ token: Token) -> Bool {
    token.kind == .quotedName || (token.kind == .word && token.keyword?.isReserved != true)
  }

  /// The name of a variable.
  mutating func variable() throws(SyntaxFailure) -> Identifier {
    guard atVariable else { throw unexpected("a name") }
    return name()
  }

  /// The name of a variable, if one comes next.
  mutating func variableIfPresent() -> Identifier? { atVariable ? name() : nil }

  /// The name of a label, type, property key, function or schema element.
  mutating func anyName(_ expected: String = "a name") throws(SyntaxFailure) -> Identifier {
    guard at(.word) || at(.quotedName) else { throw unexpected(expected) }
    return name()
  }

  /// Names with dots between them.
  mutating func qualifiedName(_ expected: String) throws(SyntaxFailure) -> QualifiedName {
    let start = position
    var parts = [try anyName(expected)]
    while accept(.dot) { parts.append(try anyName()) }
    return QualifiedName(parts: parts, span: span(from: start))
  }

  /// The name after `$`.
  mutating func parameter() throws(SyntaxFailure) -> Identifier {
    let start = position
    try expect(.dollar)
    switch current.kind {
    case .word, .quotedName:
      var name = name()
      name.span = span(from: start)
      return name
    case .integerLiteral:
      let digits = text(of: current)
      advance()
      return Identifier(digits, at: span(from: start))
    default: throw unexpected("the name of a parameter")
    }
  }

  private mutating func name() -> Identifier {
    let token = current
    advance()
    let name = token.kind == .quotedName ? TextLiteral.quotedName(token, in: source) : text(of: token)
    return Identifier(name, at: token.span)
  }
}
