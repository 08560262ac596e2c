// Names and label sets: every name is found under its number and no other, every set is ascending and stands once.

import GraphModel

/// Checks the catalog of a snapshot.
struct CatalogInvariants {
  let graph: GraphSnapshot

  func check() throws(StorageError) {
    try check(graph.catalog.labels, "label")
    try check(graph.catalog.relationshipTypes, "relationship type")
    try check(graph.catalog.propertyKeys, "property key")
    var seen: Set<[LabelID]> = []
    try require(graph.labelSets.count > 0 && graph.labelSets[0].isEmpty, "label set 0 is not empty")
    for set in 0..<graph.labelSets.count {
      let labels = graph.labelSets[UInt16(truncatingIfNeeded: set)]
      try require(zip(labels, labels.dropFirst()).allSatisfy { $0 < $1 }, "label set \(set) is not ascending")
      try require(seen.insert(labels).inserted, "label set \(set) stands twice")
      try require(labels.allSatisfy { Int($0.rawValue) < graph.catalog.labels.count }, "label set \(set) has an unknown label")
    }
  }

  private func check(_ names: NameTable, _ kind: String) throws(StorageError) {
    for (number, name) in names.names.enumerated() {
      try require(names.position(of: name) == UInt32(number), "\(kind) \(number) is not found by its name `\(name)`")
    }
  }
}
