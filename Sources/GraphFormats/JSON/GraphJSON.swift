// A property value within JSON: plain JSON where that is lossless, typed JSON (`{"$type", "_value"}`) for what plain JSON has no
// word for, such as NaN or a date. A stored property is never a map, so the two cannot be mistaken for each other.

package import GraphModel

/// Property values within JSON.
package enum GraphJSON {
  /// The value of a JSON text. Recursion is as deep as the text, which the scanner bounds.
  package static func value(of json: JSONValue, file: String) throws(FormatError) -> Value {
    switch json.content {
    case .null: return .null
    case .boolean(let truth): return .boolean(truth)
    case .integer(let number): return .integer(number)
    case .float(let number): return .float(number)
    case .string(let text): return .string(text)
    case .array(let elements):
      var values: [Value] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try value(of: element, file: file)) }
      return .list(values)
    case .object(let members):
      if TypedJSON.isTyped(json) { return try TypedJSON.value(of: json, file: file) }
      try checkCount(members, json.place, file)
      var entries: [(key: String, value: Value)] = []
      for member in members { entries.append((key: member.name, value: try value(of: member.value, file: file))) }
      return .map(ValueMap(entries))
    }
  }

  /// Maps look for keys one by one, so their size is bounded.
  static func checkCount(_ members: [JSONMember], _ place: TextPlace, _ file: String) throws(FormatError) {
    guard members.count > FormatLimits.mapEntriesMax else { return }
    throw FormatError(
      file: file, line: Int(place.line), column: Int(place.column), code: "mapTooLarge",
      message: "the map has more than \(FormatLimits.mapEntriesMax) entries")
  }

  /// Appends a value so that `value(of:)` gives the same back.
  package static func append(_ value: Value, to bytes: inout [UInt8]) { append(value, depth: 0, to: &bytes) }

  private static func append(_ value: Value, depth: Int, to bytes: inout [UInt8]) {
    guard depth < FormatLimits.printedDepthMax else { return bytes.append(text: "\"…\"") }
    switch value {
    case .float(let number) where !number.isFinite: TypedJSON.append(value, to: &bytes)
    case .list(let elements): PlainJSON.list(elements, &bytes) { append($0, depth: depth + 1, to: &$1) }
    case .map, .node, .relationship, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      TypedJSON.append(value, to: &bytes)
    case .null, .boolean, .integer, .float, .string: PlainJSON.append(value, to: &bytes)
    }
  }

  /// Appends the properties of a node or relationship as an object.
  package static func append(properties: ValueMap, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{")
    for (place, entry) in properties.entries.enumerated() {
      if place > 0 { bytes.append(ascii: ",") }
      JSONText.append(name: entry.key, to: &bytes)
      append(entry.value, to: &bytes)
    }
    bytes.append(ascii: "}")
  }
}
