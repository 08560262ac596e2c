// The types whose values files write as texts of their own: dates, times and durations in ISO 8601, points as maps of their
// coordinates. Writing and reading a value by its type gives the same value back.

package import GraphModel

/// A temporal type or the type of points, by the name that column headers use.
package enum TextualType: String, CaseIterable, Sendable {
  case date, time, localtime, datetime, localdatetime, duration, point

  /// The type of a value; nil if it is of another kind.
  package init?(of value: Value) {
    switch value {
    case .date: self = .date
    case .time: self = .time
    case .localTime: self = .localtime
    case .dateTime: self = .datetime
    case .localDateTime: self = .localdatetime
    case .duration: self = .duration
    case .point: self = .point
    case .null, .boolean, .integer, .float, .string, .list, .map, .node, .relationship, .path: return nil
    }
  }

  /// The value of a text; nil if it spells none.
  package func value(of text: String) -> Value? {
    switch self {
    case .date: CalendarDate(text).map { .date($0) }
    case .time: OffsetTime(text).map { .time($0) }
    case .localtime: LocalTime(text).map { .localTime($0) }
    case .datetime: ZonedDateTime(text).map { .dateTime($0) }
    case .localdatetime: LocalDateTime(text).map { .localDateTime($0) }
    case .duration: CalendarDuration(text).map { .duration($0) }
    case .point: PointText.point(text).map { .point($0) }
    }
  }

  /// The type and the text of a call that makes such a value, as a query would write it: `date('1984-10-11')`,
  /// `point({x: 1, y: 2})`; nil for any other text.
  package static func call(_ text: String) -> (type: TextualType, content: String)? {
    guard let open = text.firstIndex(of: "("), text.last == ")", let type = TextualType(rawValue: text[..<open].lowercased()) else {
      return nil
    }
    let inner = String(text[text.index(after: open)...].dropLast()).trimmingBlanks
    if type == .point { return inner.first == "{" ? (type, inner) : nil }
    guard inner.utf8.count >= 2, let quote = inner.first, quote == "'" || quote == "\"", inner.last == quote else { return nil }
    return (type, String(inner.dropFirst().dropLast()))
  }

  /// The text of a value of this type.
  package static func text(of value: Value) -> String {
    if case .point(let point) = value { return PointText.map(point) }
    return value.temporalText ?? ""
  }

  /// How a text of the type looks, for hints.
  package var example: String {
    switch self {
    case .date: "1984-10-11"
    case .time: "12:31:14+01:00"
    case .localtime: "12:31:14"
    case .datetime: "1984-10-11T12:31:14+01:00[Europe/Stockholm]"
    case .localdatetime: "1984-10-11T12:31:14"
    case .duration: "P1Y2M3DT4H"
    case .point: "{longitude: 121.47, latitude: 31.23}"
    }
  }
}
