// The commands of the shell, `:name argument`, each with the line of help that `:help` prints.

internal import GraphModel

/// A `:command`.
struct ShellDirective: Hashable {
  /// What the command does.
  enum Action: Hashable {
    case help, param, params, schema, explain, profile, format, source, export, begin, commit, rollback, clear, quit
  }

  /// The name without the colon.
  let name: String
  /// What it does.
  let action: Action
  /// What follows the name, for the help.
  let argument: String
  /// What it does, in a line.
  let summary: String

  /// All commands, in the order of the help.
  static let all: [ShellDirective] = [
    ShellDirective(name: "help", action: .help, argument: "[COMMAND]", summary: "list the commands, or explain one"),
    ShellDirective(name: "schema", action: .schema, argument: "", summary: "labels, relationship types, properties, constraints and indexes"),
    ShellDirective(name: "param", action: .param, argument: "NAME VALUE | NAME := JSON", summary: "set a parameter: `:param city 上海`, then `$city`"),
    ShellDirective(name: "params", action: .params, argument: "[clear]", summary: "list the parameters, or forget them"),
    ShellDirective(name: "explain", action: .explain, argument: "STATEMENT", summary: "show the plan of a statement without running it"),
    ShellDirective(name: "profile", action: .profile, argument: "STATEMENT", summary: "run a statement and show what each operator cost"),
    ShellDirective(name: "format", action: .format, argument: "[FORMAT]", summary: "the format of answers: table, json, jsonl, csv, markdown, …"),
    ShellDirective(name: "source", action: .source, argument: "FILE", summary: "run the statements of a file"),
    ShellDirective(name: "export", action: .export, argument: "FILE", summary: "write the last answer to a file, in the format of its extension"),
    ShellDirective(name: "begin", action: .begin, argument: "", summary: "begin a transaction"),
    ShellDirective(name: "commit", action: .commit, argument: "", summary: "commit the open transaction"),
    ShellDirective(name: "rollback", action: .rollback, argument: "", summary: "give up the open transaction"),
    ShellDirective(name: "clear", action: .clear, argument: "", summary: "clear the screen"),
    ShellDirective(name: "quit", action: .quit, argument: "", summary: "leave (also :exit, Ctrl-D)"),
  ]

  /// Takes a line that begins with a colon apart.
  /// - Throws: `ToolFailure` for a command that does not exist.
  static func parse(_ line: String) throws(ToolFailure) -> (directive: ShellDirective, argument: String) {
    let text = ParameterDeclaration.trimmed(line).dropFirst()
    let name = String(text.prefix { !$0.isWhitespace }).lowercased()
    let argument = ParameterDeclaration.trimmed(text.dropFirst(name.count))
    let wanted = ["exit", "q"].contains(name) ? "quit" : name
    if let directive = all.first(where: { $0.name == wanted }) { return (directive, argument) }
    let nearest = Spelling.nearest(to: name, among: all.map(\.name)).map { "did you mean :\($0)?" }
    throw .usage("unknown command ':\(name)'", hint: nearest ?? ":help lists the commands")
  }

  /// The help of all commands.
  static var help: String {
    let heads = all.map { ":\($0.name) \($0.argument)" }
    let width = heads.map(\.count).max() ?? 0
    let lines = zip(heads, all).map { head, directive in
      "  " + head + String(repeating: " ", count: width - head.count + 2) + directive.summary
    }
    return """
      Statements of Cypher end with a semicolon and may span lines.
      \(lines.joined(separator: "\n"))
      Keys: Tab completes, ↑ ↓ and Ctrl-R walk through what was entered before, Ctrl-C gives up a line or stops a query, Ctrl-D leaves.
      """
  }
}
