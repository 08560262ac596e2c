// A moment with the zone that it is told in. The moment is kept in UTC, the offset of a named zone is looked up: a datetime is
// the same moment whatever later releases of the tz database say of its zone.
// Order: by the moment, then by the offset from west to east, then offsets before names, then names by their bytes; only
// datetimes that agree in all of it are equal. Invariant: the local date lies within those of `CalendarDate`.

/// A moment, told in a time zone.
public struct ZonedDateTime: Hashable, Sendable {
  /// The seconds since 1970 in UTC.
  public let epochSeconds: Int64
  /// The nanoseconds of the second.
  public let nanosecond: Int32
  /// The zone.
  public let zone: TimeZoneID

  /// A moment in a zone, with any number of nanoseconds; nil beyond the first and last date.
  public init?(epochSeconds: Int64, nanosecond: Int64 = 0, zone: TimeZoneID) {
    let (sum, overflow) = epochSeconds.addingReportingOverflow(CivilCalendar.floorDiv(nanosecond, LocalTime.second))
    let reach = Int64(TimeZoneID.offsetSecondsMax)
    guard !overflow, LocalDateTime.secondRange.lowerBound - reach <= sum, sum <= LocalDateTime.secondRange.upperBound + reach else {
      return nil
    }
    guard LocalDateTime.secondRange.contains(sum + Int64(zone.offsetSeconds(at: sum))) else { return nil }
    self.epochSeconds = sum
    self.nanosecond = Int32(CivilCalendar.floorMod(nanosecond, LocalTime.second))
    self.zone = zone
  }

  /// What clocks in a zone show; a time that they skip is moved forward, of a time that they show twice the first is meant,
  /// unless the preferred offset picks the second. Nil where the result lies beyond the first or last date.
  public init?(_ local: LocalDateTime, zone: TimeZoneID, preferringOffset offset: Int? = nil) {
    self.init(
      epochSeconds: zone.moment(ofLocal: local.secondsSinceEpoch, preferring: offset), nanosecond: Int64(local.nanosecond), zone: zone)
  }

  /// The seconds east of UTC at this moment.
  public var offsetSeconds: Int { zone.offsetSeconds(at: epochSeconds) }
  /// What clocks of the zone show.
  public var local: LocalDateTime {
    // In range by the invariant.
    LocalDateTime(secondsSinceEpoch: epochSeconds + Int64(offsetSeconds), nanosecond: Int64(nanosecond)) ?? LocalDateTime(.epoch, .midnight)
  }
  /// The time of day with its offset.
  public var offsetTime: OffsetTime { OffsetTime(local.time, checkedOffset: offsetSeconds) }

  /// The same moment in another zone; nil beyond the first and last date there.
  public func told(in zone: TimeZoneID) -> ZonedDateTime? {
    ZonedDateTime(epochSeconds: epochSeconds, nanosecond: Int64(nanosecond), zone: zone)
  }

  /// The time so much later: months and days as clocks of the zone count them, then seconds as they pass; nil beyond the last date.
  public func adding(_ duration: CalendarDuration) -> ZonedDateTime? {
    var start = self
    if duration.months != 0 || duration.days != 0 {
      let local = self.local
      guard let date = local.date.adding(months: duration.months)?.adding(days: duration.days) else { return nil }
      guard let moved = ZonedDateTime(LocalDateTime(date, local.time), zone: zone, preferringOffset: offsetSeconds) else { return nil }
      start = moved
    }
    let (seconds, overflow) = start.epochSeconds.addingReportingOverflow(duration.seconds)
    let nanoseconds = Int64(start.nanosecond) + Int64(duration.nanoseconds)
    return overflow ? nil : ZonedDateTime(epochSeconds: seconds, nanosecond: nanoseconds, zone: zone)
  }
}

extension ZonedDateTime: Comparable {
  /// Whether one datetime comes before another: by the moment, then by offset and zone.
  public static func < (left: ZonedDateTime, right: ZonedDateTime) -> Bool {
    if left.epochSeconds != right.epochSeconds { return left.epochSeconds < right.epochSeconds }
    if left.nanosecond != right.nanosecond { return left.nanosecond < right.nanosecond }
    if left.zone == right.zone { return false }
    let (a, b) = (left.offsetSeconds, right.offsetSeconds)
    if a != b { return a < b }
    guard let name = right.zone.name else { return false }
    return left.zone.name?.isByteLess(than: name) ?? true
  }
}

extension ZonedDateTime: CustomStringConvertible {
  /// ISO 8601 with the zone's name, if it has one: `1984-10-11T12:31:14+01:00[Europe/Stockholm]`.
  public var description: String { TemporalText.dateTime(self) }

  /// Reads a date with a time, an offset, a zone in brackets, or both; in UTC if it says nothing of a zone. Nil also where the
  /// offset is none that the zone has at that time.
  public init?(_ text: String) {
    guard let moment = TemporalReader.dateTime(text) else { return nil }
    self = moment
  }
}
