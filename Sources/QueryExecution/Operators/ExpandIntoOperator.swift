// One step over relationships between two bound nodes: a binary search in the shorter of the two lists of neighbours.
import GraphModel
import GraphStorage
import QueryPlanner

/// Finds the relationships between bound nodes.
final class ExpandIntoOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let from: NodeColumn
  private let to: NodeColumn
  private let neighbourhood: Neighbourhood
  private let labels: LabelTest?
  private let exclusion: RelationshipExclusion
  private let builder: RowBuilder
  private let relationshipColumn: Int?
  private var found: [UInt32] = []

  /// An expansion into `target`.
  init(_ step: Expand, target: Variable, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    from = try NodeColumn(step.from, layout: input)
    to = try NodeColumn(target, layout: input)
    neighbourhood = Neighbourhood(types: step.types, direction: step.direction)
    labels = step.toLabels
    exclusion = RelationshipExclusion(step.distinctFrom, layout: input)
    builder = RowBuilder(input: input, layout: layout)
    relationshipColumn = step.relationship.flatMap(layout.column)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let (starts, ends) = (try from.nodes(chunk), try to.nodes(chunk))
    neighbourhood.refresh(context)
    var filter = LabelFilter(labels, context.graph)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      if starts.isNull(row) || ends.isNull(row) { continue }
      let (start, end) = (starts.identifiers[row &* starts.stride], ends.identifiers[row &* ends.stride])
      guard filter.passes(end) else { continue }
      search(chunk, row, start, end)
      var written = 0
      while written < found.count {
        written += write(row, from: written)
        guard builder.room == 0 else { continue }
        builder.settle(chunk)
        try context.limits.check()
        guard try builder.flush(to: output, context) else { return false }
        neighbourhood.refresh(context)
        filter = LabelFilter(labels, context.graph)
      }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  private func search(_ chunk: DataChunk, _ row: Int, _ start: UInt32, _ end: UInt32) {
    exclusion.load(chunk, row: row)
    found.removeAll(keepingCapacity: true)
    for reader in neighbourhood.readers {
      reader.forEachRelationship(from: start, to: end) { relationship in
        if !exclusion.view.contains(relationship) { found.append(relationship) }
      }
    }
  }

  private func write(_ row: Int, from place: Int) -> Int {
    let taken = min(found.count - place, builder.room)
    for offset in 0..<taken { builder.rows[builder.count + offset] = Int32(truncatingIfNeeded: row) }
    if let relationshipColumn {
      let relationships = builder.column(relationshipColumn).identifiers + builder.count
      for offset in 0..<taken { relationships[offset] = found[place + offset] }
    }
    builder.count += taken
    return taken
  }
}
