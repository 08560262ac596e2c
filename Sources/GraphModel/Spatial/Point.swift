// A place as a value. Invariants: coordinates are finite and never -0.0, the third is 0 where the system has two, a latitude lies
// from -90 to 90 and a longitude from -180 to 180 (others are turned around the globe).

/// A point in a plane, in space, on the globe or above it.
public struct Point: Hashable, Sendable {
  /// The coordinate system.
  public let system: CoordinateSystem
  /// The first coordinate: on the globe the longitude in degrees.
  public let x: Double
  /// The second coordinate: on the globe the latitude in degrees.
  public let y: Double
  /// The third coordinate: above the globe the height in metres; 0 where the system has two.
  public let z: Double

  /// A point; nil if a coordinate is not finite or a latitude beyond a pole.
  public init?(_ system: CoordinateSystem, x: Double, y: Double, z: Double = 0) {
    guard x.isFinite, y.isFinite, z.isFinite else { return nil }
    guard !system.isGeographic || (-90...90).contains(y) else { return nil }
    self.system = system
    self.x = (system.isGeographic ? Self.turned(x) : x) + 0.0
    self.y = y + 0.0
    self.z = (system.hasHeight ? z : 0) + 0.0
  }

  /// A longitude from -180 to 180.
  private static func turned(_ longitude: Double) -> Double {
    if (-180...180).contains(longitude) { return longitude }
    let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
    return turned < 0 ? turned + 180 : turned - 180
  }

  /// The coordinates of the system: two or three.
  public var coordinates: [Double] { system.hasHeight ? [x, y, z] : [x, y] }
}

extension Point: Comparable {
  /// Whether one point comes before another in ORDER BY: by the number of the system, then coordinate by coordinate.
  public static func < (left: Point, right: Point) -> Bool {
    if left.system != right.system { return left.system.rawValue < right.system.rawValue }
    return (left.x, left.y, left.z) < (right.x, right.y, right.z)
  }
}
