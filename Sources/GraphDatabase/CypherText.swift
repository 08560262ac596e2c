// What a shell or an editor needs to know of the language's text: where statements end, which words complete, how an error is shown.
internal import CypherSyntax
public import GraphModel
internal import QueryExecution
internal import QueryPlanner

/// One statement of a script.
public struct ScriptStatement: Hashable, Sendable {
  /// The text without the semicolon that ends it.
  public let text: String
  /// Where its first character stands in the script.
  public let span: SourceSpan
}

/// Questions about the language's text.
public enum CypherText {
  /// Splits a script at its semicolons; strings, quoted names and comments are understood. `rest` is what follows the last semicolon,
  /// nil if that is blanks and comments: a shell goes on reading while there is a rest.
  /// - Throws: a syntax error for a script larger than the limit.
  public static func split(_ text: String) throws(QueryError) -> (statements: [ScriptStatement], rest: ScriptStatement?) {
    let script = try Script.statements(in: text)
    var statements = script.statements.map { ScriptStatement(text: $0.text, span: $0.span) }
    guard let last = script.statements.last, !last.isTerminated else { return (statements, nil) }
    return (statements, statements.popLast())
  }

  /// Whether every statement of a script is ended and nothing is left open.
  public static func isComplete(_ text: String) -> Bool { (try? Script.statements(in: text))?.isComplete ?? true }

  /// The error of a statement with its place in the script that the statement stands in.
  public static func located(_ error: QueryError, in statement: ScriptStatement) -> QueryError {
    Script.Part(text: statement.text, span: statement.span, isTerminated: true).located(error)
  }

  /// An error as a person reads it: the message, the line with a caret under the place, the hint.
  public static func diagnostic(_ error: QueryError, in text: String) -> String { QueryDiagnostic.text(error, source: text) }

  /// The keywords, in order.
  public static var keywords: [String] { Keyword.completions }

  /// The scalar and aggregating functions, in order.
  public static var functionNames: [String] { FunctionLibrary.names.sorted { $0.isByteLess(than: $1) } }

  /// The procedures, in order.
  public static var procedureNames: [String] { ProcedureLibrary.standard.signatures.names }

  /// A name as the language writes it: in backticks where it needs them.
  public static func quoted(name: String) -> String { Quoting.name(name) }
}
