// The directory of a file: everything about a graph but the content of its tables, and for each table where its chunks stand. It is read
// whole when a database is opened, and written whole by every checkpoint.
// Label bitmaps and full-text entries stand nowhere in the file: they are made from the tables when they are first wanted. Adjacency and
// indexes have tables of their own; `check` holds them against what they repeat. Counts stand here, for planning wants them at once.

import GraphModel

/// The tables of a file. Numbers are never given twice.
enum TableKind: UInt8, CaseIterable {
  case liveNodes = 1
  case nodeLabelSets
  case nodeColumn
  case liveRelationships
  case relationships
  case relationshipColumn
  case outgoing
  case incoming
  case indexLeaves
  case indexFences

  /// What rows the chunks of a table are of.
  var rows: TableRows {
    switch self {
    case .liveNodes, .nodeLabelSets, .nodeColumn, .outgoing, .incoming: .nodes
    case .liveRelationships, .relationships, .relationshipColumn: .relationships
    case .indexLeaves, .indexFences: .entries
    }
  }
}

/// What the rows of a table are.
enum TableRows {
  case nodes
  case relationships
  /// Entries of an index, as many chunks as there are.
  case entries
}

/// A table: its kind and the number of the property key of a column, of the type of an adjacency, of the index in the directory.
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
    case .outgoing: "what leads out by `\(catalog.name(of: RelationshipTypeID(rawValue: key)))`"
    case .incoming: "what leads in by `\(catalog.name(of: RelationshipTypeID(rawValue: key)))`"
    case .indexLeaves: "the leaves of index \(key)"
    case .indexFences: "the fences of index \(key)"
    }
  }
}

/// Where the chunks of a table stand.
struct StoredTable {
  var name: TableName
  /// By position; `nil` where the chunk is absent.
  var extents: [Extent?] = []

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
  /// The transaction that made it; with the name it says which index of an earlier state it is.
  var created: UInt64
  var count: Int
  var distinct: Int
}

/// The directory of a file.
struct FileDirectory {
  /// The format of the bytes that it was read from, or is written as.
  var format = FileFormat.version
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
      StoredIndex(
        name: $0.name, target: $0.target, key: $0.key, isUnique: $0.isUnique, created: $0.created, count: $0.count, distinct: $0.distinct)
    }
  }

  func table(_ name: TableName) -> StoredTable? { tables.first { $0.name == name } }

  /// The number of an index here, if it is the one of a name that a transaction made.
  func number(ofIndex name: String, created: UInt64) -> UInt32? {
    indexes.firstIndex { $0.created == created && $0.name.isByteEqual(to: name) }.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// All extents of all tables.
  var extents: some Sequence<Extent> { tables.lazy.flatMap { $0.extents.lazy.compactMap { $0 } } }
}
