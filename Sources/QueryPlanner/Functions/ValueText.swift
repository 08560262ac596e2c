// The plain text of values that have one: what `toString` gives and what `+` appends to a string.

package import GraphModel

/// The texts of values.
package enum ValueText {
  /// The text of a string, number, truth value, temporal value or point; nil for anything else.
  package static func plain(_ value: Value) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .float(let number): NumberText.text(of: number)
    case .boolean(let truth): truth ? "true" : "false"
    case .point(let point): pointText(point)
    default: value.temporalText
    }
  }

  /// `point({x: 12.99, y: 55.6, crs: 'wgs-84'})`.
  private static func pointText(_ point: Point) -> String {
    let parts = zip(["x", "y", "z"], point.coordinates).map { "\($0): \(NumberText.text(of: $1))" }
    return "point({\(parts.joined(separator: ", ")), crs: '\(point.system.name)'})"
  }
}
