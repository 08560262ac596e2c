// Temporal and spatial values as text: ISO 8601 alone, and the call that makes the value in a query.

extension Value {
  /// The ISO 8601 text of a date, time or duration; nil for any other value.
  public var temporalText: String? {
    switch self {
    case .date(let date): date.description
    case .localTime(let time): time.description
    case .time(let time): time.description
    case .localDateTime(let moment): moment.description
    case .dateTime(let moment): moment.description
    case .duration(let duration): duration.description
    default: nil
    }
  }

  /// The function that makes such a value from its text; nil for values that are not temporal.
  package var temporalFunction: String? {
    switch self {
    case .date: "date"
    case .localTime: "localtime"
    case .time: "time"
    case .localDateTime: "localdatetime"
    case .dateTime: "datetime"
    case .duration: "duration"
    default: nil
    }
  }

  /// The call that makes a temporal or spatial value (`date('1984-10-11')`, `point({srid: 7203, x: 1.0, y: 2.0})`); nil for others.
  public var constructorText: String? {
    if case .point(let point) = self {
      let parts = zip(["x", "y", "z"], point.coordinates).map { "\($0): \($1)" }
      return "point({srid: \(point.system.srid), \(parts.joined(separator: ", "))})"
    }
    guard let function = temporalFunction, let text = temporalText else { return nil }
    return "\(function)('\(text)')"
  }
}
