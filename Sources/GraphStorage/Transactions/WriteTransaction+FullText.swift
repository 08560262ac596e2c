// Full-text indexes in a write transaction: making one, and keeping all of them true to what is written. Tokens of an entity are taken
// before and after a change, and only the difference touches the index.

package import GraphModel

extension WriteTransaction {
  /// Creates a full-text index over what the graph holds, which is kept up from now on.
  /// - Throws: `schemaElementExists`, `capacityExceeded`.
  package func createFullTextIndex(_ definition: FullTextIndexDefinition) throws(StorageError) {
    try requireOpen()
    try requireFreeName(definition.name)
    let target: FullTextTarget
    switch definition.target {
    case .nodes(let names):
      var labels: [LabelID] = []
      for name in names { labels.append(try label(name)) }
      target = .nodes(labels)
    case .relationships(let names):
      var types: [RelationshipTypeID] = []
      for name in names { types.append(try relationshipType(name)) }
      target = .relationships(types)
    }
    var keys: [PropertyKeyID] = []
    for property in definition.properties {
      let key = try propertyKey(property)
      if !keys.contains(key) { keys.append(key) }
    }
    if let same = view.fullTexts.first(where: { $0.target == target && $0.keys == keys }) {
      throw .schemaElementExists("the index `\(same.name)` is over the same properties")
    }
    var index = FullTextIndex(name: definition.name, target: target, keys: keys)
    index.build(from: view, owner: serial)
    view.fullTexts.append(index)
    renewRules()
    counters.indexesAdded += 1
    effects?.index(definition)
  }

  /// Drops a full-text index; says whether there was one of that name.
  func dropFullTextIndex(named name: String) -> Bool {
    guard let place = view.fullTexts.firstIndex(where: { $0.name.isByteEqual(to: name) }) else { return false }
    view.fullTexts.remove(at: place)
    renewRules()
    counters.indexesRemoved += 1
    return true
  }

  /// Makes a change to an entity, and then the same change to the full-text indexes at these places.
  func keepingFullTexts(_ places: [Int], of entity: UInt32, _ change: () throws(StorageError) -> Void) throws(StorageError) {
    if places.isEmpty { return try change() }
    let old = places.map { tokens(of: entity, inFullText: $0) }
    try change()
    for (place, old) in zip(places, old) {
      view.fullTexts[place].replace(old, by: tokens(of: entity, inFullText: place), id: entity, owner: serial)
    }
  }

  private func tokens(of entity: UInt32, inFullText place: Int) -> [UInt64] {
    let index = view.fullTexts[place]
    return index.covers(entity, in: view) ? index.tokens(of: entity, in: view) : []
  }
}
