// `db.schema()`: what the graph holds, counted: labels and types, their properties with the types of the values, and which labels
// relationships lead from and to. Cost: one look at every property column, and one at every relationship.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// One row per label (or type) and one per property of it. `kind` is node or relationship; `name` is a label or type, null for nodes
  /// without labels. For relationships, a row per pair of ends has `from` and `to`, the labels of the ends joined by colons.
  /// `types` are the types of the property's values, `count` how many entities the row speaks of.
  static let databaseSchema = Procedure(
    ProcedureSignature(
      name: "db.schema",
      fields: [
        .init("kind", .string), .init("name", .string), .init("from", .string), .init("to", .string), .init("property", .string),
        .init("types", .list(.string)), .init("count", .integer),
      ],
      summary: "Labels, types and properties as the graph has them, with counts.")
  ) { _, context, emit throws(QueryError) in
    let survey = GraphSurvey(context)
    for row in try survey.nodeRows() + survey.relationshipRows() {
      guard try emit(row) else { return }
    }
  }
}

/// Counts what a graph holds.
struct GraphSurvey {
  private let context: ExecutionContext
  let graph: GraphSnapshot

  init(_ context: ExecutionContext) {
    self.context = context
    graph = context.graph
  }

  /// The values of one property in one group of entities.
  struct Usage {
    var count = 0
    var types: Set<String> = []
  }

  func nodeRows() throws(QueryError) -> [[Value]] {
    let sets = graph.labelSetReader
    var totals = [Int](repeating: 0, count: graph.labelSets.count)
    graph.nodeBitmap.forEach { totals[Int(sets.labelSet(of: $0))] += 1 }
    let usages = try usages(of: graph.nodeBitmap, groups: totals.count, graph.nodeColumn) { Int(sets.labelSet(of: $0)) }
    var rows: [[Value]] = []
    let names = graph.catalog.labels.names.sorted { $0.isByteLess(than: $1) }
    for name in [nil] + names.map(Optional.some) {
      let members = totals.indices.filter { index in
        let set = graph.labelSets[UInt16(truncatingIfNeeded: index)]
        guard let name else { return set.isEmpty }
        return graph.catalog.label(name).map(set.contains) ?? false
      }
      rows += self.rows("node", name, members.reduce(0) { $0 + totals[$1] }, members.map { usages[$0] })
    }
    return rows
  }

  func relationshipRows() throws(QueryError) -> [[Value]] {
    let reader = graph.relationshipReader
    let types = graph.catalog.relationshipTypes
    var totals = [Int](repeating: 0, count: types.count)
    var ends: [[UInt32: Int]] = Array(repeating: [:], count: types.count)
    let sets = graph.labelSetReader
    graph.relationshipBitmap.forEach { relationship in
      let type = Int(reader.type(of: relationship).rawValue)
      let from = sets.labelSet(of: reader.source(of: relationship))
      let to = sets.labelSet(of: reader.target(of: relationship))
      totals[type] += 1
      ends[type][UInt32(from) << 16 | UInt32(to), default: 0] += 1
    }
    try context.limits.check()
    let usages = try usages(of: graph.relationshipBitmap, groups: types.count, graph.relationshipColumn) {
      Int(reader.type(of: $0).rawValue)
    }
    var rows: [[Value]] = []
    for name in types.names.sorted(by: { $0.isByteLess(than: $1) }) {
      guard let type = types.position(of: name).map(Int.init) else { continue }
      rows += self.rows("relationship", name, totals[type], [usages[type]])
      let pairs = ends[type].map { (from: labels($0.key >> 16), to: labels($0.key & 0xFFFF), count: $0.value) }
      for pair in pairs.sorted(by: { $0.from == $1.from ? $0.to.isByteLess(than: $1.to) : $0.from.isByteLess(than: $1.from) }) {
        rows.append([
          .string("relationship"), .string(name), .string(pair.from), .string(pair.to), .null, .null, .integer(Int64(pair.count)),
        ])
      }
    }
    return rows
  }

  private func labels(_ set: UInt32) -> String {
    graph.labelSets[UInt16(truncatingIfNeeded: set)].map(graph.catalog.name(of:)).joined(separator: ":")
  }

  /// For each group of entities and each property key, how many have it and of which types.
  func usages(
    of members: BitmapView, groups: Int, _ column: (PropertyKeyID) -> ColumnReader, group: (UInt32) -> Int
  ) throws(QueryError) -> [[Usage]] {
    let keys = graph.catalog.propertyKeys.count
    var usages = Array(repeating: Array(repeating: Usage(), count: keys), count: groups)
    for key in 0..<keys {
      let reader = column(PropertyKeyID(rawValue: UInt32(truncatingIfNeeded: key)))
      members.forEach { offset in
        let chunk = reader.chunk(of: offset)
        let row = Int(offset & 2_047)
        guard chunk.pointee.isPresent(row) else { return }
        let place = group(offset)
        usages[place][key].count += 1
        usages[place][key].types.insert(Self.typeName(chunk.pointee, row))
      }
      try context.limits.check()
    }
    return usages
  }

  private static func typeName(_ chunk: ColumnChunkView, _ row: Int) -> String {
    switch chunk.kind {
    case .absent: "NULL"
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .string: "STRING"
    case .date: "DATE"
    case .localDateTime: "LOCAL DATETIME"
    case .dateTime: "ZONED DATETIME"
    case .mixed: chunk.mixed(row).typeName
    }
  }

  /// The row of a label or type, and those of its properties.
  private func rows(_ kind: String, _ name: String?, _ total: Int, _ groups: [[Usage]]) -> [[Value]] {
    guard total > 0 else { return [] }
    let head: [Value] = [.string(kind), name.map(Value.string) ?? .null, .null, .null]
    var rows: [[Value]] = [head + [.null, .null, .integer(Int64(total))]]
    for key in graph.catalog.propertyKeys.names.sorted(by: { $0.isByteLess(than: $1) }) {
      guard let place = graph.catalog.propertyKeys.position(of: key).map(Int.init) else { continue }
      let count = groups.reduce(0) { $0 + $1[place].count }
      guard count > 0 else { continue }
      let types = groups.reduce(into: Set<String>()) { $0.formUnion($1[place].types) }.sorted()
      rows.append(head + [.string(key), .list(types.map(Value.string)), .integer(Int64(count))])
    }
    return rows
  }
}
