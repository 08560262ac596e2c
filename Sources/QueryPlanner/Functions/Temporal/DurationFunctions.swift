// Durations: from a map of units, each with a fraction if need be, from a text, and as the distance between two temporal values.

import GraphModel

/// The functions of durations.
enum DurationFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction(
      "duration", arguments: 1...1, summary: "A duration from a text (`P1Y2M3DT4H`) or a map of units ({days: 1, hours: 12}).",
      body: duration),
    between("between", "The time from one temporal value to another in months, days and seconds.") {
      (distance: TemporalDistance) throws(QueryError) -> CalendarDuration in try distance.full()
    },
    between("inMonths", "The whole months from one temporal value to another.") {
      (distance: TemporalDistance) throws(QueryError) -> CalendarDuration in try distance.inMonths()
    },
    between("inDays", "The whole days from one temporal value to another.") {
      (distance: TemporalDistance) throws(QueryError) -> CalendarDuration in try distance.inDays()
    },
    between("inSeconds", "The seconds from one temporal value to another.") {
      (distance: TemporalDistance) throws(QueryError) -> CalendarDuration in try distance.inSeconds()
    },
  ]

  private static func between(
    _ name: String, _ summary: String, _ measure: @escaping @Sendable (TemporalDistance) throws(QueryError) -> CalendarDuration
  ) -> ScalarFunction {
    let function = "duration." + name
    return ScalarFunction(function, arguments: 2...2, summary: summary) { (arguments: [Value]) throws(QueryError) -> Value in
      for argument in arguments where argument.datePart == nil && argument.timePart == nil {
        throw FunctionArguments.mismatch(function, wanted: "two temporal values", got: argument)
      }
      return .duration(try measure(TemporalDistance(from: arguments[0], to: arguments[1])))
    }
  }

  private static func duration(_ arguments: [Value]) throws(QueryError) -> Value {
    switch arguments[0] {
    case .duration: return arguments[0]
    case .string(let text):
      guard let duration = CalendarDuration(text) else { throw TemporalFault.unreadable(text, "duration", "P1Y2M3DT4H5M6.5S") }
      return .duration(duration)
    case .map(let map): return try duration(of: map)
    default: throw FunctionArguments.mismatch("duration", wanted: "a string, a map or a duration", got: arguments[0])
    }
  }

  private static let units: [(name: String, unit: DurationSum.Unit)] = [
    ("years", .years), ("quarters", .quarters), ("months", .months), ("weeks", .weeks), ("days", .days), ("hours", .hours),
    ("minutes", .minutes), ("seconds", .seconds), ("milliseconds", .milliseconds), ("microseconds", .microseconds),
    ("nanoseconds", .nanoseconds),
  ]

  private static func duration(of map: ValueMap) throws(QueryError) -> Value {
    if map.isEmpty { throw TemporalFault.invalid("duration", "the map names no unit", hint: "write it like {days: 1, hours: 12}") }
    var sum = DurationSum()
    for entry in map.entries {
      guard let unit = units.first(where: { $0.name.isByteEqual(to: entry.key) })?.unit else {
        let nearest = Spelling.nearest(to: entry.key, among: units.map(\.name)).map { "did you mean '\($0)'?" }
        throw TemporalFault.invalid("duration", "'\(entry.key)' is no unit of a duration", hint: nearest)
      }
      let isAdded: Bool
      switch entry.value {
      case .null: return .null
      case .integer(let number): isAdded = sum.add(unit, number)
      case .float(let number):
        guard number.isFinite else { throw TemporalFault.invalid("duration", "\(entry.key) is no finite number") }
        let digits = DecimalDigits(number)
        isAdded = sum.add(unit, isNegative: digits.isNegative, digits: digits.digits, exponent: digits.exponent)
      default: throw FunctionArguments.mismatch("duration", wanted: "numbers of units", got: entry.value)
      }
      if !isAdded { throw TemporalFault.outOfRange("the duration") }
    }
    guard let duration = sum.duration else { throw TemporalFault.outOfRange("the duration") }
    return .duration(duration)
  }
}
