// Truncation: `date.truncate('week', value, {dayOfWeek: 2})` is the begin of the week of a value with some parts set anew.

import GraphModel

/// What a value can be truncated to, from the longest to the shortest.
enum TruncationUnit: String, CaseIterable {
  case millennium, century, decade, year, weekYear, quarter, month, week, day
  case hour, minute, second, millisecond, microsecond

  /// The unit of a name, whatever its case.
  init?(name: String) {
    let lowered = name.lowercased()
    guard let unit = Self.allCases.first(where: { $0.rawValue.lowercased().isByteEqual(to: lowered) }) else { return nil }
    self = unit
  }

  /// Whether it is shorter than a day.
  var isOfTime: Bool {
    switch self {
    case .hour, .minute, .second, .millisecond, .microsecond: true
    default: false
    }
  }

  /// The first day of the unit that a date lies in; nil before the first date.
  func start(of date: CalendarDate) -> CalendarDate? {
    func year(of length: Int) -> CalendarDate? {
      CalendarDate(year: Int(CivilCalendar.floorDiv(Int64(date.year), Int64(length))) * length, month: 1, day: 1)
    }
    switch self {
    case .millennium: return year(of: 1000)
    case .century: return year(of: 100)
    case .decade: return year(of: 10)
    case .year: return year(of: 1)
    case .weekYear: return CalendarDate(weekYear: date.weekYear, week: 1, weekday: 1)
    case .quarter: return CalendarDate(year: date.year, quarter: date.quarter, dayOfQuarter: 1)
    case .month: return CalendarDate(year: date.year, month: date.month, day: 1)
    case .week: return date.adding(days: Int64(1 - date.weekday))
    default: return date
    }
  }

  /// The first nanosecond of the unit that a time lies in; midnight for a day and what is longer.
  func start(of time: LocalTime) -> LocalTime {
    let length: Int64 =
      switch self {
      case .hour: 3_600_000_000_000
      case .minute: 60_000_000_000
      case .second: 1_000_000_000
      case .millisecond: 1_000_000
      case .microsecond: 1_000
      default: .max
      }
    return LocalTime(nanosecondOfDay: time.nanosecondOfDay / length * length) ?? .midnight
  }
}

/// Truncates values to the type of one function.
struct TemporalTruncation {
  let builder: TemporalBuilder
  private var function: String { builder.function }

  init(_ target: TemporalBuilder.Target, _ clock: StatementClock) {
    builder = TemporalBuilder(target, clock, function: target.rawValue + ".truncate")
  }

  /// `truncate(unit, value, fields)`.
  func value(_ arguments: [Value]) throws(QueryError) -> Value {
    let unit = try self.unit(arguments[0])
    let input = arguments.count > 1 ? arguments[1] : try builder.now(.statement, in: .utc)
    guard input.datePart != nil || input.timePart != nil else {
      throw FunctionArguments.mismatch(function, wanted: "a temporal value to truncate", got: input)
    }
    var fields = TemporalFields(function: function)
    if arguments.count > 2 {
      guard case .map(let map) = arguments[2] else {
        throw FunctionArguments.mismatch(function, wanted: "a map of fields", got: arguments[2])
      }
      fields = try TemporalFields(map, function: function)
      if fields.hasNull { return .null }
    }
    guard fields.selected.isEmpty, fields.numbers[.epochSeconds] == nil, fields.numbers[.epochMillis] == nil else {
      throw TemporalFault.invalid(function, "the value to truncate is given, no other can be chosen")
    }
    return try truncated(input, unit, fields)
  }

  private func unit(_ value: Value) throws(QueryError) -> TruncationUnit {
    let name = try FunctionArguments.string(value, function)
    guard let unit = TruncationUnit(name: name) else {
      let nearest = Spelling.nearest(to: name, among: TruncationUnit.allCases.map(\.rawValue)).map { "did you mean '\($0)'?" }
      throw TemporalFault.invalid(function, "'\(name)' is no unit", hint: nearest)
    }
    return unit
  }

  private func truncated(_ input: Value, _ unit: TruncationUnit, _ fields: TemporalFields) throws(QueryError) -> Value {
    var fields = fields
    keepFraction(of: input, unit, &fields)
    switch builder.target {
    case .date:
      try fields.allow(date: true, time: false, zone: false, selecting: [])
      if unit.isOfTime { throw TemporalFault.invalid(function, "a date cannot be truncated to the \(unit.rawValue)") }
      return .date(try fields.date(over: try date(input, unit)))
    case .localTime:
      try fields.allow(date: false, time: true, zone: false, selecting: [])
      return .localTime(try fields.time(over: try dayTime(input, unit)))
    case .time:
      try fields.allow(date: false, time: true, zone: true, selecting: [])
      let time = try fields.time(over: try dayTime(input, unit))
      guard let zone = fields.zone else {
        if case .dateTime(let moment) = input, let time = OffsetTime(time, offsetSeconds: moment.offsetSeconds) { return .time(time) }
        return .time(try builder.offsetTime(time, input.zonePart ?? .utc))
      }
      return .time(try builder.offsetTime(time, zone))
    case .localDateTime:
      try fields.allow(date: true, time: true, zone: false, selecting: [])
      return .localDateTime(try dateTime(input, unit, fields))
    case .dateTime:
      try fields.allow(date: true, time: true, zone: true, selecting: [])
      let local = try dateTime(input, unit, fields)
      var preferred: Int?
      if case .dateTime(let moment) = input { preferred = moment.offsetSeconds }
      guard let moment = ZonedDateTime(local, zone: fields.zone ?? input.zonePart ?? .utc, preferringOffset: preferred) else {
        throw TemporalFault.outOfRange("\(local)")
      }
      return .dateTime(moment)
    }
  }

  /// A part of a second below the unit does not take away the parts above it.
  private func keepFraction(of input: Value, _ unit: TruncationUnit, _ fields: inout TemporalFields) {
    guard let nanosecond = input.timePart?.nanosecond else { return }
    if unit == .millisecond, fields.numbers[.millisecond] == nil, fields.numbers[.microsecond] != nil || fields.numbers[.nanosecond] != nil
    {
      fields.set(.millisecond, nanosecond / 1_000_000)
    }
    if unit == .microsecond, fields.numbers[.millisecond] == nil, fields.numbers[.microsecond] == nil, fields.numbers[.nanosecond] != nil {
      fields.set(.microsecond, nanosecond / 1_000)
    }
  }

  private func date(_ input: Value, _ unit: TruncationUnit) throws(QueryError) -> CalendarDate {
    let date = try TemporalFields(function: function).datePart(of: input)
    guard let start = unit.start(of: date) else { throw TemporalFault.outOfRange("the \(unit.rawValue) of \(date)") }
    return start
  }

  private func time(_ input: Value, _ unit: TruncationUnit) throws(QueryError) -> LocalTime {
    // A date has no hours that could be cut off, only a midnight.
    if input.timePart == nil, !unit.isOfTime { return .midnight }
    return unit.start(of: try TemporalFields(function: function).timePart(of: input).time)
  }

  /// The time of a type without date, which knows no unit longer than a day.
  private func dayTime(_ input: Value, _ unit: TruncationUnit) throws(QueryError) -> LocalTime {
    guard unit.isOfTime || unit == .day else { throw TemporalFault.invalid(function, "a time cannot be truncated to the \(unit.rawValue)") }
    return unit.start(of: try TemporalFields(function: function).timePart(of: input).time)
  }

  private func dateTime(_ input: Value, _ unit: TruncationUnit, _ fields: TemporalFields) throws(QueryError) -> LocalDateTime {
    LocalDateTime(try fields.date(over: try date(input, unit)), try fields.time(over: try time(input, unit)))
  }
}
