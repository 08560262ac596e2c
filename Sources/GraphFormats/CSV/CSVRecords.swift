// Records of a CSV stream, many at a time: a window over the source that is refilled between calls, and the fields of the
// records in it as offsets. Rows come out rectangular: a record with too few or too many fields is rejected here, as is one
// that breaks the grammar. A window that a record does not fit into grows by doubling up to the record limit, so that the
// time is linear in the bytes whatever they are.

internal import GraphModel

/// Takes a CSV stream apart into records.
struct CSVRecords {
  /// A record that was rejected, and its bytes.
  struct Rejection {
    let error: FormatError
    let raw: String
  }

  private let blocks: TextBlocks
  private let delimiter: UInt8
  /// The bytes at hand; fields point into them until the next call.
  private(set) var window: [UInt8] = []
  private var position = 0
  private var atEnd = false
  private var line = 1
  private var windowOffset = 0

  /// The fields of the rows, `width` per row.
  private(set) var fields: [CSVField] = []
  /// Where each row begins and ends in the window.
  private(set) var extents: [Range<Int>] = []
  /// The line on which each row begins.
  private(set) var lines: [Int] = []

  /// Records of a stream whose first bytes were read already.
  init(_ blocks: TextBlocks, head: [UInt8], delimiter: UInt8) {
    self.blocks = blocks
    self.delimiter = delimiter
    window = head
  }

  /// The file's name.
  var file: String { blocks.name }
  /// The number of rows at hand.
  var count: Int { lines.count }
  /// The offset in the file of a byte of the window.
  func fileOffset(_ place: Int) -> Int { windowOffset + place + (blocks.encoding == .utf8WithMark ? 3 : 0) }

  /// Takes up to so many rows of `width` fields (any number of fields if 0) into `fields`; `false` at the end of the stream.
  mutating func take(_ limit: Int, width: Int, reject: (Rejection) throws(FormatError) -> Void) throws(FormatError) -> Bool {
    fields.removeAll(keepingCapacity: true)
    extents.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    while lines.count < limit {
      if width > 0 { takeRun(limit, width) }
      if lines.count == limit { return true }
      if position == window.count {
        if !lines.isEmpty { return true }
        guard try refill() else { return false }
      }
      let first = fields.count
      var inner = 0
      switch scan(&inner) {
      case .complete(let end): try accept(first, end, inner, width, reject)
      case .incomplete:
        fields.removeLast(fields.count - first)
        if !lines.isEmpty { return true }
        guard window.count - position <= FormatLimits.csvRecordBytesMax else {
          try giveUp(reject)
          continue
        }
        _ = try refill()
      case .faulty(let fault, let field, let end, let below):
        fields.removeLast(fields.count - first)
        try refuse(fault, field, end, inner, below, reject)
      }
    }
    return true
  }

  /// Takes rows as long as they are flawless and whole, which nearly all are; stops before the first other.
  private mutating func takeRun(_ limit: Int, _ width: Int) {
    let (delimiter, atEnd) = (delimiter, atEnd)
    var (fields, extents, lines) = (fields, extents, lines)
    (self.fields, self.extents, self.lines) = ([], [], [])
    var (at, line) = (position, line)
    window.withUnsafeBufferPointer { bytes in
      while lines.count < limit, at < bytes.count {
        let first = fields.count
        var inner = 0
        let outcome = CSVScan.record(bytes, from: at, delimiter: delimiter, atEnd: atEnd, fields: &fields, lines: &inner)
        guard case .complete(let end) = outcome, fields.count - first == width, end - at <= FormatLimits.csvFieldBytesMax,
          !(width == 1 && fields[first].isAbsent)
        else { return fields.removeLast(fields.count - first) }
        extents.append(at..<end)
        lines.append(line)
        at = end
        line += inner + 1
      }
    }
    (self.fields, self.extents, self.lines) = (fields, extents, lines)
    (position, self.line) = (at, line)
  }

  private mutating func scan(_ inner: inout Int) -> CSVScan.Outcome {
    let (start, delimiter, atEnd) = (position, delimiter, atEnd)
    var fields = fields
    self.fields = []
    defer { self.fields = fields }
    return window.withUnsafeBufferPointer {
      CSVScan.record($0, from: start, delimiter: delimiter, atEnd: atEnd, fields: &fields, lines: &inner)
    }
  }

  /// Keeps a record if it has the right number of fields and is not a blank line.
  private mutating func accept(
    _ first: Int, _ end: Int, _ inner: Int, _ width: Int, _ reject: (Rejection) throws(FormatError) -> Void
  ) throws(FormatError) {
    let found = fields.count - first
    let extent = position..<end
    let start = line
    position = end
    line += inner + 1
    if found == 1, fields[first].isAbsent { return fields.removeLast(1) }
    guard width == 0 || found == width else {
      fields.removeLast(found)
      return try reject(
        rejection(
          "raggedRow", "the row has \(found) field\(found == 1 ? "" : "s"), the header \(width)", line: start,
          column: min(found, width) + 1,
          extent, hint: found > width ? "is a delimiter inside a field without quotes?" : nil))
    }
    if let long = fields[first...].firstIndex(where: { $0.length > FormatLimits.csvFieldBytesMax }) {
      fields.removeLast(found)
      return try reject(
        rejection(
          "fieldTooLong", "the field is longer than \(FormatLimits.csvFieldBytesMax) bytes", line: start, column: long - first + 1, extent))
    }
    extents.append(extent)
    lines.append(start)
  }

  private func rejection(
    _ code: String, _ message: String, line: Int, column: Int, _ extent: Range<Int>, hint: String? = nil
  ) -> Rejection {
    Rejection(
      error: FormatError(file: file, line: line, column: column, code: code, message: message, hint: hint),
      raw: UTF8Check.shown(Self.trimmed(window[extent])))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var kept = bytes
    while let last = kept.last, last == 0x0A || last == 0x0D { kept.removeLast() }
    return kept
  }

  /// The text of a row as it stands in the file.
  func rawText(_ row: Int) -> String { UTF8Check.shown(Self.trimmed(window[extents[row]])) }

  private mutating func refuse(
    _ fault: CSVScan.Fault, _ field: Int, _ end: Int, _ inner: Int, _ below: Int, _ reject: (Rejection) throws(FormatError) -> Void
  ) throws(FormatError) {
    let extent = position..<end
    let start = line
    switch fault {
    case .strayQuote, .textAfterQuote, .nulByte, .tooManyFields:
      position = end
      line += inner + 1
      let (code, message, hint) = Self.wording(of: fault)
      try reject(rejection(code, message, line: start, column: field, extent, hint: hint))
    case .unterminatedQuote:
      let next = window.withUnsafeBufferPointer { CSVScan.lineEnd($0, from: extent.lowerBound, atEnd: true) } ?? end
      position = next
      line += 1
      try reject(
        rejection(
          "unterminatedQuote", "the quote that opens here is never closed", line: start + below, column: field, extent.lowerBound..<next,
          hint: "a quote inside a quoted field is written twice"))
    }
  }

  private static func wording(of fault: CSVScan.Fault) -> (code: String, message: String, hint: String?) {
    switch fault {
    case .strayQuote:
      ("strayQuote", "a quote stands within a field that does not begin with one", "put the field in quotes and double those inside")
    case .textAfterQuote: ("textAfterQuote", "text follows the closing quote", "a quote inside a quoted field is written twice")
    case .nulByte: ("nulByte", "a zero byte stands outside quotes", "is the file text?")
    case .tooManyFields: ("tooManyFields", "the row has more than \(FormatLimits.csvFieldsMax) fields", nil)
    case .unterminatedQuote: ("unterminatedQuote", "a quote is never closed", nil)
    }
  }

  /// Rejects a record beyond the limit and goes on behind its first line end.
  private mutating func giveUp(_ reject: (Rejection) throws(FormatError) -> Void) throws(FormatError) {
    let start = line
    let extent = position..<min(window.count, position + FormatLimits.rawTextBytesMax)
    let rejected = rejection(
      "recordTooLong", "the record is longer than \(FormatLimits.csvRecordBytesMax) bytes", line: start, column: 0, extent,
      hint: "is a quote never closed?")
    while true {
      let (from, last) = (position, atEnd)
      if let end = window.withUnsafeBufferPointer({ CSVScan.lineEnd($0, from: from, atEnd: last) }) {
        position = end
        break
      }
      // A carriage return at the window's end stays, in case a line feed follows.
      position = window.last == 0x0D ? window.count - 1 : window.count
      _ = try refill()
    }
    line += 1
    try reject(rejected)
  }

  /// Drops what was taken and reads on, at least as much again as is left; `false` if nothing is left.
  private mutating func refill() throws(FormatError) -> Bool {
    windowOffset += position
    window.removeFirst(position)
    position = 0
    let wanted = min(window.count * 2, FormatLimits.csvRecordBytesMax + 1)
    while !atEnd {
      guard try blocks.appendBlock(to: &window) else {
        atEnd = true
        break
      }
      if window.count >= wanted, !window.isEmpty { break }
    }
    return !window.isEmpty
  }
}
