// What reading a file can fail with: always with the file, the place in it, and the reason.

/// An error in a file or stream that is read.
public struct FormatError: Error, Hashable, Sendable {
  /// The file's name, or a name for the stream.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column in Unicode scalar values or, for tables, the field, from 1; 0 where unknown.
  public var column: Int
  /// A stable name for the reason (`unterminatedQuote`).
  public var code: String
  /// What is wrong, for people.
  public var message: String
  /// How to mend it, if a mend is known.
  public var hint: String?

  /// An error at a place.
  public init(file: String, line: Int, column: Int = 0, code: String, message: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.message = message
    self.hint = hint
  }
}
