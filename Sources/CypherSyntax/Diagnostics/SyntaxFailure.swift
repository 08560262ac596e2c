// The error that travels inside the module: one reference, so that the frames of a recursive parser stay small (an unoptimised
// build keeps room for an error at every call that can throw). It leaves the module as the `QueryError` it holds.

import GraphModel

/// A reference to a syntax error.
final class SyntaxFailure: Error {
  /// The error.
  let error: QueryError

  /// A syntax error found from the text.
  init(_ detail: String, _ message: String, at span: SourceSpan?, hint: String? = nil) {
    error = .compile(.syntaxError, detail, message, at: span, hint: hint)
  }
}
