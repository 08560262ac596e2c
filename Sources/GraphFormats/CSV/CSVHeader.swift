// The first line of a graph's CSV file, in the manner of neo4j-admin: `name:type`, `:ID(Space)`, `personId:ID(Space)`,
// `:START_ID(Space)`, `:END_ID(Space)`, `:LABEL`, `:TYPE`, `:IGNORE`, options in braces (`:ID(Firm){id-type:string}`). Kinds
// and types are read without regard to case. A column without a type holds strings. Whether the file holds nodes or
// relationships follows from its columns. Two columns may share a name only if their types differ.

internal import GraphModel

/// The type of a property column.
enum CSVType: Hashable {
  case boolean, integer, float, string
  /// A JSON text: for lists that the array form cannot say, and for values of mixed type.
  case json
  /// Dates, times, durations and points.
  case textual(TextualType)
  indirect case array(CSVType)

  /// The type of a name as headers spell it.
  init?(_ name: String) {
    let lower = name.lowercased()
    if lower.hasSuffix("[]") {
      switch CSVType(String(lower.dropLast(2))) {
      case .boolean?: self = .array(.boolean)
      case .integer?: self = .array(.integer)
      case .float?: self = .array(.float)
      case .string?: self = .array(.string)
      case .textual(let type)?: self = .array(.textual(type))
      case .json?, .array?, nil: return nil
      }
      return
    }
    switch lower {
    case "string", "char": self = .string
    case "int", "integer", "long", "short", "byte": self = .integer
    case "float", "double": self = .float
    case "boolean", "bool": self = .boolean
    case "json": self = .json
    default:
      guard let type = TextualType(rawValue: lower) else { return nil }
      self = .textual(type)
    }
  }

  /// The name as our own headers spell it.
  var name: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "int"
    case .float: "double"
    case .string: "string"
    case .json: "json"
    case .textual(let type): type.rawValue
    case .array(let element): element.name + "[]"
    }
  }

  /// All names that a header may use, for suggestions.
  static let names =
    [
      "string", "char", "int", "integer", "long", "short", "byte", "float", "double", "boolean", "bool", "json", "string[]", "int[]",
      "long[]",
      "float[]", "double[]", "boolean[]", "ID", "START_ID", "END_ID", "LABEL", "TYPE", "IGNORE",
    ] + TextualType.allCases.flatMap { [$0.rawValue, $0.rawValue + "[]"] }
}

/// A column of a graph's CSV file.
struct CSVColumn: Hashable {
  /// What the column is for.
  enum Role: Hashable {
    /// A node's key; stored as a property too if the column has a name.
    case key(space: String)
    case start(space: String)
    case end(space: String)
    case labels
    case type
    case ignored
    case property(CSVType)
  }

  /// The name, empty for `:ID` and the like.
  let name: String
  /// What it is for.
  let role: Role
  /// How keys are typed, if the header says it.
  let keyType: GraphReadOptions.KeyType?
}

/// The columns of a file.
struct CSVHeader {
  /// The columns in order.
  let columns: [CSVColumn]

  /// What the rows are.
  enum Kind: Hashable { case nodes, relationships, unknown }

  /// What the rows are, by the columns alone.
  var kind: Kind {
    var kind = Kind.unknown
    for column in columns {
      switch column.role {
      case .key, .labels: return .nodes
      case .start, .end, .type: kind = .relationships
      case .ignored, .property: break
      }
    }
    return kind
  }

  private typealias Failure = (_ code: String, _ message: String, _ hint: String?) -> FormatError

  /// Reads a header from its fields.
  init(_ fields: [(text: String, isQuoted: Bool)], file: String, line: Int) throws(FormatError) {
    var columns: [CSVColumn] = []
    var places: [Value: Int] = [:]
    for (place, field) in fields.enumerated() {
      let failure: Failure = { FormatError(file: file, line: line, column: place + 1, code: $0, message: $1, hint: $2) }
      let column = try Self.column(field.isQuoted ? field.text : field.text.trimmingBlanks, failure)
      for identity in Self.identities(column) {
        if let twin = places[identity] {
          throw failure("duplicateColumn", "the column '\(field.text)' stands twice (also as column \(twin + 1))", nil)
        }
        places[identity] = place
      }
      columns.append(column)
    }
    self.columns = columns
    let properties = columns.count { if case .property = $0.role { true } else { false } }
    guard properties <= FormatLimits.propertiesMax else {
      throw FormatError(
        file: file, line: line, code: "tooManyProperties", message: "the file has more than \(FormatLimits.propertiesMax) property columns")
    }
    try checkEnds(file: file, line: line)
    try checkKeyName(file: file, line: line)
  }

  private func checkEnds(file: String, line: Int) throws(FormatError) {
    let starts = columns.contains { if case .start = $0.role { true } else { false } }
    let ends = columns.contains { if case .end = $0.role { true } else { false } }
    let keys = columns.contains { if case .key = $0.role { true } else { false } }
    func failure(_ message: String) -> FormatError { FormatError(file: file, line: line, code: "badHeader", message: message) }
    if starts != ends { throw failure("a relationship needs both a :START_ID and an :END_ID column") }
    if starts, keys { throw failure("a file holds either nodes (:ID) or relationships (:START_ID, :END_ID)") }
    if kind == .relationships, !starts { throw failure("a :TYPE column needs :START_ID and :END_ID columns") }
  }

  /// The key's column stores a property already, so no other column may bear its name.
  private func checkKeyName(file: String, line: Int) throws(FormatError) {
    for key in columns where !key.name.isEmpty {
      guard case .key = key.role else { continue }
      let twin = columns.firstIndex { if case .property = $0.role { $0.name.isByteEqual(to: key.name) } else { false } }
      guard let twin else { return }
      throw FormatError(
        file: file, line: line, column: twin + 1, code: "duplicateColumn", message: "the column '\(key.name)' is the key's already")
    }
  }

  /// What no other column may be: a role that stands once, a name with its type.
  private static func identities(_ column: CSVColumn) -> [Value] {
    switch column.role {
    case .ignored: []
    case .key: ["ID"]
    case .start: ["START_ID"]
    case .end: ["END_ID"]
    case .labels: ["LABEL"]
    case .type: ["TYPE"]
    case .property(let type): [[.string(type.name), .string(column.name)]]
    }
  }

  /// The pairs of property columns with one name, by their places.
  func twins() -> [(first: Int, second: Int)] {
    var first: [Value: Int] = [:]
    var pairs: [(first: Int, second: Int)] = []
    for (place, column) in columns.enumerated() where !column.name.isEmpty {
      switch column.role {
      case .property, .key: break
      default: continue
      }
      if let other = first[.string(column.name)] { pairs.append((other, place)) } else { first[.string(column.name)] = place }
    }
    return pairs
  }

  private static func column(
    _ trimmed: String, _ failure: Failure
  ) throws(FormatError) -> CSVColumn {
    guard !trimmed.isEmpty else { throw failure("badHeader", "the column has no name", nil) }
    let (unbraced, options) = split(trimmed, opening: "{", closing: "}")
    let (spec, space) = split(String(unbraced), opening: "(", closing: ")")
    guard let colon = spec.utf8.lastIndex(of: UInt8(ascii: ":")) else {
      return CSVColumn(name: trimmed, role: .property(.string), keyType: nil)
    }
    let name = String(spec[..<colon])
    let kind = String(spec[spec.utf8.index(after: colon)...])
    let role = try role(kind, name: name, space: space.map(String.init), field: trimmed, failure)
    if case .property = role, name.isEmpty { throw failure("badHeader", "the column ':\(kind)' has no property name", nil) }
    return CSVColumn(name: name, role: role, keyType: try keyType(options.map(String.init) ?? "", failure))
  }

  private static func role(
    _ kind: String, name: String, space: String?, field: String, _ failure: Failure
  ) throws(FormatError) -> CSVColumn.Role {
    switch kind.uppercased() {
    case "ID": return .key(space: space ?? "")
    case "START_ID": return .start(space: space ?? "")
    case "END_ID": return .end(space: space ?? "")
    case "LABEL": return .labels
    case "TYPE": return .type
    case "IGNORE": return .ignored
    default:
      if let type = CSVType(kind) { return .property(type) }
      let nearest = Spelling.nearest(to: kind, among: CSVType.names).map { "did you mean '\(name):\($0)'?" }
      throw failure(
        "unknownColumnType", "the column '\(field)' has the unknown type '\(kind)'",
        nearest ?? "types: string, int, double, boolean, arrays such as string[], json; a name with a colon needs a type behind it")
    }
  }

  private static func keyType(
    _ options: String, _ failure: Failure
  ) throws(FormatError) -> GraphReadOptions.KeyType? {
    for option in options.split(separator: ",") {
      let parts = option.split(separator: ":", maxSplits: 1).map { String($0).trimmingBlanks }
      guard parts.count == 2, parts[0] == "id-type" else { continue }
      switch parts[1].lowercased() {
      case "string": return .string
      case "int", "integer", "long": return .integer
      case "actual", "automatic": return .automatic
      default: throw failure("badHeader", "unknown id-type '\(parts[1])'", "id types: string, int")
      }
    }
    return nil
  }

  /// Splits `text{inside}` at the last opening bracket if the text ends with the closing one.
  private static func split(_ text: String, opening: Character, closing: Character) -> (outside: Substring, inside: Substring?) {
    guard text.last == closing, let open = text.lastIndex(of: opening) else { return (text[...], nil) }
    return (text[..<open], text[text.index(after: open)..<text.index(before: text.endIndex)])
  }
}

extension String {
  /// The text without blanks and tabs at its ends.
  var trimmingBlanks: String {
    var rest = self[...]
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest[rest.utf8.index(after: rest.startIndex)...] }
    while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest = rest[..<rest.utf8.index(before: rest.endIndex)] }
    return String(rest)
  }
}
