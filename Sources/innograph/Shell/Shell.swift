// The shell: statements and `:commands`, from the line editor on a terminal or from standard input otherwise. It keeps parameters,
// the format of answers, the open transaction and the last answer. An error is told and the shell goes on; whether all went well
// is known at the end.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// A conversation with a database.
final class Shell {
  private let database: Database
  private let options: QueryOptions
  /// Whether a person is at the other end: statistics and other courtesies are told.
  private let isInteractive: Bool
  private var parameters: [String: Value] = [:]
  private var format: OutputFormat
  private var transaction: Transaction?
  private var last: KeptRows?
  /// Files that run each other, so that they cannot for ever.
  private var sourceDepth = 0
  private static let sourceDepthMax = 16
  /// Whether a statement or command failed.
  private(set) var hasFailed = false
  private var isQuitting = false

  /// A shell on a database.
  init(database: Database, options: QueryOptions, format: OutputFormat, isInteractive: Bool) {
    self.database = database
    self.options = options
    self.format = format
    self.isInteractive = isInteractive
  }

  // MARK: Input

  /// Talks with a person until they leave.
  func converse() throws {
    let completer = Completer { [unowned self] in completionNames }
    let editor = LineEditor(
      prompt: "", continuation: "       ...> ", history: History(path: History.defaultPath), isComplete: Self.isComplete,
      complete: completer.complete)
    while !isQuitting {
      editor.prompt = transaction == nil ? "innograph> " : "innograph*> "
      switch editor.read() {
      case .end: isQuitting = true
      case .interrupted: continue
      case .text(let text): try run(text, name: "")
      }
    }
    if transaction != nil { StandardStreams.say("the open transaction is rolled back") }
  }

  /// Whether Enter submits a text.
  static func isComplete(_ text: String) -> Bool { text.first == ":" || CypherScript.isComplete(text) }

  /// Runs what a stream of text holds, statement by statement as they come.
  func run(_ input: TextLines, name: String) throws {
    var script = CypherScript()
    var whole = ""
    while !isQuitting, let line = try input.next() {
      whole += line
      if !script.isOpen, ParameterDeclaration.trimmed(line).hasPrefix(":") {
        try attempt { try direct(ParameterDeclaration.trimmed(line)) }
        _ = script.feed("\n")
        continue
      }
      for statement in script.feed(line) { try run(statement, QueryOrigin(name: name, text: whole)) }
      // The text of what is done is needed no longer, except that places count from the start of the file.
      if whole.utf8.count > Self.textKeptMax, !script.isOpen { whole = String(repeating: "\n", count: input.lineCount) }
    }
    if !isQuitting, let rest = script.rest { try run(rest, QueryOrigin(name: name, text: whole)) }
  }

  private static let textKeptMax = 1 << 20

  /// Runs a text that was submitted at once.
  private func run(_ text: String, name: String) throws {
    if text.first == ":" { return try attempt { try direct(text) } }
    for statement in CypherScript.statements(of: text) where !isQuitting { try run(statement, QueryOrigin(name: name, text: text)) }
  }

  private func run(_ statement: ScriptStatement, _ origin: QueryOrigin) throws {
    try attempt { try answer(statement, origin, manner: .run) }
  }

  /// Tells a failure and goes on; only a reader that went away ends the shell.
  private func attempt(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as ToolFailure {
      hasFailed = true
      if !failure.text.isEmpty { StandardStreams.say(failure.text) }
    }
  }

  // MARK: Statements

  private func answer(_ statement: ScriptStatement, _ origin: QueryOrigin, manner: StatementRunner.Manner) throws {
    var runner = StatementRunner(database: database)
    runner.transaction = transaction
    runner.parameters = parameters
    runner.options = options
    runner.manner = manner
    runner.tellsStatistics = isInteractive
    let sink = try ResultSink(format: format, path: nil)
    sink.keeps = isInteractive ? Self.rowsKeptMax : 0
    do { _ = try runner.run(statement, in: origin, to: sink) } catch let failure as ToolFailure {
      // A statement that fails dooms its transaction.
      if transaction != nil, failure.status != .usage {
        transaction?.rollback()
        transaction = nil
        StandardStreams.say("the transaction was rolled back")
      }
      throw failure
    }
    try sink.finish()
    if manner == .run, isInteractive { last = sink.kept }
  }

  /// The rows of an answer that are kept for `:export`.
  private static let rowsKeptMax = 1_000_000

  private func plan(_ text: String, _ manner: StatementRunner.Manner) throws {
    let statements = CypherScript.statements(of: text)
    guard let statement = statements.first else { throw ToolFailure.usage("a statement is missing", hint: ":explain MATCH (n) RETURN n") }
    try answer(statement, QueryOrigin(name: "", text: text), manner: manner)
  }

  private var completionNames: Completer.Names {
    let names = database.names()
    return Completer.Names(
      labels: names.labels, relationshipTypes: names.relationshipTypes, propertyKeys: names.propertyKeys, parameters: Array(parameters.keys),
      keywords: LanguageNames.keywords, functions: LanguageNames.functions)
  }

  // MARK: Commands

  private func direct(_ line: String) throws {
    let (directive, argument) = try ShellDirective.parse(line)
    switch directive.action {
    case .help: try help(argument)
    case .schema: try StandardStreams.print(SchemaText.text(of: database.schema()))
    case .param: try setParameter(argument)
    case .params: try listParameters(argument)
    case .explain: try plan(argument, .explain)
    case .profile: try plan(argument, .profile)
    case .format: try setFormat(argument)
    case .source: try source(argument)
    case .export: try export(argument)
    case .begin: try begin()
    case .commit: try commit()
    case .rollback: try rollback()
    case .clear: try StandardStreams.print("\u{1B}[H\u{1B}[2J")
    case .quit: isQuitting = true
    }
  }

  private func help(_ name: String) throws {
    guard !name.isEmpty else { return try StandardStreams.print(ShellDirective.help + "\n") }
    let (directive, _) = try ShellDirective.parse(":" + name)
    try StandardStreams.print(":\(directive.name) \(directive.argument)\n  \(directive.summary)\n")
  }

  private func setParameter(_ argument: String) throws {
    let (name, value) = try Self.parameter(argument)
    parameters[name] = value
  }

  /// `name value`, `name = value`, `name => value` or `name := json`.
  static func parameter(_ argument: String) throws(ToolFailure) -> (name: String, value: Value) {
    let form = "write :param name value, or :param name := JSON"
    let name = argument.prefix { !$0.isWhitespace && $0 != "=" && $0 != ":" }
    var text = ParameterDeclaration.trimmed(argument.dropFirst(name.count))
    let bare = String(name.first == "$" ? name.dropFirst() : name)
    guard !bare.isEmpty, !text.isEmpty else { throw .usage("a parameter needs a name and a value", hint: form) }
    for (sign, isJSON) in [(":=", true), ("=>", false), ("=", false), (":", false)] where text.hasPrefix(sign) {
      text = ParameterDeclaration.trimmed(text.dropFirst(sign.count))
      return (bare, isJSON ? try ParameterText.json(text, name: bare) : try ParameterText.value(of: unquoted(text), name: bare))
    }
    return (bare, try ParameterText.value(of: unquoted(text), name: bare))
  }

  /// People write strings as in a query: with quotes, which say that it is a string.
  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first else { return text }
    return String(text.dropFirst().dropLast())
  }

  private func listParameters(_ argument: String) throws {
    if argument == "clear" { return parameters = [:] }
    guard argument.isEmpty else { throw ToolFailure.usage("':params' knows only 'clear'", hint: ":param sets a parameter") }
    let names = parameters.keys.sorted { $0.isByteLess(than: $1) }
    try StandardStreams.print(names.map { "\($0) = \(ValueText.string(of: parameters[$0] ?? .null))\n" }.joined())
  }

  private func setFormat(_ name: String) throws {
    guard !name.isEmpty else { return try StandardStreams.print(format.name + "\n") }
    guard let wanted = OutputFormat(name: name) else {
      let names = OutputFormat.named.map(\.name)
      let nearest = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      throw ToolFailure.usage("unknown format '\(name)'", hint: nearest ?? "known: " + names.joined(separator: ", "))
    }
    format = wanted
  }

  private func source(_ path: String) throws {
    guard !path.isEmpty else { throw ToolFailure.usage("a file is missing", hint: ":source FILE") }
    guard sourceDepth < Self.sourceDepthMax else { throw ToolFailure.usage("files run each other more than \(Self.sourceDepthMax) deep") }
    sourceDepth += 1
    defer { sourceDepth -= 1 }
    let lines = try TextLines(path: FileNames.expanded(path))
    try run(lines, name: path)
  }

  private func export(_ path: String) throws {
    guard !path.isEmpty else { throw ToolFailure.usage("a file is missing", hint: ":export answer.csv") }
    guard let last else { throw ToolFailure.usage("there is no answer to export", hint: "run a statement first") }
    guard let format = OutputFormat(path: path) else {
      throw ToolFailure.usage("the name '\(path)' tells no format", hint: "use an extension such as .csv, .json, .md, .dot, .svg or .graphml")
    }
    let sink = try ResultSink(format: format, path: FileNames.expanded(path))
    sink.begin(columns: last.columns)
    for row in last.rows where !sink.row(row) { break }
    try sink.endResult()
    try sink.finish()
    if last.isCut { StandardStreams.say("only the first \(last.rows.count) rows were kept and written; `innograph query --output` writes all") }
  }

  private func begin() throws {
    guard transaction == nil else { throw ToolFailure.usage("a transaction is open already", hint: ":commit or :rollback it first") }
    do throws(QueryError) { transaction = try database.beginTransaction() } catch { throw Self.failure(error) }
  }

  private func commit() throws {
    guard let open = transaction else { throw ToolFailure.usage("no transaction is open", hint: ":begin") }
    transaction = nil
    do throws(QueryError) { try open.commit() } catch { throw Self.failure(error) }
  }

  private func rollback() throws {
    guard let open = transaction else { throw ToolFailure.usage("no transaction is open", hint: ":begin") }
    transaction = nil
    open.rollback()
  }

  private static func failure(_ error: QueryError) -> ToolFailure {
    ToolFailure(.queryFailed, ErrorText.of(error, in: QueryOrigin(name: "", text: ""), colour: Terminal.errorStream.usesColour))
  }
}
