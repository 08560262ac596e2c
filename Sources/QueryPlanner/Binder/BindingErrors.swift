// The errors of binding, each with its place and its mend. The details are those of the openCypher TCK; `NotSupported` is ours
// and marks what parses but does not run.

import CypherSyntax
import GraphModel

/// Makes errors.
enum BindingErrors {
  static func syntax(_ detail: String, _ message: String, at span: SourceSpan?, hint: String? = nil) -> QueryError {
    .compile(.syntaxError, detail, message, at: span, hint: hint)
  }

  static func undefined(_ name: Identifier, in scope: Scope) -> QueryError {
    let hint =
      didYouMean(name.text, among: scope.names)
      ?? "bind it before with MATCH, UNWIND or WITH, or pass it through the last WITH"
    return syntax("UndefinedVariable", "variable `\(name.text)` is not defined", at: name.span, hint: hint)
  }

  static func hidden(_ variable: Variable, at span: SourceSpan, by reason: String) -> QueryError {
    syntax(
      "UndefinedVariable", "variable `\(variable.name)` is not visible after \(reason)", at: span,
      hint: "project it too, or order by what is projected")
  }

  static func alreadyBound(_ name: Identifier, _ place: String) -> QueryError {
    syntax("VariableAlreadyBound", "variable `\(name.text)` is bound already \(place)", at: name.span, hint: "choose another name")
  }

  static func typeConflict(_ name: Identifier, is type: StaticType, wanted: String) -> QueryError {
    syntax(
      "VariableTypeConflict", "variable `\(name.text)` is a \(type.name) and cannot stand for \(wanted)", at: name.span,
      hint: "choose another name")
  }

  static func wrongType(_ message: String, at span: SourceSpan, hint: String? = nil) -> QueryError {
    syntax("InvalidArgumentType", message, at: span, hint: hint)
  }

  static func wrongOperand(of op: String, wanted: String, got type: StaticType, at span: SourceSpan) -> QueryError {
    wrongType("\(op) takes \(wanted), not a value of type \(type.name)", at: span)
  }

  static func notSupported(_ what: String, at span: SourceSpan?, hint: String) -> QueryError {
    syntax("NotSupported", "\(what) is not supported yet", at: span, hint: hint)
  }

  static func composition(_ message: String, at span: SourceSpan, hint: String? = nil) -> QueryError {
    syntax("InvalidClauseComposition", message, at: span, hint: hint)
  }

  static func aggregation(_ place: String, at span: SourceSpan) -> QueryError {
    syntax(
      "InvalidAggregation", "an aggregating function cannot stand \(place)", at: span,
      hint: "aggregate in a WITH before, and use its result here")
  }

  static func ambiguous(at span: SourceSpan, _ name: String) -> QueryError {
    syntax(
      "AmbiguousAggregationExpression",
      "`\(name)` stands beside an aggregate but is no grouping key of its own", at: span,
      hint: "project it in a WITH before, and aggregate after that")
  }

  static func missingParameter(_ name: Identifier, known: Set<String>) -> QueryError {
    .compile(
      .parameterMissing, "MissingParameter", "parameter `$\(name.text)` is not given", at: name.span,
      hint: didYouMean(name.text, among: known.sorted(), prefix: "$") ?? "pass a value for it, or null")
  }

  /// "did you mean …?" for the nearest known name, if one is near.
  static func didYouMean(_ name: String, among known: some Sequence<String>, prefix: String = "") -> String? {
    Spelling.nearest(to: name, among: known).map { "did you mean `\(prefix)\($0)`?" }
  }
}
