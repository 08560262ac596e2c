// Functions of lists, and those that take lists and strings alike. Walks over lists of any length are plain loops; what could
// grow beyond its arguments (`range`) says beforehand how much it needs.

import GraphModel

/// The functions of lists.
enum ListFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction("size", arguments: 1...1, summary: "The number of elements of a list, or of characters of a string.", body: size),
    ScalarFunction("isEmpty", arguments: 1...1, summary: "Whether a list, a map or a string is empty.", body: isEmpty),
    ScalarFunction("reverse", arguments: 1...1, summary: "A list or a string from its end to its start.", body: reverse),
    ScalarFunction("head", arguments: 1...1, summary: "The first element of a list; null of an empty one.", body: head),
    ScalarFunction("last", arguments: 1...1, summary: "The last element of a list; null of an empty one.", body: last),
    ScalarFunction("tail", arguments: 1...1, summary: "A list without its first element.", body: tail),
    ScalarFunction(
      "range", arguments: 2...3, summary: "The integers from one to another, both included, by a step.", resultBytes: rangeBytes,
      body: range),
  ]

  private static func size(_ arguments: [Value]) throws(QueryError) -> Value {
    switch arguments[0] {
    case .list(let elements): .integer(Int64(elements.count))
    case .string(let text): .integer(Int64(text.unicodeScalars.count))
    default: throw FunctionArguments.mismatch("size", wanted: "a list or a string", got: arguments[0])
    }
  }

  private static func isEmpty(_ arguments: [Value]) throws(QueryError) -> Value {
    switch arguments[0] {
    case .list(let elements): .boolean(elements.isEmpty)
    case .string(let text): .boolean(text.isEmpty)
    case .map(let map): .boolean(map.isEmpty)
    default: throw FunctionArguments.mismatch("isEmpty", wanted: "a list, a map or a string", got: arguments[0])
    }
  }

  private static func reverse(_ arguments: [Value]) throws(QueryError) -> Value {
    switch arguments[0] {
    case .list(let elements):
      return .list(elements.reversed())
    case .string(let text):
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: text.unicodeScalars.reversed())
      return .string(String(scalars))
    default:
      throw FunctionArguments.mismatch("reverse", wanted: "a list or a string", got: arguments[0])
    }
  }

  private static func head(_ arguments: [Value]) throws(QueryError) -> Value {
    try FunctionArguments.list(arguments[0], "head").first ?? .null
  }

  private static func last(_ arguments: [Value]) throws(QueryError) -> Value {
    try FunctionArguments.list(arguments[0], "last").last ?? .null
  }

  private static func tail(_ arguments: [Value]) throws(QueryError) -> Value {
    .list(Array(try FunctionArguments.list(arguments[0], "tail").dropFirst()))
  }

  // MARK: range

  private static func rangeBytes(_ arguments: [Value]) -> Int {
    guard arguments.count > 1, let from = arguments[0].integerValue, let to = arguments[1].integerValue else { return 0 }
    let step = arguments.count > 2 ? arguments[2].integerValue ?? 1 : 1
    let count = rangeCount(from: from, to: to, step: step)
    return Int(min(count, UInt64(Int.max / 64))) * MemoryLayout<Value>.stride
  }

  /// The number of elements of `range(from, to, step)`; 0 for a step of 0.
  package static func rangeCount(from: Int64, to: Int64, step: Int64) -> UInt64 {
    if step == 0 || (step > 0 && from > to) || (step < 0 && from < to) { return 0 }
    let distance = step > 0 ? UInt64(bitPattern: to &- from) : UInt64(bitPattern: from &- to)
    let (count, overflow) = (distance / step.magnitude).addingReportingOverflow(1)
    return overflow ? .max : count
  }

  private static func range(_ arguments: [Value]) throws(QueryError) -> Value {
    var numbers: [Int64] = []
    for argument in arguments {
      guard case .integer(let number) = argument else {
        throw .runtime(
          .argumentError, "InvalidArgumentType", "range() takes integers, not a value of type \(argument.typeName)")
      }
      numbers.append(number)
    }
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0 else { throw FunctionArguments.outOfRange("range", "the step must not be 0") }
    let count = rangeCount(from: numbers[0], to: numbers[1], step: step)
    guard count <= UInt64(FunctionLimits.listElementsMax) else {
      throw FunctionArguments.tooLarge("range", "a list of \(count) elements, more than \(FunctionLimits.listElementsMax)")
    }
    var elements: [Value] = []
    elements.reserveCapacity(Int(count))
    var next = numbers[0]
    for _ in 0..<Int(count) {
      elements.append(.integer(next))
      next &+= step
    }
    return .list(elements)
  }
}
