// A text of several statements, split at the semicolons between them. The split knows strings, quoted names and comments, and
// nothing of the grammar: a broken statement does not keep the others from being found. Cost: linear in the text; no tokens
// are kept.

package import GraphModel

/// The statements of a text.
package struct Script: Hashable, Sendable {
  /// One statement of a script.
  package struct Part: Hashable, Sendable {
    /// The text from the first to the last token, without the semicolon. Comments before the first token do not belong to it.
    package let text: String
    /// Where the text stands in the script.
    package let span: SourceSpan
    /// Whether a semicolon follows.
    package let isTerminated: Bool

    /// A part of a script.
    package init(text: String, span: SourceSpan, isTerminated: Bool) {
      self.text = text
      self.span = span
      self.isTerminated = isTerminated
    }
  }

  /// The statements in order; empty ones are left out.
  package let statements: [Part]
  /// Whether the last statement, if there is one, is ended by a semicolon and nothing is left open behind it: a shell waits for more
  /// lines until this holds.
  package let isComplete: Bool

  /// Splits a text.
  package static func statements(in text: String) throws(QueryError) -> Script {
    try SyntaxLimits.checkScript(text)
    var lexer = Lexer(text)
    var parts: [Part] = []
    var first: Token?
    var last: Token?
    while let token = lexer.nextToken(), token.kind != .endOfText {
      if token.kind == .semicolon {
        if let first, let last { parts.append(part(from: first, to: last, in: lexer.source, isTerminated: true)) }
        (first, last) = (nil, nil)
      } else {
        if first == nil { first = token }
        last = token
      }
    }
    if let first, let last { parts.append(part(from: first, to: last, in: lexer.source, isTerminated: false)) }
    return Script(statements: parts, isComplete: first == nil && !lexer.endsInside)
  }

  private static func part(from first: Token, to last: Token, in source: SourceText, isTerminated: Bool) -> Part {
    Part(
      text: source.text(from: first.offset, to: last.end), span: first.span.extended(to: last.span), isTerminated: isTerminated)
  }
}

extension Script.Part {
  /// The error of this statement with its place in the script instead of its place in the statement.
  package func located(_ error: QueryError) -> QueryError {
    guard let place = error.span else { return error }
    var located = error
    located.span = SourceSpan(
      offset: span.offset + place.offset, length: place.length, line: span.line + place.line - 1,
      column: place.line == 1 ? span.column + place.column - 1 : place.column)
    return located
  }
}
