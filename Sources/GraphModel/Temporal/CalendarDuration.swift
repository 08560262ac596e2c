// A span of time as people say it: months, days and seconds are kept apart, because no month has a fixed number of days and no
// day a fixed number of seconds. Two durations are equal only if all parts are; ORDER BY takes their average length first.
// Invariants: nanoseconds from 0 to below a second; the average length in seconds fits into 64 bits.

/// A span of time in months, days, seconds and nanoseconds.
public struct CalendarDuration: Hashable, Sendable {
  /// The months.
  public let months: Int64
  /// The days.
  public let days: Int64
  /// The seconds, rounded down.
  public let seconds: Int64
  /// The nanoseconds to add to the seconds, from 0 to below a second.
  public let nanoseconds: Int32

  /// The seconds of an average month of the Gregorian calendar.
  public static let averageMonthSeconds: Int64 = 2_629_746
  /// No time at all.
  public static let zero = CalendarDuration(unchecked: 0, 0, 0, 0)

  private init(unchecked months: Int64, _ days: Int64, _ seconds: Int64, _ nanoseconds: Int32) {
    (self.months, self.days, self.seconds, self.nanoseconds) = (months, days, seconds, nanoseconds)
  }

  /// A duration of these parts, with any number of nanoseconds; nil if it is too long to count.
  public init?(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int64 = 0) {
    let (whole, overflow) = seconds.addingReportingOverflow(CivilCalendar.floorDiv(nanoseconds, LocalTime.second))
    guard !overflow, Self.averageSeconds(months, days, whole) != nil else { return nil }
    self.init(unchecked: months, days, whole, Int32(CivilCalendar.floorMod(nanoseconds, LocalTime.second)))
  }

  private static func averageSeconds(_ months: Int64, _ days: Int64, _ seconds: Int64) -> Int64? {
    let total = Int128(months) * Int128(averageMonthSeconds) + Int128(days) * 86_400 + Int128(seconds)
    return Int64(exactly: total)
  }

  /// The length in seconds, months and days counted by their average.
  public var averageSeconds: Int64 { Self.averageSeconds(months, days, seconds) ?? 0 }

  /// Part by part, the sum; nil if it is too long to count.
  public func adding(_ other: CalendarDuration) -> CalendarDuration? {
    let (months, a) = months.addingReportingOverflow(other.months)
    let (days, b) = days.addingReportingOverflow(other.days)
    let (seconds, c) = seconds.addingReportingOverflow(other.seconds)
    if a || b || c { return nil }
    return CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: Int64(nanoseconds) + Int64(other.nanoseconds))
  }

  /// The same span backwards; nil if it is too long to count.
  public var negated: CalendarDuration? {
    guard months != .min, days != .min, seconds != .min else { return nil }
    return CalendarDuration(months: -months, days: -days, seconds: -seconds, nanoseconds: -Int64(nanoseconds))
  }

  /// The whole days of the seconds, towards zero.
  var wholeDaysOfSeconds: Int64 { (seconds < 0 && nanoseconds > 0 ? seconds + 1 : seconds) / 86_400 }
}

extension CalendarDate {
  /// The date so much later; of the time of a duration only whole days count. Nil beyond the last date.
  public func adding(_ duration: CalendarDuration) -> CalendarDate? {
    adding(months: duration.months)?.adding(days: duration.days)?.adding(days: duration.wholeDaysOfSeconds)
  }
}

extension CalendarDuration: Comparable {
  /// Whether one duration comes before another in ORDER BY: by average length, then part by part.
  public static func < (left: CalendarDuration, right: CalendarDuration) -> Bool {
    let (a, b) = (left.averageSeconds, right.averageSeconds)
    if a != b { return a < b }
    if left.nanoseconds != right.nanoseconds { return left.nanoseconds < right.nanoseconds }
    return (left.months, left.days, left.seconds) < (right.months, right.days, right.seconds)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// ISO 8601 with a sign for each part: `P1Y2M-3DT-4H-0.5S`; zero is `PT0S`.
  public var description: String { TemporalText.duration(self) }

  /// Reads `P1Y2M3W4DT5H6M7.5S`, each part with a sign and a fraction of its own, or `P2012-02-02T14:37:21.545`.
  public init?(_ text: String) {
    guard let duration = TemporalReader.duration(text) else { return nil }
    self = duration
  }
}
