// A place in a text that is read forward, block by block: the next byte, and line and column for errors. The bytes are
// well-formed UTF-8; where the stream's are not, reading on throws at the exact place. Columns count scalars: who passes bytes
// beyond ASCII says how many of them continue a scalar. Lines end with a line feed.

internal import GraphModel

/// A place in a text; lines and columns count from 1, columns in Unicode scalar values.
package struct TextPlace: Hashable, Sendable {
  /// The line.
  package var line: Int32
  /// The column.
  package var column: Int32

  /// A place.
  package init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }
}

/// Walks through a text.
struct TextCursor {
  private let blocks: TextBlocks?
  /// The text's name.
  let file: String
  /// The bytes at hand.
  private(set) var window: [UInt8]
  /// The next byte in the window; whoever moves it passes no line end.
  var position = 0
  /// How many bytes of this line continue a scalar.
  var continuations = 0
  private var line: Int
  private var lineStart = 0
  private var invalid: TextBlocks.Invalid?

  /// A cursor at the start of a stream.
  init(_ source: ByteSource) {
    blocks = TextBlocks(source)
    file = source.name
    window = []
    line = 1
  }

  /// A cursor at the start of bytes in memory, of which the first stands on a line of a file.
  init(bytes: [UInt8], file: String, line: Int) {
    blocks = nil
    self.file = file
    window = bytes
    self.line = line
    if let bad = UTF8Check.firstInvalid(in: bytes[...]) {
      invalid = TextBlocks.Invalid(offset: bad, byte: bytes[bad])
      window.removeLast(bytes.count - bad)
    }
    if window.starts(with: [0xEF, 0xBB, 0xBF]) { window.removeFirst(3) }
  }

  /// Where the next byte stands.
  var here: TextPlace {
    TextPlace(line: Int32(clamping: line), column: Int32(clamping: position - lineStart - continuations + 1))
  }

  /// Makes sure that a byte is there; `false` at the end.
  @inline(__always) mutating func fill() throws(FormatError) -> Bool {
    if position < window.count { return true }
    return try refill()
  }

  private mutating func refill() throws(FormatError) -> Bool {
    if let blocks, invalid == nil {
      lineStart -= position
      position = 0
      window.removeAll(keepingCapacity: true)
      if try blocks.appendCheckedBlock(to: &window) {
        invalid = blocks.invalid
        return true
      }
      invalid = blocks.invalid
    }
    if let invalid { throw error("invalidUTF8", invalid.message, hint: TextBlocks.Invalid.hint) }
    return false
  }

  /// The next byte, `nil` at the end.
  @inline(__always) mutating func peek() throws(FormatError) -> UInt8? { try fill() ? window[position] : nil }

  /// Takes the next byte if it is this one.
  @inline(__always) mutating func take(_ byte: UInt8) throws(FormatError) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// Notes that the line feed before `position` was taken.
  @inline(__always) mutating func startLine() {
    line += 1
    lineStart = position
    continuations = 0
  }

  /// An error at a place, or here.
  func error(_ code: String, _ message: String, at place: TextPlace? = nil, hint: String? = nil) -> FormatError {
    let stands = place ?? here
    return FormatError(file: file, line: Int(stands.line), column: Int(stands.column), code: code, message: message, hint: hint)
  }
}
