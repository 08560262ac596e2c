// A place in a query's text. Lines and columns count from one; columns count Unicode scalar values, offsets UTF-8 bytes.

/// A stretch of a query's text.
public struct SourceSpan: Hashable, Sendable {
  /// The offset of the first byte.
  public var offset: Int
  /// The number of bytes.
  public var length: Int
  /// The line of the first byte, from 1.
  public var line: Int
  /// The column of the first byte in Unicode scalar values, from 1.
  public var column: Int

  /// A stretch of text.
  public init(offset: Int, length: Int, line: Int, column: Int) {
    self.offset = offset
    self.length = length
    self.line = line
    self.column = column
  }

  /// A place that is in no text, for parts that the engine makes up.
  public static let none = SourceSpan(offset: 0, length: 0, line: 0, column: 0)

  /// The stretch from the start of this one to the end of another that does not end before it.
  public func extended(to end: SourceSpan) -> SourceSpan {
    SourceSpan(offset: offset, length: max(length, end.offset + end.length - offset), line: line, column: column)
  }
}
