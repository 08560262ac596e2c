// A result may hold a relationship without the nodes at its ends. A picture wants them with their names, so they are asked for; a node
// that cannot be had any more stays bare.

package import GraphDatabase
package import GraphFormats
internal import GraphModel

extension ResultGraph {
  /// Adds the nodes at the ends of relationships, as the database has them now.
  package mutating func addMissingNodes(from database: Database) {
    let missing = missingNodes
    guard !missing.isEmpty else { return }
    let ids = Value.list(missing.map { .integer(Int64($0.rawValue)) })
    let text = "UNWIND $ids AS wanted MATCH (n) WHERE id(n) = wanted RETURN n"
    guard let result = try? database.query(text, parameters: ["ids": ids]) else { return }
    for row in result.rows { add(row: row) }
  }
}
