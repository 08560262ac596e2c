// The bounds of the store in one place: the shape of chunks and pages, the size of every dense space, and the sizes at which
// small structures are merged or split. Everything that grows with outside data is checked against one of these.

/// The constants of the store's layout and the bounds of its spaces.
@usableFromInline package enum StorageLimits {
  /// Rows (nodes or relationships) in a chunk.
  @inlinable package static var rowsPerChunk: Int { 2_048 }
  /// The power of two of `rowsPerChunk`.
  @inlinable package static var chunkShift: UInt32 { 11 }
  /// 64-bit words in the bitmap of a chunk.
  @inlinable package static var wordsPerChunk: Int { 32 }
  /// Chunks in a page of a paged table.
  @inlinable package static var chunksPerPage: Int { 16 }
  /// The lowest bits of a chunk's number, which say where in its page it lies.
  @inlinable package static var pageMask: UInt32 { 15 }
  /// The power of two of the rows in a page.
  @inlinable package static var pageShift: UInt32 { 15 }

  /// The chunks that so many rows take.
  static func chunks(rows: Int) -> Int { (rows + rowsPerChunk - 1) / rowsPerChunk }
  /// The chunks of a page.
  static func chunks(ofPage page: Int) -> Range<Int> { page * chunksPerPage..<(page + 1) * chunksPerPage }

  /// Nodes in a graph, and relationships in a graph. The last offset stands for "none".
  package static let offsetsMax = Int(UInt32.max)
  /// Names of labels in a graph.
  package static let labelsMax = 65_535
  /// Names of relationship types in a graph.
  package static let relationshipTypesMax = 65_535
  /// Names of property keys in a graph.
  package static let propertyKeysMax = 65_535
  /// Different combinations of labels in a graph.
  package static let labelSetsMax = 65_536
  /// UTF-8 bytes of the distinct strings of one property in one chunk of rows.
  package static let chunkStringBytesMax = Int(UInt32.max)
  /// UTF-8 bytes of the name of a label, relationship type or property key.
  package static let nameBytesMax = 65_535

  /// Neighbours in one run of an adjacency row; a node with more is a hub, whose row is cut into several runs.
  package static let runEntriesMax = 4_096
  /// Overriding rows in one adjacency chunk before they are merged into its base.
  package static let overrideRowsMax = 256
  /// Neighbours in the overriding rows of one chunk that never cause a merge.
  package static let overrideEntriesMin = 2_048
  /// Rows with neighbours from which the base of an adjacency chunk has an offset for every row.
  package static let denseRowsMin = 512

  /// Entries in a leaf page of an index, and children in an inner page.
  package static let indexLeafEntriesMax = 256
  package static let indexChildrenMax = 128
  /// UTF-8 bytes of the strings in a page of an index, beyond which it is split if it holds more than one.
  package static let indexPageTextBytesMax = 65_536

  /// Chunks that one creation looks through for the offset of a deleted entity before it takes a new one.
  package static let reuseSearchChunksMax = 256
}
