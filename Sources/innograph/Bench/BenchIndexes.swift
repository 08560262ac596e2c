// What a workload expects of its data, declared here once for every workload: look-ups by `id`, the key column of the files, find their
// node by a unique index, and names are found by their beginning. These are the indexes that other engines get for the same data.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Indexes for measuring.
enum BenchIndexes {
  /// The properties that are indexed for every label whose nodes have them.
  private static let properties: [(key: String, isUnique: Bool)] = [("id", true), ("name", false)]

  /// Makes the indexes that the load has not made already.
  static func create(in database: Database) throws(ToolFailure) {
    let schema = database.schema()
    for property in properties {
      let indexed = schema.indexes.filter { $0.property == property.key }.map(\.label)
      for label in schema.labels where label.properties.contains(where: { $0.key == property.key }) && !indexed.contains(label.name) {
        try create(property.key, isUnique: property.isUnique, NameText.quoted(label.name), in: database)
      }
    }
  }

  private static func create(_ key: String, isUnique: Bool, _ label: String, in database: Database) throws(ToolFailure) {
    let text =
      isUnique
      ? "CREATE CONSTRAINT IF NOT EXISTS FOR (n:\(label)) REQUIRE n.\(key) IS UNIQUE"
      : "CREATE INDEX IF NOT EXISTS FOR (n:\(label)) ON (n.\(key))"
    do throws(QueryError) { try database.query(text) } catch {
      let origin = QueryOrigin(name: "--create-indexes", text: text)
      throw ToolFailure(.queryFailed, ErrorText.of(error, in: origin, colour: Terminal.errorStream.usesColour))
    }
  }
}
