// Statistics: every count is what a recount finds.

import GraphModel

/// Recounts what the planner is told.
struct CountInvariants {
  let graph: GraphSnapshot

  func check() throws(StorageError) {
    let said = graph.statistics
    try require(said.nodeCount == graph.nodeCount, "statistics: \(said.nodeCount) of \(graph.nodeCount) nodes")
    try require(
      said.relationshipCount == graph.relationshipCount,
      "statistics: \(said.relationshipCount) of \(graph.relationshipCount) relationships")
    var recounted = GraphStatistics()
    let reader = graph.relationshipReader
    graph.relationshipBitmap.forEach { offset in
      let type = reader.type(of: offset)
      recounted.countRelationships(type, by: 1)
      for label in graph.labels(of: NodeID(rawValue: reader.source(of: offset))) {
        recounted.countDegree(label, type, .outgoing, by: 1)
      }
      for label in graph.labels(of: NodeID(rawValue: reader.target(of: offset))) {
        recounted.countDegree(label, type, .incoming, by: 1)
      }
    }
    for label in 0..<UInt32(graph.catalog.labels.count) {
      let label = LabelID(rawValue: label)
      try require(said.nodeCount(label) == graph.nodeCount(label), "statistics: nodes of label \(label.rawValue)")
      for type in 0..<UInt32(graph.catalog.relationshipTypes.count) {
        let type = RelationshipTypeID(rawValue: type)
        for direction in [Direction.outgoing, .incoming] {
          let counts = (said.relationshipCount(label, type, direction), recounted.relationshipCount(label, type, direction))
          try require(
            counts.0 == counts.1,
            "statistics: \(direction) relationships of type \(type.rawValue) at label \(label.rawValue): \(counts.0), not \(counts.1)")
        }
      }
    }
    for type in 0..<UInt32(graph.catalog.relationshipTypes.count) {
      let type = RelationshipTypeID(rawValue: type)
      try require(
        said.relationshipCount(type) == recounted.relationshipCount(type), "statistics: relationships of type \(type.rawValue)")
    }
  }
}
