// Reads the notation of values in the kit's tables: straight to canonical text, or to a value for parameters.
package import GraphModel

/// A reader of one cell.
package struct TableValue {
  private var rest: Substring
  private let canonical: CanonicalValue

  private init(_ text: String, _ canonical: CanonicalValue) {
    rest = text[...]
    self.canonical = canonical
  }

  /// The canonical text of a cell.
  package static func canonicalText(_ cell: String, listsAsBags: Bool) -> String {
    var reader = TableValue(cell, CanonicalValue(listsAsBags: listsAsBags))
    let text = reader.readText()
    return reader.rest.allSatisfy(\.isWhitespace) ? text : "unreadable cell: \(cell)"
  }

  /// The value of a parameter's cell: no entities.
  package static func value(_ cell: String) -> Value? {
    var reader = TableValue(cell, CanonicalValue())
    return reader.readValue()
  }

  private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

  private mutating func take(_ text: String) -> Bool {
    skipBlanks()
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func readText() -> String {
    skipBlanks()
    switch rest.first {
    case "(": return readNode()
    case "<": return readPath()
    case "[":
      if rest.dropFirst().drop(while: \.isWhitespace).first == ":" { return readRelationship() }
      _ = take("[")
      return canonical.list(readSequence(until: "]") { $0.readText() })
    case "{": return readMapText()
    case "'": return CanonicalValue.quoted(readString())
    default: return readScalar().map(canonical.text) ?? "unreadable"
    }
  }

  private mutating func readValue() -> Value? {
    skipBlanks()
    switch rest.first {
    case "[":
      _ = take("[")
      return .list(readSequence(until: "]") { $0.readValue() ?? .null })
    case "{":
      _ = take("{")
      let entries = readSequence(until: "}") { reader -> (key: String, value: Value) in
        let key = reader.readName()
        _ = reader.take(":")
        return (key: key, value: reader.readValue() ?? .null)
      }
      return .map(ValueMap(entries))
    case "'": return .string(readString())
    default: return readScalar()
    }
  }

  private mutating func readSequence<Element>(until end: String, element: (inout TableValue) -> Element) -> [Element] {
    var elements: [Element] = []
    while !take(end), !rest.isEmpty {
      elements.append(element(&self))
      _ = take(",")
    }
    return elements
  }

  private mutating func readScalar() -> Value? {
    skipBlanks()
    let word = rest.prefix { !",]}) \t|".contains($0) }
    rest = rest.dropFirst(word.count)
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "NaN": return .float(.nan)
    case "Inf", "Infinity": return .float(.infinity)
    case "-Inf", "-Infinity": return .float(-.infinity)
    default: return Int64(word).map { .integer($0) } ?? Double(word).map { .float($0) }
    }
  }

  private mutating func readString() -> String {
    var result = ""
    var escaped = false
    rest = rest.dropFirst()
    while let character = rest.popFirst() {
      if escaped {
        result.append(character == "n" ? "\n" : (character == "t" ? "\t" : character))
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == "'" {
        return result
      } else {
        result.append(character)
      }
    }
    return result
  }

  private mutating func readName() -> String {
    skipBlanks()
    let name = rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func readMapText() -> String {
    guard take("{") else { return "{}" }
    let entries = readSequence(until: "}") { reader -> (String, String) in
      let key = reader.readName()
      _ = reader.take(":")
      return (key, reader.readText())
    }
    return CanonicalValue.map(entries)
  }

  private mutating func readNode() -> String {
    _ = take("(")
    var labels: [String] = []
    while take(":") { labels.append(readName()) }
    skipBlanks()
    let properties = rest.first == "{" ? readMapText() : "{}"
    _ = take(")")
    return CanonicalValue.node(labels: labels, properties: properties)
  }

  private mutating func readRelationship() -> String {
    _ = take("[")
    _ = take(":")
    let type = readName()
    skipBlanks()
    let properties = rest.first == "{" ? readMapText() : "{}"
    _ = take("]")
    return CanonicalValue.relationship(type: type, properties: properties)
  }

  private mutating func readPath() -> String {
    _ = take("<")
    var result = "<" + readNode()
    while !take(">"), !rest.isEmpty {
      if take("<-") {
        result += "<-\(readRelationship())-"
        _ = take("-")
      } else {
        _ = take("-")
        result += "-\(readRelationship())->"
        _ = take("->")
      }
      result += readNode()
    }
    return result + ">"
  }
}
