// Blocks of UTF-8 from a source in UTF-8 or UTF-16: a byte order mark is taken off, UTF-16 (by its mark or by zero bytes
// between ASCII) is transcoded on the way. UTF-8 is checked where the caller asks (`appendCheckedBlock`); the error comes after
// the good bytes before it, so that a parser meets it at its line and column. Compressed files and UTF-32 are recognised
// and refused with the mend.

package import GraphModel

/// How a file writes its characters.
package enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with a byte order mark"
  case utf16Little = "UTF-16 little-endian"
  case utf16Big = "UTF-16 big-endian"
}

/// A source decoded to UTF-8, block by block.
package final class TextBlocks {
  /// Bytes that are not UTF-8: where in the stream, and the first of them.
  package struct Invalid: Error {
    /// The offset in the decoded stream, from 0.
    package let offset: Int
    /// The byte.
    package let byte: UInt8

    /// What to tell people.
    package var message: String { "byte 0x\(String(byte, radix: 16, uppercase: true)) at offset \(offset) is not UTF-8" }
    /// The mend.
    package static let hint = "save the file as UTF-8, for instance: iconv -f GB18030 -t UTF-8"
  }

  private let source: ByteSource
  /// What the first bytes tell; UTF-8 before the first block.
  package private(set) var encoding = TextEncoding.utf8
  private var started = false
  private var raw: [UInt8] = []
  private var highSurrogate: UInt16?
  private var line = 1
  private var carry: [UInt8] = []
  private var checked = 0
  /// Set once bytes were met that are not UTF-8: they lie directly behind what was handed out.
  package private(set) var invalid: Invalid?

  /// The blocks of a source.
  package init(_ source: ByteSource) { self.source = source }

  /// The source's name.
  package var name: String { source.name }

  /// Appends the next block of UTF-8 to a buffer; `false` at the end of the source.
  package func appendBlock(to buffer: inout [UInt8]) throws(FormatError) -> Bool {
    if !started { return try start(&buffer) }
    guard encoding == .utf16Little || encoding == .utf16Big else { return try source.appendBlock(to: &buffer) }
    let more = try source.appendBlock(to: &raw)
    try transcode(into: &buffer, atEnd: !more)
    return more
  }

  /// Appends the next block of well-formed UTF-8, cut between characters; `false` at the end of the source, or where bytes
  /// follow that are not UTF-8 (`invalid` is set then).
  package func appendCheckedBlock(to buffer: inout [UInt8]) throws(FormatError) -> Bool {
    guard invalid == nil else { return false }
    while true {
      let first = buffer.count
      buffer.append(contentsOf: carry)
      carry = []
      let more = try appendBlock(to: &buffer)
      if let bad = UTF8Check.firstInvalid(in: buffer[first...]) {
        if more, UTF8Check.isCut(buffer[(first + bad)...]) {
          carry = Array(buffer[(first + bad)...])
        } else {
          let mark = encoding == .utf8WithMark ? 3 : 0
          invalid = Invalid(offset: checked + bad + mark, byte: buffer[first + bad])
        }
        buffer.removeLast(buffer.count - first - bad)
      }
      checked += buffer.count - first
      if buffer.count > first || invalid != nil || !more { return buffer.count > first }
    }
  }

  private func start(_ buffer: inout [UInt8]) throws(FormatError) -> Bool {
    started = true
    while raw.count < 4, try source.appendBlock(to: &raw) {}
    try refuseForeign()
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
      encoding = .utf8WithMark
      raw.removeFirst(3)
    } else if raw.starts(with: [0xFF, 0xFE]) {
      encoding = .utf16Little
      raw.removeFirst(2)
    } else if raw.starts(with: [0xFE, 0xFF]) {
      encoding = .utf16Big
      raw.removeFirst(2)
    } else if raw.count >= 4, raw[0] != 0, raw[1] == 0, raw[2] != 0, raw[3] == 0 {
      encoding = .utf16Little
    } else if raw.count >= 4, raw[0] == 0, raw[1] != 0, raw[2] == 0, raw[3] != 0 {
      encoding = .utf16Big
    } else {
      buffer.append(contentsOf: raw)
      let some = !raw.isEmpty
      raw = []
      return some
    }
    guard encoding != .utf8WithMark else {
      buffer.append(contentsOf: raw)
      raw = []
      return true
    }
    try transcode(into: &buffer, atEnd: false)
    return true
  }

  private func refuseForeign() throws(FormatError) {
    guard let foreign = Self.foreign.first(where: { raw.starts(with: $0.start) }) else { return }
    throw FormatError(file: name, line: 1, code: foreign.code, message: foreign.what, hint: foreign.hint)
  }

  /// The first bytes of files that are no text, or no text that is read here.
  private static let foreign: [(start: [UInt8], code: String, what: String, hint: String)] = [
    ([0x1F, 0x8B], "compressedInput", "the file is compressed with gzip", "unpack it first: gzip -d"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressedInput", "the file is compressed with zstd", "unpack it first: zstd -d"),
    ([0x50, 0x4B, 3, 4], "compressedInput", "the file is a zip archive", "unpack it first: unzip"),
    ([0xFF, 0xFE, 0, 0], "unsupportedEncoding", "the file is in UTF-32", "save it as UTF-8"),
    ([0, 0, 0xFE, 0xFF], "unsupportedEncoding", "the file is in UTF-32", "save it as UTF-8"),
  ]

  private func transcode(into buffer: inout [UInt8], atEnd: Bool) throws(FormatError) {
    let low = encoding == .utf16Little ? 0 : 1
    var at = 0
    while at + 1 < raw.count {
      let unit = UInt16(raw[at + low]) | UInt16(raw[at + 1 - low]) << 8
      try append(unit, to: &buffer)
      at += 2
    }
    raw.removeFirst(at)
    if atEnd, !raw.isEmpty || highSurrogate != nil { throw malformed("ends in the middle of a character") }
  }

  private func append(_ unit: UInt16, to buffer: inout [UInt8]) throws(FormatError) {
    if let high = highSurrogate {
      guard unit & 0xFC00 == 0xDC00 else { throw malformed("holds a lone surrogate") }
      highSurrogate = nil
      let value = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
      if let scalar = Unicode.Scalar(value) { buffer.append(scalar: scalar) }
      return
    }
    if unit & 0xFC00 == 0xD800 { return highSurrogate = unit }
    guard let scalar = Unicode.Scalar(unit) else { throw malformed("holds a lone surrogate") }
    if unit == 0x0A { line += 1 }
    buffer.append(scalar: scalar)
  }

  private func malformed(_ what: String) -> FormatError {
    FormatError(file: name, line: line, code: "invalidUTF16", message: "the \(encoding.rawValue) text \(what)")
  }
}
