// Functions of values of any type: choosing between them, asking for their type, and what comes from outside: time and
// identifiers made by chance.

import GraphModel

/// The functions of values of any type.
enum GeneralFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction(
      "coalesce", arguments: 1...Int.max, returnsNullOnNull: false, summary: "The first of its arguments that is not null.",
      body: coalesce),
    ScalarFunction(
      "nullIf", arguments: 2...2, returnsNullOnNull: false, summary: "Null if both arguments are equal, else the first.", body: nullIf),
    ScalarFunction(
      "valueType", arguments: 1...1, returnsNullOnNull: false, summary: "The name of the type of a value.", body: valueType),
    ScalarFunction("timestamp", arguments: 0...0, summary: "The milliseconds since 1970 at the start of the query.") {
      (_: [Value], clock: StatementClock) throws(QueryError) -> Value in .integer(try clock.moment(.statement).milliseconds)
    },
    ScalarFunction("randomUUID", arguments: 0...0, isDeterministic: false, summary: "A random universally unique identifier.") {
      (_: [Value]) throws(QueryError) -> Value in .string(uuid(FunctionSeams.randomWord(), FunctionSeams.randomWord()))
    },
  ]

  private static func coalesce(_ arguments: [Value]) throws(QueryError) -> Value {
    arguments.first { !$0.isNull } ?? .null
  }

  private static func nullIf(_ arguments: [Value]) throws(QueryError) -> Value {
    Value.equals(arguments[0], arguments[1]) == true ? .null : arguments[0]
  }

  // MARK: valueType

  private static func valueType(_ arguments: [Value]) throws(QueryError) -> Value {
    .string(typeText(arguments[0], depth: 0))
  }

  /// The order in which the types of a list's elements are named.
  private static let order = [
    "BOOLEAN", "STRING", "INTEGER", "FLOAT", "DATE", "LOCAL TIME", "ZONED TIME", "LOCAL DATETIME", "ZONED DATETIME", "DURATION", "POINT",
    "NODE", "RELATIONSHIP", "MAP", "LIST", "PATH",
  ]

  private static func typeText(_ value: Value, depth: Int) -> String {
    switch value {
    case .null: "NULL"
    case .list(let elements): "LIST<\(elementTypes(elements, depth: depth))> NOT NULL"
    default: value.typeName + " NOT NULL"
    }
  }

  private static func elementTypes(_ elements: [Value], depth: Int) -> String {
    if elements.isEmpty { return "NOTHING" }
    if depth >= FunctionLimits.valueTypeDepthMax { return "ANY" }
    var names = Set(elements.map { typeText($0, depth: depth + 1) })
    let hasNull = names.remove("NULL") != nil
    if names.isEmpty { return "NULL" }
    let sorted = names.sorted { (rank($0), $0) < (rank($1), $1) }
    return sorted.map { hasNull ? String($0.dropLast(" NOT NULL".count)) : $0 }.joined(separator: " | ")
  }

  private static func rank(_ name: String) -> Int {
    order.firstIndex { name.utf8.starts(with: $0.utf8) } ?? order.count
  }

  // MARK: randomUUID

  /// Two random words as a version 4 UUID.
  private static func uuid(_ first: UInt64, _ second: UInt64) -> String {
    let high = (first & ~0xF000) | 0x4000
    let low = (second & ~(3 << 62)) | (1 << 63)
    let digits = hexadecimal(high) + hexadecimal(low)
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return cuts.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  private static func hexadecimal(_ word: UInt64) -> [UInt8] {
    (0..<16).map { place in
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place)) & 15
      return digit < 10 ? 0x30 + digit : 0x61 + digit - 10
    }
  }
}
