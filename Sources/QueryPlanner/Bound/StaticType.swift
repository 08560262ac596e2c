// What the binder knows of an expression's values from the text alone. It only ever rejects what cannot be right: a type that
// is not known is `any`, and null fits everywhere.

/// The type of an expression before anything runs.
package indirect enum StaticType: Hashable, Sendable {
  /// Not known.
  case any
  case null
  case boolean, integer, float, string
  /// An integer or a float.
  case number
  case map
  case node, relationship, path
  case date, localTime, time, localDateTime, dateTime, duration, point
  case list(StaticType)

  /// The type that covers both.
  package func joined(with other: StaticType) -> StaticType {
    switch (self, other) {
    case _ where self == other: self
    case (.null, let type), (let type, .null): type
    case (.list(let a), .list(let b)): .list(a.joined(with: b))
    case (.integer, .float), (.float, .integer), (.number, .integer), (.number, .float), (.integer, .number), (.float, .number): .number
    default: .any
    }
  }

  /// Whether nothing is known that would forbid the type to be another.
  package var isOpen: Bool { self == .any || self == .null }

  /// Whether this is known to be a date, a time, a duration or a point.
  package var isTemporalOrPoint: Bool {
    switch self {
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: true
    default: false
    }
  }

  /// Whether a truth value is possible.
  package var admitsBoolean: Bool { isOpen || self == .boolean }

  /// Whether a number is possible.
  package var admitsNumber: Bool {
    switch self {
    case .any, .null, .integer, .float, .number: true
    default: false
    }
  }

  /// Whether a list is possible.
  package var admitsList: Bool {
    if case .list = self { return true }
    return isOpen
  }

  /// The type of the elements, if this is a list.
  package var element: StaticType {
    if case .list(let element) = self { return element }
    return .any
  }

  /// The language's name of the type.
  package var name: String {
    switch self {
    case .any: "ANY"
    case .null: "NULL"
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .string: "STRING"
    case .number: "INTEGER or FLOAT"
    case .map: "MAP"
    case .node: "NODE"
    case .relationship: "RELATIONSHIP"
    case .path: "PATH"
    case .date: "DATE"
    case .localTime: "LOCAL TIME"
    case .time: "ZONED TIME"
    case .localDateTime: "LOCAL DATETIME"
    case .dateTime: "ZONED DATETIME"
    case .duration: "DURATION"
    case .point: "POINT"
    case .list(let element): "LIST<\(element.name)>"
    }
  }

  /// What a variable of this type is known to hold. Lists of relationships are not `relationshipList`: only a variable-length
  /// pattern makes those.
  package var variableType: VariableType {
    switch self {
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    default: .any
    }
  }
}
