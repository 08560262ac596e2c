// The functions that make dates and times: `date()` and its siblings, each with `….truncate`, `….transaction`, `….statement` and
// `….realtime`, and datetimes from numbers of seconds.

import GraphModel

/// The functions of dates and times.
enum TemporalFunctions {
  static let all: [ScalarFunction] = TemporalBuilder.Target.allCases.flatMap(functions) + epochs + DurationFunctions.all

  private static func functions(of target: TemporalBuilder.Target) -> [ScalarFunction] {
    let name = target.rawValue
    return [
      ScalarFunction(
        name, arguments: 0...1, summary: "A \(name) from a text (`\(target.example)`), a map of parts or a temporal value; without, now."
      ) {
        (arguments: [Value], clock: StatementClock) throws(QueryError) -> Value in
        let builder = TemporalBuilder(target, clock)
        return arguments.isEmpty ? try builder.now(.statement, in: .utc) : try builder.value(arguments[0])
      },
      ScalarFunction(
        name + ".truncate", arguments: 1...3, summary: "The begin of a unit ('week', 'hour' …) that a value lies in, as a \(name)."
      ) {
        (arguments: [Value], clock: StatementClock) throws(QueryError) -> Value in try TemporalTruncation(target, clock).value(arguments)
      },
      now(target, .transaction, "The begin of the transaction as a \(name)."),
      now(target, .statement, "The begin of the statement as a \(name)."),
      now(target, .realtime, "The time at the call as a \(name)."),
    ]
  }

  private static func now(_ target: TemporalBuilder.Target, _ kind: StatementClock.Kind, _ summary: String) -> ScalarFunction {
    let name = "\(target.rawValue).\(kind.rawValue)"
    return ScalarFunction(name, arguments: 0...1, isDeterministic: kind != .realtime, summary: summary) {
      (arguments: [Value], clock: StatementClock) throws(QueryError) -> Value in
      let builder = TemporalBuilder(target, clock, function: name)
      switch arguments.first {
      case nil: return try builder.now(kind, in: .utc)
      case .map(let map)?:
        let fields = try TemporalFields(map, function: name)
        if fields.hasNull { return .null }
        guard let zone = fields.zone, fields.hasOnlyZone else {
          throw TemporalFault.invalid(name, "the map says nothing but {timezone: …}")
        }
        return try builder.now(kind, in: zone)
      case let argument?: return try builder.now(kind, in: try TemporalFields.zone(argument, name))
      }
    }
  }

  private static let epochs: [ScalarFunction] = [
    ScalarFunction("datetime.fromEpoch", arguments: 2...2, summary: "The datetime so many seconds and nanoseconds after 1970 in UTC.") {
      (arguments: [Value]) throws(QueryError) -> Value in
      let seconds = try FunctionArguments.integer(arguments[0], "datetime.fromEpoch")
      return try moment(seconds, try FunctionArguments.integer(arguments[1], "datetime.fromEpoch"))
    },
    ScalarFunction("datetime.fromEpochMillis", arguments: 1...1, summary: "The datetime so many milliseconds after 1970 in UTC.") {
      (arguments: [Value]) throws(QueryError) -> Value in
      let milliseconds = try FunctionArguments.integer(arguments[0], "datetime.fromEpochMillis")
      return try moment(CivilCalendar.floorDiv(milliseconds, 1000), CivilCalendar.floorMod(milliseconds, 1000) * 1_000_000)
    },
  ]

  private static func moment(_ seconds: Int64, _ nanoseconds: Int64) throws(QueryError) -> Value {
    guard let moment = ZonedDateTime(epochSeconds: seconds, nanosecond: nanoseconds, zone: .utc) else {
      throw TemporalFault.outOfRange("\(seconds) seconds since 1970")
    }
    return .dateTime(moment)
  }
}
