// A query kept as a file, with its header; and the catalogue of a folder of them.
import GraphDatabase
public import GraphModel

/// A query file: its header and its text.
public struct SavedQuery: Sendable, Hashable {
  /// The file's path as it was given.
  public let file: String
  /// What the file says of itself.
  public let header: QueryHeader
  /// The whole text, header included, so that places in errors are places in the file.
  public let text: String

  /// Takes a file's text apart.
  /// - Throws: `FormatError` where the header cannot be read or says another id than the file's name.
  public init(file: String, text: String) throws(FormatError) {
    self.file = file
    self.text = text
    var header = try QueryHeader(of: text, file: file)
    let name = String(file.split(separator: "/").last ?? "")
    let stem = name.hasSuffix(".cypher") ? String(name.dropLast(7)) : name
    if header.id.isEmpty { header.id = stem }
    guard header.id.isByteEqual(to: stem) else {
      throw FormatError(
        file: file, line: 1, code: "headerId", message: "the header's id '\(header.id)' is not the file's name '\(stem)'",
        hint: "rename the file or the id")
    }
    self.header = header
  }

  /// The parameters to run with: those given, and the defaults of the others.
  /// - Throws: `QueryError` for a parameter that is missing, of another type, or not declared.
  public func parameters(given: [String: Value]) throws(QueryError) -> [String: Value] {
    var result: [String: Value] = [:]
    for declaration in header.parameters {
      guard let value = given[declaration.name] ?? declaration.defaultValue else {
        throw .compile(
          .parameterMissing, "MissingParameter", "the parameter $\(declaration.name) is not given",
          hint: "add --param \(declaration.name)=…: \(declaration.summary)")
      }
      guard declaration.type.admits(value) else {
        throw .compile(
          .typeError, "InvalidParameterType",
          "the parameter $\(declaration.name) must be \(declaration.type.rawValue), not \(value.typeName)")
      }
      result[declaration.name] = value
    }
    let known = header.parameters.map(\.name)
    for name in given.keys.sorted() where !known.contains(name) {
      throw .compile(
        .semanticError, "UnknownParameter", "the query '\(header.id)' declares no parameter $\(name)",
        hint: Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" })
    }
    return result
  }
}

/// The query files of a folder, in byte order of their ids.
public struct QueryCatalogue: Sendable {
  /// The queries, in byte order of their ids.
  public let queries: [SavedQuery]

  /// Reads every `.cypher` file of a folder and the folders below it.
  /// - Throws: `FormatError` for a folder or file that cannot be read, or for two queries of one id.
  public init(folder: String) throws(FormatError) { try self.init(paths: [folder]) }

  /// Reads files and folders.
  /// - Throws: `FormatError` as above.
  public init(paths: [String]) throws(FormatError) {
    var read: [SavedQuery] = []
    for path in paths {
      for file in try TextFiles.list(path, ending: ".cypher") {
        read.append(try SavedQuery(file: file, text: try TextFile.read(file)))
      }
    }
    queries = read.sorted { $0.header.id.isByteLess(than: $1.header.id) }
    for (first, second) in zip(queries, queries.dropFirst()) where first.header.id.isByteEqual(to: second.header.id) {
      throw FormatError(
        file: second.file, line: 1, code: "duplicateId", message: "the id '\(second.header.id)' is taken by \(first.file)",
        hint: "rename one")
    }
  }

  /// The query of an id.
  public func query(_ id: String) -> SavedQuery? { queries.first { $0.header.id.isByteEqual(to: id) } }
}
