// How files are loaded, and what a load brought.
public import GraphModel

/// How files are loaded.
public struct ImportOptions: Sendable {
  /// What to do with a row that cannot be taken.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The first ends the load; nothing is kept.
    case fail
    /// It is left out and counted.
    case skip
    /// It is left out, counted and handed to `rejected`.
    case report
  }

  /// What to do with a row that cannot be taken.
  public var onError: ErrorPolicy = .fail
  /// Called for each row left out under `report`, in the order of the files.
  public var rejected: (@Sendable (ImportRejection) -> Void)?
  /// Called about once per few thousand rows with the numbers of nodes and relationships so far.
  public var progress: (@Sendable (Int, Int) -> Void)?
  /// A handle by which another thread stops the load.
  public var cancellation: QueryCancellation?

  /// The defaults: fail at the first error, say nothing.
  public init() {}
}

/// A row that a load left out.
public struct ImportRejection: Hashable, Sendable {
  /// File, line, column, reason and mend.
  public var error: FormatError
  /// The row as it stands in the file, cut where it is very long; empty where the reason was found after reading, when the row
  /// is text no more.
  public var rawText: String

  /// A row left out.
  public init(error: FormatError, rawText: String = "") {
    self.error = error
    self.rawText = rawText
  }
}

/// What a load brought.
public struct ImportSummary: Hashable, Sendable {
  /// The nodes loaded.
  public var nodes = 0
  /// The relationships loaded.
  public var relationships = 0
  /// The rows left out.
  public var rejectedRows = 0
  /// What was guessed or passed over on the way, with its place.
  public var notices: [FormatError] = []

  /// Nothing yet.
  public init() {}
}
