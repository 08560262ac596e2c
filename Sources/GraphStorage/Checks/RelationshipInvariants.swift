// Relationships: the live bitmap is within the capacity, types are known, and both ends are nodes of the graph.

import GraphModel

/// Checks the fixed part of a snapshot's relationships.
struct RelationshipInvariants {
  let graph: GraphSnapshot

  func check() throws(StorageError) {
    try BitmapInvariants.check(graph.relationshipBitmap, "live relationships", capacity: graph.relationshipCapacity)
    let reader = graph.relationshipReader
    try graph.relationshipBitmap.forEach { offset throws(StorageError) in
      let type = reader.type(of: offset)
      try require(
        Int(type.rawValue) < graph.catalog.relationshipTypes.count, "relationship \(offset) has the unknown type \(type.rawValue)")
      for node in [reader.source(of: offset), reader.target(of: offset)] {
        try require(graph.nodeBitmap.contains(node), "relationship \(offset) ends at node \(node), which is not there")
      }
    }
  }
}
