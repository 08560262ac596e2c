// Points: made from maps in any of their forms, measured, and tested against a box. On the globe distances are those of a sphere
// (the haversine formula), heights are added by Pythagoras. Points of different systems have no distance and lie in no box.

import Glibc
import GraphModel

/// The functions of points.
enum PointFunctions {
  /// The radius of the globe in metres.
  private static let earthRadius = 6_378_140.0

  static let all: [ScalarFunction] = [
    ScalarFunction(
      "point", arguments: 1...1, summary: "A point of {x, y, z} or {longitude, latitude, height}; crs or srid names its system."
    ) {
      (arguments: [Value]) throws(QueryError) -> Value in try point(arguments[0])
    },
    ScalarFunction("point.distance", arguments: 2...2, summary: "The distance of two points, in metres on the globe.") {
      (arguments: [Value]) throws(QueryError) -> Value in
      let (a, b) = (try read(arguments[0], "point.distance"), try read(arguments[1], "point.distance"))
      return distance(a, b).map { .float($0) } ?? .null
    },
    ScalarFunction("point.withinBBox", arguments: 3...3, summary: "Whether a point lies in the box between two corners, edges included.") {
      (arguments: [Value]) throws(QueryError) -> Value in
      var points: [Point] = []
      for argument in arguments { points.append(try read(argument, "point.withinBBox")) }
      return isWithin(points[0], points[1], points[2]).map { .boolean($0) } ?? .null
    },
  ]

  private static func read(_ value: Value, _ function: String) throws(QueryError) -> Point {
    guard case .point(let point) = value else { throw FunctionArguments.mismatch(function, wanted: "points", got: value) }
    return point
  }

  // MARK: Making

  private static func invalid(_ complaint: String, hint: String? = nil) -> QueryError {
    .runtime(.argumentError, "InvalidArgumentValue", "point(): \(complaint)", hint: hint)
  }

  private static func point(_ value: Value) throws(QueryError) -> Value {
    guard case .map(let map) = value else {
      if case .point = value { return value }
      throw FunctionArguments.mismatch("point", wanted: "a map of coordinates", got: value)
    }
    if map.entries.contains(where: { $0.value.isNull }) { return .null }
    let known = ["x", "y", "z", "longitude", "latitude", "height", "crs", "srid"]
    for entry in map.entries where !known.contains(where: { $0.isByteEqual(to: entry.key) }) {
      let nearest = Spelling.nearest(to: entry.key, among: known).map { "did you mean '\($0)'?" }
      throw invalid("'\(entry.key)' is no part of a point", hint: nearest)
    }
    let isGeographic = map["longitude"] != nil || map["latitude"] != nil
    let height = try coordinate(map, "z", "height")
    guard let first = try coordinate(map, "x", "longitude"), let second = try coordinate(map, "y", "latitude") else {
      throw invalid("a point has two coordinates or three", hint: "write {x: 1, y: 2} or {longitude: 121.47, latitude: 31.23}")
    }
    let system = try system(map, isGeographic: isGeographic, hasHeight: height != nil)
    guard let point = Point(system, x: first, y: second, z: height ?? 0) else {
      throw invalid(
        system.isGeographic && first.isFinite && second.isFinite && (height ?? 0).isFinite
          ? "latitude \(NumberText.text(of: second)) does not lie from -90 to 90" : "coordinates are finite numbers")
    }
    return .point(point)
  }

  /// A coordinate under one of two names.
  private static func coordinate(_ map: ValueMap, _ name: String, _ other: String) throws(QueryError) -> Double? {
    guard let value = map[name] ?? map[other] else { return nil }
    if map[name] != nil, map[other] != nil { throw invalid("\(name) and \(other) are one coordinate") }
    guard let number = value.numberValue else { throw FunctionArguments.mismatch("point", wanted: "numbers as coordinates", got: value) }
    return number
  }

  /// The system that is named, or the one that the names of the coordinates imply.
  private static func system(_ map: ValueMap, isGeographic: Bool, hasHeight: Bool) throws(QueryError) -> CoordinateSystem {
    var named: CoordinateSystem?
    if let crs = map["crs"] {
      let name = try FunctionArguments.string(crs, "point")
      guard let system = CoordinateSystem(name: name) else {
        let names = CoordinateSystem.allCases.map(\.name)
        let nearest = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        throw invalid("'\(name)' is no coordinate system", hint: nearest ?? "there are \(names.joined(separator: ", "))")
      }
      named = system
    }
    if let srid = map["srid"] {
      let number = try FunctionArguments.integer(srid, "point")
      guard let system = Int32(exactly: number).flatMap(CoordinateSystem.init) else { throw invalid("\(number) is no coordinate system") }
      if let named, named != system { throw invalid("crs and srid name different systems") }
      named = system
    }
    guard let named else { return CoordinateSystem(isGeographic: isGeographic, hasHeight: hasHeight) }
    if named.hasHeight != hasHeight {
      throw invalid("\(named.name) has \(named.hasHeight ? "three" : "two") coordinates")
    }
    if isGeographic, !named.isGeographic { throw invalid("\(named.name) has neither longitude nor latitude") }
    return named
  }

  // MARK: Measuring

  /// The distance of two points; nil if their systems differ.
  static func distance(_ a: Point, _ b: Point) -> Double? {
    guard a.system == b.system else { return nil }
    guard a.system.isGeographic else { return Glibc.hypot(Glibc.hypot(a.x - b.x, a.y - b.y), a.z - b.z) }
    let onGround = angle(a, b) * (earthRadius + (a.z + b.z) / 2)
    return a.system.hasHeight ? Glibc.hypot(onGround, a.z - b.z) : onGround
  }

  /// The angle between two places as seen from the centre of the globe.
  private static func angle(_ a: Point, _ b: Point) -> Double {
    let radian = Double.pi / 180
    let (north, east) = ((b.y - a.y) * radian, (b.x - a.x) * radian)
    let (s, t) = (Glibc.sin(north / 2), Glibc.sin(east / 2))
    let chord = s * s + Glibc.cos(a.y * radian) * Glibc.cos(b.y * radian) * t * t
    return 2 * Glibc.atan2(chord.squareRoot(), max(0, 1 - chord).squareRoot())
  }

  /// Whether a point lies in a box; nil if the systems differ. A box whose west lies east of its east goes around the globe.
  private static func isWithin(_ point: Point, _ low: Point, _ high: Point) -> Bool? {
    guard point.system == low.system, point.system == high.system else { return nil }
    let isAround = point.system.isGeographic && low.x > high.x
    let isInX = isAround ? point.x >= low.x || point.x <= high.x : (low.x <= point.x && point.x <= high.x)
    return isInX && low.y <= point.y && point.y <= high.y && low.z <= point.z && point.z <= high.z
  }
}
