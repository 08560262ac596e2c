// Property values as text for error messages: as the language spells them, cut where they are long.

import GraphModel

/// Spells values for messages.
enum ValueText {
  private static let charactersMax = 80
  private static let elementsMax = 8

  /// A value as a literal of the language, shortened.
  static func text(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let truth): return truth ? "true" : "false"
    case .integer(let number): return String(number)
    case .float(let number): return "\(number)"
    case .string(let text):
      let shown = text.prefix(charactersMax)
      return "'" + shown + (shown.endIndex < text.endIndex ? "…'" : "'")
    case .list(let elements):
      let shown = elements.prefix(elementsMax).map(text).joined(separator: ", ")
      return "[" + shown + (elements.count > elementsMax ? ", …]" : "]")
    default: return value.constructorText ?? value.typeName
    }
  }
}
