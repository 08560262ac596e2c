// Points as text: the extended well-known text of typed JSON, `SRID=4326;POINT (12.99 55.6)` with `POINT Z` where there are three
// coordinates (on the globe the longitude comes first), and the map of files, `{srid: 4326, x: 12.99, y: 55.6}`.

import GraphModel

/// Writes and reads points as text.
enum PointText {
  private static let bytesMax = 256

  /// The well-known text of a point.
  static func wellKnown(_ point: Point) -> String {
    let numbers = point.coordinates.map(FloatText.string(of:)).joined(separator: " ")
    return "SRID=\(point.system.srid);POINT \(point.system.hasHeight ? "Z " : "")(\(numbers))"
  }

  /// The map of a point.
  static func map(_ point: Point) -> String {
    let parts = zip(["x", "y", "z"], point.coordinates).map { "\($0): \(FloatText.string(of: $1))" }
    return "{srid: \(point.system.srid), \(parts.joined(separator: ", "))}"
  }

  /// The point of a text in either form, whatever its case and blanks; nil if it is none.
  static func point(_ text: String) -> Point? {
    guard text.utf8.count <= bytesMax else { return nil }
    let bare = text.trimmingBlanks
    return bare.hasPrefix("{") ? fromMap(bare) : fromWellKnown(bare)
  }

  private static func fromWellKnown(_ text: String) -> Point? {
    let parts = text.uppercased().split(separator: ";", maxSplits: 1)
    guard parts.count == 2, parts[0].hasPrefix("SRID="), let srid = Int32(parts[0].dropFirst(5)),
      let system = CoordinateSystem(rawValue: srid)
    else { return nil }
    let words = parts[1].split { $0 == "(" || $0 == ")" || $0 == " " }
    let head: [Substring] = system.hasHeight ? ["POINT", "Z"] : ["POINT"]
    guard words.count == head.count + (system.hasHeight ? 3 : 2), Array(words.prefix(head.count)) == head,
      parts[1].filter({ $0 == "(" }).count == 1, parts[1].last == ")"
    else { return nil }
    let numbers = words.dropFirst(head.count).compactMap { NumberText.float(Array($0.utf8)[...]) }
    guard numbers.count == words.count - head.count else { return nil }
    return Point(system, x: numbers[0], y: numbers[1], z: system.hasHeight ? numbers[2] : 0)
  }

  private static func fromMap(_ text: String) -> Point? {
    guard text.hasSuffix("}") else { return nil }
    var entries: [String: String] = [:]
    for part in text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: ":", maxSplits: 1).map { String($0).trimmingBlanks }
      guard pair.count == 2, entries.updateValue(unquoted(pair[1]), forKey: unquoted(pair[0]).lowercased()) == nil else { return nil }
    }
    return point(of: entries)
  }

  private static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else { return text }
    return String(text.dropFirst().dropLast())
  }

  /// The point of named parts; nil if one is no number, missing, given twice or unknown.
  private static func point(of entries: [String: String]) -> Point? {
    var rest = entries
    func number(_ name: String, _ other: String) -> Double?? {
      guard let text = rest.removeValue(forKey: name) ?? rest.removeValue(forKey: other) else { return .some(nil) }
      return NumberText.float(Array(text.utf8)[...]).map { .some($0) } ?? .none
    }
    let isGeographic = entries["longitude"] != nil || entries["latitude"] != nil
    guard case let x?? = number("x", "longitude"), case let y?? = number("y", "latitude"), let z = number("z", "height") else { return nil }
    var system = CoordinateSystem(isGeographic: isGeographic, hasHeight: z != nil)
    if let name = rest.removeValue(forKey: "crs") {
      guard let named = CoordinateSystem(name: name), named.isGeographic || !isGeographic else { return nil }
      system = named
    }
    if let text = rest.removeValue(forKey: "srid") {
      guard let named = Int32(text).flatMap(CoordinateSystem.init), named.isGeographic || !isGeographic else { return nil }
      system = named
    }
    guard rest.isEmpty, system.hasHeight == (z != nil) else { return nil }
    return Point(system, x: x, y: y, z: z ?? 0)
  }
}
