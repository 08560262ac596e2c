// A date without time or zone, kept as the number of its day, so that comparing and moving it is arithmetic on one integer.
// Invariant: the year lies from -999,999,999 to 999,999,999.

/// A date of the Gregorian calendar.
public struct CalendarDate: Hashable, Sendable {
  /// The days since 1970-01-01, negative before.
  public let daysSinceEpoch: Int64

  /// 1970-01-01.
  public static let epoch = CalendarDate(unchecked: 0)
  /// The first date there is.
  public static let min = CalendarDate(unchecked: CivilCalendar.dayRange.lowerBound)
  /// The last date there is.
  public static let max = CalendarDate(unchecked: CivilCalendar.dayRange.upperBound)

  init(unchecked days: Int64) { daysSinceEpoch = days }

  /// A date by the number of its day; nil beyond the first and last date.
  public init?(daysSinceEpoch days: Int64) {
    guard CivilCalendar.dayRange.contains(days) else { return nil }
    daysSinceEpoch = days
  }

  /// A date by year, month and day; nil if there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.isYear(year), (1...12).contains(month) else { return nil }
    guard (1...CivilCalendar.daysInMonth(year: year, month: month)).contains(day) else { return nil }
    daysSinceEpoch = CivilCalendar.days(year: year, month: month, day: day)
  }

  /// A date by the week of ISO 8601: the year of the week, the week from 1, the weekday from 1 (Monday); nil if there is none.
  public init?(weekYear: Int, week: Int, weekday: Int) {
    guard Self.isYear(weekYear), (1...7).contains(weekday), (1...CivilCalendar.weeks(inWeekYear: weekYear)).contains(week) else {
      return nil
    }
    self.init(daysSinceEpoch: CivilCalendar.firstMonday(ofWeekYear: weekYear) + Int64((week - 1) * 7 + weekday - 1))
  }

  /// A date by the day of its year, from 1; nil if the year has no such day.
  public init?(year: Int, ordinalDay: Int) {
    guard Self.isYear(year), (1...(CivilCalendar.isLeap(year) ? 366 : 365)).contains(ordinalDay) else { return nil }
    daysSinceEpoch = CivilCalendar.days(year: year, month: 1, day: ordinalDay)
  }

  /// A date by the day of its quarter, both from 1; nil if the quarter has no such day.
  public init?(year: Int, quarter: Int, dayOfQuarter: Int) {
    guard Self.isYear(year), (1...4).contains(quarter), dayOfQuarter >= 1 else { return nil }
    guard dayOfQuarter <= Self.daysInQuarter(quarter, of: year) else { return nil }
    daysSinceEpoch = CivilCalendar.days(year: year, month: quarter * 3 - 2, day: dayOfQuarter)
  }

  private static func isYear(_ year: Int) -> Bool { (CivilCalendar.yearMin...CivilCalendar.yearMax).contains(year) }

  private static func daysInQuarter(_ quarter: Int, of year: Int) -> Int {
    (quarter * 3 - 2...quarter * 3).reduce(0) { $0 + CivilCalendar.daysInMonth(year: year, month: $1) }
  }
}

extension CalendarDate {
  /// Year, month and day in one calculation.
  public var parts: (year: Int, month: Int, day: Int) { CivilCalendar.date(ofDay: daysSinceEpoch) }
  /// The year.
  public var year: Int { parts.year }
  /// The month from 1 to 12.
  public var month: Int { parts.month }
  /// The day of the month from 1.
  public var day: Int { parts.day }
  /// The quarter from 1 to 4.
  public var quarter: Int { (parts.month + 2) / 3 }
  /// The day of the year from 1.
  public var ordinalDay: Int { Int(daysSinceEpoch - CivilCalendar.days(year: year, month: 1, day: 1)) + 1 }
  /// The day of the quarter from 1.
  public var dayOfQuarter: Int { Int(daysSinceEpoch - CivilCalendar.days(year: year, month: quarter * 3 - 2, day: 1)) + 1 }
  /// The day of the week: Monday is 1, Sunday 7.
  public var weekday: Int { CivilCalendar.weekday(ofDay: daysSinceEpoch) }
  /// The week of ISO 8601, from 1.
  public var week: Int { Int(daysSinceEpoch - CivilCalendar.firstMonday(ofWeekYear: weekYear)) / 7 + 1 }

  /// The year that the week of ISO 8601 belongs to: that of its Thursday.
  public var weekYear: Int {
    CivilCalendar.date(ofDay: daysSinceEpoch - Int64(weekday) + 4).year
  }

  /// The date so many days later; nil beyond the last date.
  public func adding(days: Int64) -> CalendarDate? {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(daysSinceEpoch: sum)
  }

  /// The date so many months later, on the same day or on the last one of a shorter month; nil beyond the last date.
  public func adding(months: Int64) -> CalendarDate? {
    let (year, month, day) = parts
    let (sum, overflow) = (Int64(year) * 12 + Int64(month - 1)).addingReportingOverflow(months)
    let newYear = CivilCalendar.floorDiv(sum, 12)
    guard !overflow, let newYear = Int(exactly: newYear), Self.isYear(newYear) else { return nil }
    let newMonth = Int(CivilCalendar.floorMod(sum, 12)) + 1
    return CalendarDate(
      year: newYear, month: newMonth, day: Swift.min(day, CivilCalendar.daysInMonth(year: newYear, month: newMonth)))
  }

  /// The whole months from this date to another, towards zero, where both have a time of day that also counts.
  func months(to other: CalendarDate, startTime: Int64 = 0, endTime: Int64 = 0) -> Int64 {
    let (a, b) = (parts, other.parts)
    let months = (Int64(b.year) - Int64(a.year)) * 12 + Int64(b.month - a.month)
    let (start, end) = ((a.day, startTime), (b.day, endTime))
    if months > 0, end < start { return months - 1 }
    if months < 0, end > start { return months + 1 }
    return months
  }
}

extension CalendarDate: Comparable {
  /// Whether one date comes before another.
  @inlinable public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601: `1984-10-11`; years beyond 0000 to 9999 with their sign.
  public var description: String { TemporalText.date(self) }

  /// Reads a date in any form of ISO 8601: calendar, week, quarter and ordinal dates, extended or basic.
  public init?(_ text: String) {
    guard let date = TemporalReader.date(text) else { return nil }
    self = date
  }
}
