// A time of day without any zone. Invariant: nanoseconds from 0 to below 24 hours.
/// A time of day that says nothing of a zone.
public struct LocalTime: Hashable, Sendable {
  /// The nanoseconds since midnight.
  public let nanosecondOfDay: Int64

  /// The nanoseconds of a second.
  package static let second: Int64 = 1_000_000_000
  /// The nanoseconds of a day.
  package static let day: Int64 = 86_400 * second
  /// 00:00.
  public static let midnight = LocalTime(unchecked: 0)
  /// The last nanosecond of a day.
  public static let max = LocalTime(unchecked: day - 1)

  init(unchecked nanoseconds: Int64) { nanosecondOfDay = nanoseconds }

  /// A time by its nanoseconds since midnight; nil beyond a day.
  public init?(nanosecondOfDay nanoseconds: Int64) {
    guard nanoseconds >= 0, nanoseconds < Self.day else { return nil }
    nanosecondOfDay = nanoseconds
  }

  /// A time by its parts; nil if one of them is out of range.
  public init?(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1_000_000_000).contains(nanosecond) else {
      return nil
    }
    nanosecondOfDay = Int64(hour * 3600 + minute * 60 + second) * Self.second + Int64(nanosecond)
  }

  /// The hour from 0 to 23.
  public var hour: Int { Int(nanosecondOfDay / (3600 * Self.second)) }
  /// The minute from 0 to 59.
  public var minute: Int { Int(nanosecondOfDay / (60 * Self.second) % 60) }
  /// The second from 0 to 59.
  public var second: Int { secondOfDay % 60 }
  /// The seconds since midnight.
  public var secondOfDay: Int { Int(nanosecondOfDay / Self.second) }
  /// The nanoseconds of the second.
  public var nanosecond: Int { Int(nanosecondOfDay % Self.second) }

  /// The time so much later, turning around at midnight; the months and days of a duration do not count.
  public func adding(_ duration: CalendarDuration) -> LocalTime {
    let shift = duration.seconds % 86_400 * Self.second + Int64(duration.nanoseconds)
    return LocalTime(unchecked: CivilCalendar.floorMod(nanosecondOfDay + shift, Self.day))
  }
}

extension LocalTime: Comparable {
  /// Whether one time comes before another.
  @inlinable public static func < (left: LocalTime, right: LocalTime) -> Bool { left.nanosecondOfDay < right.nanosecondOfDay }
}

extension LocalTime: CustomStringConvertible {
  /// ISO 8601: `12:31:14.645`; seconds and fractions only where they are not zero.
  public var description: String { TemporalText.time(self) }

  /// Reads `12:31:14.645`, `123114.645` and their shorter forms.
  public init?(_ text: String) {
    guard let time = TemporalReader.localTime(text) else { return nil }
    self = time
  }
}
