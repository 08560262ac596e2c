// A database in a file: opening, closing, copies, and a look at what a file holds.
public import GraphModel
internal import GraphStorage
internal import QueryExecution

extension Database {
  /// Opens the database of a file and its log, `path` and `path-log`; makes one where there is none, unless the options say otherwise.
  ///
  ///     let database = try Database(path: "eco.graph")
  ///     try database.query("CREATE (:Firm {name: '联影医疗'})")
  ///     database.close()
  ///
  /// When a commit returns, its data survives the death of the process and a loss of power. One opening at a time may write.
  /// - Throws: `StorageError.file` with a code, the file, the place and the mend.
  public convenience init(path: String, options: DatabaseOptions = DatabaseOptions()) throws(StorageError) {
    self.init(store: try DatabaseFile.open(path, options: options.fileOptions))
  }

  /// Brings everything into the file and closes it, so that the log is gone and the file can be copied alone. A database that is let go
  /// closes itself. Statements fail from now on. Does nothing for a database in memory.
  public func close() { store.close() }

  /// The file, for a database that has one.
  public var path: String? { store.file?.path }

  /// What opening found that its user should know, such as a commit that was never finished.
  public var notices: [String] { store.file?.health.notices ?? [] }

  /// Brings all commits into the file, so that the log begins anew.
  /// - Throws: `StorageError`; nothing is lost then.
  public func checkpoint() throws(StorageError) { try store.checkpoint() }

  /// Refuses where part of the file could not be read. Ask after `schema()`, `forEachElement` or `checkInvariants()`, which do not say so
  /// themselves; statements do.
  /// - Throws: `StorageError.file` with the first damage.
  public func requireSound() throws(StorageError) { try store.requireSound() }

  /// Writes the graph as it is now to a new, closed database file, which is there wholly or not at all. Writers go on meanwhile.
  /// - Throws: `StorageError.file`: `alreadyExists` where the name is taken.
  public func backup(to path: String) throws(StorageError) {
    try DatabaseFile.writeCopy(of: store.snapshot(), to: path, health: store.file?.health)
  }

  /// Rewrites the file without free space. Needs the file to itself.
  /// - Throws: `StorageError.file`; the file is then as it was.
  public static func compact(path: String) throws(StorageError) {
    var options = DatabaseOptions()
    options.creates = false
    let store = try DatabaseFile.open(path, options: options.fileOptions)
    defer { store.close() }
    try store.compact()
  }

  /// Looks at a file without opening it.
  /// - Parameter isDeep: whether every checksum, every content and all invariants are checked, at a cost linear in the file.
  /// - Throws: `StorageError` where it cannot be looked at; what is wrong inside is told by the report.
  public static func inspect(path: String, isDeep: Bool) throws(StorageError) -> DatabaseReport {
    DatabaseReport(try FileCheck.run(path, isDeep: isDeep))
  }

  /// Writes what is whole in a damaged file to a new one.
  /// - Returns: what had to be left out.
  /// - Throws: `StorageError` where nothing can be read or the new file cannot be written.
  public static func salvage(path: String, to target: String) throws(StorageError) -> [String] {
    let salvage = try Salvage(path)
    try DatabaseFile.writeCopy(of: salvage.graph, to: target)
    return salvage.losses
  }

  /// Copies a database file after having proved that it is sound, to a name that is not taken.
  /// - Throws: `StorageError`.
  public static func restore(path: String, to target: String) throws(StorageError) {
    let report = try inspect(path: path, isDeep: true)
    if let finding = report.findings.first { throw .file(finding) }
    var options = DatabaseOptions()
    options.isReadOnly = true
    let database = try Database(path: path, options: options)
    try database.backup(to: target)
  }

  /// Loads files into a new database file, which is there with all of it or not at all. Without a script among the files, the property that
  /// holds the keys of a label's nodes gets a unique constraint, or an index where a value stands twice.
  /// - Throws: `FormatError` with file, line and reason.
  @discardableResult
  public static func create(
    path: String, loading paths: [String], options: ImportOptions = ImportOptions()
  ) throws(FormatError) -> ImportSummary {
    let database = Database()
    let summary = try database.load(paths, options: options, keysAreUnique: true)
    do throws(StorageError) { try database.backup(to: path) } catch {
      let text = QueryError(error)
      throw FormatError(file: path, line: 0, code: "store", message: text.message, hint: text.hint)
    }
    return summary
  }
}

/// What a look at a database file found.
public struct DatabaseReport: Sendable {
  /// The file.
  public let path: String
  /// What is wrong, each with its place.
  public let findings: [FileFault]
  /// What should be known and is not wrong.
  public let notices: [String]
  /// Numbers about the file, by name, in order.
  public let figures: [(name: String, value: Int)]
  /// Whether the file was closed, so that no log belongs to it.
  public let isClosed: Bool

  init(_ report: FileReport) {
    path = report.path
    findings = report.findings
    notices = report.notices
    figures = report.figures
    isClosed = report.isClosed
  }
}
