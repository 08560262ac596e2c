// XML 1.0 as a stream of events, the part that graph files use: elements, attributes, text, CDATA, character references and the
// five named ones. Comments and processing instructions are passed over. Refused: a DOCTYPE with an internal subset (nothing is
// ever expanded or fetched), undeclared entities, characters that XML does not allow, other encodings than UTF-8 and UTF-16,
// text that is not well formed. Open elements are a stack of names up to `xmlDepthMax`, never recursion.

internal import GraphModel

/// An element's start.
struct XMLElement {
  /// The name as written, with its prefix.
  let name: String
  /// The attributes in order.
  let attributes: [(name: String, value: String)]
  /// Where the element begins.
  let place: TextPlace

  /// The name without its prefix.
  var local: Substring { XMLElement.local(name) }

  /// The value of an attribute whose name is ASCII, for which `==` compares bytes and fast; `nil` where there is none.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// A name without its prefix.
  static func local(_ name: String) -> Substring {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name[...] }
    return name[name.utf8.index(after: colon)...]
  }
}

/// What an XML text holds, in order.
enum XMLEvent {
  case start(XMLElement)
  /// The end of the innermost open element.
  case end
  /// Text, as much of it as stands together; only where it was asked for.
  case text(String)
  /// The end of the document.
  case endOfDocument
}

/// Turns bytes into XML events.
struct XMLScanner {
  var cursor: TextCursor
  var scratch: [UInt8] = []
  private var open: [String] = []
  private var pendingEnd = false
  /// Where the `<` of a tag stands that was taken already, because text before it was handed out first.
  private var openedTag: TextPlace?
  private var hasRoot = false
  /// Whether text is handed out; otherwise it is only checked.
  var wantsText = false

  /// Scans a stream.
  init(_ source: ByteSource) { cursor = TextCursor(source) }

  /// How many elements are open: at an element's start with it, at its end without it.
  var depth: Int { open.count }

  /// The next event.
  mutating func next() throws(FormatError) -> XMLEvent {
    if pendingEnd {
      pendingEnd = false
      open.removeLast()
      return .end
    }
    if let place = openedTag {
      openedTag = nil
      return try tag(place)
    }
    scratch.removeAll(keepingCapacity: true)
    while try cursor.fill() {
      if cursor.window[cursor.position] != UInt8(ascii: "<") {
        try text()
        continue
      }
      let place = cursor.here
      cursor.position += 1
      switch try cursor.peek() {
      case UInt8(ascii: "!"): try bang(place)
      case UInt8(ascii: "?"): try instruction(place)
      default:
        guard wantsText, !scratch.isEmpty, !open.isEmpty else { return try tag(place) }
        openedTag = place
        return .text(String(decoding: scratch, as: UTF8.self))
      }
    }
    guard open.isEmpty else { throw cursor.error("unclosedElement", "the text ends within the element '\(open[open.count - 1])'") }
    guard hasRoot else { throw cursor.error("unexpectedEnd", "the text holds no element") }
    return .endOfDocument
  }

  /// Reads a tag behind its `<`.
  private mutating func tag(_ place: TextPlace) throws(FormatError) -> XMLEvent {
    try cursor.peek() == UInt8(ascii: "/") ? try endTag(place) : .start(try startTag(place))
  }

  /// Reads on to the end of an element whose start was the last event.
  mutating func skipElement() throws(FormatError) {
    let outside = open.count - 1
    wantsText = false
    while open.count > outside { _ = try next() }
  }

  // MARK: Tags

  private mutating func startTag(_ place: TextPlace) throws(FormatError) -> XMLElement {
    guard !open.isEmpty || !hasRoot else { throw cursor.error("secondRoot", "a second root element", at: place) }
    guard open.count < FormatLimits.xmlDepthMax else {
      throw cursor.error("nestingTooDeep", "elements nest deeper than \(FormatLimits.xmlDepthMax)", at: place)
    }
    let name = try name()
    var attributes: [(name: String, value: String)] = []
    while true {
      let spaced = try skipSpace()
      guard let byte = try cursor.peek() else {
        throw cursor.error("unclosedElement", "the tag that begins here is never closed", at: place)
      }
      if byte == UInt8(ascii: ">") {
        cursor.position += 1
        break
      }
      if byte == UInt8(ascii: "/") {
        cursor.position += 1
        guard try cursor.take(UInt8(ascii: ">")) else { throw cursor.error("notWellFormed", "expected '>' after '/'") }
        pendingEnd = true
        break
      }
      guard spaced else { throw cursor.error("notWellFormed", "expected a blank, '>' or '/>' in the tag") }
      try attribute(&attributes)
    }
    hasRoot = true
    open.append(name)
    scratch.removeAll(keepingCapacity: true)
    return XMLElement(name: name, attributes: attributes, place: place)
  }

  private mutating func attribute(_ attributes: inout [(name: String, value: String)]) throws(FormatError) {
    let place = cursor.here
    let name = try name()
    guard attributes.count < FormatLimits.xmlAttributesMax else {
      throw cursor.error("tooManyAttributes", "the element has more than \(FormatLimits.xmlAttributesMax) attributes", at: place)
    }
    guard !attributes.contains(where: { $0.name.isByteEqual(to: name) }) else {
      throw cursor.error("duplicateAttribute", "the attribute '\(name)' is given twice", at: place)
    }
    _ = try skipSpace()
    guard try cursor.take(UInt8(ascii: "=")) else { throw cursor.error("notWellFormed", "expected '=' after the attribute's name") }
    _ = try skipSpace()
    attributes.append((name, try attributeValue()))
  }

  private mutating func endTag(_ place: TextPlace) throws(FormatError) -> XMLEvent {
    cursor.position += 1
    let name = try name()
    _ = try skipSpace()
    guard try cursor.take(UInt8(ascii: ">")) else { throw cursor.error("notWellFormed", "expected '>' at the end of the tag") }
    guard let last = open.last, last.isByteEqual(to: name) else {
      let wanted = open.last.map { "expected '</\($0)>'" } ?? "no element is open"
      throw cursor.error("tagMismatch", "'</\(name)>' closes no open element: \(wanted)", at: place)
    }
    open.removeLast()
    return .end
  }

  private mutating func name() throws(FormatError) -> String {
    scratch.removeAll(keepingCapacity: true)
    while let byte = try cursor.peek(), Self.isNameByte(byte) {
      guard scratch.count < FormatLimits.xmlNameBytesMax else {
        throw cursor.error("nameTooLong", "the name is longer than \(FormatLimits.xmlNameBytesMax) bytes")
      }
      if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
      scratch.append(byte)
      cursor.position += 1
    }
    guard let first = scratch.first, first != 0x2D, first != 0x2E, !(first >= 0x30 && first <= 0x39) else {
      throw cursor.error("notWellFormed", "expected a name", hint: "a literal '<' is written '&lt;'")
    }
    return String(decoding: scratch, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    let letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    return letter || byte >= 0x80 || (byte >= 0x30 && byte <= 0x3A) || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }

  /// Passes over white space; whether there was any.
  mutating func skipSpace() throws(FormatError) -> Bool {
    var some = false
    while let byte = try cursor.peek(), byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B && byte != 0x0C) {
      some = true
      cursor.position += 1
      if byte == 0x0A { cursor.startLine() }
    }
    return some
  }

  // MARK: What is no element

  /// Deals with `<!`: comments, CDATA, DOCTYPE.
  private mutating func bang(_ place: TextPlace) throws(FormatError) {
    cursor.position += 1
    if try cursor.take(UInt8(ascii: "-")) {
      guard try cursor.take(UInt8(ascii: "-")) else { throw cursor.error("notWellFormed", "expected '<!--'", at: place) }
      return try skip(until: "-->", from: place, "comment")
    }
    if try cursor.take(UInt8(ascii: "[")) { return try cdata(place) }
    try doctype(place)
  }

  private mutating func expect(_ word: StaticString, _ place: TextPlace) throws(FormatError) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try cursor.take(word.utf8Start[offset]) else { throw cursor.error("notWellFormed", "unknown markup after '<!'", at: place) }
    }
  }

  private mutating func cdata(_ place: TextPlace) throws(FormatError) {
    try expect("CDATA[", place)
    guard !open.isEmpty else { throw cursor.error("notWellFormed", "text outside the root element", at: place) }
    var brackets = 0
    while let byte = try cursor.peek() {
      if byte == UInt8(ascii: ">"), brackets >= 2 {
        cursor.position += 1
        if wantsText { scratch.removeLast(2) }
        return
      }
      brackets = byte == UInt8(ascii: "]") ? brackets + 1 : 0
      try character(byte)
    }
    throw cursor.error("unclosedElement", "the CDATA section that begins here is never closed", at: place)
  }

  private mutating func doctype(_ place: TextPlace) throws(FormatError) {
    try expect("DOCTYPE", place)
    guard !hasRoot else { throw cursor.error("notWellFormed", "a DOCTYPE stands before the root element", at: place) }
    var quote: UInt8?
    while let byte = try cursor.peek() {
      cursor.position += 1
      if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
      if byte == 0x0A { cursor.startLine() }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        throw cursor.error(
          "doctypeRefused", "a DOCTYPE with declarations of its own is refused", at: place, hint: "remove it: entities are never expanded")
      } else if byte == UInt8(ascii: ">") {
        return
      }
    }
    throw cursor.error("unclosedElement", "the DOCTYPE that begins here is never closed", at: place)
  }

  private mutating func skip(until end: StaticString, from place: TextPlace, _ what: String) throws(FormatError) {
    var matched = 0
    let count = end.utf8CodeUnitCount
    while let byte = try cursor.peek() {
      cursor.position += 1
      if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
      if byte == 0x0A { cursor.startLine() }
      if byte == end.utf8Start[matched] {
        matched += 1
      } else {
        // "--->" ends a comment too: as many as match of what went before count again.
        matched = byte == end.utf8Start[0] ? max(1, matched == 2 && count == 3 ? 2 : 1) : 0
      }
      if matched == count { return }
    }
    throw cursor.error("unclosedElement", "the \(what) that begins here is never closed", at: place)
  }

  /// Passes over a processing instruction; of `<?xml …?>` the encoding is looked at.
  private mutating func instruction(_ place: TextPlace) throws(FormatError) {
    cursor.position += 1
    var content: [UInt8] = []
    var last: UInt8 = 0
    while let byte = try cursor.peek() {
      cursor.position += 1
      if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
      if byte == 0x0A { cursor.startLine() }
      if byte == UInt8(ascii: ">"), last == UInt8(ascii: "?") { return try checkEncoding(String(decoding: content, as: UTF8.self), place) }
      last = byte
      if content.count < 256 { content.append(byte) }
    }
    throw cursor.error("unclosedElement", "the processing instruction that begins here is never closed", at: place)
  }

  private func checkEncoding(_ content: String, _ place: TextPlace) throws(FormatError) {
    guard content.hasPrefix("xml "), let mark = content.range(ofASCII: "encoding") else { return }
    let quoted = content[mark...].split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
    guard quoted.count >= 2 else { return }
    guard ["UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF-16LE", "UTF-16BE"].contains(quoted[1].uppercased()) else {
      throw cursor.error(
        "unsupportedEncoding", "the text is declared to be in \(quoted[1])", at: place,
        hint: "save the file as UTF-8, for instance: iconv -f \(quoted[1]) -t UTF-8, and change the declaration")
    }
  }

  // MARK: Text

  private mutating func text() throws(FormatError) {
    while try cursor.fill() {
      copyCleanText()
      try checkLength()
      guard let byte = try cursor.peek(), byte != UInt8(ascii: "<") else { return }
      if open.isEmpty, byte > 0x20 { throw cursor.error("notWellFormed", "text outside the root element") }
      if byte == UInt8(ascii: "&") { try reference() } else { try character(byte) }
    }
  }

  /// Copies or passes over what needs no look.
  private mutating func copyCleanText() {
    guard !open.isEmpty else { return }
    let start = cursor.position
    let (end, inside) = cursor.window.withUnsafeBufferPointer { bytes in
      var at = start
      var inside = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0xEF { break }
        if byte & 0xC0 == 0x80 { inside += 1 }
        at += 1
      }
      return (at, inside)
    }
    if wantsText { scratch.append(contentsOf: cursor.window[start..<end]) }
    cursor.position = end
    cursor.continuations += inside
  }
}

extension String {
  /// Where an ASCII word stands in the text.
  fileprivate func range(ofASCII word: String) -> String.Index? {
    var at = startIndex
    while at < endIndex {
      if utf8[at...].starts(with: word.utf8) { return at }
      at = utf8.index(after: at)
    }
    return nil
  }
}
