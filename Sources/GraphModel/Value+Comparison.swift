// The two orders of openCypher. Comparability (`<`, `<=` …) is partial: values of different kinds, and nulls, give null; so do
// durations and points, which have no natural order. Orderability (ORDER BY, min, max) is total: map, node, relationship, list,
// path, point, datetime, local datetime, date, time, local time, duration, string, boolean, number, NaN, null.

extension Value {
  /// How `left` stands to `right` under `<`: `nil` stands for null, `.unordered` for a comparison with NaN (all tests false).
  public static func compare(_ left: Value, _ right: Value) -> NumberOrder? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): NumberOrder.compare(a, b)
    case (.float(let a), .float(let b)): NumberOrder.compare(a, b)
    case (.integer(let a), .float(let b)): NumberOrder.compare(a, b)
    case (.float(let a), .integer(let b)): NumberOrder.compare(b, a).reversed
    case (.string(let a), .string(let b)): a.isByteEqual(to: b) ? .same : (a.isByteLess(than: b) ? .less : .greater)
    case (.boolean(let a), .boolean(let b)): a == b ? .same : (a ? .greater : .less)
    case (.list(let a), .list(let b)): compareLists(a, b)
    case (.date(let a), .date(let b)): NumberOrder.of(a, b)
    case (.localTime(let a), .localTime(let b)): NumberOrder.of(a, b)
    case (.time(let a), .time(let b)): NumberOrder.of(a, b)
    case (.localDateTime(let a), .localDateTime(let b)): NumberOrder.of(a, b)
    case (.dateTime(let a), .dateTime(let b)): NumberOrder.of(a, b)
    default: nil
    }
  }

  private static func compareLists(_ left: [Value], _ right: [Value]) -> NumberOrder? {
    for place in 0..<min(left.count, right.count) {
      guard let order = compare(left[place], right[place]) else { return nil }
      if order != .same { return order }
    }
    return NumberOrder.compare(Int64(left.count), Int64(right.count))
  }

  /// Whether `left` comes before `right` in the total order of ORDER BY ascending. Equivalent values are in no order.
  public static func isOrdered(_ left: Value, before right: Value) -> Bool { orderability(left, right) == .less }

  /// How two values stand in the total order of ORDER BY: never `.unordered`. Cost: linear in the content.
  public static func orderability(_ left: Value, _ right: Value) -> NumberOrder {
    let ranks = (left.orderRank, right.orderRank)
    guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 ? .less : .greater }
    switch (left, right) {
    case (.list(let a), .list(let b)): return orderLists(a, b)
    case (.map(let a), .map(let b)): return orderMaps(a, b)
    case (.node(let a), .node(let b)): return NumberOrder.compare(Int64(a.id.rawValue), Int64(b.id.rawValue))
    case (.relationship(let a), .relationship(let b)): return NumberOrder.compare(Int64(a.id.rawValue), Int64(b.id.rawValue))
    case (.path(let a), .path(let b)): return orderPaths(a, b)
    case (.duration(let a), .duration(let b)): return NumberOrder.of(a, b)
    case (.point(let a), .point(let b)): return NumberOrder.of(a, b)
    case (.float(let a), .float(let b)) where a.isNaN && b.isNaN: return .same
    default: return compare(left, right) ?? .same
    }
  }

  private var orderRank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .point: 5
    case .dateTime: 6
    case .localDateTime: 7
    case .date: 8
    case .time: 9
    case .localTime: 10
    case .duration: 11
    case .string: 12
    case .boolean: 13
    case .integer: 14
    case .float(let number): number.isNaN ? 15 : 14
    case .null: 16
    }
  }

  private static func orderLists(_ left: [Value], _ right: [Value]) -> NumberOrder {
    for place in 0..<min(left.count, right.count) {
      let order = orderability(left[place], right[place])
      if order != .same { return order }
    }
    return NumberOrder.compare(Int64(left.count), Int64(right.count))
  }

  private static func orderMaps(_ left: ValueMap, _ right: ValueMap) -> NumberOrder {
    let (a, b) = (left.sortedEntries, right.sortedEntries)
    for place in 0..<min(a.count, b.count) {
      let keys = compare(.string(a[place].key), .string(b[place].key)) ?? .same
      if keys != .same { return keys }
      let values = orderability(a[place].value, b[place].value)
      if values != .same { return values }
    }
    return NumberOrder.compare(Int64(a.count), Int64(b.count))
  }

  private static func orderPaths(_ left: Path, _ right: Path) -> NumberOrder {
    orderLists(left.alternating, right.alternating)
  }
}

extension Path {
  /// Node, relationship, node … as values.
  fileprivate var alternating: [Value] {
    var values: [Value] = []
    values.reserveCapacity(nodes.count * 2)
    for (place, node) in nodes.enumerated() {
      if place > 0 { values.append(.relationship(relationships[place - 1])) }
      values.append(.node(node))
    }
    return values
  }
}
