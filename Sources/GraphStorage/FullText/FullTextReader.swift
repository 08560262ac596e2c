// A full-text index as readers see it: the entities behind a token or a range of tokens, and the texts of an entity, so that whoever
// searches can check what tokens only promise.
// Invariant: for the view of a transaction a reader is valid until its next write.

import GraphModel

/// Reads a full-text index.
package struct FullTextReader: Sendable {
  private let index: FullTextIndex
  private let graph: GraphSnapshot

  init(_ index: FullTextIndex, _ graph: GraphSnapshot) {
    self.index = index
    self.graph = graph
  }

  /// The name of the index.
  package var name: String { index.name }
  /// Whether the entities are nodes.
  package var isOverNodes: Bool { index.target.isOverNodes }

  /// The entities with a token, ascending.
  package func entities(_ token: UInt64) -> [UInt32] {
    var found: [UInt32] = []
    index.tree.forEachRun(from: .before(IndexKey(head: token)), to: .behind(IndexKey(head: token)), descending: false) { run in
      found.append(contentsOf: run)
      return true
    }
    return found
  }

  /// The entities with any token of a range, ascending, each once. Cost: a sort.
  package func entities(_ tokens: ClosedRange<UInt64>) -> [UInt32] {
    var found: [UInt32] = []
    let (from, to) = (IndexPlace.before(IndexKey(head: tokens.lowerBound)), IndexPlace.behind(IndexKey(head: tokens.upperBound)))
    index.tree.forEachRun(from: from, to: to, descending: false) { run in
      found.append(contentsOf: run)
      return true
    }
    found.sort()
    var end = 0
    for id in found where end == 0 || found[end - 1] != id {
      found[end] = id
      end += 1
    }
    found.removeSubrange(end...)
    return found
  }

  /// The folded strings of an entity, and the place of each one's property in the definition.
  package func texts(of entity: UInt32) -> [(text: FoldedText, property: Int)] {
    var texts: [(text: FoldedText, property: Int)] = []
    index.forEachText(of: entity, in: graph) { texts.append((FoldedText($0), $1)) }
    return texts
  }
}

extension GraphSnapshot {
  /// The full-text index of a name.
  package func fullTextIndex(named name: String) -> FullTextReader? {
    fullTexts.first { $0.name.isByteEqual(to: name) }.map { FullTextReader($0, self) }
  }
}
