// One record of CSV, RFC 4180, over bytes: where its fields lie. A record ends at LF, CR or CRLF outside quotes. What breaks
// the grammar is a fault of the record, and scanning goes on to the record's end, so that the next one can be read; only a
// quote that is never closed has no end.

/// Where a field lies in the window.
struct CSVField {
  /// The first byte, behind the opening quote if there is one.
  let start: Int32
  private let bits: UInt32

  private static let quoted: UInt32 = 1 << 31
  private static let doubled: UInt32 = 1 << 30

  @inline(__always) init(start: Int, end: Int, quoted: Bool, doubled: Bool) {
    self.start = Int32(truncatingIfNeeded: start)
    bits = UInt32(truncatingIfNeeded: end - start) | (quoted ? Self.quoted : 0) | (doubled ? Self.doubled : 0)
  }

  /// The number of bytes.
  @inline(__always) var length: Int { Int(bits & ~(Self.quoted | Self.doubled)) }
  /// Whether it stood in quotes.
  @inline(__always) var isQuoted: Bool { bits & Self.quoted != 0 }
  /// Whether it holds doubled quotes, each of which means one.
  @inline(__always) var hasDoubledQuotes: Bool { bits & Self.doubled != 0 }
  /// Whether it is absent: empty and not in quotes.
  @inline(__always) var isAbsent: Bool { bits == 0 }

  /// The bytes in the window.
  @inline(__always) func bytes(in window: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: window[Int(start)..<Int(start) + length])
  }
}

/// Finds the fields of records.
enum CSVScan {
  /// What is wrong with a record.
  enum Fault {
    /// A quote in a field that does not begin with one.
    case strayQuote
    /// Something between a closing quote and the delimiter.
    case textAfterQuote
    /// A zero byte outside quotes.
    case nulByte
    /// A quote that nothing closes.
    case unterminatedQuote
    /// More fields than `FormatLimits.csvFieldsMax`.
    case tooManyFields
  }

  /// What scanning a record came to.
  enum Outcome {
    /// The record ends before this offset.
    case complete(end: Int)
    /// The window ends within the record.
    case incomplete
    /// The record is faulty in this field (from 1) and ends before this offset; for an unterminated quote, the quote's line
    /// lies so many lines below the record's first.
    case faulty(Fault, field: Int, end: Int, lineBelow: Int)
  }

  /// Scans the record that begins at an offset, appending its fields.
  /// - Parameters:
  ///   - atEnd: whether nothing follows the window.
  ///   - lines: set to the number of line ends within the record's quotes.
  static func record(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8, atEnd: Bool, fields: inout [CSVField], lines: inout Int
  ) -> Outcome {
    var at = start
    let count = bytes.count
    let first = fields.count
    var fault: (Fault, field: Int)?
    lines = 0
    while true {
      if fields.count - first > FormatLimits.csvFieldsMax { return rest(bytes, at, atEnd, .tooManyFields, fields.count - first) }
      if at < count, bytes[at] == 0x22 {
        let open = at
        let below = lines
        var doubled = false
        at = quotedEnd(bytes, open + 1, atEnd, &doubled, &lines)
        if at >= count {
          guard atEnd else { return .incomplete }
          return .faulty(.unterminatedQuote, field: fields.count - first + 1, end: count, lineBelow: below)
        }
        fields.append(CSVField(start: open + 1, end: at, quoted: true, doubled: doubled))
        at += 1
        let after = at
        while at < count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        if at > after, fault == nil { fault = (.textAfterQuote, fields.count - first) }
      } else {
        let begin = at
        while at < count {
          let byte = bytes[at]
          if byte == delimiter { break }
          if byte <= 0x22 {
            if byte == 0x0A || byte == 0x0D { break }
            if fault == nil, byte == 0x22 || byte == 0 { fault = (byte == 0 ? .nulByte : .strayQuote, fields.count - first + 1) }
          }
          at += 1
        }
        fields.append(CSVField(start: begin, end: at, quoted: false, doubled: false))
      }
      guard at < count else {
        guard atEnd else { return .incomplete }
        return ended(count, fault)
      }
      if bytes[at] == delimiter {
        at += 1
        continue
      }
      if bytes[at] == 0x0A { return ended(at + 1, fault) }
      guard at + 1 < count else { return atEnd ? ended(count, fault) : .incomplete }
      return ended(bytes[at + 1] == 0x0A ? at + 2 : at + 1, fault)
    }
  }

  @inline(__always) private static func ended(_ end: Int, _ fault: (Fault, field: Int)?) -> Outcome {
    guard let fault else { return .complete(end: end) }
    return .faulty(fault.0, field: fault.field, end: end, lineBelow: 0)
  }

  /// The offset of the closing quote; the window's end where there is none, or where the byte behind it is not known yet.
  @inline(__always) private static func quotedEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ atEnd: Bool, _ doubled: inout Bool, _ lines: inout Int
  ) -> Int {
    var at = start
    let count = bytes.count
    while at < count {
      let byte = bytes[at]
      if byte > 0x22 {
        at += 1
        continue
      }
      if byte == 0x22 {
        if at + 1 == count { return atEnd ? at : count }
        if bytes[at + 1] != 0x22 { return at }
        doubled = true
        at += 2
        continue
      }
      if byte == 0x0A || (byte == 0x0D && !(at + 1 < count && bytes[at + 1] == 0x0A)) { lines += 1 }
      at += 1
    }
    return count
  }

  /// Gives a record up: it ends at the next line end.
  private static func rest(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ atEnd: Bool, _ fault: Fault, _ field: Int) -> Outcome {
    guard let end = lineEnd(bytes, from: from, atEnd: atEnd) else { return .incomplete }
    return .faulty(fault, field: field, end: end, lineBelow: 0)
  }

  /// The offset behind the next line end, the window's end if nothing follows it, `nil` if that is not known yet.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, atEnd: Bool) -> Int? {
    var at = start
    while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    guard at < bytes.count else { return atEnd ? bytes.count : nil }
    if bytes[at] == 0x0A { return at + 1 }
    if at + 1 < bytes.count { return bytes[at + 1] == 0x0A ? at + 2 : at + 1 }
    return atEnd ? bytes.count : nil
  }
}
