// What can go wrong with a database file: a code that machines match, the file, the place in it where there is one, what happened, and
// the mend. Nothing here knows the format.

/// A fault of a database file or of its log.
public struct FileFault: Hashable, Sendable {
  /// The kinds of faults. The raw values are stable.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// There is no such file.
    case notFound
    /// Something is already where a new file was to be made.
    case alreadyExists
    /// The file is of another kind.
    case notADatabase
    /// The file was written by another version of the format.
    case formatUnknown
    /// Bytes are not what was written.
    case damaged
    /// The log that holds the last commits is not there.
    case logMissing
    /// The log belongs to another database, or to another state of this one.
    case logForeign
    /// Another process, or this one, has the file open for writing.
    case locked
    /// The database was opened for reading, or can only be read since a fault.
    case readOnly
    /// There is no room left.
    case diskFull
    /// The operating system refused an operation.
    case inputOutput
    /// A commit may or may not survive: the operating system could not say that it was written.
    case outcomeUnknown
    /// The database was closed.
    case closed
  }

  /// The kind.
  public var code: Code
  /// The file.
  public var path: String
  /// The byte at which the fault lies, where it has a place.
  public var offset: Int?
  /// What happened, for people.
  public var message: String
  /// How to mend it, where a mend is known.
  public var hint: String?

  /// A fault with all its parts.
  public init(_ code: Code, _ path: String, at offset: Int? = nil, _ message: String, hint: String? = nil) {
    self.code = code
    self.path = path
    self.offset = offset
    self.message = message
    self.hint = hint
  }

  /// The message with the file and the place in front.
  public var text: String { offset.map { "\(path): byte \($0): \(message)" } ?? "\(path): \(message)" }
}
