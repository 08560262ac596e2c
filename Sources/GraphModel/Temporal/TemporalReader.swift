// Temporal values from text, in every form of ISO 8601 that openCypher names. Each reader takes the whole text or nothing; no
// text can make it trap: numbers are at most nine digits long, texts at most `lengthMax` bytes.
//
// A date is `2015-07-21`, `20150721`, `2015-07`, `201507`, `2015-W30-2`, `2015W302`, `2015-W30`, `2015-Q2-60`, `2015Q260`,
// `2015-202`, `2015202` or `2015`; years of other than four digits have a sign. A time is `21:40:32.142`, `214032.142`, `21:40`,
// `2140` or `21`. An offset is `Z`, `+01:00`, `+0100`, `+01` or has seconds too; a zone stands in brackets.

/// The readers of temporal text.
enum TemporalReader {
  /// The longest text that is looked at, in bytes.
  static let lengthMax = 256

  static func date(_ text: String) -> CalendarDate? {
    read(text) { $0.date() }
  }

  static func localTime(_ text: String) -> LocalTime? {
    read(text) { scan in
      _ = scan.takeLetter(0x54)
      return scan.time()
    }
  }

  static func offset(_ text: String) -> Int? {
    read(text) { $0.offset() }
  }

  static func offsetTime(_ text: String) -> OffsetTime? {
    read(text) { scan in
      _ = scan.takeLetter(0x54)
      guard let time = scan.time() else { return nil }
      if scan.isAtEnd { return OffsetTime(time, offsetSeconds: 0) }
      return scan.offset().flatMap { OffsetTime(time, offsetSeconds: $0) }
    }
  }

  static func localDateTime(_ text: String) -> LocalDateTime? {
    read(text) { $0.localDateTime() }
  }

  static func dateTime(_ text: String) -> ZonedDateTime? {
    read(text) { scan in
      guard let local = scan.localDateTime() else { return nil }
      let offset = scan.isAtEnd || scan.isAtBracket ? nil : scan.offset()
      if scan.isAtEnd { return TimeZoneID(offsetSeconds: offset ?? 0).flatMap { ZonedDateTime(local, zone: $0) } }
      guard let name = scan.bracketed(), let zone = TimeZoneID(name) else { return nil }
      if let offset {
        guard zone.isValid(offset: offset, atLocal: local.secondsSinceEpoch) else { return nil }
      }
      return ZonedDateTime(local, zone: zone, preferringOffset: offset)
    }
  }

  static func duration(_ text: String) -> CalendarDuration? {
    read(text) { $0.duration() }
  }

  /// Runs a reader over a text; what it leaves unread makes the text wrong.
  private static func read<Result>(_ text: String, _ body: (inout TemporalScan) -> Result?) -> Result? {
    guard text.utf8.count <= lengthMax else { return nil }
    var scan = TemporalScan(bytes: Array(text.utf8))
    guard let result = body(&scan), scan.isAtEnd else { return nil }
    return result
  }
}
