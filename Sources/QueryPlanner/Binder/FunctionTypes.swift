// What is known of functions' types: what entity functions admit, and what some functions give. Only what binding can use: a
// node from `head(collect(n))` lets a pattern start at it, a path in `size(p)` is an error.

import GraphModel

extension EntityFunction {
  /// Whether a value of the type may be right.
  func admits(_ type: StaticType) -> Bool {
    if type.isOpen { return true }
    return switch self {
    case .labels: type == .node
    case .type, .startNode, .endNode: type == .relationship
    case .id, .elementId: type == .node || type == .relationship
    case .keys, .properties: [.node, .relationship, .map].contains(type)
    case .nodes, .relationships, .length: type == .path
    }
  }

  /// What it takes, for messages.
  var wanted: String {
    switch self {
    case .labels: "a node"
    case .type, .startNode, .endNode: "a relationship"
    case .id, .elementId: "a node or relationship"
    case .keys, .properties: "a node, relationship or map"
    case .nodes, .relationships, .length: "a path"
    }
  }

  /// What it gives.
  var resultType: StaticType {
    switch self {
    case .labels, .keys: .list(.string)
    case .type, .elementId: .string
    case .id, .length: .integer
    case .properties: .map
    case .startNode, .endNode: .node
    case .nodes: .list(.node)
    case .relationships: .list(.relationship)
    }
  }
}

/// The result types of library functions, as far as they matter.
enum FunctionTypes {
  /// The types of what a function and its variants (`date.truncate` …) make.
  private static let temporal: [String: StaticType] = [
    "date": .date, "localtime": .localTime, "time": .time, "localdatetime": .localDateTime, "datetime": .dateTime,
  ]

  /// The type of a call; `any` where nothing is known.
  static func result(of name: String, _ arguments: [StaticType]) -> StaticType {
    switch name {
    case "head", "last": arguments.first?.element ?? .any
    case "tail", "reverse": arguments.first ?? .any
    case "coalesce": arguments.dropFirst().reduce(arguments.first ?? .any) { $0.joined(with: $1) }
    case "range": .list(.integer)
    case "size", "tointeger", "tointegerornull", "toint": .integer
    case "split": .list(.string)
    case "duration", "duration.between", "duration.inmonths", "duration.indays", "duration.inseconds": .duration
    case "point": .point
    case "point.distance": .float
    case "datetime.fromepoch", "datetime.fromepochmillis": .dateTime
    case let name where temporal[name.prefixBeforeDot] != nil: temporal[name.prefixBeforeDot] ?? .any
    case "tostring", "tostringornull", "tolower", "toupper", "trim", "ltrim", "rtrim", "replace", "substring", "left", "right": .string
    case "rand", "sqrt", "exp", "log", "log10", "sin", "cos", "tan", "ceil", "floor", "pi", "e", "tofloat", "tofloatornull": .float
    default: .any
    }
  }
}

extension String {
  /// What stands before the first point, or all.
  fileprivate var prefixBeforeDot: String { String(prefix { $0 != "." }) }
}
