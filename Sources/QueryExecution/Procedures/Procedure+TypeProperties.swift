// `db.schema.nodeTypeProperties()` and `db.schema.relTypeProperties()`: which properties nodes of each set of labels have, and
// relationships of each type, as drivers and importers ask for them. Cost: one look at every property column.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// One row per set of labels and property; `propertyName` is null where there is none. `mandatory` says that all of them have it.
  static let nodeTypeProperties = Procedure(
    ProcedureSignature(
      name: "db.schema.nodeTypeProperties",
      fields: [
        .init("nodeType", .string), .init("nodeLabels", .list(.string)), .init("propertyName", .string),
        .init("propertyTypes", .list(.string)), .init("mandatory", .boolean),
      ],
      summary: "The properties of nodes, for each set of labels.")
  ) { _, context, emit throws(QueryError) in
    for row in try GraphSurvey(context).nodeTypeRows() { guard try emit(row) else { return } }
  }

  /// One row per type and property of relationships.
  static let relationshipTypeProperties = Procedure(
    ProcedureSignature(
      name: "db.schema.relTypeProperties",
      fields: [
        .init("relType", .string), .init("propertyName", .string), .init("propertyTypes", .list(.string)), .init("mandatory", .boolean),
      ],
      summary: "The properties of relationships, for each type.")
  ) { _, context, emit throws(QueryError) in
    for row in try GraphSurvey(context).relationshipTypeRows() { guard try emit(row) else { return } }
  }
}

extension GraphSurvey {
  func nodeTypeRows() throws(QueryError) -> [[Value]] {
    let sets = graph.labelSetReader
    var totals = [Int](repeating: 0, count: graph.labelSets.count)
    graph.nodeBitmap.forEach { totals[Int(sets.labelSet(of: $0))] += 1 }
    let usages = try usages(of: graph.nodeBitmap, groups: totals.count, graph.nodeColumn) { Int(sets.labelSet(of: $0)) }
    var groups: [(name: String, head: [Value], total: Int, usages: [Usage])] = []
    for (place, total) in totals.enumerated() where total > 0 {
      let labels = graph.labelSets[UInt16(truncatingIfNeeded: place)].map(graph.catalog.name(of:)).sorted { $0.isByteLess(than: $1) }
      let name = Self.spelt(labels)
      groups.append((name, [.string(name), .list(labels.map(Value.string))], total, usages[place]))
    }
    return groups.sorted { $0.name.isByteLess(than: $1.name) }.flatMap { rows($0.head, $0.total, $0.usages) }
  }

  func relationshipTypeRows() throws(QueryError) -> [[Value]] {
    let reader = graph.relationshipReader
    let types = graph.catalog.relationshipTypes
    var totals = [Int](repeating: 0, count: types.count)
    graph.relationshipBitmap.forEach { totals[Int(reader.type(of: $0).rawValue)] += 1 }
    let usages = try usages(of: graph.relationshipBitmap, groups: types.count, graph.relationshipColumn) {
      Int(reader.type(of: $0).rawValue)
    }
    return types.names.sorted { $0.isByteLess(than: $1) }.flatMap { name -> [[Value]] in
      guard let place = types.position(of: name).map(Int.init), totals[place] > 0 else { return [] }
      return rows([.string(Self.spelt([name]))], totals[place], usages[place])
    }
  }

  /// Names as a pattern has them, each in backticks.
  private static func spelt(_ names: [String]) -> String {
    names.map { name in
      var text = ":`"
      for scalar in name.unicodeScalars { text.unicodeScalars.append(contentsOf: scalar == "`" ? ["`", "`"] : [scalar]) }
      return text + "`"
    }.joined()
  }

  /// The rows of one group: one for each property, or one without.
  private func rows(_ head: [Value], _ total: Int, _ usages: [Usage]) -> [[Value]] {
    let keys = graph.catalog.propertyKeys
    let rows = keys.names.sorted { $0.isByteLess(than: $1) }.compactMap { key -> [Value]? in
      guard let place = keys.position(of: key).map(Int.init), usages[place].count > 0 else { return nil }
      let types = usages[place].types.sorted().map(Value.string)
      return head + [.string(key), .list(types), .boolean(usages[place].count == total)]
    }
    return rows.isEmpty ? [head + [.null, .null, false]] : rows
  }
}
