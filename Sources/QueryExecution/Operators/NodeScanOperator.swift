// For each row the nodes that an access finds: bitmaps word by word, or the list that an index or identities give. Scans of bitmaps
// can be cut into ranges of offsets.
import GraphModel
import GraphStorage
import QueryPlanner

/// Scans nodes.
final class NodeScanOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let access: NodeScan.Access
  private let lookup: NodeLookup?
  private let builder: RowBuilder
  private let column: Int?
  private let unread: UnsafeMutablePointer<UInt32>
  /// The offsets that a scan over a bitmap looks at.
  @exclusivity(unchecked) var range: Range<UInt64> = 0..<UInt64(UInt32.max)
  @exclusivity(unchecked) private var found: [UInt32] = []

  init(_ scan: NodeScan, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    access = scan.access
    lookup = try NodeLookup(scan.access, layout: input)
    builder = RowBuilder(input: input, layout: layout)
    column = layout.column(of: scan.node)
    unread = .allocate(capacity: Vector.capacity)
  }

  deinit { unread.deallocate() }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    try lookup?.prepare(chunk, context)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      guard try lookup == nil ? scanBitmap(chunk, row, context) : scanList(chunk, row, context) else { return false }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  private var target: UnsafeMutablePointer<UInt32> { (column.map { builder.column($0).identifiers } ?? unread) + builder.count }

  private func scanBitmap(_ chunk: DataChunk, _ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var position = range.lowerBound
    while true {
      guard let bitmap = bitmap(context.graph) else { return true }
      let room = builder.room
      let taken = bitmap.fill(target, capacity: room, from: &position, below: range.upperBound)
      add(taken, row)
      if builder.room > 0 { return true }
      if try !flush(chunk, context) { return false }
      if taken < room { return true }
    }
  }

  private func scanList(_ chunk: DataChunk, _ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard let lookup else { return true }
    found.removeAll(keepingCapacity: true)
    try lookup.find(row: row, context, into: &found)
    var place = 0
    while place < found.count {
      let taken = min(builder.room, found.count - place)
      let target = target
      for offset in 0..<taken { target[offset] = found[place + offset] }
      add(taken, row)
      place += taken
      if builder.room == 0, try !flush(chunk, context) { return false }
    }
    return true
  }

  private func bitmap(_ graph: GraphSnapshot) -> BitmapView? {
    guard case .label(let name) = access else { return graph.nodeBitmap }
    return graph.catalog.label(name).map(graph.labelBitmap)
  }

  private func add(_ count: Int, _ row: Int) {
    (builder.rows + builder.count).update(repeating: Int32(truncatingIfNeeded: row), count: count)
    builder.count += count
  }

  private func flush(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    builder.settle(chunk)
    try context.limits.check()
    return try builder.flush(to: output, context)
  }
}
