// What a query file says about its parameters: lines `// param: name TYPE = default — text` among the comments before its first
// statement. The form of such a line is that of saved queries; the other comments at the head of a file are its own affair. A declared
// type decides how the text behind `--param name=` is read, so that a code like 007 given for a STRING stays as it is.

internal import Ecosystem
internal import GraphFormats
internal import GraphModel

/// Finds the declarations of a query file.
enum DeclaredParameters {
  /// The declared parameters in order.
  /// - Throws: `ToolFailure` with the place of a declaration that cannot be read, or of a name given twice.
  static func of(_ text: String, file: String) throws(ToolFailure) -> [ParameterDeclaration] {
    var result: [ParameterDeclaration] = []
    // By bytes: a carriage return and a line feed are one Character.
    for (place, bytes) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = Substring(bytes).trimmed
      guard line.isEmpty || line.hasPrefix("//") else { break }
      let comment = line.dropFirst(2).trimmed
      guard comment.hasPrefix("param:") else { continue }
      let declaration = try parse(comment, file: file, line: place + 1)
      guard !result.contains(where: { $0.name.isByteEqual(to: declaration.name) }) else {
        throw .usage("the parameter '\(declaration.name)' is declared twice in \(file), the second time on line \(place + 1)")
      }
      result.append(declaration)
    }
    return result
  }

  private static func parse(_ comment: String, file: String, line: Int) throws(ToolFailure) -> ParameterDeclaration {
    do throws(FormatError) {
      let header = try QueryHeader(of: "// " + comment, file: file)
      if let declaration = header.parameters.first { return declaration }
      throw FormatError(file: file, line: line, code: "parameterDeclaration", message: "cannot read the parameter declaration")
    } catch {
      var placed = error
      placed.line = line
      throw .data(placed)
    }
  }
}

extension ParameterDeclaration {
  /// `name TYPE — text`, for a listing.
  var usage: String { "\(name) \(type.rawValue)\(summary.isEmpty ? "" : " — " + summary)" }

  /// The value of a text that was given for this parameter.
  func value(of text: String) throws(ToolFailure) -> Value {
    if type == .string { return .string(text) }
    return try checked(try ParameterText.value(of: text, name: name), shown: text)
  }

  /// A value that came typed, brought to the declared type.
  func checked(_ value: Value, shown: String) throws(ToolFailure) -> Value {
    guard type.admits(value) else { throw .usage("the parameter '\(name)' is declared \(type.rawValue), and '\(shown)' is none") }
    if type == .float, case .integer(let number) = value { return .float(Double(number)) }
    return value
  }
}
