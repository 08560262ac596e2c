// Creating the nodes and relationships of a pattern for the rows alive of a chunk, element by element in the pattern's order. The
// chunk has a column for each element, which is filled here; an element may read those before it.
import GraphModel
import GraphStorage
import QueryPlanner

/// Creates patterns.
final class PatternCreator {
  private enum Element {
    case node(column: Int, labels: [NameSource], PropertySource)
    case relationship(column: Int, type: NameSource, from: NodeColumn, to: NodeColumn, PropertySource)
  }

  private let elements: [Element]

  /// The creation of patterns over chunks of a layout that has columns for all their elements.
  init(_ patterns: [CreatePattern], layout: ChunkLayout) throws(QueryError) {
    var elements: [Element] = []
    for pattern in patterns {
      for node in pattern.nodes {
        elements.append(
          .node(
            column: layout.column(of: node.variable) ?? 0, labels: try NameSource.compile(node.labels, layout: layout),
            try PropertySource(node.properties, layout: layout, refusesNull: pattern.refusesNullProperties)))
      }
      for relationship in pattern.relationships {
        elements.append(
          .relationship(
            column: layout.column(of: relationship.variable) ?? 0, type: try NameSource(relationship.type, layout: layout),
            from: try NodeColumn(relationship.from, layout: layout), to: try NodeColumn(relationship.to, layout: layout),
            try PropertySource(relationship.properties, layout: layout, refusesNull: pattern.refusesNullProperties)))
      }
    }
    self.elements = elements
  }

  /// Creates the patterns for the rows alive.
  func create(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    let transaction = try context.requireTransaction()
    for element in elements {
      switch element {
      case .node(let column, let labels, let properties):
        try createNodes(chunk, chunk.columns[column], labels, properties, transaction, context)
      case .relationship(let column, let type, let from, let to, let properties):
        try createRelationships(chunk, chunk.columns[column], type, (from, to), properties, transaction, context)
      }
      try context.limits.check()
    }
  }

  private func createNodes(
    _ chunk: DataChunk, _ target: Vector, _ labels: [NameSource], _ properties: PropertySource, _ transaction: WriteTransaction,
    _ context: ExecutionContext
  ) throws(QueryError) {
    try properties.prepare(chunk, context)
    var known: [LabelID] = []
    var dynamic: [NameSource] = []
    for label in labels {
      if case .name(let name) = label, chunk.selectedCount > 0 {
        known.append(try writing { () throws(StorageError) in try transaction.label(name) })
      } else {
        dynamic.append(label)
      }
    }
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      var all = known
      for label in dynamic {
        for name in try label.names(chunk, row: row, context) {
          all.append(try writing { () throws(StorageError) in try transaction.label(name) })
        }
      }
      let values = try properties.properties(row: row, transaction)
      let node = try writing { () throws(StorageError) in try transaction.createNode(labels: all, properties: values) }
      target.identifiers[row] = node.rawValue
    }
  }

  private func createRelationships(
    _ chunk: DataChunk, _ target: Vector, _ type: NameSource, _ ends: (from: NodeColumn, to: NodeColumn), _ properties: PropertySource,
    _ transaction: WriteTransaction, _ context: ExecutionContext
  ) throws(QueryError) {
    try properties.prepare(chunk, context)
    let (sources, targets) = (try ends.from.nodes(chunk), try ends.to.nodes(chunk))
    var known: RelationshipTypeID?
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      guard !sources.isNull(row), !targets.isNull(row) else {
        throw .runtime(.entityNotFound, "NullNode", "a relationship cannot be created where one of its ends is null")
      }
      let number: RelationshipTypeID
      if let known { number = known } else { number = try self.type(type, chunk, row, transaction, context) }
      if case .name = type { known = number }
      let values = try properties.properties(row: row, transaction)
      let (source, target_) = (
        NodeID(rawValue: sources.identifiers[row &* sources.stride]), NodeID(rawValue: targets.identifiers[row &* targets.stride])
      )
      let relationship = try writing { () throws(StorageError) in
        try transaction.createRelationship(type: number, from: source, to: target_, properties: values)
      }
      target.identifiers[row] = relationship.rawValue
    }
  }

  private func type(
    _ type: NameSource, _ chunk: DataChunk, _ row: Int, _ transaction: WriteTransaction, _ context: ExecutionContext
  ) throws(QueryError) -> RelationshipTypeID {
    let names = try type.names(chunk, row: row, context)
    guard names.count == 1 else {
      throw .runtime(.typeError, "InvalidArgumentType", "a relationship has one type, not \(names.count)")
    }
    return try writing { () throws(StorageError) in try transaction.relationshipType(names[0]) }
  }
}
