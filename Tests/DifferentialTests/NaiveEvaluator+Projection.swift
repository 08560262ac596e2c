// WITH and RETURN: grouping, distinct, order, slice. Rows travel with the row they came from, for ORDER BY may still see it.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  private struct Projected {
    var values: [Value]
    /// The names that ORDER BY and WHERE see.
    var scope: Row
  }

  /// The columns and rows of a projection; `outer` stays visible.
  func project(_ projection: Projection, _ rows: [Row], keeping outer: Row) throws -> ([String], [Row]) {
    guard !projection.includesAll else { throw NaiveError(reason: "* is beyond the oracle") }
    let columns = projection.items.map(\.columnName)
    let groups = projection.items.contains { containsAggregate($0.expression) }
    var projected = groups ? try grouped(projection, columns, rows) : try plain(projection, columns, rows)
    if projection.isDistinct {
      var seen: Set<[GroupingKey]> = []
      projected = projected.filter { seen.insert($0.values.map { GroupingKey($0) }).inserted }
    }
    projected = try ordered(projected, projection.order)
    if let skip = projection.skip { projected = Array(projected.dropFirst(try count(skip))) }
    if let limit = projection.limit { projected = Array(projected.prefix(try count(limit))) }
    if let predicate = projection.predicate { projected = try projected.filter { try isTrue(predicate, $0.scope) } }
    return (columns, projected.map { Dictionary(zip(columns, $0.values), uniquingKeysWith: { $1 }).merging(outer) { own, _ in own } })
  }

  private func plain(_ projection: Projection, _ columns: [String], _ rows: [Row]) throws -> [Projected] {
    try rows.map { row in
      let values = try projection.items.map { try value(of: $0.expression, row) }
      return Projected(values: values, scope: row.merging(zip(columns, values)) { $1 })
    }
  }

  private func grouped(_ projection: Projection, _ columns: [String], _ rows: [Row]) throws -> [Projected] {
    let isKey = projection.items.map { !containsAggregate($0.expression) }
    var order: [[GroupingKey]] = []
    var members: [[GroupingKey]: [Row]] = [:]
    for row in rows {
      let key = try zip(projection.items, isKey).filter(\.1).map { GroupingKey(try value(of: $0.0.expression, row)) }
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(row)
    }
    if order.isEmpty, !isKey.contains(true) {
      order = [[]]
      members[[]] = []
    }
    return try order.map { key in
      let group = members[key] ?? []
      let values = try projection.items.map { try aggregate($0.expression, group) }
      return Projected(values: values, scope: Dictionary(zip(columns, values), uniquingKeysWith: { $1 }))
    }
  }

  private func ordered(_ rows: [Projected], _ keys: [SortItem]) throws -> [Projected] {
    guard !keys.isEmpty else { return rows }
    let keyed = try rows.map { row in (row, try keys.map { try value(of: $0.expression, row.scope) }) }
    return keyed.enumerated().sorted { left, right in
      for (place, key) in keys.enumerated() {
        switch Value.orderability(left.element.1[place], right.element.1[place]) {
        case .less: return !key.isDescending
        case .greater: return key.isDescending
        case .same, .unordered: continue
        }
      }
      return left.offset < right.offset
    }.map(\.element.0)
  }

  private func count(_ expression: Expression) throws -> Int {
    guard let number = try value(of: expression, [:]).integerValue, number >= 0 else { throw NaiveError(reason: "no count") }
    return Int(number)
  }

  private static let aggregates = ["count", "sum", "avg", "min", "max", "collect"]

  /// Whether an expression holds an aggregation; only aggregates at the top or under arithmetic are generated.
  func containsAggregate(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .countStar: true
    case .function(let call): NaiveEvaluator.aggregates.contains(call.name.text.lowercased())
    case .arithmetic(let first, let terms): containsAggregate(first) || terms.contains { containsAggregate($0.operand) }
    default: false
    }
  }

  private func aggregate(_ expression: Expression, _ group: [Row]) throws -> Value {
    switch expression.kind {
    case .countStar: return .integer(Int64(group.count))
    case .function(let call) where containsAggregate(expression): return try aggregate(call, group)
    case .arithmetic(let first, let terms) where containsAggregate(expression):
      return try terms.reduce(try aggregate(first, group)) { left, term in
        try arithmetic(left, term.operator, try aggregate(term.operand, group))
      }
    default: return try group.first.map { try value(of: expression, $0) } ?? (try value(of: expression, [:]))
    }
  }

  private func aggregate(_ call: FunctionCall, _ group: [Row]) throws -> Value {
    guard let argument = call.arguments.first else { throw NaiveError(reason: "aggregate without an argument") }
    var values = try group.map { try value(of: argument, $0) }.filter { !$0.isNull }
    if call.isDistinct { values = distinct(values.map { [$0] }).map { $0[0] } }
    switch call.name.text.lowercased() {
    case "count": return .integer(Int64(values.count))
    case "collect": return .list(values)
    case "sum": return try values.reduce(.integer(0)) { try arithmetic($0, .add, $1) }
    case "min": return values.reduce(nil) { best, value in best.map { Value.isOrdered(value, before: $0) ? value : $0 } ?? value } ?? .null
    case "max": return values.reduce(nil) { best, value in best.map { Value.isOrdered($0, before: value) ? value : $0 } ?? value } ?? .null
    case "avg":
      let numbers = values.compactMap(\.numberValue)
      return numbers.isEmpty ? .null : .float(numbers.reduce(0, +) / Double(numbers.count))
    default: throw NaiveError(reason: "aggregate \(call.name.text)")
    }
  }
}
