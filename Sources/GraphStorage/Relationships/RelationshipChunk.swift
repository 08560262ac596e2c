// The fixed part of 2,048 relationships: three columns in one block of memory. Whether a relationship is live stands in a
// bitmap beside the table, so that a deleted relationship's type and ends stay readable inside its transaction.
// Invariant: the block belongs to this chunk alone and is written only by the owning transaction.

/// Types, sources and targets of one chunk of relationships.
final class RelationshipChunk: TableChunk, @unchecked Sendable {
  typealias View = RelationshipChunkView

  let owner: UInt64
  let sources: UnsafeMutablePointer<UInt32>
  let targets: UnsafeMutablePointer<UInt32>
  let types: UnsafeMutablePointer<UInt16>
  private static let rows = StorageLimits.rowsPerChunk

  nonisolated(unsafe) static let absentPage: UnsafePointer<View> = {
    let zeros = UnsafeMutablePointer<UInt32>.allocate(capacity: StorageLimits.rowsPerChunk)
    zeros.initialize(repeating: 0, count: StorageLimits.rowsPerChunk)
    let types = UnsafeMutablePointer<UInt16>.allocate(capacity: StorageLimits.rowsPerChunk)
    types.initialize(repeating: 0, count: StorageLimits.rowsPerChunk)
    return makeAbsentPage(
      of: RelationshipChunkView(types: UnsafePointer(types), sources: UnsafePointer(zeros), targets: UnsafePointer(zeros)))
  }()

  init(owner: UInt64) {
    self.owner = owner
    sources = .allocate(capacity: Self.rows)
    targets = .allocate(capacity: Self.rows)
    types = .allocate(capacity: Self.rows)
    sources.initialize(repeating: 0, count: Self.rows)
    targets.initialize(repeating: 0, count: Self.rows)
    types.initialize(repeating: 0, count: Self.rows)
  }

  init(copying other: RelationshipChunk, owner: UInt64) {
    self.owner = owner
    sources = .allocate(capacity: Self.rows)
    targets = .allocate(capacity: Self.rows)
    types = .allocate(capacity: Self.rows)
    sources.initialize(from: other.sources, count: Self.rows)
    targets.initialize(from: other.targets, count: Self.rows)
    types.initialize(from: other.types, count: Self.rows)
  }

  deinit {
    sources.deallocate()
    targets.deallocate()
    types.deallocate()
  }

  var view: RelationshipChunkView {
    RelationshipChunkView(types: UnsafePointer(types), sources: UnsafePointer(sources), targets: UnsafePointer(targets))
  }

  /// Writes a row. Only the owner calls this.
  func set(row: Int, type: UInt16, source: UInt32, target: UInt32) {
    types[row] = type
    sources[row] = source
    targets[row] = target
  }
}
