// Options that several subcommands share, each group once.

#if CommandLine
  internal import ArgumentParser
  internal import Ecosystem
  internal import GraphDatabase
  internal import GraphModel

  /// Where the graph comes from.
  struct DataOptions: ParsableArguments {
    @Option(
      name: .long,
      help: ArgumentHelp(
        "A graph to load: a file (.csv, .json, .jsonl, .graphml, .gexf), a directory of CSV files, or a Cypher script. Repeat it for several.",
        discussion: "Without it the ecosystem that comes with the tool is used.", valueName: "path"),
      completion: .file())
    var data: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp(
        "What to do with a row of --data that cannot be taken: fail, skip it, or report it.",
        discussion: "report tells file, line, column and reason of each row left out on standard error.", valueName: "policy"),
      completion: .list(ImportOptions.ErrorPolicy.allCases.map(\.rawValue)), transform: Choice.of)
    var onError = ImportOptions.ErrorPolicy.fail

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A CSV file for the rows left out: file, line, column, code, reason, row. Implies --on-error report.", valueName: "file"),
      completion: .file(extensions: ["csv"]))
    var rejects: String?

    @OptionGroup var file: FileAccessOptions

    func validate() throws {
      if !data.isEmpty, file.database != nil {
        throw ValidationError("Give either --data or --database; 'innograph import' loads files into a database.")
      }
      guard data.isEmpty else { return }
      if onError != .fail { throw ValidationError("--on-error is about the files of --data; name some.") }
      if rejects != nil { throw ValidationError("--rejects is about the files of --data; name some.") }
    }

    /// The database of these options.
    /// - Parameter writes: whether a database file is opened for writing, and made if it is not there.
    func open(writes: Bool = false) throws -> Database {
      if let path = file.database { return try DataSource.open(file: path, file.options(writes: writes)) }
      return try DataSource.open(data, rows: RejectedRows(policy: onError, path: rejects))
    }

    /// Where the graph comes from, for titles; `nil` for the ecosystem that comes with the tool.
    var subject: String? { file.database ?? (data.isEmpty ? nil : data.joined(separator: ", ")) }
  }

  /// A database file and how it is opened.
  struct FileAccessOptions: ParsableArguments {
    @Option(
      name: .long,
      help: ArgumentHelp(
        "A database file; commands that can write make it if it is not there.",
        discussion: "What a statement committed survives a crash and a loss of power. The log lies beside the file as FILE-log.",
        valueName: "file"), completion: .file(extensions: ["graph"]))
    var database: String?

    @Flag(name: .long, help: "Open the database for reading only, beside whoever writes it.")
    var readOnly = false

    @Option(
      name: .long,
      help: ArgumentHelp(
        "What a loss of power may cost: full (nothing), normal (about a second) or off (commits since a checkpoint).", valueName: "level"),
      completion: .list(DatabaseOptions.Durability.allCases.map(\.rawValue)), transform: Choice.of)
    var durability = DatabaseOptions.Durability.full

    @Option(
      name: .long, help: ArgumentHelp("The bytes in the log from which its commits are brought into the file.", valueName: "bytes"))
    var checkpointLogBytes = DatabaseOptions().checkpointLogBytes

    func validate() throws {
      guard checkpointLogBytes > 0 else { throw ValidationError("--checkpoint-log-bytes takes a number above 0.") }
      guard database == nil else { return }
      if readOnly { throw ValidationError("--read-only is about a database file; name one with --database.") }
      if durability != .full { throw ValidationError("--durability is about a database file; name one with --database.") }
    }

    /// How the file is opened.
    func options(writes: Bool) -> DatabaseOptions {
      var options = DatabaseOptions()
      options.isReadOnly = readOnly || !writes
      options.creates = writes
      options.durability = durability
      options.checkpointLogBytes = checkpointLogBytes
      return options
    }
  }

  /// The paths of a command that is about a database file: the file is an argument, or --database as everywhere else.
  struct DatabaseFileOptions: ParsableArguments {
    @Option(
      name: .customLong("database"), help: ArgumentHelp("The database file, in place of its argument.", valueName: "file"),
      completion: .file(extensions: ["graph"]))
    var file: String?

    /// All paths in their order.
    /// - Parameters:
    ///   - arguments: what stands on the command line without a name.
    ///   - names: what has to be told, as the help calls it.
    ///   - place: which of these is the database file.
    func paths(_ arguments: [String], names: [String], place: Int = 0) throws -> [String] {
      var all = arguments
      if let file { all.insert(file, at: min(place, all.count)) }
      if all.count < names.count {
        let hint = "give \(names.map { "<\($0)>" }.joined(separator: " ")); --database can stand in place of <\(names[place])>"
        throw ToolFailure.usage("the \(names[all.count]) is missing", hint: hint)
      }
      if all.count > names.count {
        let hint =
          file == nil ? "give \(names.map { "<\($0)>" }.joined(separator: " "))" : "with --database, <\(names[place])> is no argument"
        throw ToolFailure.usage("'\(all[names.count])' is one path too many", hint: hint)
      }
      return all
    }
  }

  /// Values for a query's parameters.
  struct ParameterOptions: ParsableArguments {
    @Option(
      name: .customLong("param"),
      help: ArgumentHelp(
        "A parameter: name=value, or name:=<json>. Repeat it for several.",
        discussion: "Integers, floats, true, false, null and JSON lists and maps are what they look like, everything else is a string.",
        valueName: "name=value"))
    var assignments: [String] = []

    @Option(
      name: .long, help: ArgumentHelp("A JSON file with an object from names to values.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var paramsFile: String?

    /// The values, with what the query's text declares.
    func values(for text: String, name: String, allowsMissing: Bool = false) throws -> [String: Value] {
      let declarations: [ParameterDeclaration]
      do throws(FormatError) {
        declarations = try ParameterDeclaration.declarations(in: text, file: name)
      } catch { throw ToolFailure.data(error) }
      let set = try ParameterSet.gather(
        declarations: declarations, file: paramsFile, assignments: assignments, allowsMissing: allowsMissing)
      return set.values
    }
  }

  /// What a query may take.
  struct LimitOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Stop a query after so many seconds.", valueName: "seconds"))
    var timeout: Double?

    @Option(name: .long, help: ArgumentHelp("The memory that a query may use, in MiB.", valueName: "MiB"))
    var memory = 1_024

    @Option(
      name: .customLong("import-dir"),
      help: ArgumentHelp("The folder whose files LOAD CSV may read; without it queries read no files.", valueName: "folder"),
      completion: .directory)
    var importDirectory: String?

    @Flag(name: .long, help: "Make an unknown label, type or property an error instead of a warning.")
    var strict = false

    func validate() throws {
      if let timeout, !(timeout > 0 && timeout < 1e9) { throw ValidationError("--timeout takes a number of seconds above 0.") }
      guard memory > 0, memory <= 1 << 30 else { throw ValidationError("--memory takes a number of MiB above 0.") }
    }

    /// The options of a query.
    var options: QueryOptions {
      var options = QueryOptions()
      options.timeout = timeout.map { .seconds($0) }
      options.memoryBytesMax = memory << 20
      options.isStrict = strict
      options.importDirectory = importDirectory
      return options
    }
  }

  /// A query from a file, from standard input or from the arguments.
  struct QueryTextOptions: ParsableArguments {
    @Argument(
      help: ArgumentHelp("A file of statements, or - for standard input.", valueName: "file"),
      completion: .file(extensions: ["cypher", "cql"]))
    var file: String?

    @Option(name: [.customShort("e"), .customLong("execute")], help: ArgumentHelp("The text of a query.", valueName: "text"))
    var text: String?

    /// The text and a name for it. What is missing or too much is told here and not when the arguments are parsed, so that a
    /// misspelt option is told first.
    func read() throws -> (text: String, name: String) {
      switch (file, text) {
      case (nil, nil): throw ToolFailure.usage("a query is missing", hint: "give a file, - for standard input, or a text with -e")
      case (let file?, _?): throw ToolFailure.usage("both -e and a file are given (the file is '\(file)')", hint: "leave out one of them")
      case (nil, let text?): return (text, "")
      case (let path?, nil): return (try InputText.read(path), path == "-" ? "standard input" : path)
      }
    }
  }

  extension OutputFormat: ExpressibleByArgument {
    init?(argument: String) { self.init(name: argument) }
    static var allValueStrings: [String] { named.map(\.name) }
    var defaultValueDescription: String { name }
  }

  /// Arguments whose values are the cases of an enumeration of another module.
  enum Choice {
    /// The case of a name.
    static func of<Case: RawRepresentable & CaseIterable>(_ text: String) throws -> Case where Case.RawValue == String {
      if let known = Case(rawValue: text) { return known }
      throw ValidationError("'\(text)' is none of \(Case.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }
#endif
