// One value of the whole graph: every table, bitmap, column, adjacency and index at one moment. A write transaction owns one
// of these as its draft; every reader, inside a transaction or outside, works on this type alone.
//
// Invariant behind `@unchecked Sendable`: the properties are set only by the write transaction that owns the draft, before
// it is published; publishing goes through a mutex. After that nothing reachable from here changes: every chunk, page and
// table carries the serial number of the transaction that may change it, and no later transaction has this one's. (A
// `StringDictionary` grows, but only behind what any published chunk may read.)
//
// Readers handed out here hold no reference: they are valid while the snapshot is held and, for the view of a transaction,
// until its next write.

import GraphModel

/// An immutable snapshot of the graph, or the draft of one.
package final class GraphSnapshot: @unchecked Sendable {
  /// The serial number of the transaction that made the snapshot; greater than that of every earlier one.
  package let version: UInt64
  /// Names ↔ numbers.
  package internal(set) var catalog: Catalog
  /// The distinct combinations of labels.
  package internal(set) var labelSets: LabelSets
  /// One past the highest node offset ever used.
  package internal(set) var nodeCapacity: Int
  /// One past the highest relationship offset ever used.
  package internal(set) var relationshipCapacity: Int

  var liveNodes: ChunkedBitmap
  var nodeLabelSets: PagedTable<LabelSetChunk>
  /// By label; shorter than the list of labels where the last ones have never been on a node.
  var labelBitmaps: [ChunkedBitmap]
  /// By property key; `nil` where no node has ever had it.
  var nodeColumns: [PagedTable<ColumnChunk>?]

  var liveRelationships: ChunkedBitmap
  var relationships: PagedTable<RelationshipChunk>
  /// By property key; `nil` where no relationship has ever had it.
  var relationshipColumns: [PagedTable<ColumnChunk>?]
  /// By relationship type; `nil` where there has never been one.
  var outgoing: [Adjacency?]
  var incoming: [Adjacency?]

  /// In the order of their creation, those of unique constraints included.
  var indexes: [PropertyIndex]
  /// In the order of their creation.
  var fullTexts: [FullTextIndex]
  /// The constraints, and what they and the indexes mean for a write.
  var rules: SchemaRules
  /// Counts, without those of the indexes.
  var counts: GraphStatistics

  /// Where the search for offsets of deleted entities goes on.
  var nodeReusePosition: Int
  var relationshipReusePosition: Int

  /// An empty graph.
  init(version: UInt64) {
    self.version = version
    catalog = Catalog()
    labelSets = LabelSets()
    nodeCapacity = 0
    relationshipCapacity = 0
    liveNodes = ChunkedBitmap(owner: version)
    nodeLabelSets = PagedTable(owner: version)
    labelBitmaps = []
    nodeColumns = []
    liveRelationships = ChunkedBitmap(owner: version)
    relationships = PagedTable(owner: version)
    relationshipColumns = []
    outgoing = []
    incoming = []
    indexes = []
    fullTexts = []
    rules = .none
    counts = GraphStatistics()
    nodeReusePosition = 0
    relationshipReusePosition = 0
  }

  /// A draft with the content of another snapshot, which stays as it is. Cost: constant.
  init(drafting other: GraphSnapshot, version: UInt64) {
    self.version = version
    catalog = other.catalog
    labelSets = other.labelSets
    nodeCapacity = other.nodeCapacity
    relationshipCapacity = other.relationshipCapacity
    liveNodes = other.liveNodes
    nodeLabelSets = other.nodeLabelSets
    labelBitmaps = other.labelBitmaps
    nodeColumns = other.nodeColumns
    liveRelationships = other.liveRelationships
    relationships = other.relationships
    relationshipColumns = other.relationshipColumns
    outgoing = other.outgoing
    incoming = other.incoming
    indexes = other.indexes
    fullTexts = other.fullTexts
    rules = other.rules
    counts = other.counts
    nodeReusePosition = other.nodeReusePosition
    relationshipReusePosition = other.relationshipReusePosition
  }

  /// The number of nodes.
  package var nodeCount: Int { liveNodes.count }
  /// The number of relationships.
  package var relationshipCount: Int { liveRelationships.count }
}

extension GraphSnapshot {
  /// Constraints and indexes. Cost: linear in their number.
  package var schema: GraphSchema {
    var schema = GraphSchema()
    schema.constraints = rules.constraints.map(\.constraint)
    for index in indexes {
      guard case .nodes(let label) = index.target else { continue }
      schema.indexes.append(
        IndexDefinition(
          name: index.name, label: label.map(catalog.name(of:)), property: catalog.name(of: index.key), isUnique: index.isUnique,
          isOwned: index.isUnique || rules.constraints.contains { $0.ownsShared(index) }))
    }
    schema.fullTextIndexes = fullTexts.map { $0.definition(catalog) }
    return schema
  }

  /// Counts for the planner. Cost: linear in the number of indexes.
  package var statistics: GraphStatistics {
    var statistics = counts
    for index in indexes {
      guard case .nodes(let label) = index.target else { continue }
      statistics.indexes.append(
        GraphStatistics.IndexCounts(
          label: label, key: index.key, entries: index.count, distinct: index.distinct, isUnique: index.isUnique))
    }
    return statistics
  }
}
