// Points as the extended well-known text that the typed JSON of Neo4j uses: `SRID=4326;POINT (12.99 55.6)`, with `POINT Z` where
// there are three coordinates. On the globe the longitude comes first.

import GraphModel

/// Writes and reads points as text.
enum PointText {
  /// The well-known text of a point.
  static func wellKnown(_ point: Point) -> String {
    let numbers = point.coordinates.map(FloatText.string(of:)).joined(separator: " ")
    return "SRID=\(point.system.srid);POINT \(point.system.hasHeight ? "Z " : "")(\(numbers))"
  }

  /// The point of a well-known text, whatever its case and blanks; nil if it is none.
  static func point(_ text: String) -> Point? {
    guard text.utf8.count <= 256 else { return nil }
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
}
