// Functions: those of entities and paths, of lists, of numbers and of strings, and the aggregating ones.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  static let aggregates: Set<String> = ["count", "sum", "avg", "min", "max", "collect"]

  /// The value of a call.
  func function(_ call: FunctionCall, _ row: Row, _ group: [Row]?) throws(NaiveError) -> Value {
    let name = call.name.text.lowercased()
    if NaiveEvaluator.aggregates.contains(name) {
      guard let group else { throw .beyond("aggregation outside of a projection") }
      return try aggregate(name, call, group)
    }
    let arguments = try values(of: call.arguments, row, group)
    guard let first = arguments.first else { throw .beyond("function \(name)") }
    switch name {
    case "coalesce": return arguments.first { !$0.isNull } ?? .null
    case "nullif" where arguments.count == 2: return NaiveRelations.equal(first, arguments[1]) == true ? .null : first
    case "exists": return .boolean(!first.isNull)
    default: break
    }
    if arguments.contains(where: \.isNull) { return .null }
    if let value = try temporalFunction(name, arguments) { return value }
    if let value = try entityFunction(name, first) { return value }
    if let value = try listFunction(name, arguments) { return value }
    if let value = try numberFunction(name, arguments) { return value }
    if let value = try conversion(name, first) { return value }
    return try stringFunction(name, arguments)
  }

  private func entityFunction(_ name: String, _ argument: Value) throws(NaiveError) -> Value? {
    switch (name, argument) {
    case ("id", .node(let node)): return .integer(Int64(node.id.rawValue))
    case ("id", .relationship(let relationship)): return .integer(Int64(relationship.id.rawValue))
    case ("labels", .node(let node)):
      guard let content = graph.nodes[node.id] else { throw .failed("a deleted node has no labels") }
      return .list(content.labels.map { .string($0) })
    case ("type", .relationship(let relationship)): return graph.type(of: relationship.id).map { .string($0) }
    case ("keys", .map), ("keys", .node), ("keys", .relationship):
      return .list((try properties(of: argument) ?? ValueMap()).keys.map { .string($0) })
    case ("properties", .map), ("properties", .node), ("properties", .relationship):
      return .map(try properties(of: argument) ?? ValueMap())
    case ("startnode", .relationship(let relationship)): return graph.relationships[relationship.id].map { .node(Node(id: $0.start)) }
    case ("endnode", .relationship(let relationship)): return graph.relationships[relationship.id].map { .node(Node(id: $0.end)) }
    case ("length", .path(let path)): return .integer(Int64(path.relationships.count))
    case ("nodes", .path(let path)): return .list(path.nodes.map { .node($0) })
    case ("relationships", .path(let path)): return .list(path.relationships.map { .relationship($0) })
    case ("id", _), ("labels", _), ("type", _), ("keys", _), ("properties", _), ("startnode", _), ("endnode", _), ("length", _),
      ("nodes", _),
      ("relationships", _):
      throw .failed("\(name) of a \(argument.typeName)")
    default: return nil
    }
  }

  private func listFunction(_ name: String, _ arguments: [Value]) throws(NaiveError) -> Value? {
    switch (name, arguments[0]) {
    case ("size", .list(let elements)): return .integer(Int64(elements.count))
    case ("head", .list(let elements)): return elements.first ?? .null
    case ("last", .list(let elements)): return elements.last ?? .null
    case ("tail", .list(let elements)): return .list(Array(elements.dropFirst()))
    case ("reverse", .list(let elements)): return .list(elements.reversed())
    case ("isempty", .list(let elements)): return .boolean(elements.isEmpty)
    case ("isempty", .map(let map)): return .boolean(map.isEmpty)
    case ("range", _): return try range(arguments)
    case ("size", .string), ("reverse", .string), ("isempty", .string): return nil
    case ("size", _), ("head", _), ("last", _), ("tail", _), ("reverse", _), ("isempty", _):
      throw .failed("\(name) of a \(arguments[0].typeName)")
    default: return nil
    }
  }

  private func range(_ arguments: [Value]) throws(NaiveError) -> Value {
    let numbers = arguments.compactMap(\.integerValue)
    guard numbers.count == arguments.count, numbers.count >= 2 else { throw .failed("range of no integers") }
    let step = numbers.count > 2 ? numbers[2] : 1
    if step == 0 { throw .failed("range by 0") }
    guard numbers[0].magnitude < 1 << 20, numbers[1].magnitude < 1 << 20 else { throw .beyond("a long range") }
    try spend(Int((numbers[0] - numbers[1]).magnitude) / 8)
    return .list(stride(from: numbers[0], through: numbers[1], by: Int(step)).map { .integer($0) })
  }

  private func numberFunction(_ name: String, _ arguments: [Value]) throws(NaiveError) -> Value? {
    guard ["abs", "sign", "ceil", "floor", "round", "sqrt", "isnan"].contains(name), arguments.count == 1 else { return nil }
    guard let number = arguments[0].numberValue else { throw .failed("\(name) of a \(arguments[0].typeName)") }
    switch (name, arguments[0]) {
    case ("abs", .integer(let whole)):
      if whole == .min { throw .failed("overflow") }
      return .integer(whole < 0 ? -whole : whole)
    case ("abs", _): return .float(number.magnitude)
    case ("sign", _): return .integer(number > 0 ? 1 : (number < 0 ? -1 : 0))
    case ("ceil", _): return .float(number.rounded(.up))
    case ("floor", _): return .float(number.rounded(.down))
    case ("sqrt", _): return .float(number.squareRoot())
    case ("isnan", _): return .boolean(number.isNaN)
    default:
      let (up, down) = (number.rounded(.up), number.rounded(.down))
      return .float(up - number <= number - down ? up : down)
    }
  }

  /// The text that `toString` gives and `+` appends.
  func text(of value: Value) throws(NaiveError) -> String {
    switch value {
    case .string(let text): return text
    case .integer(let number): return "\(number)"
    case .boolean(let truth): return truth ? "true" : "false"
    case .float(let number):
      if number.isNaN { return "NaN" }
      if number.isInfinite { return number > 0 ? "Infinity" : "-Infinity" }
      guard number == 0 || (number.magnitude >= 0.001 && number.magnitude < 1e7) else { throw .beyond("text of a float with an exponent") }
      return "\(number)"
    case .date(let date):
      let day = try NaiveDate(days: date.daysSinceEpoch)
      return "\(day.year)-\(day.month < 10 ? "0" : "")\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)"
    case .localDateTime, .dateTime, .duration: throw .beyond("texts of moments")
    default: throw .failed("text of a \(value.typeName)")
    }
  }

  private func conversion(_ name: String, _ argument: Value) throws(NaiveError) -> Value? {
    switch (name, argument) {
    case ("tostring", _): return .string(try text(of: argument))
    case ("toboolean", .boolean), ("tointeger", .integer), ("tofloat", .float): return argument
    case ("toboolean", .string(let text)): return ["true": .boolean(true), "false": .boolean(false)][text.lowercased()] ?? .null
    case ("toboolean", .integer(let number)): return .boolean(number != 0)
    case ("tofloat", .integer(let number)): return .float(Double(number))
    case ("tofloat", .string(let text)): return Double(text).map { .float($0) } ?? .null
    case ("tointeger", .boolean(let truth)): return .integer(truth ? 1 : 0)
    case ("tointeger", .float(let number)):
      guard let whole = Int64(exactly: number.rounded(.towardZero)) else { throw .failed("overflow") }
      return .integer(whole)
    case ("tointeger", .string(let text)):
      if let whole = Int64(text) { return .integer(whole) }
      guard let number = Double(text), number.isFinite else { return .null }
      return Int64(exactly: number.rounded(.towardZero)).map { .integer($0) } ?? .null
    case ("toboolean", _), ("tointeger", _), ("tofloat", _): throw .failed("\(name) of a \(argument.typeName)")
    default: return nil
    }
  }

  private func stringFunction(_ name: String, _ arguments: [Value]) throws(NaiveError) -> Value {
    let known = [
      "size", "reverse", "isempty", "toupper", "tolower", "trim", "ltrim", "rtrim", "left", "right", "substring", "replace", "split",
    ]
    guard known.contains(name) else { throw .beyond("function \(name)") }
    guard case .string(let text) = arguments[0] else { throw .failed("\(name) of a \(arguments[0].typeName)") }
    let scalars = Array(text.unicodeScalars)
    switch name {
    case "size": return .integer(Int64(scalars.count))
    case "reverse": return .string(string(scalars.reversed()))
    case "isempty": return .boolean(scalars.isEmpty)
    case "toupper": return .string(text.uppercased())
    case "tolower": return .string(text.lowercased())
    case "trim", "ltrim", "rtrim":
      guard arguments.count == 1 else { throw .beyond("trim of chosen characters") }
      var rest = scalars[...]
      while name != "rtrim", rest.first?.properties.isWhitespace == true { rest.removeFirst() }
      while name != "ltrim", rest.last?.properties.isWhitespace == true { rest.removeLast() }
      return .string(string(rest))
    case "left", "right", "substring": return .string(try part(name, scalars, arguments))
    default: return try cut(name, text, arguments)
    }
  }

  private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private func part(_ name: String, _ scalars: [Unicode.Scalar], _ arguments: [Value]) throws(NaiveError) -> String {
    let counts = arguments.dropFirst().compactMap(\.integerValue).map { Int(clamping: $0) }
    guard counts.count == arguments.count - 1, let first = counts.first, counts.allSatisfy({ $0 >= 0 }) else {
      throw .failed("\(name) takes counts")
    }
    switch name {
    case "left": return string(scalars.prefix(first))
    case "right": return string(scalars.suffix(first))
    default: return string(scalars.dropFirst(first).prefix(counts.count > 1 ? counts[1] : scalars.count))
    }
  }

  /// `replace` and `split`, by bytes.
  private func cut(_ name: String, _ text: String, _ arguments: [Value]) throws(NaiveError) -> Value {
    guard arguments.count > 1, case .string(let separator) = arguments[1] else { throw .failed("\(name) takes strings") }
    if separator.isEmpty { throw .beyond("\(name) at the empty string") }
    let (bytes, step) = (Array(text.utf8), separator.utf8.count)
    var parts: [String] = []
    var start = 0
    for place in occurrences(of: separator, in: text) where place >= start {
      parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + step
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    if name == "split" { return .list(parts.map { .string($0) }) }
    guard arguments.count == 3, case .string(let replacement) = arguments[2] else { throw .failed("replace takes three strings") }
    return .string(parts.joined(separator: replacement))
  }

  // MARK: Aggregation

  private func aggregate(_ name: String, _ call: FunctionCall, _ group: [Row]) throws(NaiveError) -> Value {
    guard call.arguments.count == 1 else { throw .beyond("arguments of an aggregation") }
    var values: [Value] = []
    for row in group {
      let value = try value(of: call.arguments[0], row)
      if !value.isNull { values.append(value) }
    }
    if call.isDistinct { values = distinct(values.map { [$0] }).map { $0[0] } }
    switch name {
    case "count": return .integer(Int64(values.count))
    case "collect": return .list(values)
    case "min":
      return values.reduce(nil) { (best: Value?, value) in best.map { NaiveRelations.order(value, $0) < 0 ? value : $0 } ?? value } ?? .null
    case "max":
      return values.reduce(nil) { (best: Value?, value) in best.map { NaiveRelations.order(value, $0) > 0 ? value : $0 } ?? value } ?? .null
    default:
      guard values.allSatisfy({ $0.numberValue != nil }) else { throw .failed("\(name) of values that are no numbers") }
      if name == "sum" {
        var sum = Value.integer(0)
        for value in values { sum = try arithmetic(sum, .add, value) }
        return sum
      }
      if values.isEmpty { return .null }
      return .float(values.compactMap(\.numberValue).reduce(0, +) / Double(values.count))
    }
  }
}
