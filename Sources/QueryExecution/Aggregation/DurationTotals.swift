// Durations summed by group, for sum and avg. They are rare, so they lie in a dictionary beside the numbers, and only groups that
// have any take room. Invariant: what is in the dictionary is charged.
import GraphModel
import QueryPlanner

/// The durations of groups, added part by part.
struct DurationTotals {
  private static let entryBytes = 112
  private var totals: [Int: (sum: CalendarDuration, count: Int64)] = [:]

  /// Whether no group has any.
  var isEmpty: Bool { totals.isEmpty }

  /// Adds a duration to a group, as often as its weight says.
  mutating func add(
    _ duration: CalendarDuration, _ group: Int, _ weight: Int64, _ function: String, _ limits: ExecutionLimits
  ) throws(QueryError) {
    if totals[group] == nil { try limits.charge(Self.entryBytes) }
    let (sum, count) = totals[group] ?? (.zero, 0)
    var product = DurationSum()
    guard product.add(duration, times: Int128(weight), over: 1), let total = product.duration.flatMap(sum.adding) else {
      throw .runtime(.arithmeticError, "TemporalOverflow", "\(function)() of durations is out of range")
    }
    totals[group] = (total, count + weight)
  }

  /// The sum of a group; nil if it has no duration.
  func sum(_ group: Int) -> CalendarDuration? { totals[group]?.sum }

  /// The mean of a group; nil if it has no duration.
  func average(_ group: Int) -> CalendarDuration? {
    guard let (sum, count) = totals[group] else { return nil }
    var quotient = DurationSum()
    return quotient.add(sum, times: 1, over: Int128(count)) ? quotient.duration : nil
  }

  /// The error of a group that has numbers and durations.
  static func mixed(_ function: String) -> QueryError {
    .runtime(.typeError, "InvalidArgumentType", "\(function)() takes numbers or durations, not both")
  }

  /// Gives the memory back to the limits.
  mutating func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(totals.count * Self.entryBytes)
    totals = [:]
  }
}
