// What a query can fail with: a status code that drivers match, the openCypher kind, phase and detail, the place, and the
// mend. One type for the whole road of a query, so that every stage throws the same.

/// An error of a query: of its text, its plan or its run.
public struct QueryError: Error, Hashable, Sendable {
  /// When an error is found.
  public enum Phase: String, Hashable, Sendable {
    /// From the text and the names of the parameters, before anything runs.
    case compileTime = "compile time"
    /// While the query runs.
    case runtime = "runtime"
  }

  /// The openCypher kind of an error.
  public enum Kind: String, Hashable, Sendable {
    case syntaxError = "SyntaxError"
    case semanticError = "SemanticError"
    case parameterMissing = "ParameterMissing"
    case constraintValidationFailed = "ConstraintValidationFailed"
    case constraintVerificationFailed = "ConstraintVerificationFailed"
    case entityNotFound = "EntityNotFound"
    case propertyNotFound = "PropertyNotFound"
    case labelNotFound = "LabelNotFound"
    case typeError = "TypeError"
    case argumentError = "ArgumentError"
    case arithmeticError = "ArithmeticError"
    case procedureError = "ProcedureError"
    /// A limit of memory, time or size was reached.
    case resourceExhausted = "ResourceExhausted"
    /// The query was stopped from outside.
    case cancelled = "Cancelled"
    /// The database file could not be read or written; the detail is a `FileFault.Code`.
    case databaseError = "DatabaseError"
    /// A fault of the program itself.
    case internalError = "InternalError"
  }

  /// The openCypher kind.
  public var kind: Kind
  /// When it was found.
  public var phase: Phase
  /// The finer reason, as the TCK names it (`UndefinedVariable`).
  public var detail: String
  /// What went wrong, for people.
  public var message: String
  /// Where in the text, if the place is known.
  public var span: SourceSpan?
  /// How to mend it: the mend of the reason where the error knows nothing better.
  public var hint: String?

  /// An error with all its parts.
  public init(_ kind: Kind, _ detail: String, _ message: String, at span: SourceSpan? = nil, phase: Phase, hint: String? = nil) {
    self.kind = kind
    self.phase = phase
    self.detail = detail
    self.message = message
    self.span = span == SourceSpan.none ? nil : span
    self.hint = hint ?? ErrorRegistry.entry(of: detail)?.mend
  }

  /// An error found from the text.
  public static func compile(
    _ kind: Kind, _ detail: String, _ message: String, at span: SourceSpan? = nil, hint: String? = nil
  ) -> QueryError {
    QueryError(kind, detail, message, at: span, phase: .compileTime, hint: hint)
  }

  /// An error found while running.
  public static func runtime(
    _ kind: Kind, _ detail: String, _ message: String, at span: SourceSpan? = nil, hint: String? = nil
  ) -> QueryError {
    QueryError(kind, detail, message, at: span, phase: .runtime, hint: hint)
  }

  /// The status code that drivers match.
  public var code: String {
    switch kind {
    case .syntaxError: "Neo.ClientError.Statement.SyntaxError"
    case .semanticError: "Neo.ClientError.Statement.SemanticError"
    case .parameterMissing: "Neo.ClientError.Statement.ParameterMissing"
    case .constraintValidationFailed: "Neo.ClientError.Schema.ConstraintValidationFailed"
    case .constraintVerificationFailed: "Neo.ClientError.Schema.ConstraintVerificationFailed"
    case .entityNotFound: "Neo.ClientError.Statement.EntityNotFound"
    case .propertyNotFound: "Neo.ClientError.Statement.PropertyNotFound"
    case .labelNotFound: "Neo.ClientError.Statement.LabelNotFound"
    case .typeError: "Neo.ClientError.Statement.TypeError"
    case .argumentError: "Neo.ClientError.Statement.ArgumentError"
    case .arithmeticError: "Neo.ClientError.Statement.ArithmeticError"
    case .procedureError:
      detail == "ProcedureNotFound" ? "Neo.ClientError.Procedure.ProcedureNotFound" : "Neo.ClientError.Procedure.ProcedureCallFailed"
    case .resourceExhausted:
      detail == "Timeout" ? "Neo.ClientError.Transaction.TransactionTimedOut" : "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
    case .cancelled: "Neo.ClientError.Transaction.TransactionTerminated"
    case .databaseError:
      detail == FileFault.Code.readOnly.rawValue
        ? "Neo.ClientError.General.WriteOnReadOnlyAccessMode" : "Neo.DatabaseError.General.StorageDamageDetected"
    case .internalError: "Neo.DatabaseError.General.UnknownError"
    }
  }
}
