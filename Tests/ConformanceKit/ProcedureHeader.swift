// The outside of a procedure as the kit writes it: `test.my.proc(name :: STRING?, in :: INTEGER?) :: (out :: INTEGER?):`.

/// A procedure's name, inputs and outputs.
package struct ProcedureHeader {
  /// A name and the text of its type.
  package struct Field: Equatable {
    /// The name.
    package let name: String
    /// The type, as `STRING?`.
    package let type: String
  }

  /// The procedure's name.
  package let name: String
  /// What it takes.
  package let inputs: [Field]
  /// What it yields.
  package let outputs: [Field]

  /// Reads a header; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "(", omittingEmptySubsequences: false)
    guard parts.count == 3, let inputs = Self.fields(parts[1]), let outputs = Self.fields(parts[2]) else { return nil }
    name = Self.trimmed(parts[0])
    self.inputs = inputs
    self.outputs = outputs
  }

  private static func fields(_ text: Substring) -> [Field]? {
    guard let end = text.firstIndex(of: ")") else { return nil }
    var fields: [Field] = []
    for part in text[..<end].split(separator: ",") where !trimmed(part).isEmpty {
      let words = part.split(separator: ":").map(trimmed)
      guard words.count == 2 else { return nil }
      fields.append(Field(name: words[0], type: words[1]))
    }
    return fields
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
