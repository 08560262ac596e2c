// Equality, comparability, equivalence and order of values, written anew from the language's text so that the oracle shares none of them
// with the engine. Numbers compare through a pair (whole part, rest), which is exact for every integer and every float.
import GraphModel

/// The four relations of the language.
enum NaiveRelations {
  /// What `=` says; nil stands for null.
  static func equal(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      return all(zip(a, b).map { equal($0, $1) })
    case (.map(let a), .map(let b)):
      guard a.count == b.count, a.keys.allSatisfy({ b[$0] != nil }) else { return false }
      return all(a.entries.map { equal($0.value, b[$0.key] ?? .null) })
    case (.node(let a), .node(let b)): return a.id == b.id
    case (.relationship(let a), .relationship(let b)): return a.id == b.id
    case (.path(let a), .path(let b)):
      return a.nodes.map(\.id) == b.nodes.map(\.id) && a.relationships.map(\.id) == b.relationships.map(\.id)
    case (.string(let a), .string(let b)): return Array(a.utf8) == Array(b.utf8)
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.duration(let a), .duration(let b)):
      return a.months == b.months && a.days == b.days && a.seconds == b.seconds && a.nanoseconds == b.nanoseconds
    default:
      if let a = instant(left), let b = instant(right) { return a.kind == b.kind && a.seconds == b.seconds && a.offset == b.offset }
      guard isNumber(left), isNumber(right) else { return false }
      return compareNumbers(left, right) == 0
    }
  }

  /// A date or datetime as a count of seconds (of days for a date) and the offset from which it was told.
  private static func instant(_ value: Value) -> (kind: Int, seconds: Int64, offset: Int)? {
    switch value {
    case .date(let date): (0, date.daysSinceEpoch, 0)
    case .localDateTime(let local): (1, local.secondsSinceEpoch, 0)
    case .dateTime(let moment): (2, moment.epochSeconds, moment.offsetSeconds)
    default: nil
    }
  }

  private static func all(_ truths: [Bool?]) -> Bool? {
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }

  /// What `left < right` and its siblings see: -1, 0 or 1; `.unordered` where a NaN makes every test false; nil stands for null.
  enum Comparison: Equatable {
    case order(Int)
    case unordered
  }

  /// How two values compare; nil where they do not.
  static func compare(_ left: Value, _ right: Value) -> Comparison? {
    switch (left, right) {
    case (.string(let a), .string(let b)): return .order(lexical(Array(a.utf8), Array(b.utf8)))
    case (.boolean(let a), .boolean(let b)): return .order(a == b ? 0 : (a ? 1 : -1))
    case (.list(let a), .list(let b)):
      for (x, y) in zip(a, b) {
        let result = compare(x, y)
        if result != .order(0) { return result }
      }
      return .order((a.count - b.count).signum())
    default:
      if let a = instant(left), let b = instant(right) {
        guard a.kind == b.kind else { return nil }
        return .order(a.seconds != b.seconds ? (a.seconds < b.seconds ? -1 : 1) : (a.offset - b.offset).signum())
      }
      guard isNumber(left), isNumber(right) else { return nil }
      return compareNumbers(left, right).map { .order($0) } ?? .unordered
    }
  }

  private static func lexical(_ left: [UInt8], _ right: [UInt8]) -> Int {
    for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
    return (left.count - right.count).signum()
  }

  private static func isNumber(_ value: Value) -> Bool { value.numberValue != nil }

  /// The order of two numbers; nil with NaN.
  private static func compareNumbers(_ left: Value, _ right: Value) -> Int? {
    guard let a = parts(left), let b = parts(right) else { return nil }
    if a.whole != b.whole { return a.whole < b.whole ? -1 : 1 }
    return a.rest == b.rest ? 0 : (a.rest < b.rest ? -1 : 1)
  }

  /// A number as a whole number beyond 64 bits at most by an infinity, and what is left of it.
  private static func parts(_ value: Value) -> (whole: Int128, rest: Double)? {
    switch value {
    case .integer(let number): return (Int128(number), 0)
    case .float(let number):
      if number.isNaN { return nil }
      if number.magnitude >= 0x1p64 { return (number > 0 ? Int128(1) << 64 : -(Int128(1) << 64), number) }
      let whole = number.rounded(.down)
      return (Int128(whole), number - whole)
    default: return nil
    }
  }

  /// Whether DISTINCT, grouping and UNION take two values for one.
  static func equivalent(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.float(let a), .float(let b)) where a.isNaN || b.isNaN: a.isNaN && b.isNaN
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { equivalent($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count && a.entries.allSatisfy { entry in b[entry.key].map { equivalent(entry.value, $0) } ?? false }
    default: equal(left, right) == true
    }
  }

  /// Equivalence of rows.
  static func equivalent(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { equivalent($0, $1) }
  }

  /// The total order of ORDER BY, ascending: -1, 0 or 1.
  static func order(_ left: Value, _ right: Value) -> Int {
    let ranks = (rank(left), rank(right))
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? -1 : 1 }
    switch (left, right) {
    case (.list(let a), .list(let b)): return orderSequence(a, b)
    case (.node(let a), .node(let b)): return compareIdentity(a.id.rawValue, b.id.rawValue)
    case (.relationship(let a), .relationship(let b)): return compareIdentity(a.id.rawValue, b.id.rawValue)
    case (.path(let a), .path(let b)): return orderSequence(elements(of: a), elements(of: b))
    case (.map(let a), .map(let b)):
      return orderSequence(
        a.sortedEntries.flatMap { [.string($0.key), $0.value] }, b.sortedEntries.flatMap { [.string($0.key), $0.value] })
    case (.duration(let a), .duration(let b)): return orderSpans(a, b)
    default:
      if case .order(let sign)? = compare(left, right) { return sign }
      return 0
    }
  }

  /// Durations by their average length, a month being the 4,800th part of 400 years; then by months and days.
  private static func orderSpans(_ left: CalendarDuration, _ right: CalendarDuration) -> Int {
    func length(_ span: CalendarDuration) -> Int128 {
      (Int128(span.months) * (146_097 * 86_400 / 4_800) + Int128(span.days) * 86_400 + Int128(span.seconds)) * 1_000_000_000
        + Int128(span.nanoseconds)
    }
    let lengths = (length(left), length(right))
    if lengths.0 != lengths.1 { return lengths.0 < lengths.1 ? -1 : 1 }
    if left.months != right.months { return left.months < right.months ? -1 : 1 }
    return (left.days - right.days) == 0 ? 0 : (left.days < right.days ? -1 : 1)
  }

  private static func rank(_ value: Value) -> Int {
    switch value {
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

  private static func compareIdentity(_ left: UInt32, _ right: UInt32) -> Int { left == right ? 0 : (left < right ? -1 : 1) }

  private static func orderSequence(_ left: [Value], _ right: [Value]) -> Int {
    for (a, b) in zip(left, right) {
      let sign = order(a, b)
      if sign != 0 { return sign }
    }
    return (left.count - right.count).signum()
  }

  private static func elements(of path: Path) -> [Value] {
    path.nodes.indices.flatMap { place -> [Value] in
      (place == 0 ? [] : [.relationship(path.relationships[place - 1])]) + [.node(path.nodes[place])]
    }
  }
}
