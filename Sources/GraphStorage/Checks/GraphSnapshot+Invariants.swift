// The proof that a snapshot is sound: every redundancy in it agrees with what it repeats. Each part stands in a file of its
// own beside this one. The checks trust nothing that they check: they recount and look up both ways.
// Cost: linear in the graph, with a search per indexed value. Meant for tests, for `check` commands and after repairs.

package import GraphModel

extension GraphSnapshot {
  /// Proves that the snapshot holds all its invariants.
  /// - Throws: `invariantBroken` with the first that does not hold and its place; `constraintViolated` for a constraint.
  package func checkInvariants() throws(StorageError) {
    try CatalogInvariants(graph: self).check()
    try NodeInvariants(graph: self).check()
    try RelationshipInvariants(graph: self).check()
    try checkColumns()
    for type in 0..<max(outgoing.count, incoming.count) {
      try AdjacencyInvariants(graph: self, type: RelationshipTypeID(rawValue: UInt32(type)), direction: .outgoing).check()
      try AdjacencyInvariants(graph: self, type: RelationshipTypeID(rawValue: UInt32(type)), direction: .incoming).check()
    }
    try CountInvariants(graph: self).check()
    for index in indexes { try IndexInvariants(graph: self, index: index).check() }
    for index in fullTexts { try FullTextInvariants(graph: self, index: index).check() }
    for constraint in rules.constraints {
      if case .unique = constraint.rule {
        try require(constraint.ownedIndex(in: indexes) != nil, "constraint `\(constraint.constraint.name)`: its index is missing")
      }
      try ConstraintScan(graph: self, constraint: constraint).check()
    }
  }

  private func checkColumns() throws(StorageError) {
    for (key, table) in nodeColumns.enumerated() {
      guard let table else { continue }
      try ColumnInvariants(name: "node property \(key)", table: table, live: nodeBitmap).check()
    }
    for (key, table) in relationshipColumns.enumerated() {
      guard let table else { continue }
      try ColumnInvariants(name: "relationship property \(key)", table: table, live: relationshipBitmap).check()
    }
  }
}

/// Refuses what does not hold.
func require(_ holds: Bool, _ message: @autoclosure () -> String) throws(StorageError) {
  if !holds { throw .invariantBroken(message()) }
}
