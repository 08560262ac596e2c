// Strings and numbers, the tokens of JSON that have an inside. Runs of clean bytes are copied whole; a number is gathered as
// bytes and read once, integers exactly.

internal import GraphModel

extension JSONScanner {
  /// Reads a string at its opening quote.
  mutating func string() throws(FormatError) -> String {
    cursor.position += 1
    scratch.removeAll(keepingCapacity: true)
    while true {
      guard try cursor.fill() else { throw error("unterminatedString", "the string that begins here is never closed") }
      copyCleanRun()
      guard scratch.count <= FormatLimits.jsonStringBytesMax else {
        throw error("stringTooLong", "the string is longer than \(FormatLimits.jsonStringBytesMax) bytes")
      }
      guard cursor.position < cursor.window.count else { continue }
      switch cursor.window[cursor.position] {
      case UInt8(ascii: "\""):
        cursor.position += 1
        return String(decoding: scratch, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape()
      case let byte:
        throw cursor.error(
          "controlCharacter", "a string may not hold the control character 0x\(String(byte, radix: 16))", hint: "write it as an escape")
      }
    }
  }

  /// Copies what stands before the next quote, backslash, control character or end of the window.
  private mutating func copyCleanRun() {
    let start = cursor.position
    let (end, inside) = cursor.window.withUnsafeBufferPointer { bytes in
      var at = start
      var inside = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
        if byte & 0xC0 == 0x80 { inside += 1 }
        at += 1
      }
      return (at, inside)
    }
    scratch.append(contentsOf: cursor.window[start..<end])
    cursor.position = end
    cursor.continuations += inside
  }

  /// Reads an escape at its backslash.
  private mutating func escape() throws(FormatError) {
    let start = cursor.here
    cursor.position += 1
    guard let byte = try cursor.peek() else { throw error("unterminatedString", "the string that begins here is never closed") }
    let plain: UInt8? =
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "t"): 0x09
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      default: nil
      }
    if let plain {
      cursor.position += 1
      return scratch.append(plain)
    }
    guard byte == UInt8(ascii: "u") else { throw error("badEscape", "unknown escape in a string", at: start) }
    cursor.position += 1
    let unit = try hex16(start)
    if let scalar = Unicode.Scalar(unit) { return scratch.append(scalar: scalar) }
    guard unit & 0xFC00 == 0xD800, try cursor.take(UInt8(ascii: "\\")), try cursor.take(UInt8(ascii: "u")) else {
      throw loneSurrogate(start)
    }
    let low = try hex16(start)
    guard low & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))) else {
      throw loneSurrogate(start)
    }
    scratch.append(scalar: scalar)
  }

  private func loneSurrogate(_ place: TextPlace) -> FormatError {
    error("loneSurrogate", "a surrogate stands alone: it is half a character", at: place)
  }

  private mutating func hex16(_ start: TextPlace) throws(FormatError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = try cursor.peek(), let digit = Self.hexDigit(byte) else {
        throw error("badEscape", "an escape \\u takes four hexadecimal digits", at: start)
      }
      value = value << 4 | digit
      cursor.position += 1
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte) - 0x30
    case 0x41...0x46: UInt16(byte) - 0x37
    case 0x61...0x66: UInt16(byte) - 0x57
    default: nil
    }
  }

  /// Reads a number at its first byte.
  mutating func number() throws(FormatError) -> JSONToken {
    scratch.removeAll(keepingCapacity: true)
    if try cursor.take(UInt8(ascii: "-")) { scratch.append(ascii: "-") }
    if try cursor.take(UInt8(ascii: "0")) { scratch.append(ascii: "0") } else { try digits() }
    if let byte = try cursor.peek(), byte >= 0x30, byte <= 0x39 { throw cursor.error("badNumber", "a number may not begin with 0") }
    var isFloat = false
    if try cursor.take(UInt8(ascii: ".")) {
      isFloat = true
      scratch.append(ascii: ".")
      try digits()
    }
    if let byte = try cursor.peek(), byte | 0x20 == UInt8(ascii: "e") {
      isFloat = true
      cursor.position += 1
      scratch.append(ascii: "e")
      if try cursor.take(UInt8(ascii: "-")) { scratch.append(ascii: "-") } else { _ = try cursor.take(UInt8(ascii: "+")) }
      try digits()
    }
    afterValue()
    if isFloat { return .float(try float()) }
    guard let whole = NumberText.integer(scratch[...]) else {
      throw error("integerOverflow", "the integer does not fit into 64 bits", hint: "write it as a string, or as a float with '.0'")
    }
    return .integer(whole)
  }

  private mutating func digits() throws(FormatError) {
    var some = false
    while let byte = try cursor.peek(), byte >= 0x30, byte <= 0x39 {
      guard scratch.count < FormatLimits.jsonNumberBytesMax else { throw error("numberTooLong", "the number is too long") }
      scratch.append(byte)
      cursor.position += 1
      some = true
    }
    guard some else { throw cursor.error("badNumber", "expected a digit") }
  }

  private func float() throws(FormatError) -> Double {
    guard let number = NumberText.float(scratch[...]), number.isFinite else {
      throw error("floatOverflow", "the number is too large for a 64-bit float")
    }
    return number
  }
}
