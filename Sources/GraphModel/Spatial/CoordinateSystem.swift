// The coordinate systems of points: flat or on the globe, with two or three coordinates, numbered as SRID.

/// A coordinate reference system.
public enum CoordinateSystem: Int32, Hashable, Sendable, CaseIterable {
  /// A place on the globe: longitude and latitude in degrees.
  case wgs84 = 4326
  /// A place over the globe: longitude and latitude in degrees, height in metres.
  case wgs84Height = 4979
  /// A place in a plane.
  case cartesian = 7203
  /// A place in space.
  case cartesian3D = 9157

  /// The name as `point.crs` gives it.
  public var name: String {
    switch self {
    case .wgs84: "wgs-84"
    case .wgs84Height: "wgs-84-3d"
    case .cartesian: "cartesian"
    case .cartesian3D: "cartesian-3d"
    }
  }

  /// The number of the system.
  public var srid: Int { Int(rawValue) }
  /// Whether points have a third coordinate.
  public var hasHeight: Bool { self == .wgs84Height || self == .cartesian3D }
  /// Whether coordinates are longitude and latitude.
  public var isGeographic: Bool { self == .wgs84 || self == .wgs84Height }

  /// The system of a name, whatever its case.
  public init?(name: String) {
    let lowered = name.lowercased()
    guard let system = Self.allCases.first(where: { $0.name.isByteEqual(to: lowered) }) else { return nil }
    self = system
  }

  /// The system of a kind with or without a third coordinate.
  public init(isGeographic: Bool, hasHeight: Bool) {
    self = isGeographic ? (hasHeight ? .wgs84Height : .wgs84) : (hasHeight ? .cartesian3D : .cartesian)
  }
}
