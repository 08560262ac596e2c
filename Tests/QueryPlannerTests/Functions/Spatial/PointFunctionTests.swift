// Points: all forms of the map, distances, boxes, and what is refused.
import GraphModel
import QueryPlanner
import Testing

@Suite struct PointFunctionTests {
  private func point(_ entries: ValueMap) throws -> Value { try call("point", .map(entries)) }

  @Test func everyFormNamesItsSystem() throws {
    let forms: [(ValueMap, CoordinateSystem)] = [
      (["x": 1, "y": 2.5], .cartesian), (["x": 1, "y": 2, "z": 3], .cartesian3D), (["longitude": 1, "latitude": 2], .wgs84),
      (["latitude": 2, "longitude": 1, "height": 3], .wgs84Height), (["x": 1, "y": 2, "crs": "WGS-84"], .wgs84),
      (["x": 1, "y": 2, "z": 3, "srid": 4979], .wgs84Height), (["x": 1, "y": 2, "srid": 7203, "crs": "cartesian"], .cartesian),
    ]
    for (form, system) in forms {
      let value = try point(form)
      #expect(try ValueAccess.property(value, "crs") == .string(system.name))
      #expect(try ValueAccess.property(value, "srid") == .integer(Int64(system.srid)))
      #expect(try ValueAccess.property(value, "x") == 1.0)
    }
    #expect(try ValueAccess.property(point(["longitude": 1, "latitude": 2, "height": 3]), "height") == 3.0)
    expectError(.typeError, "InvalidArgumentType") { try ValueAccess.property(point(["x": 1, "y": 2]), "longitude") }
    expectError(.typeError, "InvalidArgumentType") { try ValueAccess.property(point(["x": 1, "y": 2]), "z") }
    #expect(try point(["x": .null, "y": 2]) == .null)
  }

  @Test func mapsThatMakeNoPointAreRefused() {
    let wrong: [ValueMap] = [
      ["x": 1], [:], ["x": 1, "latitude": 2, "y": 3], ["x": 1, "y": 2, "crs": "mars"], ["x": 1, "y": 2, "srid": 1],
      ["x": 1, "y": 2, "w": 3],
      ["x": 1, "y": 2, "crs": "cartesian-3d"], ["longitude": 1, "latitude": 2, "crs": "cartesian"], ["longitude": 1, "latitude": 91],
      ["x": .float(.nan), "y": 0], ["x": 1, "y": 2, "srid": 7203, "crs": "wgs-84"], ["x": 1, "y": 2, "z": 3, "height": 3],
    ]
    for map in wrong { expectError(.argumentError, "InvalidArgumentValue") { try point(map) } }
    expectError(.typeError, "InvalidArgumentType") { try point(["x": "1", "y": 2]) }
    expectError(.typeError, "InvalidArgumentType") { try call("point", 1) }
  }

  @Test func distancesAreThoseOfTheSystem() throws {
    #expect(try call("point.distance", point(["x": 0, "y": 0]), point(["x": 3, "y": 4])) == 5.0)
    #expect(try call("point.distance", point(["x": 0, "y": 0, "z": 0]), point(["x": 2, "y": 3, "z": 6])) == 7.0)
    #expect(try call("point.distance", point(["x": 0, "y": 0]), point(["x": 0, "y": 0, "z": 0])) == .null)
    // A quarter of the globe.
    let pole = try point(["longitude": 0, "latitude": 90])
    let equator = try #require(try call("point.distance", pole, point(["longitude": 77, "latitude": 0])).numberValue)
    #expect(abs(equator - 6_378_140 * Double.pi / 2) < 1e-3)
    // Across the line where the day changes it is not far.
    let near = try #require(
      try call("point.distance", point(["longitude": 179.5, "latitude": 0]), point(["longitude": -179.5, "latitude": 0])).numberValue)
    #expect(abs(near - 6_378_140 * Double.pi / 180) < 1e-3)
    #expect(try call("point.distance", .null, pole) == .null)
    expectError(.typeError, "InvalidArgumentType") { try call("point.distance", pole, 1) }
  }

  @Test func boxesHoldTheirEdgesAndGoAroundTheGlobe() throws {
    func isIn(_ x: Double, _ y: Double, _ low: (Double, Double), _ high: (Double, Double), _ system: Int64) throws -> Value {
      try call(
        "point.withinBBox", point(["x": .float(x), "y": .float(y), "srid": .integer(system)]),
        point(["x": .float(low.0), "y": .float(low.1), "srid": .integer(system)]),
        point(["x": .float(high.0), "y": .float(high.1), "srid": .integer(system)]))
    }
    #expect(try isIn(0, 0, (0, 0), (1, 1), 7203) == true)
    #expect(try isIn(1.1, 0, (0, 0), (1, 1), 7203) == false)
    #expect(try isIn(175, 0, (170, -10), (-170, 10), 4326) == true)
    #expect(try isIn(0, 0, (170, -10), (-170, 10), 4326) == false)
    #expect(try isIn(175, 0, (170, -10), (-170, 10), 7203) == false)
    #expect(
      try call("point.withinBBox", point(["x": 0, "y": 0]), point(["x": 0, "y": 0, "srid": 4326]), point(["x": 1, "y": 1])) == .null)
  }

  @Test func textsReadBack() throws {
    #expect(try call("toString", point(["longitude": 12.99, "latitude": 55.6])) == "point({x: 12.99, y: 55.6, crs: 'wgs-84'})")
    #expect(try point(["x": 1, "y": 2]).constructorText == "point({srid: 7203, x: 1.0, y: 2.0})")
  }
}
