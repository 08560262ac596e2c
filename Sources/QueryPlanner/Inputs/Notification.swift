// What a query's author should know although nothing failed: above all a name that the graph does not have.

package import GraphModel

/// A warning about a query.
package struct Notification: Hashable, Sendable {
  /// A stable code, spelt as drivers know it.
  package let code: String
  /// What is noticed, for people.
  package let message: String
  /// Where in the text.
  package let span: SourceSpan
  /// How to mend it, if a mend is known.
  package let hint: String?

  /// A warning.
  package init(code: String, message: String, span: SourceSpan, hint: String?) {
    self.code = code
    self.message = message
    self.span = span
    self.hint = hint
  }
}
