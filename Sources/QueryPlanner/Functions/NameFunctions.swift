// What computed labels and types in patterns come to: whether names that an entity bears include names that an expression gives. No query
// calls these by name; binding puts them where `:$(…)` stands.

import GraphModel

/// The conditions behind computed labels and types.
enum NameFunctions {
  /// Whether every name asked for is borne: `$(…)` and `$all(…)`.
  static let bearsAll = ScalarFunction(
    "bearsAll", arguments: 2...2, summary: "Whether an entity bears every name of a list.",
    body: { (arguments: [Value]) throws(QueryError) -> Value in
      let borne = arguments[0]
      return .boolean(try names(arguments[1]).allSatisfy { borne.bears($0) })
    })

  /// Whether some name asked for is borne: `$any(…)`.
  static let bearsAny = ScalarFunction(
    "bearsAny", arguments: 2...2, summary: "Whether an entity bears a name of a list.",
    body: { (arguments: [Value]) throws(QueryError) -> Value in
      let borne = arguments[0]
      return .boolean(try names(arguments[1]).contains { borne.bears($0) })
    })

  /// The names that a string or a list of strings asks for.
  private static func names(_ value: Value) throws(QueryError) -> [String] {
    switch value {
    case .string(let name): return [name]
    case .list(let elements):
      var names: [String] = []
      for element in elements { names.append(try name(element)) }
      return names
    default: return [try name(value)]
    }
  }

  private static func name(_ value: Value) throws(QueryError) -> String {
    guard case .string(let name) = value else {
      throw .runtime(
        .typeError, "InvalidArgumentType", "the name of a label or type must be a string, not a value of type \(value.typeName)",
        hint: "give a string or a list of strings")
    }
    return name
  }
}

extension Value {
  /// Whether a list holds a string.
  fileprivate func bears(_ name: String) -> Bool {
    guard case .list(let names) = self else { return false }
    return names.contains { element in
      guard case .string(let text) = element else { return false }
      return text.isByteEqual(to: name)
    }
  }
}
