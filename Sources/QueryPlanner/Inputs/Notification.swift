// What a query's author should know although nothing failed: a name that the graph does not have, a pattern that multiplies, a form that
// has had its day. One case a code, so that this file is the list of them.

package import GraphModel

/// A remark on a query.
package struct Notification: Hashable, Sendable {
  /// How grave a remark is.
  package enum Severity: String, Hashable, Sendable {
    /// The answer may not be what was meant.
    case warning = "WARNING"
    /// The answer is right but may take long.
    case information = "INFORMATION"
  }

  /// The codes, spelt as drivers know them behind `Neo.ClientNotification.Statement.`.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case unknownLabel = "UnknownLabelWarning"
    case unknownRelationshipType = "UnknownRelationshipTypeWarning"
    case unknownPropertyKey = "UnknownPropertyKeyWarning"
    case deprecated = "FeatureDeprecationWarning"
    case cartesianProduct = "CartesianProduct"
    case unboundedLength = "UnboundedVariableLengthPattern"
    case noIndex = "NoApplicableIndex"
    case oneAfterTheOther = "ConcurrencyNotApplied"
    case adviceNotTaken = "HintNotApplied"

    /// How grave it is.
    package var severity: Severity {
      switch self {
      case .unknownLabel, .unknownRelationshipType, .unknownPropertyKey, .deprecated: .warning
      case .cartesianProduct, .unboundedLength, .noIndex, .oneAfterTheOther, .adviceNotTaken: .information
      }
    }

    /// Whether strict queries fail with it: a name is probably misspelt.
    package var isUnknownName: Bool {
      switch self {
      case .unknownLabel, .unknownRelationshipType, .unknownPropertyKey: true
      case .deprecated, .cartesianProduct, .unboundedLength, .noIndex, .oneAfterTheOther, .adviceNotTaken: false
      }
    }
  }

  /// Which remark it is.
  package let kind: Code
  /// What is noticed, for people.
  package let message: String
  /// Where in the text.
  package let span: SourceSpan
  /// How to mend it, if a mend is known.
  package let hint: String?

  /// A remark.
  package init(_ kind: Code, _ message: String, at span: SourceSpan, hint: String?) {
    self.kind = kind
    self.message = message
    self.span = span
    self.hint = hint
  }

  /// The full code.
  package var code: String { "Neo.ClientNotification.Statement.\(kind.rawValue)" }
}
