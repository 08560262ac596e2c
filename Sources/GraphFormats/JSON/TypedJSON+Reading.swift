// Typed JSON back to values. The recursion over lists and maps is as deep as the text, which the scanner bounds.

package import GraphModel

extension TypedJSON {
  /// The value of a typed object, or null for a plain `null`.
  /// - Parameter file: The name that errors give.
  package static func value(of json: JSONValue, file: String = "") throws(FormatError) -> Value {
    if case .null = json.content { return .null }
    guard case .object(let members) = json.content else {
      throw failure(json, file, "notTyped", "expected a typed value, an object of '$type' and '_value', found \(json.kind)")
    }
    guard members.count == 2, let type = json["$type"], let content = json["_value"] else {
      throw failure(json, file, "notTyped", "a typed value has exactly the members '$type' and '_value'")
    }
    guard case .string(let name) = type.content else { throw failure(type, file, "notTyped", "'$type' is a string, not \(type.kind)") }
    return try value(ofType: name, content, type, file)
  }

  /// Whether an object looks like a typed value.
  package static func isTyped(_ json: JSONValue) -> Bool {
    guard case .object(let members) = json.content, members.count == 2 else { return false }
    return json["$type"] != nil && json["_value"] != nil
  }

  private static func failure(_ json: JSONValue, _ file: String, _ code: String, _ message: String, hint: String? = nil) -> FormatError {
    FormatError(file: file, line: Int(json.place.line), column: Int(json.place.column), code: code, message: message, hint: hint)
  }

  private static func value(
    ofType name: String, _ content: JSONValue, _ type: JSONValue, _ file: String
  ) throws(FormatError) -> Value {
    switch (name, content.content) {
    case ("Null", .null): return .null
    case ("Boolean", .boolean(let truth)): return .boolean(truth)
    case ("Integer", .string(let text)):
      guard let number = NumberText.integer(Array(text.utf8)[...]) else {
        throw failure(content, file, "badInteger", "'\(text)' is no 64-bit integer")
      }
      return .integer(number)
    case ("Float", .string(let text)):
      guard let number = NumberText.float(Array(text.utf8)[...]), number.isFinite || text.utf8.last == UInt8(ascii: "y") || number.isNaN
      else {
        throw failure(content, file, "badFloat", "'\(text)' is no 64-bit float")
      }
      return .float(number)
    case ("String", .string(let text)): return .string(text)
    case ("List", .array(let elements)):
      var values: [Value] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try value(of: element, file: file)) }
      return .list(values)
    case ("Map", .object(let members)):
      try GraphJSON.checkCount(members, content.place, file)
      var entries: [(key: String, value: Value)] = []
      for member in members { entries.append((key: member.name, value: try value(of: member.value, file: file))) }
      return .map(ValueMap(entries))
    case (_, .string(let text)) where temporal[name] != nil:
      guard let value = temporal[name]?(text) else {
        throw failure(content, file, "badTemporal", "'\(text)' is no \(name)", hint: "ISO 8601, such as '\(examples[name] ?? "")'")
      }
      return value
    case ("Node", _), ("Relationship", _), ("Path", _):
      throw failure(type, file, "entityRefused", "a value of type \(name) cannot be given", hint: "give its id or properties instead")
    case _ where known.contains(name):
      throw failure(content, file, "wrongContent", "the content of a typed \(name) cannot be \(content.kind)")
    default:
      let hint = Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
      throw failure(type, file, "unknownType", "unknown type '\(name)'", hint: hint)
    }
  }

  private static let known =
    ["Null", "Boolean", "Integer", "Float", "String", "List", "Map", "Date", "Time", "LocalTime", "OffsetDateTime", "ZonedDateTime"]
    + ["LocalDateTime", "Duration", "Point"]

  /// The readers of the types whose content is a text of its own.
  private static let temporal: [String: @Sendable (String) -> Value?] = [
    "Date": { CalendarDate($0).map { .date($0) } },
    "Time": { OffsetTime($0).map { .time($0) } },
    "LocalTime": { LocalTime($0).map { .localTime($0) } },
    "OffsetDateTime": { text in ZonedDateTime(text).flatMap { $0.zone.isNamed ? nil : .dateTime($0) } },
    "ZonedDateTime": { text in ZonedDateTime(text).flatMap { $0.zone.isNamed ? .dateTime($0) : nil } },
    "LocalDateTime": { LocalDateTime($0).map { .localDateTime($0) } },
    "Duration": { CalendarDuration($0).map { .duration($0) } },
    "Point": { PointText.point($0).map { .point($0) } },
  ]

  private static let examples = [
    "Date": "1984-10-11", "Time": "12:31:14+01:00", "LocalTime": "12:31:14", "OffsetDateTime": "1984-10-11T12:31+01:00",
    "ZonedDateTime": "1984-10-11T12:31+01:00[Europe/Stockholm]", "LocalDateTime": "1984-10-11T12:31", "Duration": "P1Y2M3DT4H",
    "Point": "SRID=4326;POINT (12.99 55.6)",
  ]
}
