// Temporal values from one argument: from a text, from another temporal value, from a map of fields, or from the clock.
// A map that says nothing but a zone asks the clock, as no argument does. What has no zone of its own is taken to be in UTC.

import GraphModel

/// Makes the values of one temporal function.
struct TemporalBuilder {
  /// The temporal types that have no number of parts as a duration has.
  enum Target: String, CaseIterable {
    case date
    case localTime = "localtime"
    case time
    case localDateTime = "localdatetime"
    case dateTime = "datetime"

    /// How a text of it looks.
    var example: String {
      switch self {
      case .date: "1984-10-11"
      case .localTime: "12:31:14.645"
      case .time: "12:31:14.645+01:00"
      case .localDateTime: "1984-10-11T12:31:14"
      case .dateTime: "1984-10-11T12:31:14+01:00[Europe/Stockholm]"
      }
    }
  }

  let target: Target
  let clock: StatementClock
  /// The function, for messages.
  let function: String

  init(_ target: Target, _ clock: StatementClock, function: String? = nil) {
    self.target = target
    self.clock = clock
    self.function = function ?? target.rawValue
  }

  /// The value of an argument.
  func value(_ argument: Value) throws(QueryError) -> Value {
    switch argument {
    case .null: return .null
    case .string(let text): return try parsed(text)
    case .map(let map):
      let fields = try TemporalFields(map, function: function)
      if fields.hasNull { return .null }
      if let zone = fields.zone, fields.hasOnlyZone { return try now(.statement, in: zone) }
      return try assembled(fields)
    case .date, .localTime, .time, .localDateTime, .dateTime: return try converted(argument)
    default:
      throw FunctionArguments.mismatch(function, wanted: "a string, a map or a temporal value", got: argument)
    }
  }

  /// What the clock shows.
  func now(_ kind: StatementClock.Kind, in zone: TimeZoneID) throws(QueryError) -> Value {
    try converted(.dateTime(try clock.dateTime(kind, in: zone)))
  }

  private func parsed(_ text: String) throws(QueryError) -> Value {
    let value: Value? =
      switch target {
      case .date: CalendarDate(text).map { .date($0) }
      case .localTime: LocalTime(text).map { .localTime($0) }
      case .time: OffsetTime(text).map { .time($0) }
      case .localDateTime: LocalDateTime(text).map { .localDateTime($0) }
      case .dateTime: ZonedDateTime(text).map { .dateTime($0) }
      }
    guard let value else { throw TemporalFault.unreadable(text, function, target.example) }
    return value
  }

  /// Another temporal value as this one: what it lacks is midnight or UTC, but a date is never made up.
  private func converted(_ value: Value) throws(QueryError) -> Value {
    let fields = TemporalFields(function: function)
    switch target {
    case .date: return .date(try fields.datePart(of: value))
    case .localTime: return .localTime(try fields.timePart(of: value).time)
    case .time:
      if case .dateTime(let moment) = value { return .time(moment.offsetTime) }
      let (time, zone) = try fields.timePart(of: value)
      return .time(try offsetTime(time, zone ?? .utc))
    case .localDateTime:
      return .localDateTime(LocalDateTime(try fields.datePart(of: value), value.timePart ?? .midnight))
    case .dateTime:
      if case .dateTime = value { return value }
      return try dateTime(LocalDateTime(try fields.datePart(of: value), value.timePart ?? .midnight), .utc)
    }
  }

  // MARK: Maps

  /// The value of the fields of a map.
  func assembled(_ fields: TemporalFields) throws(QueryError) -> Value {
    switch target {
    case .date:
      try fields.allow(date: true, time: false, zone: false, selecting: [.date])
      return .date(try fields.date(over: try selectedDate(fields)))
    case .localTime:
      try fields.allow(date: false, time: true, zone: false, selecting: [.time])
      return .localTime(try time(fields).time)
    case .time:
      try fields.allow(date: false, time: true, zone: true, selecting: [.time])
      return .time(try assembledTime(fields))
    case .localDateTime:
      try fields.allow(date: true, time: true, zone: false, selecting: [.date, .time, .datetime])
      return .localDateTime(LocalDateTime(try fields.date(over: try selectedDate(fields)), try dayTime(fields).time))
    case .dateTime:
      try fields.allow(date: true, time: true, zone: true, epoch: true, selecting: [.date, .time, .datetime])
      return try assembledDateTime(fields)
    }
  }

  private func selectedDate(_ fields: TemporalFields) throws(QueryError) -> CalendarDate? {
    guard let value = fields.selected[.date] ?? fields.selected[.datetime] else { return nil }
    return try fields.datePart(of: value)
  }

  /// The time of fields that must say one.
  private func time(_ fields: TemporalFields) throws(QueryError) -> (time: LocalTime, zone: TimeZoneID?) {
    guard let value = fields.selected[.time] else {
      if !fields.hasTimeParts { throw fields.missing(.hour) }
      return (try fields.time(over: nil), nil)
    }
    let (time, zone) = try fields.timePart(of: value)
    return (try fields.time(over: time), zone)
  }

  /// The time of fields that may leave it out, for midnight.
  private func dayTime(_ fields: TemporalFields) throws(QueryError) -> (time: LocalTime, zone: TimeZoneID?) {
    if fields.selected[.time] != nil { return try time(fields) }
    if let value = fields.selected[.datetime] {
      return (try fields.time(over: value.timePart ?? .midnight), value.zonePart)
    }
    return (try fields.time(over: fields.selected[.date] == nil ? nil : .midnight), nil)
  }

  private func assembledTime(_ fields: TemporalFields) throws(QueryError) -> OffsetTime {
    let (time, zone) = try time(fields)
    var own = try offsetTime(time, zone ?? .utc)
    if case .dateTime(let moment)? = fields.selected[.time], let shifted = OffsetTime(time, offsetSeconds: moment.offsetSeconds) {
      own = shifted
    }
    guard let wanted = fields.zone else { return own }
    // A time that knows its zone is moved, any other put into the zone.
    guard zone != nil else { return try offsetTime(time, wanted) }
    guard let moved = own.shifted(toOffsetSeconds: Int(try offsetTime(time, wanted).offsetSeconds)) else {
      throw TemporalFault.outOfRange("\(own) in \(wanted)")
    }
    return moved
  }

  private func assembledDateTime(_ fields: TemporalFields) throws(QueryError) -> Value {
    if fields.numbers[.epochSeconds] != nil || fields.numbers[.epochMillis] != nil { return try epochDateTime(fields) }
    let (time, ownZone) = try dayTime(fields)
    let local = LocalDateTime(try fields.date(over: try selectedDate(fields)), time)
    guard let ownZone else { return try dateTime(local, fields.zone ?? .utc) }
    var preferred: Int?
    if case .dateTime(let moment)? = fields.selected[.datetime] ?? fields.selected[.time] { preferred = moment.offsetSeconds }
    guard let own = ZonedDateTime(local, zone: ownZone, preferringOffset: preferred), let told = own.told(in: fields.zone ?? ownZone) else {
      throw TemporalFault.outOfRange("\(local)")
    }
    return .dateTime(told)
  }

  private func epochDateTime(_ fields: TemporalFields) throws(QueryError) -> Value {
    let allowed: Set<TemporalFields.Number> = [.epochSeconds, .epochMillis, .millisecond, .microsecond, .nanosecond]
    if let other = TemporalFields.Number.allCases.first(where: { fields.numbers[$0] != nil && !allowed.contains($0) }) {
      throw TemporalFault.invalid(function, "\(other.rawValue) cannot stand beside epochSeconds or epochMillis")
    }
    guard fields.selected.isEmpty, fields.numbers[.epochSeconds] == nil || fields.numbers[.epochMillis] == nil else {
      throw TemporalFault.invalid(function, "a moment is given twice")
    }
    let rest = Int64(try fields.nanoseconds() ?? 0)
    let millis = fields.numbers[.epochMillis]
    let seconds = millis.map { CivilCalendar.floorDiv($0, 1000) } ?? fields.numbers[.epochSeconds] ?? 0
    let nanoseconds = (millis.map { CivilCalendar.floorMod($0, 1000) * 1_000_000 } ?? 0) + rest
    guard let moment = ZonedDateTime(epochSeconds: seconds, nanosecond: nanoseconds, zone: fields.zone ?? .utc) else {
      throw TemporalFault.outOfRange("\(seconds) seconds since 1970")
    }
    return .dateTime(moment)
  }

  // MARK: Zones

  /// A time in a zone; a name stands for the offset that it has at the time of the statement.
  func offsetTime(_ time: LocalTime, _ zone: TimeZoneID) throws(QueryError) -> OffsetTime {
    let moment = zone.isNamed ? try clock.moment(.statement).seconds : 0
    guard let time = OffsetTime(time, offsetSeconds: zone.offsetSeconds(at: moment)) else {
      throw TemporalFault.outOfRange("\(time) in \(zone)")
    }
    return time
  }

  /// A local time in a zone.
  func dateTime(_ local: LocalDateTime, _ zone: TimeZoneID) throws(QueryError) -> Value {
    guard let moment = ZonedDateTime(local, zone: zone) else { throw TemporalFault.outOfRange("\(local) in \(zone)") }
    return .dateTime(moment)
  }
}
