// How far it is from one temporal value to another. What only one of them has is lent to the other: a date, so that times are of
// one day, or a zone, so that both are told there. A date without a time is midnight.

import GraphModel

/// Two temporal values on common ground.
struct TemporalDistance {
  /// Where the distance starts, as clocks show it.
  private let start: LocalDateTime
  /// Where it ends.
  private let end: LocalDateTime
  /// The zone of both, if one has a zone, with the offset in force at the start.
  private let zone: TimeZoneID?
  private let startOffset: Int?
  private let endOffset: Int?
  /// Whether both know their date; otherwise there are no months and days between them.
  private let hasDates: Bool

  /// - Precondition: both have a date or a time of day.
  init(from: Value, to: Value) {
    let (startZone, endZone) = (from.zonePart, to.zonePart)
    zone = startZone ?? endZone
    hasDates = from.datePart != nil && to.datePart != nil
    let day = from.datePart ?? to.datePart ?? .epoch
    start = LocalDateTime(from.datePart ?? day, from.timePart ?? .midnight)
    startOffset = Self.offset(of: from)
    var last = LocalDateTime(to.datePart ?? day, to.timePart ?? .midnight)
    var lastOffset = Self.offset(of: to)
    if let startZone, endZone != nil, let offset = lastOffset, case let moment = last.secondsSinceEpoch - Int64(offset),
      let told = LocalDateTime(
        secondsSinceEpoch: moment + Int64(startZone.offsetSeconds(at: moment)), nanosecond: Int64(last.nanosecond))
    {
      last = told
      lastOffset = startZone.offsetSeconds(at: moment)
    }
    end = last
    endOffset = lastOffset
  }

  private static func offset(of value: Value) -> Int? {
    switch value {
    case .dateTime(let moment): moment.offsetSeconds
    case .time(let time): Int(time.offsetSeconds)
    default: nil
    }
  }

  /// The seconds since 1970 of a local time: in UTC if there is a zone.
  private func moment(_ local: LocalDateTime, _ offset: Int?) -> Int64 {
    zone?.moment(ofLocal: local.secondsSinceEpoch, preferring: offset) ?? local.secondsSinceEpoch
  }

  /// Months, then days, then seconds.
  func full() throws(QueryError) -> CalendarDuration {
    guard hasDates else { return try inSeconds() }
    let months = wholeMonths
    guard let date = start.date.adding(months: months) else { throw TemporalFault.outOfRange("the duration") }
    let days = Self.wholeDays(from: LocalDateTime(date, start.time), to: end)
    guard let day = date.adding(days: days) else { throw TemporalFault.outOfRange("the duration") }
    return try seconds(from: LocalDateTime(day, start.time), months: months, days: days)
  }

  /// Whole months, none where a date is missing.
  func inMonths() throws(QueryError) -> CalendarDuration {
    try made(months: hasDates ? wholeMonths : 0, days: 0, seconds: 0, nanoseconds: 0)
  }

  /// Whole days, none where a date is missing.
  func inDays() throws(QueryError) -> CalendarDuration {
    try made(months: 0, days: hasDates ? Self.wholeDays(from: start, to: end) : 0, seconds: 0, nanoseconds: 0)
  }

  /// Everything as seconds.
  func inSeconds() throws(QueryError) -> CalendarDuration { try seconds(from: start, months: 0, days: 0) }

  private var wholeMonths: Int64 {
    let (a, b) = (start.date.parts, end.date.parts)
    let months = (Int64(b.year) - Int64(a.year)) * 12 + Int64(b.month - a.month)
    let (from, to) = ((a.day, start.time.nanosecondOfDay), (b.day, end.time.nanosecondOfDay))
    if months > 0, to < from { return months - 1 }
    return months < 0 && to > from ? months + 1 : months
  }

  private static func wholeDays(from start: LocalDateTime, to end: LocalDateTime) -> Int64 {
    let days = end.date.daysSinceEpoch - start.date.daysSinceEpoch
    if days > 0, end.time < start.time { return days - 1 }
    return days < 0 && end.time > start.time ? days + 1 : days
  }

  private func seconds(from start: LocalDateTime, months: Int64, days: Int64) throws(QueryError) -> CalendarDuration {
    let seconds = moment(end, endOffset) - moment(start, startOffset)
    return try made(months: months, days: days, seconds: seconds, nanoseconds: Int64(end.nanosecond) - Int64(start.nanosecond))
  }

  private func made(months: Int64, days: Int64, seconds: Int64, nanoseconds: Int64) throws(QueryError) -> CalendarDuration {
    guard let duration = CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds) else {
      throw TemporalFault.outOfRange("the duration")
    }
    return duration
  }
}
