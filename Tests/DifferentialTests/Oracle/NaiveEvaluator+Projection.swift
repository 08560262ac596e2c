// WITH and RETURN: grouping, distinct, order, slice, condition. A projected row keeps the row it came from, for ORDER BY and WHERE may
// still see that.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  private struct Projected {
    var values: [Value]
    /// The names that ORDER BY and WHERE see.
    var scope: Row
    /// The rows of the group, where rows are grouped.
    var group: [Row]?
  }

  /// The rows of a projection.
  func project(_ projection: Projection, _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    var items = projection.items.map { (name: $0.columnName, expression: $0.expression) }
    if projection.includesAll {
      let all = table.names.sorted { $0.isByteLess(than: $1) }
      items = all.map { (name: $0, expression: Expression(.variable(Identifier($0)), at: .none)) } + items
    }
    let columns = items.map(\.name)
    let groups = items.contains { containsAggregate($0.expression) }
    var projected = groups ? try grouped(items, table.rows) : try plain(items, table.rows)
    projected = arranged(projected)
    if projection.isDistinct {
      var kept: [Projected] = []
      for row in projected where !kept.contains(where: { NaiveRelations.equivalent($0.values, row.values) }) { kept.append(row) }
      projected = kept
    }
    projected = try ordered(projected, projection.order)
    if let skip = projection.skip { projected = Array(projected.dropFirst(try count(skip))) }
    if let limit = projection.limit { projected = Array(projected.prefix(try count(limit))) }
    if let predicate = projection.predicate {
      var kept: [Projected] = []
      for row in projected where try truth(try value(of: predicate, row.scope, group: row.group)) == true { kept.append(row) }
      projected = kept
    }
    return NaiveTable(names: columns, rows: projected.map { Dictionary(zip(columns, $0.values), uniquingKeysWith: { $1 }) })
  }

  private typealias Item = (name: String, expression: Expression)

  private func plain(_ items: [Item], _ rows: [Row]) throws(NaiveError) -> [Projected] {
    var projected: [Projected] = []
    for row in rows {
      let values = try values(of: items.map(\.expression), row)
      projected.append(Projected(values: values, scope: row.merging(zip(items.map(\.name), values)) { $1 }))
    }
    return projected
  }

  private func grouped(_ items: [Item], _ rows: [Row]) throws(NaiveError) -> [Projected] {
    let keys = items.map(\.expression).filter { !containsAggregate($0) }
    var groups: [(key: [Value], rows: [Row])] = []
    for row in rows {
      let key = try values(of: keys, row)
      if let place = groups.firstIndex(where: { NaiveRelations.equivalent($0.key, key) }) {
        groups[place].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    if groups.isEmpty, keys.isEmpty { groups = [([], [])] }
    var projected: [Projected] = []
    for group in groups {
      let first = group.rows.first ?? [:]
      let values = try values(of: items.map(\.expression), first, group.rows)
      projected.append(Projected(values: values, scope: first.merging(zip(items.map(\.name), values)) { $1 }, group: group.rows))
    }
    return projected
  }

  private func ordered(_ rows: [Projected], _ keys: [SortItem]) throws(NaiveError) -> [Projected] {
    guard !keys.isEmpty else { return rows }
    var keyed: [(row: Projected, key: [Value])] = []
    for row in rows {
      keyed.append((row, try keys.map { (key) throws(NaiveError) in try value(of: key.expression, row.scope, group: row.group) }))
    }
    return keyed.enumerated().sorted { left, right in
      for (place, key) in keys.enumerated() {
        let sign = NaiveRelations.order(left.element.key[place], right.element.key[place])
        if sign != 0 { return (sign < 0) != key.isDescending }
      }
      return left.offset < right.offset
    }.map(\.element.row)
  }

  private func count(_ expression: Expression) throws(NaiveError) -> Int {
    guard let number = try value(of: expression, [:]).integerValue, number >= 0 else { throw .failed("SKIP and LIMIT take a count") }
    return Int(clamping: number)
  }

  /// Whether an expression holds an aggregation of the projection that it stands in.
  func containsAggregate(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .countStar: return true
    case .function(let call):
      return NaiveEvaluator.aggregates.contains(call.name.text.lowercased()) || call.arguments.contains(where: containsAggregate)
    default: return ExpressionParts.children(of: expression).contains(where: containsAggregate)
    }
  }
}
