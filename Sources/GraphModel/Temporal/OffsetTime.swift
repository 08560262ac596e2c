// A time of day with an offset from UTC. It belongs to no date: it is ordered by the moment at which it would come on one and
// the same day in UTC, without turning around at midnight, and then by its offset from west to east.
// Invariant: the offset lies within 18 hours.

/// A time of day with an offset from UTC.
public struct OffsetTime: Hashable, Sendable {
  /// What the clock shows.
  public let local: LocalTime
  /// The seconds east of UTC.
  public let offsetSeconds: Int32

  /// A time with an offset; nil beyond 18 hours.
  public init?(_ local: LocalTime, offsetSeconds: Int) {
    guard TimeZoneID(offsetSeconds: offsetSeconds) != nil else { return nil }
    self.local = local
    self.offsetSeconds = Int32(offsetSeconds)
  }

  init(_ local: LocalTime, checkedOffset: Int) {
    self.local = local
    offsetSeconds = Int32(checkedOffset)
  }

  /// The nanoseconds from midnight in UTC, possibly of the day before or after.
  public var nanosecondOfDayInUTC: Int64 { local.nanosecondOfDay - Int64(offsetSeconds) * LocalTime.second }

  /// The same moment of the day with another offset; nil beyond 18 hours.
  public func shifted(toOffsetSeconds offset: Int) -> OffsetTime? {
    let nanoseconds = nanosecondOfDayInUTC + Int64(offset) * LocalTime.second
    return OffsetTime(LocalTime(unchecked: CivilCalendar.floorMod(nanoseconds, LocalTime.day)), offsetSeconds: offset)
  }

  /// The time so much later, turning around at midnight.
  public func adding(_ duration: CalendarDuration) -> OffsetTime {
    OffsetTime(local.adding(duration), checkedOffset: Int(offsetSeconds))
  }
}

extension OffsetTime: Comparable {
  /// Whether one time comes before another: by the moment, then from west to east.
  public static func < (left: OffsetTime, right: OffsetTime) -> Bool {
    (left.nanosecondOfDayInUTC, left.offsetSeconds) < (right.nanosecondOfDayInUTC, right.offsetSeconds)
  }
}

extension OffsetTime: CustomStringConvertible {
  /// ISO 8601: `12:31:14.645+01:00`, `Z` for UTC.
  public var description: String { TemporalText.time(local) + TemporalText.offset(Int(offsetSeconds)) }

  /// Reads a time of day, with an offset or, where there is none, in UTC.
  public init?(_ text: String) {
    guard let time = TemporalReader.offsetTime(text) else { return nil }
    self = time
  }
}
