// The map of options that a procedure takes: every key is known, every value of its type and in its range, or the error says which
// key it is and what would be right. No key is ever ignored.
import GraphModel
import GraphStorage
import QueryPlanner

/// The options of one call.
struct ProcedureOptions {
  /// The procedure, for messages.
  let procedure: String
  private let map: ValueMap

  /// The options in an argument: a map, or null for none.
  /// - Throws: `TypeError` for anything else, `ArgumentError` for a key that the procedure does not know.
  init(_ value: Value?, of procedure: String, keys: [String]) throws(QueryError) {
    self.procedure = procedure
    switch value {
    case nil, .null?: map = ValueMap()
    case .map(let options)?: map = options
    case let other?:
      throw .runtime(
        .typeError, "InvalidArgumentType", "`\(procedure)` takes a map of options, not a value of type \(other.typeName)",
        hint: "the keys are \(keys.joined(separator: ", "))")
    }
    for key in map.keys where !keys.contains(where: { $0.isByteEqual(to: key) }) {
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "`\(procedure)` knows no option `\(key)`",
        hint: Spelling.nearest(to: key, among: keys).map { "did you mean `\($0)`?" } ?? "the keys are \(keys.joined(separator: ", "))")
    }
  }

  private func wrongType(_ key: String, _ wanted: String, _ value: Value) -> QueryError {
    .runtime(
      .typeError, "InvalidArgumentType", "`\(procedure)`: the option `\(key)` is \(wanted), not a value of type \(value.typeName)")
  }

  /// The value of a key; `nil` where it is missing or null.
  private func value(_ key: String) -> Value? {
    guard let value = map[key], !value.isNull else { return nil }
    return value
  }

  /// A list of names, or one name; `nil` where the key is missing.
  func names(_ key: String) throws(QueryError) -> [String]? {
    guard let value = value(key) else { return nil }
    if case .string(let name) = value { return [name] }
    guard case .list(let elements) = value else { throw wrongType(key, "a list of names", value) }
    var names: [String] = []
    for element in elements {
      guard case .string(let name) = element else { throw wrongType(key, "a list of names", element) }
      names.append(name)
    }
    return names
  }

  /// An integer in a range.
  func integer(_ key: String, in range: ClosedRange<Int64>, default standard: Int64) throws(QueryError) -> Int64 {
    try optionalInteger(key, in: range) ?? standard
  }

  /// An integer in a range; `nil` where the key is missing.
  func optionalInteger(_ key: String, in range: ClosedRange<Int64>) throws(QueryError) -> Int64? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value else { throw wrongType(key, "an integer", value) }
    guard range.contains(number) else {
      throw .runtime(
        .argumentError, "NumberOutOfRange",
        "`\(procedure)`: `\(key)` is \(number), but must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number in a range.
  func number(_ key: String, in range: ClosedRange<Double>, default standard: Double) throws(QueryError) -> Double {
    guard let value = value(key) else { return standard }
    guard let number = value.numberValue else { throw wrongType(key, "a number", value) }
    guard range.contains(number) else {
      throw .runtime(
        .argumentError, "NumberOutOfRange",
        "`\(procedure)`: `\(key)` is \(number), but must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A truth value.
  func truth(_ key: String, default standard: Bool) throws(QueryError) -> Bool {
    guard let value = value(key) else { return standard }
    guard case .boolean(let truth) = value else { throw wrongType(key, "true or false", value) }
    return truth
  }

  /// The property that holds weights; `nil` where the key is missing.
  /// - Throws: `ArgumentError` for a property that the graph does not have.
  func weight(_ graph: GraphSnapshot) throws(QueryError) -> WeightSource? {
    guard let value = value("weight") else { return nil }
    guard case .string(let name) = value else { throw wrongType("weight", "the name of a property", value) }
    guard graph.catalog.propertyKey(name) != nil else {
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "`\(procedure)`: the graph has no property `\(name)`",
        hint: Spelling.nearest(to: name, among: graph.catalog.propertyKeys.names).map { "did you mean `\($0)`?" })
    }
    return WeightSource(key: name)
  }

  /// The way in which relationships are walked.
  func direction(default standard: Direction) throws(QueryError) -> Direction {
    guard let value = value("direction") else { return standard }
    guard case .string(let name) = value else { throw wrongType("direction", "'outgoing', 'incoming' or 'both'", value) }
    switch name {
    case "outgoing": return .outgoing
    case "incoming": return .incoming
    case "both": return .both
    default:
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "`\(procedure)`: `direction` is 'outgoing', 'incoming' or 'both', not '\(name)'",
        hint: Spelling.nearest(to: name, among: ["outgoing", "incoming", "both"]).map { "did you mean '\($0)'?" })
    }
  }

  /// A node that must be given.
  func node(_ key: String) throws(QueryError) -> NodeID {
    guard let value = value(key) else {
      throw .runtime(.argumentError, "InvalidArgumentValue", "`\(procedure)` needs the option `\(key)`: a node")
    }
    guard case .node(let node) = value else { throw wrongType(key, "a node", value) }
    return node.id
  }
}
