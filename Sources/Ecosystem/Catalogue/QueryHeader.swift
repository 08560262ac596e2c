// The header of a query file: the `// key: value` comments before the first line of the query. Unknown keys and lines that are no
// key are refused, so that a misspelt key does not go unnoticed; plain comments belong below the header.
public import GraphModel

/// How grave a finding is.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case info, warning, error

  /// From info up to error.
  public static func < (left: Severity, right: Severity) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}

/// What a query file says of itself.
public struct QueryHeader: Sendable, Hashable {
  /// The name by which it is asked for; the file's name without its ending.
  public var id = ""
  /// The title in English.
  public var title = ""
  /// The title in Chinese.
  public var chineseTitle = ""
  /// What it answers.
  public var summary = ""
  /// The parameters in the order of the file.
  public var parameters: [ParameterDeclaration] = []
  /// How its answer is best shown: `table` or `graph`.
  public var view = "table"
  /// Words to group queries by.
  public var tags: [String] = []
  /// Of an audit: how grave a finding is.
  public var severity: Severity?
  /// Of an audit: why a finding matters.
  public var why = ""
  /// Of an audit: what to do about one.
  public var mend = ""
  /// Of an audit: the most rows that count as clean; 0 for `no rows`.
  public var rowsMax = 0

  /// Reads the header of a query's text.
  /// - Throws: `FormatError` with the line.
  public init(of text: String, file: String) throws(FormatError) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.hasPrefix("//") else { break }
      let content = line.dropFirst(2).drop { $0 == " " }
      guard let colon = content.firstIndex(of: ":") else {
        throw FormatError(
          file: file, line: number + 1, code: "headerLine", message: "a header line is '// key: value'",
          hint: "put other comments below the first empty line")
      }
      try take(
        String(content[..<colon]), QueryHeader.trimmed(content[content.index(after: colon)...]), file: file, line: number + 1)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static let keys = [
    "id", "title", "title_zh", "description", "param", "view", "tags", "severity", "why", "mend", "expect",
  ]

  private mutating func take(_ key: String, _ value: String, file: String, line: Int) throws(FormatError) {
    switch key {
    case "id": id = value
    case "title": title = value
    case "title_zh": chineseTitle = value
    case "description": summary = value
    case "param": try ParameterDeclaration(parsing: value, file: file, line: line).join(&parameters, file: file, line: line)
    case "view": view = value
    case "tags": tags = value.split(separator: ",").map { QueryHeader.trimmed($0) }
    case "severity":
      guard let known = Severity(rawValue: value) else {
        throw FormatError(
          file: file, line: line, code: "headerSeverity", message: "unknown severity '\(value)'", hint: "use error, warning or info")
      }
      severity = known
    case "why": why = value
    case "mend": mend = value
    case "expect": rowsMax = try QueryHeader.expectation(value, file: file, line: line)
    default:
      throw FormatError(
        file: file, line: line, code: "headerKey", message: "unknown header key '\(key)'",
        hint: Spelling.nearest(to: key, among: QueryHeader.keys).map { "did you mean '\($0)'?" })
    }
  }

  private static func expectation(_ text: String, file: String, line: Int) throws(FormatError) -> Int {
    if text == "no rows" { return 0 }
    if text.hasPrefix("rows <= "), let most = Int(text.dropFirst(8)), most >= 0 { return most }
    throw FormatError(
      file: file, line: line, code: "headerExpect", message: "cannot read the expectation '\(text)'", hint: "write 'no rows' or 'rows <= 5'"
    )
  }
}
