// `db.labels()`: the labels that nodes bear.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The labels that at least one node has, in the order of their names.
  static let databaseLabels = Procedure(
    "db.labels", outputs: [Field("label", .string)], summary: "The labels that nodes have."
  ) { _, context, emit throws(QueryError) in
    let graph = context.graph
    for name in graph.catalog.labels.names.sorted(by: { $0.isByteLess(than: $1) }) {
      guard let label = graph.catalog.label(name), graph.nodeCount(label) > 0 else { continue }
      guard try emit([.string(name)]) else { return }
    }
  }
}
