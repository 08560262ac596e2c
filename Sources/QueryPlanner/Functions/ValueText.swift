// The plain text of values that have one: what `toString` gives and what `+` appends to a string.

package import GraphModel

/// The texts of values.
package enum ValueText {
  /// The text of a string, number or truth value; nil for anything else.
  package static func plain(_ value: Value) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .float(let number): NumberText.text(of: number)
    case .boolean(let truth): truth ? "true" : "false"
    default: nil
    }
  }
}
