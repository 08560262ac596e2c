// Keys from the bytes that a terminal sends: UTF-8 text, control characters, and the escape sequences of xterm, the Linux console,
// tmux and screen. Pasted text comes between brackets (`ESC [ 200 ~`) and is one key, so that a line end in it submits nothing.

/// A key, or what was pasted at once.
enum Key: Hashable {
  /// Printable text.
  case text(String)
  /// Text that was pasted.
  case paste(String)
  case enter, tab, backspace, delete
  case left, right, up, down, home, end, wordLeft, wordRight
  case killWordForward, killWordBackward, newline
  /// Ctrl and a letter, in lower case.
  case control(Character)
  /// A lone escape.
  case escape
  /// A key that means nothing here.
  case unknown
}

/// Decodes keys from bytes, however they are cut.
struct KeyDecoder {
  private static let pasteBegin = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  /// The longest escape sequence that is waited for, in bytes.
  private static let sequenceBytesMax = 32

  private var bytes: [UInt8] = []
  private var pasted: [UInt8]?

  /// A decoder that has seen nothing.
  init() {}

  /// Whether bytes are held that may be the start of a longer sequence.
  var isWaiting: Bool { !bytes.isEmpty && pasted == nil }

  /// Adds bytes and hands out the keys that are complete.
  mutating func feed(_ more: some Sequence<UInt8>) -> [Key] {
    bytes.append(contentsOf: more)
    var keys: [Key] = []
    while let key = next(atEnd: false) { keys.append(key) }
    return keys
  }

  /// Hands out what is held although it may be cut, for nothing more came in time.
  mutating func flush() -> [Key] {
    var keys: [Key] = []
    while let key = next(atEnd: true) { keys.append(key) }
    return keys
  }

  private mutating func next(atEnd: Bool) -> Key? {
    if pasted != nil { return nextPasted() }
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escape(atEnd: atEnd) }
    if first < 0x20 || first == 0x7F {
      bytes.removeFirst()
      return Self.control(first)
    }
    return text(first, atEnd: atEnd)
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x7F, 0x08: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .unknown
    }
  }

  /// A run of printable text; a scalar that is cut waits for its rest, a broken one becomes U+FFFD.
  private mutating func text(_ first: UInt8, atEnd: Bool) -> Key? {
    var end = 0
    while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x7F { end += 1 }
    var whole = end
    if end == bytes.count, !atEnd {
      var start = end - 1
      while start > 0, start > end - 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let lead = bytes[start]
      let length = lead < 0xC0 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4))
      if start + length > end { whole = start }
    }
    guard whole > 0 else { return nil }
    let text = String(decoding: bytes[..<whole], as: UTF8.self)
    bytes.removeFirst(whole)
    return .text(text)
  }

  private mutating func escape(atEnd: Bool) -> Key? {
    guard bytes.count > 1 else {
      if atEnd { bytes.removeFirst() }
      return atEnd ? .escape : nil
    }
    if bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") { return sequence(atEnd: atEnd) }
    let second = bytes[1]
    bytes.removeFirst(second == 0x1B ? 1 : 2)
    switch second {
    case UInt8(ascii: "b"): return .wordLeft
    case UInt8(ascii: "f"): return .wordRight
    case UInt8(ascii: "d"): return .killWordForward
    case 0x7F, 0x08: return .killWordBackward
    case 0x0D, 0x0A: return .newline
    case 0x1B: return .escape
    default: return .unknown
    }
  }

  /// `ESC [ parameters final` or `ESC O final`.
  private mutating func sequence(atEnd: Bool) -> Key? {
    var end = 2
    if bytes[1] == UInt8(ascii: "[") { while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 } }
    guard end < bytes.count else {
      guard atEnd || bytes.count > Self.sequenceBytesMax else { return nil }
      bytes.removeAll()
      return .unknown
    }
    let sequence = Array(bytes[...end])
    bytes.removeFirst(end + 1)
    if sequence == Self.pasteBegin {
      pasted = []
      return nextPasted()
    }
    return Self.meaning(of: String(decoding: sequence[2...], as: UTF8.self))
  }

  private static func meaning(of sequence: String) -> Key {
    switch sequence {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H", "1~", "7~": .home
    case "F", "4~", "8~": .end
    case "3~": .delete
    case "1;5C", "1;3C", "5C": .wordRight
    case "1;5D", "1;3D", "5D": .wordLeft
    case "3;5~": .killWordForward
    case "1;5A", "1;3A": .up
    case "1;5B", "1;3B": .down
    case "M": .enter
    default: .unknown
    }
  }

  /// The rest of a paste, once its end has come.
  private mutating func nextPasted() -> Key? {
    guard var content = pasted else { return nil }
    content += bytes
    bytes.removeAll()
    guard let end = Self.find(Self.pasteEnd, in: content) else {
      pasted = content
      return nil
    }
    bytes = Array(content[(end + Self.pasteEnd.count)...])
    pasted = nil
    return .paste(String(decoding: content[..<end], as: UTF8.self))
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first { bytes[$0] == wanted[0] && bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
