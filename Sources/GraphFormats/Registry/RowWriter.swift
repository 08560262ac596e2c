// The seam of results: a writer takes the names of the columns, then rows of as many values, then the end. Writers stream;
// the table holds back the first rows to size its columns.

public import GraphModel

/// Writes rows of values as text.
public protocol RowWriter: AnyObject {
  /// Starts with the names of the columns.
  func begin(columns: [String]) throws(FormatError)
  /// Adds a row of as many values as columns.
  func row(_ values: [Value]) throws(FormatError)
  /// Ends the text and flushes the output.
  func end() throws(FormatError)
}

/// What a writer of rows is told beside the rows.
public struct RowWriteOptions: Sendable {
  /// The width of the terminal in columns; `nil` for no limit. Tables fit into it.
  public var width: Int?
  /// Whether a CSV field that a spreadsheet would run as a formula gets an apostrophe in front.
  public var guardsFormulas: Bool

  /// Options; the defaults limit and guard nothing.
  public init(width: Int? = nil, guardsFormulas: Bool = false) {
    self.width = width
    self.guardsFormulas = guardsFormulas
  }
}

extension FormatError {
  /// A row that does not fit the columns.
  static func wrongRow(_ values: Int, columns: Int) -> FormatError {
    FormatError(file: "", line: 0, code: "wrongRow", message: "a row of \(values) values for \(columns) columns")
  }
}
