// The errors of temporal functions, in one voice.

import GraphModel

/// What can be wrong with the making and moving of temporal values.
enum TemporalFault {
  /// A text that spells no such value.
  static func unreadable(_ text: String, _ function: String, _ example: String) -> QueryError {
    let shown = text.unicodeScalars.count > 60 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
    return .runtime(
      .argumentError, "InvalidArgumentValue", "\(function)() cannot read '\(shown)'", hint: "write it like '\(example)'")
  }

  /// Parts that make no value.
  static func invalid(_ function: String, _ complaint: String, hint: String? = nil) -> QueryError {
    .runtime(.argumentError, "InvalidArgumentValue", "\(function)(): \(complaint)", hint: hint)
  }

  /// A result beyond the first or last date, or a duration too long to count.
  static func outOfRange(_ calculation: String) -> QueryError {
    .runtime(
      .arithmeticError, "TemporalOverflow", "\(calculation) is out of range",
      hint: "years go from -999999999 to 999999999, durations to 2^63 seconds")
  }

  /// A zone that is none.
  static func unknownZone(_ name: String, _ function: String) -> QueryError {
    let nearest = Spelling.nearest(to: name, among: TimeZoneTable.names).map { "did you mean '\($0)'?" }
    return .runtime(
      .argumentError, "InvalidArgumentValue", "\(function)(): '\(name)' is no time zone",
      hint: nearest ?? "name a zone like 'Europe/Stockholm' or an offset like '+01:00'")
  }
}
