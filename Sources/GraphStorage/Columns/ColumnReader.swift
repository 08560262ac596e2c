// A property of all nodes or of all relationships as readers see it: the chunk views found through pages.
// Invariant: the pointers are valid while the snapshot that handed out the reader is held; for the view of a transaction,
// until its next write. Any offset may be asked for; one without a chunk has no property.

public import GraphModel

/// A property column, read by chunk or by row.
@usableFromInline package struct ColumnReader: @unchecked Sendable {
  @usableFromInline let pages: PageList<ColumnChunkView>
  @usableFromInline let absent: UnsafePointer<ColumnChunkView>

  @usableFromInline init(pages: PageList<ColumnChunkView>, absent: UnsafePointer<ColumnChunkView>) {
    self.pages = pages
    self.absent = absent
  }

  /// The number of chunks past which every chunk is absent.
  @inlinable package var chunkCount: Int { pages.count * StorageLimits.chunksPerPage }

  /// The chunk with this number; its rows are the offsets from `index * 2048` on.
  @inlinable package func chunk(_ index: Int) -> UnsafePointer<ColumnChunkView> {
    let page = index / StorageLimits.chunksPerPage
    return page < pages.count ? pages[page] + index % StorageLimits.chunksPerPage : absent
  }

  /// The chunk in which an offset lies; the row is `offset % 2048`.
  @inlinable package func chunk(of offset: UInt32) -> UnsafePointer<ColumnChunkView> {
    let page = Int(offset >> StorageLimits.pageShift)
    return page < pages.count ? pages[page] + Int((offset >> StorageLimits.chunkShift) & StorageLimits.pageMask) : absent
  }

  /// Whether the node or relationship has the property.
  @inlinable package func isPresent(_ offset: UInt32) -> Bool { chunk(of: offset).pointee.isPresent(Int(offset & 2_047)) }

  /// The value, or null.
  @inlinable package func value(_ offset: UInt32) -> Value { chunk(of: offset).pointee.value(Int(offset & 2_047)) }

  /// The kind of all chunks that are not absent, if it is one and the same; `absent` if every chunk is; `mixed` if kinds differ.
  /// Cost: one step a chunk; all pages of the column are read that nobody has stepped on.
  package var commonKind: ColumnKind {
    var found = ColumnKind.absent
    for index in 0..<chunkCount {
      let kind = chunk(index).pointee.kind
      if kind == .absent || kind == found { continue }
      if found != .absent { return .mixed }
      found = kind
    }
    return found
  }
}
