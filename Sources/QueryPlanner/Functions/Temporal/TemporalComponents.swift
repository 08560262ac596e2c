// The parts of temporal values by name: `d.year`, `t.offset`, `span.minutesOfHour`. Names are looked up by their exact spelling.

import GraphModel

/// Access to the parts of temporal values and points.
enum TemporalComponents {
  /// The part of a value under a name; nil if the value has no such part.
  static func part(_ value: Value, _ name: String) throws(QueryError) -> Value? {
    switch value {
    case .date(let date): return datePart(date, name)
    case .localTime(let time): return timePart(time, name)
    case .time(let time):
      return timePart(time.local, name) ?? zonePart(Int(time.offsetSeconds), TemporalText.offset(Int(time.offsetSeconds)), name)
    case .localDateTime(let moment): return datePart(moment.date, name) ?? timePart(moment.time, name)
    case .dateTime(let moment): return dateTimePart(moment, name)
    case .duration(let duration): return try durationPart(duration, name)
    case .point(let point): return pointPart(point, name)
    default: return nil
    }
  }

  /// The names of the parts of a value, for hints.
  static func names(of value: Value) -> [String] {
    switch value {
    case .date: dateNames
    case .localTime: timeNames
    case .time: timeNames + zoneNames
    case .localDateTime: dateNames + timeNames
    case .dateTime: dateNames + timeNames + zoneNames + ["epochSeconds", "epochMillis"]
    case .duration: durationNames
    case .point(let point):
      (point.system.isGeographic ? ["x", "y", "longitude", "latitude"] : ["x", "y"])
        + (point.system.hasHeight ? (point.system.isGeographic ? ["z", "height"] : ["z"]) : []) + ["crs", "srid"]
    default: []
    }
  }

  private static let dateNames = [
    "year", "quarter", "month", "week", "weekYear", "day", "ordinalDay", "weekDay", "dayOfWeek", "dayOfQuarter",
  ]
  private static let timeNames = ["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"]
  private static let zoneNames = ["timezone", "offset", "offsetMinutes", "offsetSeconds"]
  private static let durationNames = [
    "years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds",
    "quartersOfYear", "monthsOfQuarter", "monthsOfYear", "daysOfWeek", "minutesOfHour", "secondsOfMinute", "millisecondsOfSecond",
    "microsecondsOfSecond", "nanosecondsOfSecond",
  ]

  private static func datePart(_ date: CalendarDate, _ name: String) -> Value? {
    let number: Int? =
      switch name {
      case "year": date.year
      case "quarter": date.quarter
      case "month": date.month
      case "week": date.week
      case "weekYear": date.weekYear
      case "day": date.day
      case "ordinalDay": date.ordinalDay
      case "weekDay", "dayOfWeek": date.weekday
      case "dayOfQuarter": date.dayOfQuarter
      default: nil
      }
    return number.map { .integer(Int64($0)) }
  }

  private static func timePart(_ time: LocalTime, _ name: String) -> Value? {
    let number: Int? =
      switch name {
      case "hour": time.hour
      case "minute": time.minute
      case "second": time.second
      case "millisecond": time.nanosecond / 1_000_000
      case "microsecond": time.nanosecond / 1_000
      case "nanosecond": time.nanosecond
      default: nil
      }
    return number.map { .integer(Int64($0)) }
  }

  private static func zonePart(_ offset: Int, _ zone: String, _ name: String) -> Value? {
    switch name {
    case "timezone": .string(zone)
    case "offset": .string(TemporalText.offset(offset))
    case "offsetMinutes": .integer(Int64(offset / 60))
    case "offsetSeconds": .integer(Int64(offset))
    default: nil
    }
  }

  private static func dateTimePart(_ moment: ZonedDateTime, _ name: String) -> Value? {
    switch name {
    case "epochSeconds": return .integer(moment.epochSeconds)
    case "epochMillis": return .integer(moment.epochSeconds * 1000 + Int64(moment.nanosecond) / 1_000_000)
    default:
      let local = moment.local
      return datePart(local.date, name) ?? timePart(local.time, name) ?? zonePart(moment.offsetSeconds, moment.zone.description, name)
    }
  }

  private static func durationPart(_ duration: CalendarDuration, _ name: String) throws(QueryError) -> Value? {
    let (months, days, seconds, nanoseconds) = (duration.months, duration.days, duration.seconds, Int64(duration.nanoseconds))
    switch name {
    case "years": return .integer(months / 12)
    case "quarters": return .integer(months / 3)
    case "months": return .integer(months)
    case "weeks": return .integer(days / 7)
    case "days": return .integer(days)
    case "hours": return .integer(seconds / 3600)
    case "minutes": return .integer(seconds / 60)
    case "seconds": return .integer(seconds)
    case "milliseconds": return try scaled(seconds, 1_000, nanoseconds / 1_000_000, name)
    case "microseconds": return try scaled(seconds, 1_000_000, nanoseconds / 1_000, name)
    case "nanoseconds": return try scaled(seconds, 1_000_000_000, nanoseconds, name)
    case "quartersOfYear": return .integer(months / 3 % 4)
    case "monthsOfQuarter": return .integer(months % 3)
    case "monthsOfYear": return .integer(months % 12)
    case "daysOfWeek": return .integer(days % 7)
    case "minutesOfHour": return .integer(seconds / 60 % 60)
    case "secondsOfMinute": return .integer(seconds % 60)
    case "millisecondsOfSecond": return .integer(nanoseconds / 1_000_000)
    case "microsecondsOfSecond": return .integer(nanoseconds / 1_000)
    case "nanosecondsOfSecond": return .integer(nanoseconds)
    default: return nil
    }
  }

  private static func scaled(_ seconds: Int64, _ factor: Int64, _ rest: Int64, _ name: String) throws(QueryError) -> Value {
    guard let number = Int64(exactly: Int128(seconds) * Int128(factor) + Int128(rest)) else {
      throw ArithmeticFault.overflow("\(seconds) seconds as \(name)")
    }
    return .integer(number)
  }

  private static func pointPart(_ point: Point, _ name: String) -> Value? {
    let system = point.system
    switch name {
    case "x": return .float(point.x)
    case "y": return .float(point.y)
    case "z" where system.hasHeight: return .float(point.z)
    case "longitude" where system.isGeographic: return .float(point.x)
    case "latitude" where system.isGeographic: return .float(point.y)
    case "height" where system == .wgs84Height: return .float(point.z)
    case "crs": return .string(system.name)
    case "srid": return .integer(Int64(system.srid))
    default: return nil
    }
  }
}
