// A full-text index: which tokens the strings of some properties have, for nodes with any of some labels or relationships of any of some
// types. It is kept like a property index, in a sorted tree that shares its unchanged pages with older versions, and holds nothing that
// could not be made anew from the columns.
// Invariant: entry (t, x) is in the tree exactly if x is of the target and t is a token of a string in one of its properties.

import GraphModel

/// What a full-text index ranges over, in numbers; empty for every node, or every relationship.
enum FullTextTarget: Hashable, Sendable {
  case nodes([LabelID])
  case relationships([RelationshipTypeID])

  var isOverNodes: Bool { if case .nodes = self { true } else { false } }
}

/// A full-text index of one version of the graph.
struct FullTextIndex: Sendable {
  let name: String
  let target: FullTextTarget
  let keys: [PropertyKeyID]
  private var ownTree = SortedTree(isText: false)
  private var late: LateTrees?

  init(name: String, target: FullTextTarget, keys: [PropertyKeyID]) {
    self.name = name
    self.target = target
    self.keys = keys
  }

  /// The tokens and who has them.
  var tree: SortedTree { late?.trees.first ?? ownTree }

  /// The index without entries, to be filled when it is first asked.
  func later(_ late: LateTrees) -> FullTextIndex {
    var index = self
    index.late = late
    return index
  }

  /// The index as names.
  func definition(_ catalog: Catalog) -> FullTextIndexDefinition {
    let target: FullTextIndexDefinition.Target =
      switch target {
      case .nodes(let labels): .nodes(labels: labels.map(catalog.name(of:)))
      case .relationships(let types): .relationships(types: types.map(catalog.name(of:)))
      }
    return FullTextIndexDefinition(name: name, target: target, properties: keys.map(catalog.name(of:)))
  }

  /// Whether an entity is of the target.
  func covers(_ entity: UInt32, in graph: GraphSnapshot) -> Bool {
    switch target {
    case .nodes(let labels):
      graph.liveNodes.contains(entity) && (labels.isEmpty || labels.contains { graph.hasLabel($0, node: NodeID(rawValue: entity)) })
    case .relationships(let types):
      graph.liveRelationships.contains(entity) && (types.isEmpty || types.contains(graph.relationshipReader.type(of: entity)))
    }
  }

  /// The entities of the target, ascending.
  func entities(in graph: GraphSnapshot) -> [UInt32] {
    var found: [UInt32] = []
    if case .nodes = target {
      graph.nodeBitmap.forEach { if covers($0, in: graph) { found.append($0) } }
    } else {
      graph.relationshipBitmap.forEach { if covers($0, in: graph) { found.append($0) } }
    }
    return found
  }

  /// Calls a body with every string that the index is over, and the place of its property among the keys.
  func forEachText(of entity: UInt32, in graph: GraphSnapshot, _ body: (String, Int) -> Void) {
    for (place, key) in keys.enumerated() {
      switch (target.isOverNodes ? graph.nodeColumn(key) : graph.relationshipColumn(key)).value(entity) {
      case .string(let text): body(text, place)
      case .list(let elements): for case .string(let text) in elements { body(text, place) }
      default: continue
      }
    }
  }

  /// The tokens of an entity of the target, ascending, each once.
  func tokens(of entity: UInt32, in graph: GraphSnapshot) -> [UInt64] {
    var tokens: [UInt64] = []
    forEachText(of: entity, in: graph) { text, _ in FullTextToken.append(tokensOf: FoldedText(text), to: &tokens) }
    tokens.sort()
    var end = 0
    for token in tokens where end == 0 || tokens[end - 1] != token {
      tokens[end] = token
      end += 1
    }
    tokens.removeSubrange(end...)
    return tokens
  }

  /// Changes the tokens of an entity on behalf of a transaction. Both lists ascend; what is in both is not touched.
  mutating func replace(_ old: [UInt64], by new: [UInt64], id: UInt32, owner: UInt64) {
    if let late {
      ownTree = late.trees.first ?? ownTree
      self.late = nil
    }
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if right == new.count || (left < old.count && old[left] < new[right]) {
        ownTree.remove(IndexKey(head: old[left]), id: id, owner: owner)
        left += 1
      } else if left == old.count || new[right] < old[left] {
        ownTree.insert(IndexKey(head: new[right]), id: id, owner: owner)
        right += 1
      } else {
        left += 1
        right += 1
      }
    }
  }

  /// Fills an empty index from the columns. Cost: a sort of the entries.
  mutating func build(from graph: GraphSnapshot, owner: UInt64) {
    struct Entry {
      var token: UInt64
      var id: UInt32
    }
    var entries: [Entry] = []
    for entity in entities(in: graph) {
      for token in tokens(of: entity, in: graph) { entries.append(Entry(token: token, id: entity)) }
    }
    entries.sort { $0.token != $1.token ? $0.token < $1.token : $0.id < $1.id }
    var builder = SortedTreeBuilder(isText: false, owner: owner)
    for entry in entries { builder.append(IndexKey(head: entry.token), id: entry.id) }
    ownTree = builder.finish()
  }
}
