// Messages. Every error names its place, what stands there and what was expected; a word that is nearly one of the keywords
// that were asked for at its place gets that keyword as its hint, and so does the word before it, for a misspelt keyword is
// often taken for a name first.

import GraphModel

extension Parser {
  /// A syntax error at the next token, or the lexer's own error where that token is unreadable.
  func error(_ message: String, detail: String = "UnexpectedSyntax", at span: SourceSpan? = nil, hint: String? = nil) -> SyntaxFailure {
    if current.kind == .failure, let lexicalFailure { return lexicalFailure }
    return SyntaxFailure(detail, message, at: span ?? current.span, hint: hint)
  }

  /// The error that the next token cannot stand here.
  func unexpected(_ expected: String? = nil, hint: String? = nil) -> SyntaxFailure {
    let found = describe(current)
    let message = expected.map { "expected \($0), found \(found)" } ?? "unexpected \(found)"
    return error(message, hint: hint ?? keywordHint ?? reservedHint(expected) ?? symbolHint)
  }

  /// The error that a bracket is not closed here.
  func unclosed(_ opening: Token) -> SyntaxFailure {
    let symbol = opening.kind.closing?.symbol ?? ""
    let place = "line \(opening.span.line), column \(opening.span.column)"
    return unexpected("'\(symbol)' to close the '\(opening.kind.symbol)' at \(place)")
  }

  /// How a message names a token.
  func describe(_ token: Token) -> String {
    switch token.kind {
    case .word, .quotedName, .integerLiteral, .floatLiteral, .malformedNumber: "'\(Excerpt.of(text(of: token)))'"
    case .stringLiteral: "the string \(Excerpt.of(text(of: token)))"
    default: token.kind.description
    }
  }

  private var keywordHint: String? {
    if let keyword = nearest(to: current, among: attempted) { return "did you mean \(keyword)?" }
    guard position > 0 else { return nil }
    let before = tokens[position - 1]
    guard let keyword = nearest(to: before, among: attemptedBefore) else { return nil }
    return "did you mean \(keyword) instead of '\(text(of: before))'?"
  }

  /// A shorter word is near to too many keywords.
  private static let hintedLengthMin = 3

  private func nearest(to token: Token, among keywords: [Keyword]) -> String? {
    guard token.kind == .word, token.keyword == nil, token.span.length >= Self.hintedLengthMin else { return nil }
    return Spelling.nearest(to: text(of: token).uppercased(), among: keywords.map(\.rawValue))
  }

  private func reservedHint(_ expected: String?) -> String? {
    guard let expected, let keyword = current.keyword, keyword.isReserved else { return nil }
    guard expected == "a name" || (expected == "an expression" && !keyword.beginsClause) else { return nil }
    let word = text(of: current)
    return "'\(word)' is a reserved word; as a name it is written `\(word)`"
  }

  private var symbolHint: String? {
    if at(.exclamation), peek(1).kind == .equal { return "inequality is written '<>'" }
    if current.keyword == .group, peek(1).keyword == .by { return "rows are grouped by what stands beside the aggregates" }
    if atWord("having") { return "filter groups with WITH … WHERE" }
    if atWord("nulls") { return "order by `x IS NULL` first: null is larger than any value" }
    return nil
  }
}
