// The directory of a file: everything about a graph but the content of its tables, and for each table where its chunks stand. It is read
// whole when a database is opened, and written whole by every checkpoint.
// What the tables imply stands nowhere in the file: label bitmaps, adjacency and index entries are made from the tables when they are
// first wanted, so that they cannot disagree with them. Their counts stand here, for planning wants them at once.

import GraphModel

/// The tables of a file. Numbers are never given twice.
enum TableKind: UInt8, CaseIterable {
  case liveNodes = 1
  case nodeLabelSets
  case nodeColumn
  case liveRelationships
  case relationships
  case relationshipColumn
}

/// A table: its kind and, for columns, the number of the property key.
struct TableName: Hashable {
  var kind: TableKind
  var key: UInt32 = 0

  /// The table in words, for messages.
  func text(_ catalog: Catalog) -> String {
    switch kind {
    case .liveNodes: "the nodes that there are"
    case .nodeLabelSets: "the labels of nodes"
    case .nodeColumn: "the node property `\(catalog.name(of: PropertyKeyID(rawValue: key)))`"
    case .liveRelationships: "the relationships that there are"
    case .relationships: "types and ends of relationships"
    case .relationshipColumn: "the relationship property `\(catalog.name(of: PropertyKeyID(rawValue: key)))`"
    }
  }
}

/// Where the chunks of a table stand.
struct StoredTable {
  var name: TableName
  /// By position; `nil` where the chunk is absent.
  var extents: [Extent?] = []

  /// The table as many tables of one chunk.
  var parts: [StoredTable] {
    extents.indices.filter { extents[$0] != nil }.map { position in
      var part = StoredTable(name: name)
      part.extents = Array(repeating: nil, count: position) + [extents[position]]
      return part
    }
  }

  subscript(position: Int) -> Extent? { position < extents.count ? extents[position] : nil }

  mutating func set(_ extent: Extent, at position: Int) {
    while extents.count <= position { extents.append(nil) }
    extents[position] = extent
  }
}

/// An index as the directory knows it.
struct StoredIndex {
  var name: String
  var target: IndexTarget
  var key: PropertyKeyID
  var isUnique: Bool
  var count: Int
  var distinct: Int
}

/// The directory of a file.
struct FileDirectory {
  var version: UInt64 = 0
  var catalog = Catalog()
  var labelSets: [[LabelID]] = []
  var nodeCapacity = 0
  var relationshipCapacity = 0
  var nodeReusePosition = 0
  var relationshipReusePosition = 0
  var counts = GraphStatistics()
  var constraints: [Constraint] = []
  var indexes: [StoredIndex] = []
  var fullTexts: [FullTextIndexDefinition] = []
  var tables: [StoredTable] = []

  /// A directory of an empty graph.
  init() {}

  /// A directory of a graph, without tables.
  init(of graph: GraphSnapshot) {
    version = graph.version
    catalog = graph.catalog
    labelSets = (0..<graph.labelSets.count).map { graph.labelSets[UInt16(truncatingIfNeeded: $0)] }
    nodeCapacity = graph.nodeCapacity
    relationshipCapacity = graph.relationshipCapacity
    nodeReusePosition = graph.nodeReusePosition
    relationshipReusePosition = graph.relationshipReusePosition
    counts = graph.counts
    constraints = graph.rules.constraints.map(\.constraint)
    fullTexts = graph.fullTexts.map { $0.definition(graph.catalog) }
    indexes = graph.indexes.map {
      StoredIndex(name: $0.name, target: $0.target, key: $0.key, isUnique: $0.isUnique, count: $0.count, distinct: $0.distinct)
    }
  }

  func table(_ name: TableName) -> StoredTable? { tables.first { $0.name == name } }

  /// All extents of all tables.
  var extents: some Sequence<Extent> { tables.lazy.flatMap { $0.extents.lazy.compactMap { $0 } } }
}
