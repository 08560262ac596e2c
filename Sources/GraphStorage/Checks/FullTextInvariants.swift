// Full-text indexes: the tree is well formed, and its entries are exactly the tokens that a scan of the target finds.

import GraphModel

/// Checks one full-text index against its columns.
struct FullTextInvariants {
  let graph: GraphSnapshot
  let index: FullTextIndex

  func check() throws(StorageError) {
    try TreeInvariants(name: "full-text index `\(index.name)`", tree: index.tree).check()
    var expected = 0
    for entity in index.entities(in: graph) {
      let tokens = index.tokens(of: entity, in: graph)
      expected += tokens.count
      for token in tokens {
        var isFound = false
        let key = IndexKey(head: token)
        index.tree.forEachRun(from: IndexPlace(key: key, id: entity), to: .behind(key), descending: false) { run in
          isFound = run.first == entity
          return false
        }
        try require(isFound, "full-text index `\(index.name)`: a token of \(entity) is missing")
      }
    }
    try require(index.tree.count == expected, "full-text index `\(index.name)` has \(index.tree.count) entries for \(expected) tokens")
  }
}
