// Tokens to a tree: recursive descent for clauses and patterns, precedence climbing for expressions. The folder is the grammar,
// one file for each part of the language. There is no backtracking: where two constructs begin alike, the parser looks ahead
// over matching brackets (`Parser+Lookahead`), so that the cost is linear in the text whatever it nests. The first error ends
// the parse. Names are not resolved here; what the text alone decides is refused here (clause order, pattern shapes, literals).

package import GraphModel

/// Reads statements and expressions.
package struct Parser {
  let source: SourceText
  let tokens: [Token]
  /// The error behind the first `.failure` token.
  let lexicalFailure: SyntaxFailure?
  /// The index of the bracket that belongs to the one at an index, or -1.
  let partners: [Int32]
  /// How deep the text may nest, in the weights of `SyntaxLimits`.
  let nestingWeightMax: Int
  /// The index of the next token.
  var position = 0
  /// How deep the constructs around this place nest.
  var depth = 0
  /// How high the tallest tree is that was read since the construct around this place began.
  var height = 0
  /// Whether a `|` at this place ends an operand, because a comprehension is waiting for it.
  var pipeEndsOperand = false
  /// The keywords that were asked for at this place, and at the token before it.
  var attempted: [Keyword] = []
  var attemptedBefore: [Keyword] = []

  private init(_ text: String, nestingWeightMax: Int = SyntaxLimits.nestingWeightMax) throws(QueryError) {
    self.nestingWeightMax = nestingWeightMax
    try SyntaxLimits.checkStatement(text)
    let lexed = Lexer.tokens(in: text)
    source = lexed.source
    tokens = lexed.list
    lexicalFailure = lexed.syntaxFailure
    partners = BracketPartners.find(in: lexed.list)
  }

  /// The one statement of a text; a semicolon may follow it. How deep it may nest depends on the stack that the caller has.
  package static func statement(
    in text: String, nestingWeightMax: Int = SyntaxLimits.nestingWeightMax
  ) throws(QueryError) -> Statement {
    var parser = try Parser(text, nestingWeightMax: nestingWeightMax)
    do throws(SyntaxFailure) {
      let statement = try parser.statement()
      _ = parser.accept(.semicolon)
      try parser.expectEnd()
      return statement
    } catch {
      throw error.error
    }
  }

  /// The one expression of a text.
  package static func expression(in text: String) throws(QueryError) -> Expression {
    var parser = try Parser(text)
    do throws(SyntaxFailure) {
      let expression = try parser.predicate()
      try parser.expectEnd()
      return expression
    } catch {
      throw error.error
    }
  }

  private func expectEnd() throws(SyntaxFailure) {
    guard !at(.endOfText) else { return }
    guard position > 0, tokens[position - 1].kind == .semicolon else { throw unexpected() }
    throw error("one statement is read at a time", hint: "run several as a script")
  }
}
