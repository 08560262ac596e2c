// Expressions by kind, so that few of them fail, and conditions that are bent to be true of the witness.
import CypherSyntax
import GraphModel

extension QueryGenerator {
  private mutating func entity() -> String? { context.names(.node, .relationship).randomElement(using: &numbers) }

  /// An expression of any kind, with its kind.
  mutating func expression() -> (text: String, kind: VariableKind) {
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0, 1, 2: (number(2), .number)
    case 3: (string(2), .string)
    case 4: numbers.chance(50) ? (string(2), .string) : (date(2), .any)
    case 5: (condition(1), .boolean)
    case 6: (list(1), .list)
    default: (anything(), .any)
    }
  }

  /// A value of any kind, often a property.
  mutating func anything() -> String {
    if let entity = entity(), numbers.chance(65) { return "\(entity).\(numbers.pick(SmallGraph.keys))" }
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: return number(1)
    case 1: return string(1)
    case 2: return numbers.pick(SmallGraph.values["q"] ?? [])
    case 3: return entity() ?? "null"
    case 4: return context.names(.any).randomElement(using: &numbers) ?? number(0)
    default: return list(0)
    }
  }

  /// A number, or null.
  mutating func number(_ depth: Int) -> String {
    if depth > 0, numbers.chance(35) { return calculated(depth) }
    if numbers.chance(70), let entity = entity() { return "\(entity).p" }
    if numbers.chance(60), let known = context.names(.number).randomElement(using: &numbers) { return known }
    return numbers.pick(SmallGraph.values["p"] ?? [])
  }

  private mutating func calculated(_ depth: Int) -> String {
    switch Int.random(in: 0..<16, using: &numbers) {
    case 14: return "(\(date(depth - 1))).\(numbers.pick(["year", "month", "day", "quarter", "ordinalDay", "dayOfWeek"]))"
    case 15: return "(\(span(depth - 1))).\(numbers.pick(["months", "days", "seconds"]))"
    case 0: return "\(number(depth - 1)) + \(number(depth - 1))"
    case 1: return "\(number(depth - 1)) - (\(number(depth - 1)))"
    case 2: return "\(number(depth - 1)) * \(number(depth - 1))"
    case 3: return "(\(number(depth - 1))) % \(numbers.pick(["2", "3", "-2", "1.5"]))"
    case 4: return "(\(number(depth - 1))) / \(numbers.pick(["2", "2.0", "-4"]))"
    case 5: return "coalesce(\(number(depth - 1)), \(number(depth - 1)))"
    case 6: return "\(numbers.pick(["abs", "sign", "toInteger", "floor", "ceil"]))(\(number(depth - 1)))"
    case 7: return "size(\(numbers.chance(50) ? string(depth - 1) : list(depth - 1)))"
    case 8: return "CASE WHEN \(condition(depth - 1)) THEN \(number(depth - 1)) ELSE \(number(depth - 1)) END"
    case 9: return "CASE \(anything()) WHEN \(anything()) THEN 1 WHEN \(number(0)) THEN 2 END"
    case 10: return "COUNT { \(subpattern()) }"
    case 11: return "reduce(a = 0, e IN \(numberList(depth - 1)) | a + e)"
    case 12:
      if let path = context.names(.path, .shortestPath).randomElement(using: &numbers) { return "length(\(path))" }
      if let node = context.names(.node).randomElement(using: &numbers) { return "size(labels(\(node)))" }
      return "-\(number(0))"
    default: return "size([\(boundPattern()) | 1])"
    }
  }

  private mutating func subpattern() -> String {
    let pattern = boundPattern()
    return (numbers.chance(30) ? "MATCH " : "") + pattern + (numbers.chance(30) ? " WHERE \(condition(0))" : "")
  }

  /// A string, or null.
  mutating func string(_ depth: Int) -> String {
    if depth > 0, numbers.chance(35) {
      switch Int.random(in: 0..<9, using: &numbers) {
      case 0: return "\(string(depth - 1)) + \(string(depth - 1))"
      case 1: return "toString(\(numbers.pick(["1", "true", "2.5"])))"
      case 2: return "substring(\(string(depth - 1)), \(numbers.pick(["0", "1"])), \(numbers.pick(["1", "2"])))"
      case 3: return "\(numbers.pick(["left", "right"]))(\(string(depth - 1)), \(numbers.pick(["0", "1", "2"])))"
      case 4: return "replace(\(string(depth - 1)), 'a', \(string(0)))"
      case 5: return "\(numbers.pick(["reverse", "toUpper", "toLower", "trim"]))(\(string(depth - 1)))"
      case 6: return "head(split(\(string(depth - 1)), 'a'))"
      case 7: return "coalesce(\(string(depth - 1)), 'z')"
      default: if let relationship = context.names(.relationship).randomElement(using: &numbers) { return "type(\(relationship))" }
      }
    }
    if numbers.chance(70), let entity = entity() { return "\(entity).s" }
    if numbers.chance(60), let known = context.names(.string).randomElement(using: &numbers) { return known }
    return numbers.pick(SmallGraph.values["s"] ?? [])
  }

  /// A date, or null.
  mutating func date(_ depth: Int) -> String {
    if depth > 0, numbers.chance(35) {
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: return "\(date(depth - 1)) + \(span(depth - 1))"
      case 1: return "\(date(depth - 1)) - \(span(0))"
      case 2: return "coalesce(\(date(depth - 1)), \(date(0)))"
      default: return "CASE WHEN \(condition(depth - 1)) THEN \(date(depth - 1)) ELSE \(date(0)) END"
      }
    }
    if numbers.chance(75), let entity = entity() { return "\(entity).d" }
    return numbers.pick(SmallGraph.values["d"] ?? [])
  }

  /// A duration, or null.
  private mutating func span(_ depth: Int) -> String {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0 where depth > 0: return "(\(span(depth - 1)) \(numbers.pick(["+", "-"])) \(span(depth - 1)))"
    case 1 where depth > 0: return "\(span(depth - 1)) * \(numbers.pick(["2", "-1", "0"]))"
    case 2: return "duration.between(\(date(0)), \(date(0)))"
    case 3: return "duration.inDays(\(date(0)), \(date(0)))"
    default:
      return numbers.pick(["duration('P1M')", "duration('P1D')", "duration('P-1Y2DT-3S')", "duration('PT36H')", "duration('P13M31D')"])
    }
  }

  private mutating func numberList(_ depth: Int) -> String {
    numbers.chance(40) ? "range(0, \(numbers.pick(["2", "-1", "3"])))" : "[\(number(depth)), \(number(depth)), \(number(0))]"
  }

  /// A list.
  mutating func list(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 4), using: &numbers) {
    case 0: return "[\(number(0)), \(string(0)), null]"
    case 1: return "range(0, \(numbers.pick(["2", "-1", "3"])))"
    case 2: return context.names(.list, .relationships, .nodes).randomElement(using: &numbers) ?? "[\(number(0)), \(number(0))]"
    case 3: return context.names(.path).randomElement(using: &numbers).map { "nodes(\($0))" } ?? "[]"
    case 4: return "[e IN \(numberList(depth - 1)) WHERE e > \(number(0)) | e * 2]"
    case 5: return "[e IN \(list(depth - 1)) WHERE e IS NOT NULL]"
    case 6: return "\(list(depth - 1))[\(numbers.pick(["0..1", "1..", "..-1"]))]"
    case 7 where !isOrderFree: return "[\(boundPattern()) | \(number(0))]"
    case 8 where !isOrderFree: return "COLLECT { MATCH \(boundPattern()) RETURN \(number(0)) AS e }"
    default: return "tail(\(list(depth - 1))) + \(number(0))"
    }
  }

  // MARK: Conditions

  /// A condition that is true of the witness: bent where it is false or null there.
  mutating func guided(_ condition: String) -> String {
    if numbers.chance(6) { return condition }
    switch context.value(condition) {
    case .boolean(true)?: return condition
    case .boolean(false)?: return "NOT (\(condition))"
    case .null?: return "(\(condition)) IS NULL"
    default: return "true"
    }
  }

  /// A condition, true or not.
  mutating func condition(_ depth: Int) -> String {
    if depth > 0, numbers.chance(38) {
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0, 1: return "(\(condition(depth - 1)) AND \(condition(depth - 1)))"
      case 2, 3: return "(\(condition(depth - 1)) OR \(condition(depth - 1)))"
      default: return numbers.chance(50) ? "NOT \(condition(depth - 1))" : "(\(condition(depth - 1)) XOR \(condition(depth - 1)))"
      }
    }
    if !context.names(.node).isEmpty, numbers.chance(32) { return nodeCondition(depth) }
    return valueCondition(depth)
  }

  private mutating func nodeCondition(_ depth: Int) -> String {
    let node = numbers.pick(context.names(.node))
    var labels: [String] = []
    if case .node(let value)? = context.witness[node] { labels = context.graph.nodes[value.id]?.labels ?? [] }
    switch Int.random(in: 0..<9, using: &numbers) {
    case 0, 1: return "\(node)\(labelTest(labels))"
    case 2: return "\(node) \(numbers.pick(["=", "<>"])) \(numbers.pick(context.names(.node)))"
    case 3, 4: return "EXISTS { \(subpattern()) }"
    case 5: return "COUNT { \(subpattern()) } \(numbers.pick([">=", "=", "<"])) \(numbers.pick(["1", "2"]))"
    case 6, 7: return boundPattern()
    default: return "EXISTS { MATCH \(boundPattern()) WITH count(*) AS k WHERE k > 1 RETURN k }"
    }
  }

  private mutating func valueCondition(_ depth: Int) -> String {
    let sign = numbers.pick(["=", "<>", "<", "<=", ">", ">="])
    let entity = entity()
    switch Int.random(in: 0..<15, using: &numbers) {
    case 12: return "\(date(depth)) \(sign) \(date(depth))"
    case 13: return "\(span(depth)) \(numbers.pick(["=", "<>"])) \(span(0))"
    case 0, 1: return "\(number(depth)) \(sign) \(number(depth))"
    case 2: return "\(string(depth)) \(sign) \(string(depth))"
    case 3: return "\(anything()) \(sign) \(anything())"
    case 4: return "\(anything()) IS \(numbers.chance(50) ? "NOT " : "")NULL"
    case 5: return "\(number(0)) IN \(numberList(0))"
    case 6: return "\(anything()) IN [\(anything()), \(anything()), 1]"
    case 7: return "\(string(depth)) \(numbers.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])) \(string(0))"
    case 8: return "\(numbers.pick(["0", "-1"])) <= \(number(0)) < \(numbers.pick(["2", "3", "2.5"]))"
    case 9: return "\(numbers.pick(["all", "any", "none", "single"]))(e IN \(numberList(0)) WHERE e \(sign) \(number(0)))"
    case 10:
      if let run = context.names(.relationships).randomElement(using: &numbers) {
        return "\(numbers.pick(["all", "any", "none"]))(e IN \(run) WHERE e.p \(sign) \(number(0)))"
      }
      return "\(number(0)) = \(number(0))"
    case 11: return entity.map { "\($0).b" } ?? "true"
    default: return entity.map { "\($0).\(numbers.pick(["p", "s", "q", "m"])) = \($0).\(numbers.pick(["p", "q", "d"]))" } ?? "1 = 1.0"
    }
  }
}
