// `// param: name TYPE [= default] — text`: what a saved query says about a parameter. The type decides how the text after
// `--param name=` is read, so that a code like 007 given for a STRING stays as it is.

internal import GraphModel

/// A parameter that a query file declares.
struct ParameterDeclaration: Hashable {
  /// The types that a declaration can name.
  enum Kind: String, CaseIterable {
    case string = "STRING"
    case integer = "INTEGER"
    case float = "FLOAT"
    case boolean = "BOOLEAN"
    case list = "LIST"
    case map = "MAP"
    case any = "ANY"
  }

  /// The parameter's name, without `$`.
  let name: String
  /// Its type.
  let kind: Kind
  /// The value it has where none is given; `nil` if one must be given.
  let defaultValue: Value?
  /// What it means, for people.
  let text: String

  /// Reads what follows `param:`.
  /// - Throws: `ToolFailure` that says what is wrong; the caller knows the place.
  init(_ declaration: String) throws(ToolFailure) {
    let (head, text) = Self.split(declaration)
    self.text = text
    let (left, right) = Self.cut(head, at: "=")
    let words = left.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard let first = words.first else { throw .usage("a declared parameter needs a name", hint: Self.form) }
    name = String(first.first == "$" ? first.dropFirst() : first)
    let type = words.dropFirst().joined(separator: " ")
    guard let kind = type.isEmpty ? .any : Kind(declared: type) else {
      let known = Kind.allCases.map(\.rawValue)
      let nearest = Spelling.nearest(to: type, among: known).map { "did you mean \($0)?" }
      throw .usage("unknown type '\(type)' of the parameter '\(name)'", hint: nearest ?? "known types: " + known.joined(separator: ", "))
    }
    self.kind = kind
    if let right { defaultValue = try Self.value(ofDefault: right, kind: kind, name: name) } else { defaultValue = nil }
  }

  private static let form = "write `// param: name TYPE [= default] — text`"

  /// The declaration and the text behind the dash.
  private static func split(_ declaration: String) -> (head: String, text: String) {
    for dash in ["—", " -- "] {
      let (head, text) = cut(declaration, at: dash)
      if let text { return (head, text) }
    }
    return (trimmed(declaration), "")
  }

  /// Both sides of the first separator, trimmed; a `nil` right side where there is none.
  private static func cut(_ text: String, at separator: String) -> (String, String?) {
    let (bytes, wanted) = (Array(text.utf8), Array(separator.utf8))
    guard bytes.count >= wanted.count else { return (trimmed(text), nil) }
    for start in 0...(bytes.count - wanted.count) where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let left = String(decoding: bytes[..<start], as: UTF8.self)
      let right = String(decoding: bytes[(start + wanted.count)...], as: UTF8.self)
      return (trimmed(left), trimmed(right))
    }
    return (trimmed(text), nil)
  }

  /// A text without blanks at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" || $0 == "\n" }
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(text[first...last])
  }

  private static func value(ofDefault text: String, kind: Kind, name: String) throws(ToolFailure) -> Value {
    if text == "null" { return .null }
    guard kind == .string || kind == .any, let unquoted = unquoted(text) else { return try kind.value(of: text, name: name) }
    return .string(unquoted)
  }

  /// The inside of a text between quotes of one kind, without escapes.
  private static func unquoted(_ text: String) -> String? {
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// `name TYPE = default — text`, for a listing.
  var summary: String {
    name + " " + kind.rawValue + (text.isEmpty ? "" : " — " + text)
  }
}

extension ParameterDeclaration.Kind {
  /// The type of a declared name, in any case; the element type of a list is not looked at.
  init?(declared name: String) {
    let upper = name.uppercased()
    switch upper {
    case "INT": self = .integer
    case "BOOL": self = .boolean
    case "DATE", "DATETIME", "DURATION": self = .string
    default:
      guard let kind = Self(rawValue: upper.hasPrefix("LIST<") ? "LIST" : upper) else { return nil }
      self = kind
    }
  }

  /// The value of a text that was given for a parameter of this type.
  func value(of text: String, name: String) throws(ToolFailure) -> Value {
    if self == .string { return .string(text) }
    let value = try ParameterText.value(of: text, name: name)
    return try checked(value, shown: text, name: name)
  }

  /// A value that came typed, brought to this type.
  func checked(_ value: Value, shown: String, name: String) throws(ToolFailure) -> Value {
    switch (self, value) {
    case (_, .null), (.any, _), (.string, .string), (.integer, .integer), (.float, .float), (.boolean, .boolean), (.list, .list), (.map, .map):
      return value
    case (.float, .integer(let number)): return .float(Double(number))
    default: throw .usage("the parameter '\(name)' is declared \(rawValue), but '\(shown)' is none")
    }
  }
}
