// A JSON text as a tree, each part with its place so that whoever gives it meaning can say where it is wrong. Members keep the
// order of the text. Integers and floats are apart: `1` is exact, `1.0` and `1e0` are floats.

/// A JSON value and where it stands.
package struct JSONValue: Sendable {
  /// What a JSON value is.
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
  }

  /// What it is.
  package var content: Content
  /// Where it begins.
  package var place: TextPlace

  /// A value at a place.
  package init(_ content: Content, at place: TextPlace) {
    self.content = content
    self.place = place
  }

  /// The member of a name in ASCII, for which `==` compares bytes and fast; `nil` where there is none or the value is no object.
  /// Cost: linear in the members.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The kind in words, for messages.
  package var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// A member of a JSON object.
package struct JSONMember: Sendable {
  /// The name.
  package var name: String
  /// Where the name begins.
  package var place: TextPlace
  /// The value.
  package var value: JSONValue
}
