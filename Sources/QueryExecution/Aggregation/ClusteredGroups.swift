// Groups whose rows come one after the other: a group ends where the node that its keys are computed from changes. Nothing is hashed
// or compared but the node; the keys of a group are kept as they stood in its first row.
// Invariants: groups are numbered from 0 in the order in which they come; the rows of a node are never parted by another's.
import GraphModel
import GraphStorage
import QueryPlanner

/// The groups of a clustered grouping.
final class ClusteredGroups {
  /// How many groups there are.
  private(set) var count = 0
  private let keys: RowStore
  private let firsts = DataChunk(columns: [])
  private let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private var node: UInt32?

  /// No groups yet.
  init(keyCount: Int) { keys = RowStore(columnCount: keyCount) }

  deinit { numbers.deallocate() }

  /// Whether nodes and keys are in one-to-one correspondence on a graph: every node of the label has the property, no two the same, and
  /// none is NaN. The index over the property knows.
  static func isSound(_ cluster: GroupCluster, _ context: ExecutionContext) -> Bool {
    if context.isWriting { return false }
    guard let property = cluster.property else { return true }
    let graph = context.graph
    guard let label = graph.catalog.label(property.label), let key = graph.catalog.propertyKey(property.key),
      let index = graph.index(label: label, key: key), index.distinctCount == index.count,
      index.count == graph.labelBitmap(label).count
    else { return false }
    switch graph.nodeColumn(key).commonKind {
    case .integer, .string, .boolean: return true
    default: return false
    }
  }

  /// The group number of each row alive, as `GroupTable.groups` gives it.
  func groups(
    of nodes: Vector, keys vectors: [Vector], chunk: DataChunk, _ context: ExecutionContext
  ) throws(QueryError) -> UnsafePointer<UInt32> {
    let rows = RowSet(chunk)
    let (identifiers, stride, starts) = (nodes.identifiers, nodes.stride, firsts.selectionScratch())
    guard rows.count > 0 else { return UnsafePointer(numbers) }
    var (last, group, started) = (node ?? ~identifiers[rows[0] &* stride], count &- 1, 0)
    for n in 0..<rows.count {
      let row = rows[n]
      let isNew = identifiers[row &* stride] != last
      last = identifiers[row &* stride]
      starts[started] = Int32(truncatingIfNeeded: row)
      started &+= isNew ? 1 : 0
      group &+= isNew ? 1 : 0
      numbers[n] = UInt32(truncatingIfNeeded: group)
    }
    node = last
    guard started > 0 else { return UnsafePointer(numbers) }
    firsts.reset(count: chunk.count)
    if started < chunk.count { firsts.select(started) }
    try keys.append(vectors, of: firsts, context)
    count = group + 1
    return UnsafePointer(numbers)
  }

  /// Writes one key column of the groups `from ..< to` into rows 0… of a vector.
  /// - Precondition: at most `Vector.capacity` groups.
  func writeKeys(_ column: Int, from: Int, to: Int, into vector: Vector) {
    for group in from..<to { numbers[group - from] = UInt32(truncatingIfNeeded: group) }
    keys.columns[column].write(rows: numbers, count: to - from, into: vector)
  }

  /// Gives the memory back to the limits.
  func releaseMemory(_ context: ExecutionContext) { keys.release(context) }
}
