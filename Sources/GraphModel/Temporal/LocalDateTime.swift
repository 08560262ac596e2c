// A date and a time of day without zone, kept as seconds since 1970-01-01T00:00 as a clock counts them, and nanoseconds.
// Invariant: the year lies within that of `CalendarDate`, nanoseconds from 0 to below a second.

/// A date with a time of day that says nothing of a zone.
public struct LocalDateTime: Hashable, Sendable {
  /// The seconds since 1970-01-01T00:00 as the clock counts them.
  public let secondsSinceEpoch: Int64
  /// The nanoseconds of the second.
  public let nanosecond: Int32

  /// The seconds that dates can be counted in.
  static let secondRange = CivilCalendar.dayRange.lowerBound * 86_400...CivilCalendar.dayRange.upperBound * 86_400 + 86_399

  /// A date with a time.
  public init(_ date: CalendarDate, _ time: LocalTime) {
    secondsSinceEpoch = date.daysSinceEpoch * 86_400 + Int64(time.secondOfDay)
    nanosecond = Int32(time.nanosecond)
  }

  /// A time by its seconds since 1970 and any number of nanoseconds; nil beyond the first and last date.
  public init?(secondsSinceEpoch seconds: Int64, nanosecond: Int64 = 0) {
    let (sum, overflow) = seconds.addingReportingOverflow(CivilCalendar.floorDiv(nanosecond, LocalTime.second))
    guard !overflow, Self.secondRange.contains(sum) else { return nil }
    secondsSinceEpoch = sum
    self.nanosecond = Int32(CivilCalendar.floorMod(nanosecond, LocalTime.second))
  }

  /// The date.
  public var date: CalendarDate { CalendarDate(unchecked: CivilCalendar.floorDiv(secondsSinceEpoch, 86_400)) }
  /// The time of day.
  public var time: LocalTime {
    LocalTime(unchecked: CivilCalendar.floorMod(secondsSinceEpoch, 86_400) * LocalTime.second + Int64(nanosecond))
  }

  /// The time so much later: months first, then days, then seconds; nil beyond the last date.
  public func adding(_ duration: CalendarDuration) -> LocalDateTime? {
    guard let date = date.adding(months: duration.months)?.adding(days: duration.days) else { return nil }
    let start = LocalDateTime(date, time)
    let (seconds, overflow) = start.secondsSinceEpoch.addingReportingOverflow(duration.seconds)
    return overflow ? nil : LocalDateTime(secondsSinceEpoch: seconds, nanosecond: Int64(start.nanosecond) + Int64(duration.nanoseconds))
  }
}

extension LocalDateTime: Comparable {
  /// Whether one time comes before another.
  @inlinable public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
    left.secondsSinceEpoch != right.secondsSinceEpoch
      ? left.secondsSinceEpoch < right.secondsSinceEpoch : left.nanosecond < right.nanosecond
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// ISO 8601: `1984-10-11T12:31:14.645`.
  public var description: String { TemporalText.dateTime(self) }

  /// Reads a date in any form, with or without `T` and a time.
  public init?(_ text: String) {
    guard let moment = TemporalReader.localDateTime(text) else { return nil }
    self = moment
  }
}
