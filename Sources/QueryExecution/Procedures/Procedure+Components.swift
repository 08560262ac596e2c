// `dbms.components()`: what drivers and tools ask to know whom they talk to.
import GraphModel
import QueryPlanner

extension Procedure {
  /// The engine, its versions and its edition.
  static let databaseComponents = Procedure(
    "dbms.components",
    outputs: [Field("name", .string), Field("versions", .list(.string)), Field("edition", .string)],
    summary: "The engine and its version."
  ) { _, _, emit throws(QueryError) in
    _ = try emit([.string("innograph"), .list([.string(engineVersion)]), .string("embedded")])
  }

  /// The version of the engine.
  package static let engineVersion = "0.1.0"
}
