// The graph of a file: its tables read when they are first wanted, and what they imply made from them at the same time: label bitmaps
// from label sets, adjacency from types and ends, indexes from columns.
// What is made is held against the counts of the directory; a difference is damage.

import GraphModel

extension GraphSnapshot {
  /// The graph of a directory, nothing of it read yet.
  /// - Parameter tolerating: takes the damage of single chunks, which are then left out; see `TableReader`.
  convenience init(
    restoring directory: FileDirectory, _ reader: ExtentReader, tolerating: (@Sendable (StorageError) -> Void)? = nil
  ) throws(StorageError) {
    self.init(version: directory.version)
    let tables = TableReader(reader: reader, directory: directory, tolerating: tolerating)
    catalog = directory.catalog
    for set in directory.labelSets {
      let count = labelSets.count
      _ = try labelSets.intern(set)
      guard labelSets.count == count + 1 || set.isEmpty else { throw reader.damaged(at: 0, "a label set stands twice") }
    }
    nodeCapacity = directory.nodeCapacity
    relationshipCapacity = directory.relationshipCapacity
    nodeReusePosition = directory.nodeReusePosition
    relationshipReusePosition = directory.relationshipReusePosition
    counts = directory.counts
    restoreTables(tables, directory)
    restoreLabels(reader.health)
    restoreAdjacency(reader)
    try restoreSchema(directory, reader)
  }

  private func restoreTables(_ tables: TableReader, _ directory: FileDirectory) {
    func bitmap(_ kind: TableKind, count: Int) -> ChunkedBitmap {
      ChunkedBitmap(table: tables.table(kind) ?? PagedTable(owner: version), count: count)
    }
    liveNodes = bitmap(.liveNodes, count: counts.nodeCount)
    liveRelationships = bitmap(.liveRelationships, count: counts.relationshipCount)
    nodeLabelSets = tables.table(.nodeLabelSets) ?? PagedTable(owner: version)
    relationships = tables.table(.relationships) ?? PagedTable(owner: version)
    for key in 0..<catalog.propertyKeys.count {
      let key = UInt32(truncatingIfNeeded: key)
      nodeColumns.append(tables.table(.nodeColumn, key: key))
      relationshipColumns.append(tables.table(.relationshipColumn, key: key))
    }
  }

  private func restoreLabels(_ health: StoreHealth) {
    for number in 0..<catalog.labels.count {
      let label = LabelID(rawValue: UInt32(truncatingIfNeeded: number))
      let count = counts.nodeCount(label)
      let sets = (0..<labelSets.count).map { labelSets.contains(label, set: UInt16(truncatingIfNeeded: $0)) }
      let (labels, capacity, version) = (nodeLabelSets, nodeCapacity, version)
      let table = PagedTable<BitmapChunk>(owner: version) { table in
        let found = LabelBitmapBuilder(owner: version, labels: labels, capacity: capacity).fill(table, setsWithLabel: sets)
        if found != count { health.note(damage: FileFault(.damaged, "", "a label is on \(found) nodes and not on \(count)")) }
      }
      labelBitmaps.append(ChunkedBitmap(table: count == 0 ? PagedTable(owner: version) : table, count: count))
    }
  }

  private func restoreAdjacency(_ reader: ExtentReader) {
    for number in 0..<catalog.relationshipTypes.count {
      let type = RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: number))
      let count = counts.relationshipCount(type)
      guard count > 0 else {
        outgoing.append(nil)
        incoming.append(nil)
        continue
      }
      let source = AdjacencySource(
        owner: version, type: type, count: count, nodeCapacity: nodeCapacity, relationships: relationships, live: liveRelationships,
        health: reader.health)
      outgoing.append(Adjacency(table: PagedTable(owner: version) { source.fill($0, isReversed: false) }, count: count))
      incoming.append(Adjacency(table: PagedTable(owner: version) { source.fill($0, isReversed: true) }, count: count))
    }
  }

  private func restoreSchema(_ directory: FileDirectory, _ reader: ExtentReader) throws(StorageError) {
    for stored in directory.indexes {
      let empty = PropertyIndex(name: stored.name, target: stored.target, key: stored.key, isUnique: stored.isUnique)
      // The index is made from the graph as it was when the file was written, whatever later versions of it hold.
      let basis = IndexBasis(graph: self, index: empty)
      let health = reader.health
      indexes.append(
        empty.later(
          LateTrees(count: stored.count, distinct: stored.distinct) {
            let built = basis.built()
            if built.count != stored.count {
              health.note(damage: FileFault(.damaged, "", "the index `\(stored.name)` has \(built.count) entries and not \(stored.count)"))
            }
            return built.trees
          }))
    }
    try restoreFullTexts(directory, reader)
    var compiled: [CompiledConstraint] = []
    for constraint in directory.constraints {
      guard let known = CompiledConstraint(constraint, catalog: catalog) else {
        throw reader.damaged(at: 0, "the constraint `\(constraint.name)` speaks of unknown names")
      }
      compiled.append(known)
    }
    rules = SchemaRules(constraints: compiled, indexes: indexes, fullTexts: fullTexts)
  }

  private func restoreFullTexts(_ directory: FileDirectory, _ reader: ExtentReader) throws(StorageError) {
    for definition in directory.fullTexts {
      guard let empty = FullTextIndex(definition, catalog: catalog) else {
        throw reader.damaged(at: 0, "the full-text index `\(definition.name)` speaks of unknown names")
      }
      let basis = FullTextBasis(graph: self, index: empty)
      fullTexts.append(empty.later(LateTrees(count: 0, distinct: 0) { [basis.built().tree] }))
    }
  }
}

/// What an index is made from: shares the tables of a graph without holding the graph.
private struct IndexBasis: @unchecked Sendable {  // its tables and bitmaps never change
  let graph: GraphSnapshot
  let index: PropertyIndex

  init(graph: GraphSnapshot, index: PropertyIndex) {
    self.graph = GraphSnapshot(drafting: graph, version: graph.version)
    self.index = index
  }

  func built() -> PropertyIndex {
    var index = index
    let isOverNodes = if case .nodes = index.target { true } else { false }
    index.build(
      ids: EntityScan.entities(of: index.target, in: graph),
      column: isOverNodes ? graph.nodeColumn(index.key) : graph.relationshipColumn(index.key), owner: graph.version)
    return index
  }
}

/// What a full-text index is made from.
private struct FullTextBasis: @unchecked Sendable {  // its tables and bitmaps never change
  let graph: GraphSnapshot
  let index: FullTextIndex

  init(graph: GraphSnapshot, index: FullTextIndex) {
    self.graph = GraphSnapshot(drafting: graph, version: graph.version)
    self.index = index
  }

  func built() -> FullTextIndex {
    var index = index
    index.build(from: graph, owner: graph.version)
    return index
  }
}

/// Makes the bitmap of a label from the label sets of all nodes.
private struct LabelBitmapBuilder {
  let owner: UInt64
  let labels: PagedTable<LabelSetChunk>
  let capacity: Int

  /// Fills a table; the number of nodes with the label.
  func fill(_ table: PagedTable<BitmapChunk>, setsWithLabel: [Bool]) -> Int {
    let chunks = (capacity + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk
    table.fillRoom(chunks: chunks)
    var found = 0
    for position in 0..<chunks {
      let sets = labels.view(at: position)
      var chunk: BitmapChunk?
      for row in 0..<StorageLimits.rowsPerChunk where setsWithLabel[Int(sets[row])] {
        let open = chunk ?? BitmapChunk(owner: owner)
        chunk = open
        open.words[row / 64] |= 1 << UInt64(row % 64)
        found += 1
      }
      if let chunk { table.fill(chunk, at: position) }
    }
    return found
  }
}

/// Makes the adjacency of a type from the types and ends of all relationships.
private struct AdjacencySource: @unchecked Sendable {  // its tables never change
  let owner: UInt64
  let type: RelationshipTypeID
  let count: Int
  let nodeCapacity: Int
  let relationships: PagedTable<RelationshipChunk>
  let live: ChunkedBitmap
  let health: StoreHealth

  func fill(_ table: PagedTable<AdjacencyChunk>, isReversed: Bool) {
    table.fillRoom(chunks: (nodeCapacity + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk)
    var entries: [AdjacencyEntry] = []
    entries.reserveCapacity(count)
    let view = live.view
    for position in 0..<min(view.chunkCount, relationships.chunkCapacity) {
      let (chunk, words) = (relationships.view(at: position), view.words(ofChunk: position))
      for row in 0..<StorageLimits.rowsPerChunk {
        guard UInt32(chunk.types[row]) == type.rawValue, words[row >> 6] >> UInt64(row & 63) & 1 != 0 else { continue }
        var entry = AdjacencyEntry(
          node: chunk.sources[row], neighbour: chunk.targets[row],
          relationship: UInt32(truncatingIfNeeded: position * StorageLimits.rowsPerChunk + row))
        if isReversed { entry.reverse() }
        entries.append(entry)
      }
    }
    if entries.count != count {
      health.note(damage: FileFault(.damaged, "", "there are \(entries.count) relationships of a type and not \(count)"))
    }
    let built = AdjacencyBuilder(owner: owner, nodeCapacity: nodeCapacity).build(entries) { _, _ in }
    for position in 0..<built.table.chunkCapacity { if let chunk = built.table.chunk(at: position) { table.fill(chunk, at: position) } }
  }
}

extension FullTextIndex {
  /// An index without entries over names that a graph knows; `nil` where it does not know one.
  init?(_ definition: FullTextIndexDefinition, catalog: Catalog) {
    let target: FullTextTarget
    let count: Int
    switch definition.target {
    case .nodes(let names):
      let labels = names.compactMap { catalog.label($0) }
      (target, count) = (.nodes(labels), names.count - labels.count)
    case .relationships(let names):
      let types = names.compactMap { catalog.relationshipType($0) }
      (target, count) = (.relationships(types), names.count - types.count)
    }
    let keys = definition.properties.compactMap { catalog.propertyKey($0) }
    guard count == 0, keys.count == definition.properties.count else { return nil }
    self.init(name: definition.name, target: target, keys: keys)
  }
}

extension CompiledConstraint {
  /// A constraint over names that a graph knows; `nil` where it does not know one.
  init?(_ constraint: Constraint, catalog: Catalog) {
    func key(_ name: String) -> PropertyKeyID? { catalog.propertyKey(name) }
    func keys(_ names: [String]) -> [PropertyKeyID]? {
      let known = names.compactMap { catalog.propertyKey($0) }
      return known.count == names.count && !known.isEmpty ? known : nil
    }
    func labels(_ names: [String]) -> [LabelID]? {
      let known = names.compactMap { catalog.label($0) }
      return known.count == names.count ? known.sorted() : nil
    }
    let rule: Rule?
    switch constraint.rule {
    case .unique(let property): rule = key(property).map { .unique($0) }
    case .uniqueTogether(let properties): rule = keys(properties).map { .uniqueTogether($0) }
    case .key(let properties): rule = keys(properties).map { .key($0) }
    case .exists(let property): rule = key(property).map { .exists($0) }
    case .type(let property, let type): rule = key(property).map { .type($0, type) }
    case .ends(let from, let to):
      guard let from = labels(from), let to = labels(to) else { return nil }
      rule = .ends(from: from, to: to)
    }
    let target: IndexTarget?
    switch constraint.target {
    case .nodes(nil): target = .nodes(nil)
    case .nodes(let name?): target = catalog.label(name).map { .nodes($0) }
    case .relationships(let name): target = catalog.relationshipType(name).map { .relationships($0) }
    }
    guard let rule, let target else { return nil }
    self.init(constraint: constraint, target: target, rule: rule)
  }
}
