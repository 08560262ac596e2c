// A parameter that a saved query declares in its header: `// param: cluster STRING = '集成电路' — the cluster's name`. The default is
// written as a literal of the query language and evaluated once, when the file is read.
import GraphDatabase
public import GraphModel

/// A declared parameter of a saved query or audit.
public struct ParameterDeclaration: Sendable, Hashable {
  /// The types that a declaration may name.
  public enum ParameterType: String, Sendable, Hashable, CaseIterable {
    case string = "STRING"
    case integer = "INTEGER"
    case float = "FLOAT"
    case boolean = "BOOLEAN"
    case stringList = "LIST<STRING>"
    case date = "DATE"
    case localTime = "LOCAL TIME"
    case time = "ZONED TIME"
    case localDateTime = "LOCAL DATETIME"
    case dateTime = "ZONED DATETIME"
    case duration = "DURATION"
    case point = "POINT"

    /// Whether a value is of this type; null is of every type, an integer is also a float.
    public func admits(_ value: Value) -> Bool {
      switch (self, value) {
      case (_, .null), (.string, .string), (.integer, .integer), (.float, .float), (.float, .integer), (.boolean, .boolean): true
      case (.date, .date), (.localTime, .localTime), (.time, .time), (.localDateTime, .localDateTime), (.dateTime, .dateTime): true
      case (.duration, .duration), (.point, .point): true
      case (.stringList, .list(let elements)): elements.allSatisfy { ParameterType.string.admits($0) }
      default: false
      }
    }
  }

  /// The name, without the dollar sign.
  public let name: String
  /// The type that values must have.
  public let type: ParameterType
  /// The value where none is given; nil means that the parameter must be given.
  public let defaultValue: Value?
  /// What it is, for people.
  public let summary: String

  /// The declarations of a query's text: the lines `// param: …` among the comments before its first statement. Other comments there
  /// are the file's own affair, so that files without a full header can declare parameters too.
  /// - Throws: `FormatError` with the line of a declaration that cannot be read, or of a name declared twice.
  public static func declarations(in text: String, file: String) throws(FormatError) -> [ParameterDeclaration] {
    var result: [ParameterDeclaration] = []
    // By bytes: a carriage return and a line feed are one Character.
    for (place, bytes) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = trimmed(Substring(bytes))
      guard line.isEmpty || line.hasPrefix("//") else { break }
      let comment = trimmed(line.dropFirst(2))
      guard comment.hasPrefix("param:") else { continue }
      try ParameterDeclaration(parsing: trimmed(comment.dropFirst(6)), file: file, line: place + 1).join(
        &result, file: file, line: place + 1)
    }
    return result
  }

  /// Adds the declaration to others.
  /// - Throws: `FormatError` where one of them has its name.
  func join(_ others: inout [ParameterDeclaration], file: String, line: Int) throws(FormatError) {
    guard !others.contains(where: { $0.name.isByteEqual(to: name) }) else {
      throw FormatError(file: file, line: line, code: "parameterTwice", message: "the parameter '\(name)' is declared twice")
    }
    others.append(self)
  }

  /// Reads what stands behind `param:`.
  /// - Throws: `FormatError` at the given place.
  init(parsing text: String, file: String, line: Int) throws(FormatError) {
    let (declaration, summary) = ParameterDeclaration.split(text)
    var rest = Substring(declaration)
    let name = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(name.count).trimmedPrefix { $0.isWhitespace }
    let (typeText, literal) = ParameterDeclaration.cut(rest, at: "=")
    guard !name.isEmpty, let type = ParameterType(rawValue: typeText.uppercased()) else {
      throw FormatError(
        file: file, line: line, code: "parameterDeclaration", message: "cannot read the parameter declaration '\(text)'",
        hint: "write '// param: name TYPE = default — what it is', TYPE one of "
          + ParameterType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.name = String(name)
    self.type = type
    self.summary = summary
    defaultValue = try literal.map { (literal) throws(FormatError) in
      try ParameterDeclaration.evaluate(literal, of: type, file: file, line: line)
    }
  }

  private static func evaluate(_ literal: String, of type: ParameterType, file: String, line: Int) throws(FormatError) -> Value {
    let value: Value?
    do throws(QueryError) { value = try Database().query("RETURN \(literal) AS value").rows.first?.first } catch {
      throw FormatError(
        file: file, line: line, code: "parameterDefault", message: "the default \(literal) is no literal: \(error.message)",
        hint: error.hint)
    }
    guard let value, type.admits(value) else {
      throw FormatError(file: file, line: line, code: "parameterDefault", message: "the default \(literal) is not of type \(type.rawValue)")
    }
    return value
  }

  /// Cuts at the dash that opens the description: ` — ` or ` - `.
  private static func split(_ text: String) -> (declaration: String, summary: String) {
    for dash in [" — ", " - "] {
      if let place = text.range(of: dash) {
        return (String(text[..<place.lowerBound]), String(text[place.upperBound...].trimmedPrefix { $0.isWhitespace }))
      }
    }
    return (text, "")
  }

  private static func cut(_ text: Substring, at mark: Character) -> (before: String, after: String?) {
    guard let place = text.firstIndex(of: mark) else { return (trimmed(text), nil) }
    return (trimmed(text[..<place]), trimmed(text[text.index(after: place)...]))
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.trimmedPrefix { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension StringProtocol {
  /// The first stretch that equals a text; by characters, without Foundation.
  fileprivate func range(of wanted: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) { return start..<index(start, offsetBy: wanted.count) }
      start = index(after: start)
    }
    return nil
  }

  /// What follows the characters at the start that satisfy a condition.
  fileprivate func trimmedPrefix(while condition: (Character) -> Bool) -> SubSequence { drop(while: condition) }
}
