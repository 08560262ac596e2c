// Temporal values as text: ISO 8601 in one canonical form per value, so that reading it back gives the same value.

/// The writers of temporal text.
package enum TemporalText {
  /// `1984-10-11`, `+10000-01-01`, `-0044-03-15`.
  static func date(_ date: CalendarDate) -> String {
    var bytes: [UInt8] = []
    append(date, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `12:31`, `12:31:14.645`.
  static func time(_ time: LocalTime) -> String {
    var bytes: [UInt8] = []
    append(time, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `1984-10-11T12:31`.
  static func dateTime(_ moment: LocalDateTime) -> String {
    var bytes: [UInt8] = []
    append(moment.date, to: &bytes)
    bytes.append(0x54)
    append(moment.time, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `1984-10-11T12:31+01:00[Europe/Stockholm]`.
  static func dateTime(_ moment: ZonedDateTime) -> String {
    let text = dateTime(moment.local) + offset(moment.offsetSeconds)
    return moment.zone.name.map { "\(text)[\($0)]" } ?? text
  }

  /// `Z`, `+01:00`, `+00:53:28`.
  package static func offset(_ seconds: Int) -> String {
    if seconds == 0 { return "Z" }
    let magnitude = Swift.abs(seconds)
    var bytes: [UInt8] = [seconds < 0 ? 0x2D : 0x2B]
    append(magnitude / 3600, width: 2, to: &bytes)
    bytes.append(0x3A)
    append(magnitude / 60 % 60, width: 2, to: &bytes)
    if magnitude % 60 != 0 {
      bytes.append(0x3A)
      append(magnitude % 60, width: 2, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `P1Y2M-3DT-4H-0.5S`; the parts of the time have one sign.
  static func duration(_ duration: CalendarDuration) -> String {
    if duration == .zero { return "PT0S" }
    var text = "P"
    func part(_ number: Int64, _ unit: String) { if number != 0 { text += "\(number)\(unit)" } }
    part(duration.months / 12, "Y")
    part(duration.months % 12, "M")
    part(duration.days, "D")
    guard duration.seconds != 0 || duration.nanoseconds != 0 else { return text }
    text += "T"
    // From seconds rounded down to seconds and nanoseconds of one sign.
    let isNegative = duration.seconds < 0
    let borrows = isNegative && duration.nanoseconds != 0
    let seconds = borrows ? duration.seconds + 1 : duration.seconds
    let nanoseconds = borrows ? 1_000_000_000 - Int(duration.nanoseconds) : Int(duration.nanoseconds)
    part(seconds / 3600, "H")
    part(seconds / 60 % 60, "M")
    let rest = seconds % 60
    guard rest != 0 || nanoseconds != 0 else { return text }
    var bytes: [UInt8] = []
    if isNegative { bytes.append(0x2D) }
    bytes.append(contentsOf: String(rest.magnitude).utf8)
    appendFraction(nanoseconds, to: &bytes)
    return text + String(decoding: bytes, as: UTF8.self) + "S"
  }

  private static func append(_ date: CalendarDate, to bytes: inout [UInt8]) {
    let (year, month, day) = date.parts
    if year < 0 { bytes.append(0x2D) } else if year > 9999 { bytes.append(0x2B) }
    append(Swift.abs(year), width: 4, to: &bytes)
    bytes.append(0x2D)
    append(month, width: 2, to: &bytes)
    bytes.append(0x2D)
    append(day, width: 2, to: &bytes)
  }

  private static func append(_ time: LocalTime, to bytes: inout [UInt8]) {
    append(time.hour, width: 2, to: &bytes)
    bytes.append(0x3A)
    append(time.minute, width: 2, to: &bytes)
    guard time.second != 0 || time.nanosecond != 0 else { return }
    bytes.append(0x3A)
    append(time.second, width: 2, to: &bytes)
    appendFraction(time.nanosecond, to: &bytes)
  }

  /// A point and up to nine digits without trailing zeros, nothing for zero.
  private static func appendFraction(_ nanoseconds: Int, to bytes: inout [UInt8]) {
    guard nanoseconds != 0 else { return }
    bytes.append(0x2E)
    append(nanoseconds, width: 9, to: &bytes)
    while bytes.last == 0x30 { bytes.removeLast() }
  }

  private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    let digits = String(number)
    for _ in 0..<Swift.max(0, width - digits.utf8.count) { bytes.append(0x30) }
    bytes.append(contentsOf: digits.utf8)
  }
}
