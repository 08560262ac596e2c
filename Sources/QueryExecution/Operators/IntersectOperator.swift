// For each row the nodes adjacent to several bound nodes at once, with the relationships that lead there.
import GraphModel
import GraphStorage
import QueryPlanner

/// Intersects the neighbours of bound nodes.
final class IntersectOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let legs: IntersectLegs
  private let builder: RowBuilder
  private let nodeColumn: Int?
  private let relationshipColumns: [(leg: Int, column: Int)]
  /// The results of a row: the node, then a relationship for each leg.
  private var found: [UInt32] = []

  init(_ intersect: Intersect, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    legs = try IntersectLegs(intersect, input: input)
    builder = RowBuilder(input: input, layout: layout)
    nodeColumn = layout.column(of: intersect.node)
    relationshipColumns = intersect.legs.enumerated().compactMap { leg, step in
      step.relationship.flatMap(layout.column).map { (leg: leg, column: $0) }
    }
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    try legs.begin(chunk, context)
    var filter = LabelFilter(legs.labels, context.graph)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      guard legs.load(chunk, row: row) else { continue }
      found.removeAll(keepingCapacity: true)
      legs.forEach(filter) { node, relationships in
        found.append(node)
        found.append(contentsOf: relationships)
        return true
      }
      let width = legs.legs.count + 1
      var written = 0
      while written < found.count / width {
        written += write(row, from: written, width: width)
        guard builder.room == 0 else { continue }
        builder.settle(chunk)
        try context.limits.check()
        guard try builder.flush(to: output, context) else { return false }
        legs.refresh(context)
        filter = LabelFilter(legs.labels, context.graph)
      }
    }
    builder.settle(chunk)
    try context.limits.check()
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  private func write(_ row: Int, from place: Int, width: Int) -> Int {
    let taken = min(found.count / width - place, builder.room)
    for offset in 0..<taken { builder.rows[builder.count + offset] = Int32(truncatingIfNeeded: row) }
    if let nodeColumn {
      let nodes = builder.column(nodeColumn).identifiers + builder.count
      for offset in 0..<taken { nodes[offset] = found[(place + offset) * width] }
    }
    for entry in relationshipColumns {
      let relationships = builder.column(entry.column).identifiers + builder.count
      for offset in 0..<taken { relationships[offset] = found[(place + offset) * width + 1 + entry.leg] }
    }
    builder.count += taken
    return taken
  }
}
