// The numbers of SKIP and LIMIT: constant expressions that must give an integer that is not negative.
import GraphModel
import QueryPlanner

/// A number of rows that is known when a query runs.
final class RowCount {
  private let expression: CompiledExpression
  private let clause: String
  private let span: SourceSpan

  /// The count of a clause (`SKIP`, `LIMIT`).
  init(_ expression: BoundExpression, clause: String) throws(QueryError) {
    self.expression = try CompiledExpression(expression, layout: ChunkLayout([]))
    self.clause = clause
    span = expression.span
  }

  /// The number.
  /// - Throws: a SyntaxError, for that is what the language calls it even where a parameter is to blame.
  func value(_ context: ExecutionContext) throws(QueryError) -> Int {
    let value = try expression.constant(context)
    guard case .integer(let count) = value else {
      throw .runtime(.syntaxError, "InvalidArgumentType", "\(clause) needs an integer, not a value of type \(value.typeName)", at: span)
    }
    guard count >= 0 else {
      throw .runtime(.syntaxError, "NegativeIntegerArgument", "\(clause) needs a number of rows, but \(count) is negative", at: span)
    }
    return Int(count)
  }
}
