// What a workload expects of its data: look-ups by `id`, the key column of the files, find their node by an index.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Indexes for measuring.
enum BenchIndexes {
  /// Makes `id` unique for every label whose nodes have it.
  static func create(in database: Database) throws(ToolFailure) {
    for label in database.schema().labels where label.properties.contains(where: { $0.key == "id" }) {
      let text = "CREATE CONSTRAINT IF NOT EXISTS FOR (n:\(NameText.quoted(label.name))) REQUIRE n.id IS UNIQUE"
      do throws(QueryError) { try database.query(text) } catch {
        let origin = QueryOrigin(name: "--create-indexes", text: text)
        throw ToolFailure(.queryFailed, ErrorText.of(error, in: origin, colour: Terminal.errorStream.usesColour))
      }
    }
  }
}
