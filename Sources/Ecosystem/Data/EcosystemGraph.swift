// The ecosystem graph that ships with the package: the files of Graph/ and Queries/, found beside the program or, while developing, in the
// checkout they were built from.

import Glibc
public import GraphDatabase
public import GraphModel

/// The shipped graph, queries and audits.
public enum EcosystemGraph {
  /// What the shipped graph is called in reports.
  public static let title = "Shanghai's innovation ecosystem"

  /// The folder of the shipped graph's files.
  /// - Throws: `FormatError` where the program was moved away from its resources.
  public static func dataFolder() throws(FormatError) -> String { try folder("Graph") }

  /// The folder of the shipped saved queries.
  /// - Throws: `FormatError` as above.
  public static func savedQueriesFolder() throws(FormatError) -> String { try folder("Queries") + "/saved" }

  /// The folder of the shipped audits.
  /// - Throws: `FormatError` as above.
  public static func auditsFolder() throws(FormatError) -> String { try folder("Queries") + "/audits" }

  /// A database that holds the shipped graph, its schema declared and checked.
  /// - Throws: `FormatError` where a file is missing, cannot be read, or breaks the schema.
  public static func database(options: ImportOptions = ImportOptions()) throws(FormatError) -> Database {
    let database = Database()
    try database.load([try dataFolder()], options: options)
    return database
  }

  /// A folder of resources, looked for beside the program and its bundle, then in the checkout.
  private static func folder(_ name: String) throws(FormatError) -> String {
    let program = programFolder()
    let candidates = [
      "\(program)/innograph_Ecosystem.resources/\(name)", "\(program)/../share/innograph/\(name)", "\(checkout)/\(name)",
    ]
    for candidate in candidates where access(candidate, R_OK) == 0 { return candidate }
    throw FormatError(
      file: name, line: 0, code: "resourceMissing", message: "the shipped folder \(name) is not beside the program",
      hint: "keep innograph_Ecosystem.resources next to the program, or name your own data with --data")
  }

  private static func programFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return "." }
    let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
  }

  /// The checkout that this file was compiled in.
  private static let checkout = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
}
