// The maps that temporal functions take, `{year: 1984, month: 10, day: 11, timezone: '+01:00'}`: which keys there are, and their
// values with the right types. What the fields mean together is for `TemporalFields+Date` and `TemporalFields+Time`.

import GraphModel

/// The fields of one map.
struct TemporalFields {
  /// The keys whose values are whole numbers.
  enum Number: String, CaseIterable {
    case year, quarter, month, week, day, ordinalDay, dayOfQuarter, dayOfWeek
    case hour, minute, second, millisecond, microsecond, nanosecond
    case epochSeconds, epochMillis

    /// Whether this is a part of a date.
    var isOfDate: Bool {
      switch self {
      case .year, .quarter, .month, .week, .day, .ordinalDay, .dayOfQuarter, .dayOfWeek: true
      default: false
      }
    }

    /// Whether this is a part of a time of day.
    var isOfTime: Bool {
      switch self {
      case .hour, .minute, .second, .millisecond, .microsecond, .nanosecond: true
      default: false
      }
    }
  }

  /// The keys whose values are temporal.
  enum Selection: String, CaseIterable {
    case date, time, datetime
  }

  /// The function whose map this is, for messages.
  let function: String
  private(set) var numbers: [Number: Int64] = [:]
  private(set) var selected: [Selection: Value] = [:]
  private(set) var zone: TimeZoneID?
  /// Whether a field is null, which makes the whole value null.
  private(set) var hasNull = false

  /// No fields.
  init(function: String) { self.function = function }

  /// The fields of a map.
  init(_ map: ValueMap, function: String) throws(QueryError) {
    self.function = function
    for entry in map.entries {
      if entry.value.isNull { hasNull = true }
      if let number = Number(rawValue: entry.key) {
        if let value = try integer(entry.value, entry.key) { numbers[number] = value }
      } else if let selection = Selection(rawValue: entry.key) {
        selected[selection] = entry.value
      } else if entry.key.isByteEqual(to: "timezone") {
        if !entry.value.isNull { zone = try Self.zone(entry.value, function) }
      } else {
        throw unknown(entry.key)
      }
    }
  }

  private func integer(_ value: Value, _ key: String) throws(QueryError) -> Int64? {
    switch value {
    case .null: return nil
    case .integer(let number): return number
    default:
      throw .runtime(.typeError, "InvalidArgumentType", "\(function)(): \(key) is an integer, not a value of type \(value.typeName)")
    }
  }

  private func unknown(_ key: String) -> QueryError {
    let known = Number.allCases.map(\.rawValue) + Selection.allCases.map(\.rawValue) + ["timezone"]
    let nearest = Spelling.nearest(to: key, among: known).map { "did you mean '\($0)'?" }
    return TemporalFault.invalid(function, "'\(key)' is no part of a temporal value", hint: nearest)
  }

  /// A zone by name or offset.
  static func zone(_ value: Value, _ function: String) throws(QueryError) -> TimeZoneID {
    guard case .string(let name) = value else {
      throw FunctionArguments.mismatch(function, wanted: "a string as a time zone", got: value)
    }
    guard let zone = TimeZoneID(name) else { throw TemporalFault.unknownZone(name, function) }
    return zone
  }

  /// Whether the map says nothing but a zone.
  var hasOnlyZone: Bool { zone != nil && numbers.isEmpty && selected.isEmpty }
  /// Whether nothing at all is given.
  var isEmpty: Bool { zone == nil && numbers.isEmpty && selected.isEmpty }
  /// Whether a part of a date is given.
  var hasDateParts: Bool { numbers.keys.contains(where: \.isOfDate) }
  /// Whether a part of a time of day is given.
  var hasTimeParts: Bool { numbers.keys.contains(where: \.isOfTime) }

  /// A field as a number that parts of dates and times fit in; what does not fit is out of their range anyway.
  subscript(_ key: Number) -> Int? { numbers[key].map { Int(clamping: $0) } }

  /// Sets a field, as truncating does for the part of a second that it keeps.
  mutating func set(_ key: Number, _ number: Int) { numbers[key] = Int64(number) }

  /// Refuses fields that a function has no use for.
  func allow(date: Bool, time: Bool, zone: Bool, epoch: Bool = false, selecting: Set<Selection>) throws(QueryError) {
    for key in Number.allCases where numbers[key] != nil {
      let isAllowed = key.isOfDate ? date : (key.isOfTime ? time : epoch)
      if !isAllowed { throw TemporalFault.invalid(function, "\(key.rawValue) is no part of it") }
    }
    for key in Selection.allCases where selected[key] != nil && !selecting.contains(key) {
      throw TemporalFault.invalid(function, "\(key.rawValue) cannot be chosen for it")
    }
    if selected[.datetime] != nil, selected[.date] != nil || selected[.time] != nil {
      throw TemporalFault.invalid(function, "datetime is chosen together with date or time")
    }
    if !zone, self.zone != nil { throw TemporalFault.invalid(function, "timezone is no part of it") }
  }
}
