// What a file's name says about its rows. `nodes/Firm.csv`: the first label is Firm, and `:LABEL` narrows it. Elsewhere a
// `:LABEL` or `:TYPE` column decides, and the name stands in where there is none: `Firm.csv`, `SERVES.csv`,
// `SERVES__Platform__Firm.csv` with `:START_ID(Platform),:END_ID(Firm)`. Names that a file system does not take are
// percent-encoded.

/// A CSV file's name taken apart.
struct CSVFileName {
  /// The name without folder and extension, percent-decoded.
  let stem: String
  /// Whether the file lies in a folder `nodes`.
  let isInNodes: Bool
  /// Whether the file lies in a folder `relationships`.
  let isInRelationships: Bool

  /// The name of a path.
  init(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }
    var base = parts.last ?? ""
    if let dot = base.utf8.lastIndex(of: UInt8(ascii: ".")), dot > base.startIndex { base = String(base[..<dot]) }
    stem = Self.decoded(base)
    let folder = parts.dropLast().last
    isInNodes = folder == "nodes"
    isInRelationships = folder == "relationships"
  }

  /// The type that the name gives for relationships between two id spaces.
  func type(from start: String, to end: String) -> String {
    let suffix = "__\(start)__\(end)"
    guard !start.isEmpty, !end.isEmpty, stem.utf8.count > suffix.utf8.count, stem.hasSuffix(suffix) else { return stem }
    return String(stem.dropLast(suffix.count))
  }

  /// Whether a name is that of a CSV file.
  static func isTable(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasSuffix(".csv") || lower.hasSuffix(".tsv")
  }

  /// A name as a file system takes it: bytes that are no letter, digit, `_`, `-`, blank or part of a character beyond ASCII
  /// become `%XX`.
  static func encoded(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      let letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      let digit = byte >= 0x30 && byte <= 0x39
      if letter || digit || byte >= 0x80 || byte == 0x5F || byte == 0x2D || (byte == 0x20 && !bytes.isEmpty) {
        bytes.append(byte)
      } else {
        bytes.append(ascii: "%")
        for half in [byte >> 4, byte & 15] { bytes.append(half < 10 ? 0x30 + half : 0x37 + half) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoded(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    let source = Array(name.utf8)
    var bytes: [UInt8] = []
    var at = 0
    while at < source.count {
      if source[at] == UInt8(ascii: "%"), at + 2 < source.count, let high = hex(source[at + 1]), let low = hex(source[at + 2]) {
        bytes.append(high << 4 | low)
        at += 3
      } else {
        bytes.append(source[at])
        at += 1
      }
    }
    return UTF8Check.firstInvalid(in: bytes[...]) == nil ? String(decoding: bytes, as: UTF8.self) : name
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
