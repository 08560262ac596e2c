// Times of day from fields, alone or over a time whose other parts stay, and the parts of values that a map selects.
// The fractions of a second stand beside each other: {millisecond: 645, microsecond: 876} is 0.645876 seconds, and any of them
// replaces the whole fraction of the time below.

import GraphModel

extension TemporalFields {
  /// The time of the fields.
  /// - Parameter base: the time that gives what is not said.
  func time(over base: LocalTime?) throws(QueryError) -> LocalTime {
    if base == nil { try checkOrder() }
    let nanosecond = try nanoseconds() ?? base?.nanosecond ?? 0
    let time = LocalTime(
      hour: self[.hour] ?? base?.hour ?? 0, minute: self[.minute] ?? base?.minute ?? 0, second: self[.second] ?? base?.second ?? 0,
      nanosecond: nanosecond)
    guard let time else {
      let parts = Number.allCases.filter(\.isOfTime).compactMap { key in numbers[key].map { "\(key.rawValue) \($0)" } }
      throw TemporalFault.invalid(function, "there is no such time: \(parts.joined(separator: ", "))")
    }
    return time
  }

  private func checkOrder() throws(QueryError) {
    let hasFraction = numbers[.millisecond] != nil || numbers[.microsecond] != nil || numbers[.nanosecond] != nil
    if hasFraction, numbers[.second] == nil { throw missing(.second) }
    if numbers[.second] != nil, numbers[.minute] == nil { throw missing(.minute) }
    if numbers[.minute] != nil, numbers[.hour] == nil { throw missing(.hour) }
  }

  /// The fraction of the second; nil if nothing is said of it.
  func nanoseconds() throws(QueryError) -> Int? {
    let (milli, micro, nano) = (self[.millisecond], self[.microsecond], self[.nanosecond])
    if milli == nil, micro == nil, nano == nil { return nil }
    let microMax = milli == nil ? 1_000_000 : 1_000
    let nanoMax = micro != nil ? 1_000 : (milli != nil ? 1_000_000 : 1_000_000_000)
    for (number, limit, key) in [(milli, 1_000, Number.millisecond), (micro, microMax, .microsecond), (nano, nanoMax, .nanosecond)] {
      if let number, !(0..<limit).contains(number) {
        throw TemporalFault.invalid(function, "\(key.rawValue) \(number) does not lie from 0 to \(limit - 1)")
      }
    }
    return (milli ?? 0) * 1_000_000 + (micro ?? 0) * 1_000 + (nano ?? 0)
  }

  /// The date that a value holds.
  func datePart(of value: Value) throws(QueryError) -> CalendarDate {
    guard let date = value.datePart else { throw FunctionArguments.mismatch(function, wanted: "a value with a date", got: value) }
    return date
  }

  /// The time of day that a value holds, and its zone if it has one.
  func timePart(of value: Value) throws(QueryError) -> (time: LocalTime, zone: TimeZoneID?) {
    guard let time = value.timePart else { throw FunctionArguments.mismatch(function, wanted: "a value with a time of day", got: value) }
    return (time, value.zonePart)
  }
}

extension Value {
  /// The date, if this holds one.
  var datePart: CalendarDate? {
    switch self {
    case .date(let date): date
    case .localDateTime(let moment): moment.date
    case .dateTime(let moment): moment.local.date
    default: nil
    }
  }

  /// The time of day, if this holds one.
  var timePart: LocalTime? {
    switch self {
    case .localTime(let time): time
    case .time(let time): time.local
    case .localDateTime(let moment): moment.time
    case .dateTime(let moment): moment.local.time
    default: nil
    }
  }

  /// The zone or offset, if this holds one.
  var zonePart: TimeZoneID? {
    switch self {
    case .time(let time): TimeZoneID(offsetSeconds: Int(time.offsetSeconds))
    case .dateTime(let moment): moment.zone
    default: nil
    }
  }
}
