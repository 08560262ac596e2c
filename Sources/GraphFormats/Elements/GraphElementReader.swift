// The seam of import: a reader takes bytes and hands out elements, one call each, in the order of the file. It keeps no
// element, so memory is constant whatever the file's size. What cannot be read is dealt with by the caller's policy: fail at
// the first, skip, or report each rejected record with its place, reason and raw text, and go on.

public import GraphModel

/// Reads nodes and relationships from a stream of bytes.
public protocol GraphElementReader {
  /// Reads the source to its end and hands each element to the handler, in order.
  /// - Throws: what the handler throws; what the policy does not let pass; and always what leaves no way to go on (a file
  ///   that cannot be read, a quote that is never closed, XML that is not well formed).
  @discardableResult
  func read(_ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary
}

/// What happens to a record that cannot be read.
public enum ErrorPolicy {
  /// The first ends the reading.
  case fail
  /// It is left out and counted.
  case skip
  /// It is left out, counted and handed to the callback.
  case report((RejectedRecord) -> Void)
}

/// A record that was left out.
public struct RejectedRecord: Hashable, Sendable {
  /// File, line, column, code, reason and mend.
  public var error: FormatError
  /// The record as it stands in the file, bad bytes shown as U+FFFD; cut at `FormatLimits.rawTextBytesMax`.
  public var rawText: String

  /// A rejected record.
  public init(error: FormatError, rawText: String) {
    self.error = error
    self.rawText = rawText
  }
}

/// How many elements were read, and what was guessed on the way.
public struct ReadSummary: Hashable, Sendable {
  /// The nodes handed out.
  public var nodes = 0
  /// The relationships handed out.
  public var relationships = 0
  /// The records left out by the policy.
  public var rejected = 0
  /// What the reader sniffed or ignored, one sentence each with its place: the delimiter, the encoding, a hyperedge. At most
  /// `FormatLimits.noticesMax`.
  public var notices: [FormatError] = []

  /// A summary of nothing.
  public init() {}

  /// Adds another summary to this one.
  public mutating func add(_ other: ReadSummary) {
    nodes += other.nodes
    relationships += other.relationships
    rejected += other.rejected
    for notice in other.notices { note(notice) }
  }

  /// Adds a notice unless there are too many already.
  package mutating func note(_ notice: FormatError) {
    if notices.count < FormatLimits.noticesMax { notices.append(notice) }
  }
}

/// What a reader is told beside the bytes.
public struct GraphReadOptions {
  /// How the keys of nodes are typed where the file does not say.
  public enum KeyType: Sendable {
    /// A canonical decimal integer of 64 bits is an integer, everything else (`01`, `+1`, `a`) a string.
    case automatic
    /// Every key is an integer; another is an error.
    case integer
    /// Every key is a string.
    case string
  }

  /// What happens to a record that cannot be read.
  public var errorPolicy: ErrorPolicy
  /// How keys are typed where the file does not say.
  public var keyType: KeyType
  /// The type of relationships for which the file gives none.
  public var defaultType: String
  /// The labels of nodes for which the file gives none.
  public var defaultLabels: [String]
  /// The field delimiter of CSV as a byte; `nil` to sniff it from the header.
  public var delimiter: UInt8?
  /// The delimiter between the elements of an array in a CSV field, as a byte.
  public var arrayDelimiter: UInt8

  /// Options; the defaults are those of `innograph import`.
  public init(
    errorPolicy: ErrorPolicy = .fail, keyType: KeyType = .automatic, defaultType: String = "RELATED_TO", defaultLabels: [String] = [],
    delimiter: UInt8? = nil, arrayDelimiter: UInt8 = UInt8(ascii: ";")
  ) {
    self.errorPolicy = errorPolicy
    self.keyType = keyType
    self.defaultType = defaultType
    self.defaultLabels = defaultLabels
    self.delimiter = delimiter
    self.arrayDelimiter = arrayDelimiter
  }
}
