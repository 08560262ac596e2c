// The fixed part of relationships as readers see it: type, source and target by relationship offset.
// Invariant: the pointers are valid while the snapshot that handed out the reader is held; for the view of a transaction,
// until its next write. The row of a deleted relationship keeps its content until the offset is used again.

public import GraphModel

/// The columns of one chunk of relationships, 2,048 entries each.
@usableFromInline package struct RelationshipChunkView: BitwiseCopyable, @unchecked Sendable {
  /// The types.
  @usableFromInline package let types: UnsafePointer<UInt16>
  /// The offsets of the start nodes.
  @usableFromInline package let sources: UnsafePointer<UInt32>
  /// The offsets of the end nodes.
  @usableFromInline package let targets: UnsafePointer<UInt32>

  @usableFromInline init(types: UnsafePointer<UInt16>, sources: UnsafePointer<UInt32>, targets: UnsafePointer<UInt32>) {
    self.types = types
    self.sources = sources
    self.targets = targets
  }
}

/// Type, source and target of relationships by offset.
@usableFromInline package struct RelationshipReader: @unchecked Sendable {
  @usableFromInline let pages: PageList<RelationshipChunkView>

  @usableFromInline init(pages: PageList<RelationshipChunkView>) { self.pages = pages }

  /// The number of chunks that can be asked for.
  @inlinable package var chunkCount: Int { pages.count * StorageLimits.chunksPerPage }

  /// The columns of a chunk.
  /// - Precondition: `index` is below `chunkCount`.
  @inlinable package func chunk(_ index: Int) -> RelationshipChunkView {
    pages[index / StorageLimits.chunksPerPage][index % StorageLimits.chunksPerPage]
  }

  @inlinable func chunk(of offset: UInt32) -> RelationshipChunkView {
    precondition(Int(offset >> StorageLimits.pageShift) < pages.count, "a relationship offset beyond the capacity")
    return pages[Int(offset >> StorageLimits.pageShift)][Int((offset >> StorageLimits.chunkShift) & StorageLimits.pageMask)]
  }

  /// The type of a relationship.
  /// - Precondition: the offset is below the relationship capacity.
  @inlinable package func type(of offset: UInt32) -> RelationshipTypeID {
    RelationshipTypeID(rawValue: UInt32(chunk(of: offset).types[Int(offset & 2_047)]))
  }

  /// The offset of the start node.
  /// - Precondition: the offset is below the relationship capacity.
  @inlinable package func source(of offset: UInt32) -> UInt32 { chunk(of: offset).sources[Int(offset & 2_047)] }

  /// The offset of the end node.
  /// - Precondition: the offset is below the relationship capacity.
  @inlinable package func target(of offset: UInt32) -> UInt32 { chunk(of: offset).targets[Int(offset & 2_047)] }
}
