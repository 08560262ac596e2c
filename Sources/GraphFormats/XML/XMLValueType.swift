// The types of attributes in GraphML and GEXF and the values of their texts. Numbers are exact or refused; an empty text of a
// type that is no string is an absent value, as Gephi writes them.

internal import GraphModel

/// The type of an attribute that a graph's XML declares.
indirect enum XMLValueType: Hashable {
  case boolean, integer, float, string
  /// A JSON text.
  case json
  /// Dates, times, durations and points, which only our own files declare.
  case textual(TextualType)
  case list(XMLValueType)

  /// The type of a name in GraphML (`attr.type`) or GEXF (`type`); `nil` if it is neither's.
  init?(_ name: String) {
    switch name.lowercased() {
    case "boolean": self = .boolean
    case "int", "integer", "long", "short", "byte", "biginteger": self = .integer
    case "float", "double", "bigdecimal": self = .float
    case "string", "char", "anyuri", "date", "datetime", "time", "timestamp": self = .string
    case "json", "any": self = .json
    case let other where other.hasPrefix("list"):
      guard let element = XMLValueType(String(other.dropFirst(4))) else { return nil }
      self = .list(element)
    default: return nil
    }
  }

  /// The type of a value that is written: lists of one scalar type are lists, everything that has no type of its own is JSON.
  init(of value: Value) {
    guard case .list(let elements) = value else {
      self = Self.scalar(of: value) ?? .json
      return
    }
    let first = elements.first.flatMap(Self.scalar)
    // Lists of dates and the like are typed JSON.
    if case .textual? = first {
      self = .json
      return
    }
    // JSON has no word for NaN and infinity, so lists with them are typed JSON.
    let isUniform = elements.allSatisfy { Self.scalar(of: $0) == first && $0.numberValue?.isFinite ?? true }
    if let first, isUniform { self = .list(first) } else { self = .json }
  }

  private static func scalar(of value: Value) -> XMLValueType? {
    switch value {
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .null, .list, .map, .node, .relationship, .path: nil
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: TextualType(of: value).map { .textual($0) }
    }
  }

  /// What makes a text no value of its type.
  struct Fault: Error {
    let code: String
    let message: String
  }

  /// The value of a text; null if it is absent.
  func value(of text: String) throws(Fault) -> Value {
    if self == .string { return .string(text) }
    let bare = text.trimmingBlanks.filter { $0 != "\n" }
    if bare.isEmpty { return .null }
    let bytes = Array(bare.utf8)[...]
    switch self {
    case .string: return .string(text)
    case .boolean:
      switch bare.lowercased() {
      case "true", "1": return .boolean(true)
      case "false", "0": return .boolean(false)
      default: throw Fault(code: "badBoolean", message: "'\(shown(text))' is neither true nor false")
      }
    case .integer: return try integer(bytes, text)
    case .float:
      switch bare.lowercased() {
      case "nan": return .float(.nan)
      case "inf", "+inf", "infinity": return .float(.infinity)
      case "-inf", "-infinity": return .float(-.infinity)
      default: break
      }
      guard let number = NumberText.float(bytes), number.isFinite || bytes.last.map({ $0 > 0x39 }) ?? false else {
        throw Fault(code: "badFloat", message: "'\(shown(text))' is no number of 64 bits")
      }
      return .float(number)
    case .textual(let type):
      guard let value = type.value(of: bare) else {
        throw Fault(code: "badTemporal", message: "'\(shown(text))' is no \(type.rawValue) like '\(type.example)'")
      }
      return value
    case .json, .list: return try list(text)
    }
  }

  private func integer(_ bytes: ArraySlice<UInt8>, _ text: String) throws(Fault) -> Value {
    if let number = NumberText.integer(bytes) { return .integer(number) }
    let digits = bytes.drop { $0 == 0x2D || $0 == 0x2B }
    if !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      throw Fault(code: "integerOverflow", message: "'\(shown(text))' does not fit into 64 bits")
    }
    throw Fault(code: "badInteger", message: "'\(shown(text))' is no integer")
  }

  /// A JSON text, or one of the list forms of Gephi: `[a, b]`, `a|b`.
  private func list(_ text: String) throws(Fault) -> Value {
    do throws(FormatError) {
      let value = try GraphJSON.value(of: JSONTree.parse(Array(text.utf8), file: ""), file: "")
      guard case .list(let element) = self else { return value }
      guard case .list(let values) = value else { throw FormatError(file: "", line: 0, code: "badList", message: "no list") }
      if element == .string, !values.allSatisfy({ $0.stringValue != nil }) { return .list(try Self.bareElements(text, element)) }
      return .list(values.map { element == .float ? Self.asFloat($0) : $0 })
    } catch {
      guard case .list(let element) = self else { throw Fault(code: "badJSON", message: "'\(shown(text))' is no JSON: \(error.message)") }
      do throws(FormatError) { return .list(try Self.bareElements(text, element)) } catch {
        throw Fault(code: "badList", message: "'\(shown(text))' is no list")
      }
    }
  }

  private static func asFloat(_ value: Value) -> Value {
    if case .integer(let number) = value { return .float(Double(number)) }
    return value
  }

  /// The elements of a list without quotes.
  private static func bareElements(_ text: String, _ type: XMLValueType) throws(FormatError) -> [Value] {
    var inner = text.trimmingBlanks[...]
    let isBracketed = inner.hasPrefix("[") && inner.hasSuffix("]")
    if isBracketed { inner = inner.dropFirst().dropLast() }
    if inner.utf8.allSatisfy({ $0 <= 0x20 }) { return [] }
    var values: [Value] = []
    for part in inner.split(separator: isBracketed ? "," : "|", omittingEmptySubsequences: false) {
      var bare = String(part).trimmingBlanks
      if bare.count >= 2, let quote = bare.first, quote == "\"" || quote == "'", bare.last == quote {
        bare = String(bare.dropFirst().dropLast())
      }
      do throws(Fault) { values.append(try type.value(of: bare)) } catch {
        throw FormatError(file: "", line: 0, code: error.code, message: error.message)
      }
    }
    return values
  }

  private func shown(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

  /// Appends a value of this type; the number of characters that XML cannot hold.
  static func append(_ value: Value, as type: XMLValueType, to bytes: inout [UInt8], _ appendText: (String, inout [UInt8]) -> Int) -> Int {
    switch (type, value) {
    case (.string, .string(let text)): return appendText(text, &bytes)
    case (.textual, _): return appendText(TextualType.text(of: value), &bytes)
    case (.json, _), (.list, _):
      var json: [UInt8] = []
      GraphJSON.append(value, to: &json)
      return appendText(Self.escapingControls(json), &bytes)
    default: return appendText(ValueText.string(of: value), &bytes)
    }
  }

  /// JSON whose strings hold no character that XML would lose: U+FFFE and U+FFFF become escapes.
  private static func escapingControls(_ json: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if scalar.value == 0xFFFE {
        text += "\\ufffe"
      } else if scalar.value == 0xFFFF {
        text += "\\uffff"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
