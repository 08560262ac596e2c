// Stands in for the function library until it lands: names and argument counts, no bodies.

import GraphModel

enum FunctionLibrary {
  static func scalar(named name: String) -> ScalarFunction? {
    guard let counts = table[name.lowercased()] else { return nil }
    return ScalarFunction(name, arguments: counts, summary: "") { (_: [Value]) throws(QueryError) -> Value in
      throw .runtime(.internalError, "NotYet", "no body")
    }
  }
  static var names: [String] { table.keys.sorted() }
  private static let table: [String: ClosedRange<Int>] = [
    "size": 1...1, "head": 1...1, "last": 1...1, "tail": 1...1, "reverse": 1...1, "coalesce": 1...100, "range": 2...3,
    "tointeger": 1...1, "tofloat": 1...1, "tostring": 1...1, "toboolean": 1...1, "substring": 2...3, "split": 2...2, "rand": 0...0,
    "abs": 1...1, "ceil": 1...1, "floor": 1...1, "sqrt": 1...1, "sign": 1...1, "round": 1...3, "pi": 0...0, "e": 0...0, "log": 1...1,
    "exp": 1...1, "sin": 1...1, "cos": 1...1, "replace": 3...3, "trim": 1...1, "tolower": 1...1, "toupper": 1...1, "left": 2...2,
    "right": 2...2, "timestamp": 0...0, "ltrim": 1...1, "rtrim": 1...1, "nullif": 2...2, "isempty": 1...1, "log10": 1...1, "acos": 1...1,
    "asin": 1...1, "atan": 1...1, "atan2": 2...2, "tan": 1...1, "degrees": 1...1, "radians": 1...1, "cot": 1...1, "haversin": 1...1,
  ]
}
