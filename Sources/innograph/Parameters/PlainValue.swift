// Values from plain JSON: numbers are integers or floats by their spelling, objects are maps.

internal import GraphFormats
internal import GraphModel

/// Reads plain JSON values.
enum PlainValue {
  /// The value of a JSON tree. The recursion is as deep as the tree, which its parser bounds.
  static func of(_ json: JSONValue) -> Value {
    switch json.content {
    case .null: .null
    case .boolean(let truth): .boolean(truth)
    case .integer(let number): .integer(number)
    case .float(let number): .float(number)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map(of))
    case .object(let members): .map(ValueMap(members.map { (key: $0.name, value: of($0.value)) }))
    }
  }
}
