// The parameters of a run, gathered from four places: what the query file declares, its defaults, a JSON file, and `--param`,
// where the later wins. What is given but not declared, or declared but not given, is told rather than guessed.

internal import Ecosystem
internal import GraphFormats
internal import GraphModel

/// Names and values of parameters.
struct ParameterSet {
  /// The values, by name.
  private(set) var values: [String: Value] = [:]
  private let declarations: [ParameterDeclaration]
  /// The names given on the command line, to refuse one given twice.
  private var given: Set<String> = []

  /// The defaults of these declarations.
  init(declarations: [ParameterDeclaration] = []) {
    self.declarations = declarations
    for declaration in declarations { values[declaration.name] = declaration.defaultValue }
  }

  /// Gathers all of a command's parameters.
  /// - Parameter allowsMissing: a declared parameter without a value is null instead of a failure.
  static func gather(
    declarations: [ParameterDeclaration], file: String?, assignments: [String], allowsMissing: Bool = false
  ) throws(ToolFailure) -> ParameterSet {
    var result = ParameterSet(declarations: declarations)
    if let file { try result.add(file: file) }
    for assignment in assignments { try result.add(assignment: assignment) }
    if allowsMissing {
      for declaration in declarations where result.values[declaration.name] == nil { result.values[declaration.name] = .null }
    } else {
      try result.checkComplete()
    }
    return result
  }

  /// Adds `name=value` or `name:=json`.
  mutating func add(assignment: String) throws(ToolFailure) {
    guard let (name, text, isJSON) = Self.parts(of: assignment) else {
      throw .usage("'\(assignment)' is no parameter", hint: "write --param name=value, or --param name:=<json>")
    }
    guard given.insert(name).inserted else { throw .usage("the parameter '\(name)' is given twice") }
    let declaration = try declaration(of: name)
    if isJSON {
      let value = try ParameterText.json(text, name: name)
      values[name] = try declaration?.checked(value, shown: text) ?? value
    } else {
      values[name] = if let declaration { try declaration.value(of: text) } else { try ParameterText.value(of: text, name: name) }
    }
  }

  /// Name, text and whether the text is JSON.
  static func parts(of assignment: String) -> (name: String, text: String, isJSON: Bool)? {
    guard let sign = assignment.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    var name = assignment[..<sign]
    let isJSON = name.last == ":"
    if isJSON { name.removeLast() }
    if name.first == "$" { name.removeFirst() }
    let trimmed = name.trimmed
    return trimmed.isEmpty ? nil : (trimmed, String(assignment[assignment.utf8.index(after: sign)...]), isJSON)
  }

  /// Adds the members of a JSON object.
  private mutating func add(file path: String) throws(ToolFailure) {
    let text = try InputText.read(path)
    let tree: JSONValue
    do throws(FormatError) { tree = try JSONTree.parse(Array(text.utf8), file: path) } catch { throw .data(error) }
    guard case .object(let members) = tree.content else {
      throw .usage("\(path): parameters are a JSON object from names to values, not \(tree.kind)")
    }
    for member in members {
      let value: Value
      do throws(FormatError) { value = try GraphJSON.value(of: member.value, file: path) } catch { throw .data(error) }
      values[member.name] = try declaration(of: member.name)?.checked(value, shown: ValueText.string(of: value)) ?? value
    }
  }

  /// The declaration of a name; where a query declares parameters, it declares all.
  private func declaration(of name: String) throws(ToolFailure) -> ParameterDeclaration? {
    if declarations.isEmpty { return nil }
    if let declaration = declarations.first(where: { $0.name.isByteEqual(to: name) }) { return declaration }
    let nearest = Spelling.nearest(to: name, among: declarations.map(\.name)).map { "did you mean '\($0)'?" }
    throw .usage(
      "the query declares no parameter '\(name)'", hint: nearest ?? "declared: " + declarations.map(\.name).joined(separator: ", "))
  }

  private func checkComplete() throws(ToolFailure) {
    let missing = declarations.filter { values[$0.name] == nil }
    guard !missing.isEmpty else { return }
    let list = missing.map { "    " + $0.usage }.joined(separator: "\n")
    let first = missing[0].name
    throw .usage(
      "the query needs \(missing.count == 1 ? "a parameter" : "parameters") that \(missing.count == 1 ? "was" : "were") not given:\n\(list)",
      hint: "--param \(first)=…")
  }
}
