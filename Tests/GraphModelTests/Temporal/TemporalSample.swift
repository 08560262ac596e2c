// Random temporal values for tests: all kinds, near and far years, odd offsets, named zones.
import GraphModel

/// A generator that gives the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Makes random temporal values.
enum TemporalSample {
  private static let zones = ["Europe/Stockholm", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]

  static func date(_ generator: inout SeededGenerator) -> CalendarDate {
    let reach: Int64 = [1_000, 100_000, 3_000_000, 365_000_000_000].randomElement(using: &generator) ?? 1
    return CalendarDate(daysSinceEpoch: Int64.random(in: -reach...reach, using: &generator)) ?? .epoch
  }

  static func time(_ generator: inout SeededGenerator) -> LocalTime {
    let unit: Int64 = [1, 1_000_000, 1_000_000_000, 60_000_000_000].randomElement(using: &generator) ?? 1
    return LocalTime(nanosecondOfDay: Int64.random(in: 0..<(86_400_000_000_000 / unit), using: &generator) * unit) ?? .midnight
  }

  static func zone(_ generator: inout SeededGenerator) -> TimeZoneID {
    if Bool.random(using: &generator), let zone = zones.randomElement(using: &generator).flatMap({ TimeZoneID(named: $0) }) { return zone }
    let unit = [1, 60, 3600].randomElement(using: &generator) ?? 1
    return TimeZoneID(offsetSeconds: Int.random(in: -(64_800 / unit)...(64_800 / unit), using: &generator) * unit) ?? .utc
  }

  static func duration(_ generator: inout SeededGenerator) -> CalendarDuration {
    let reach: Int64 = [3, 100, 1_000_000].randomElement(using: &generator) ?? 1
    return CalendarDuration(
      months: Int64.random(in: -reach...reach, using: &generator), days: Int64.random(in: -reach...reach, using: &generator),
      seconds: Int64.random(in: -reach...reach, using: &generator),
      nanoseconds: Bool.random(using: &generator) ? 0 : Int64.random(in: -2_000_000_000...2_000_000_000, using: &generator)) ?? .zero
  }

  static func value(_ generator: inout SeededGenerator) -> Value {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .date(date(&generator))
    case 1: return .localTime(time(&generator))
    case 2:
      let offset = Int.random(in: -64_800...64_800, using: &generator)
      return OffsetTime(time(&generator), offsetSeconds: offset).map { .time($0) } ?? .null
    case 3: return .localDateTime(LocalDateTime(date(&generator), time(&generator)))
    case 4:
      let local = LocalDateTime(date(&generator), time(&generator))
      return ZonedDateTime(local, zone: zone(&generator)).map { .dateTime($0) } ?? .localDateTime(local)
    default: return .duration(duration(&generator))
    }
  }
}
