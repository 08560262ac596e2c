// The properties that a pattern gives to what it creates: entries known by name, each a column, or a map that only a row knows.
import GraphModel
import GraphStorage
import QueryPlanner

/// Where the properties of a new entity come from.
final class PropertySource {
  private var entries: [(key: String, value: StableExpression)] = []
  private var map: StableExpression?
  private var vectors: [Vector] = []
  private var keys: [PropertyKeyID?] = []
  private let refusesNull: Bool

  /// `refusesNull` makes a null value an error, as MERGE has it; else it means that there is no such property.
  init(_ properties: BoundExpression?, layout: ChunkLayout, refusesNull: Bool) throws(QueryError) {
    self.refusesNull = refusesNull
    guard let properties else { return }
    guard case .map(let named) = properties.kind else {
      map = try StableExpression(properties, layout: layout)
      return
    }
    for entry in named {
      let value = try StableExpression(entry.value, layout: layout)
      if let place = entries.firstIndex(where: { $0.key.isByteEqual(to: entry.key) }) {
        entries[place].value = value
      } else {
        entries.append((key: entry.key, value: value))
      }
    }
  }

  /// Evaluates the properties over a chunk.
  func prepare(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    vectors.removeAll(keepingCapacity: true)
    for entry in entries { vectors.append(try entry.value.evaluate(chunk, context)) }
    if let map { vectors = [try map.evaluate(chunk, context)] }
    keys = entries.map { _ in nil }
  }

  /// The properties of a row.
  func properties(row: Int, _ transaction: WriteTransaction) throws(QueryError) -> [(key: PropertyKeyID, value: Value)] {
    var found: [(key: PropertyKeyID, value: Value)] = []
    if map != nil {
      for entry in try PropertyMap.entries(of: vectors[0].value(row), transaction) {
        if try keep(entry.value, entry.key) { found.append((key: try key(entry.key, transaction), value: entry.value)) }
      }
      return found
    }
    found.reserveCapacity(entries.count)
    for place in entries.indices {
      let value = vectors[place].value(row)
      guard try keep(value, entries[place].key) else { continue }
      if keys[place] == nil { keys[place] = try key(entries[place].key, transaction) }
      if let key = keys[place] { found.append((key: key, value: value)) }
    }
    return found
  }

  private func key(_ name: String, _ transaction: WriteTransaction) throws(QueryError) -> PropertyKeyID {
    try writing { () throws(StorageError) in try transaction.propertyKey(name) }
  }

  private func keep(_ value: Value, _ key: String) throws(QueryError) -> Bool {
    guard value.isNull else { return true }
    guard refusesNull else { return false }
    throw .runtime(
      .semanticError, "MergeReadOwnWrites", "MERGE cannot use null as the value of `\(key)`: no pattern with it would ever match")
  }
}

/// Maps of properties as SET and CREATE take them.
enum PropertyMap {
  /// The entries of a map, or the properties of a node or relationship.
  static func entries(of value: Value, _ transaction: WriteTransaction) throws(QueryError) -> [(key: String, value: Value)] {
    switch value {
    case .map(let map): return map.entries
    case .node(let node): return transaction.view.nodeProperties(node.id).entries
    case .relationship(let relationship): return transaction.view.relationshipProperties(relationship.id).entries
    default:
      throw .runtime(
        .typeError, "InvalidArgumentType",
        "properties come from a map, a node or a relationship, not from a value of type \(value.typeName)")
    }
  }
}
