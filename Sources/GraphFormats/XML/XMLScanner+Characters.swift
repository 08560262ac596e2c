// Characters of XML: which are allowed, how line ends are made one, what references mean.

internal import GraphModel

extension XMLScanner {
  /// Takes one byte of text: a line end becomes a line feed, what XML does not allow is refused.
  mutating func character(_ byte: UInt8) throws(FormatError) {
    guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
      throw cursor.error("illegalCharacter", "XML does not allow the character 0x\(String(byte, radix: 16))")
    }
    let place = cursor.here
    cursor.position += 1
    if byte == 0xEF { return try refuseNoncharacter(place) }
    if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
    if byte == 0x0D {
      if try cursor.peek() == 0x0A { return }
      return add(0x0A)
    }
    if byte == 0x0A { cursor.startLine() }
    add(byte)
    try checkLength()
  }

  @inline(__always) private mutating func add(_ byte: UInt8) {
    if wantsText { scratch.append(byte) }
  }

  /// Refuses text beyond the limit.
  func checkLength() throws(FormatError) {
    guard scratch.count <= FormatLimits.xmlTextBytesMax else {
      throw cursor.error("textTooLong", "the text is longer than \(FormatLimits.xmlTextBytesMax) bytes")
    }
  }

  /// After 0xEF come the two bytes that make U+FFFE and U+FFFF, which XML does not allow.
  private mutating func refuseNoncharacter(_ place: TextPlace) throws(FormatError) {
    var rest: [UInt8] = []
    while rest.count < 2, let byte = try cursor.peek() {
      cursor.position += 1
      cursor.continuations += 1
      rest.append(byte)
    }
    if rest.count == 2, rest[0] == 0xBF, rest[1] >= 0xBE {
      throw cursor.error("illegalCharacter", "XML does not allow the character U+FFF\(rest[1] == 0xBE ? "E" : "F")", at: place)
    }
    guard wantsText else { return }
    scratch.append(0xEF)
    scratch.append(contentsOf: rest)
  }

  /// Takes a reference at its `&`.
  mutating func reference() throws(FormatError) {
    let place = cursor.here
    cursor.position += 1
    var name: [UInt8] = []
    while let byte = try cursor.peek(), byte != UInt8(ascii: ";") {
      guard name.count < 64, byte > 0x20, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else {
        throw cursor.error("badReference", "a literal '&' is written '&amp;'", at: place)
      }
      if byte & 0xC0 == 0x80 { cursor.continuations += 1 }
      name.append(byte)
      cursor.position += 1
    }
    guard try cursor.take(UInt8(ascii: ";")) else { throw cursor.error("badReference", "a literal '&' is written '&amp;'", at: place) }
    let text = String(decoding: name, as: UTF8.self)
    guard let scalar = Self.meaning(of: text) else {
      let isNumber = text.hasPrefix("#")
      throw cursor.error(
        isNumber ? "illegalCharacter" : "undeclaredEntity",
        isNumber ? "'&\(text);' names no character that XML allows" : "the entity '&\(text);' is not declared", at: place,
        hint: isNumber ? nil : "entities are never expanded; write the character itself")
    }
    if wantsText { scratch.append(scalar: scalar) }
    try checkLength()
  }

  private static func meaning(of name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.hasPrefix("x")
    guard let first = digits.dropFirst(isHex ? 1 : 0).utf8.first, first != 0x2B, first != 0x2D else { return nil }
    guard let value = UInt32(digits.dropFirst(isHex ? 1 : 0), radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return XMLText.isAllowed(scalar) ? scalar : nil
  }

  /// Reads a quoted attribute value; white space within it becomes blanks.
  mutating func attributeValue() throws(FormatError) -> String {
    guard let quote = try cursor.peek(), quote == 0x22 || quote == 0x27 else {
      throw cursor.error("notWellFormed", "an attribute's value stands in quotes")
    }
    let place = cursor.here
    let wanted = wantsText
    wantsText = true
    defer { wantsText = wanted }
    cursor.position += 1
    scratch.removeAll(keepingCapacity: true)
    while let byte = try cursor.peek() {
      if byte == quote {
        cursor.position += 1
        return String(decoding: scratch, as: UTF8.self)
      }
      if byte == UInt8(ascii: "<") { throw cursor.error("notWellFormed", "a literal '<' in an attribute is written '&lt;'") }
      if byte == UInt8(ascii: "&") {
        try reference()
      } else {
        let before = scratch.count
        try character(byte)
        if scratch.count == before + 1, scratch[before] == 0x09 || scratch[before] == 0x0A { scratch[before] = 0x20 }
      }
    }
    throw cursor.error("unclosedElement", "the attribute's value that begins here is never closed", at: place)
  }
}
