// Random reading queries that are well-formed by construction: a skeleton of clauses first, each clause grown over the variables that the
// ones before it bound.

/// Writes random queries.
struct QueryGenerator {
  private var numbers: SeededNumbers
  private var nodes: [String] = []
  private var relationships: [String] = []
  private var others: [String] = []
  private var fresh = 0

  /// A generator from a seed.
  init(_ numbers: SeededNumbers) { self.numbers = numbers }

  /// One query.
  mutating func query() -> String {
    var clauses = [match(optional: false)]
    for _ in 0..<Int.random(in: 0...2, using: &numbers) {
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: clauses.append(match(optional: true))
      case 1: clauses.append(match(optional: false))
      case 2: clauses.append(unwind())
      default: clauses.append(with())
      }
    }
    clauses.append(projection("RETURN"))
    return clauses.joined(separator: "\n")
  }

  private mutating func name(_ prefix: String) -> String {
    fresh += 1
    return "\(prefix)\(fresh)"
  }

  private mutating func match(optional: Bool) -> String {
    let patterns = (0..<(numbers.chance(25) ? 2 : 1)).map { _ in pattern(binding: true) }
    let condition = numbers.chance(55) ? "\nWHERE \(condition(2))" : ""
    return (optional ? "OPTIONAL MATCH " : "MATCH ") + patterns.joined(separator: ", ") + condition
  }

  private mutating func pattern(binding: Bool) -> String {
    var text = node(binding: binding)
    for _ in 0..<[0, 1, 1, 1, 2, 2, 3][Int.random(in: 0..<7, using: &numbers)] {
      text += relationship(binding: binding) + node(binding: binding)
    }
    return text
  }

  private mutating func node(binding: Bool) -> String {
    if !nodes.isEmpty, numbers.chance(35) { return "(\(numbers.pick(nodes)))" }
    var text = "("
    if binding, numbers.chance(75) {
      let name = name("n")
      nodes.append(name)
      text += name
    }
    if numbers.chance(35) { text += ":" + labelTest() }
    if numbers.chance(10) { text += " {p: \(numbers.pick(GraphGenerator.values))}" }
    return text + ")"
  }

  private mutating func labelTest() -> String {
    let labels = GraphGenerator.labels
    return switch Int.random(in: 0..<8, using: &numbers) {
    case 0: "\(numbers.pick(labels))|\(numbers.pick(labels))"
    case 1: "!\(numbers.pick(labels))"
    case 2: "\(numbers.pick(labels))&\(numbers.pick(labels))"
    default: numbers.pick(labels)
    }
  }

  private mutating func relationship(binding: Bool) -> String {
    var inner = ""
    let isVariable = numbers.chance(20)
    if binding, numbers.chance(40) {
      let name = name("r")
      if isVariable { others.append(name) } else { relationships.append(name) }
      inner += name
    }
    if numbers.chance(60) { inner += ":" + (numbers.chance(20) ? "R|S" : numbers.pick(GraphGenerator.types)) }
    if isVariable { inner += numbers.pick(["*1..2", "*0..1", "*2", "*..3", "*1..1", "*0..2"]) }
    let body = inner.isEmpty ? "" : "[\(inner)]"
    return numbers.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
  }

  private mutating func operand() -> String {
    let entities = nodes + relationships
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: return numbers.pick(GraphGenerator.values)
    case 1 where !others.isEmpty: return "coalesce(\(numbers.pick(others)), 0)"
    default: return entities.isEmpty ? numbers.pick(GraphGenerator.values) : "\(numbers.pick(entities)).\(numbers.pick(["p", "q"]))"
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 14 : 8), using: &numbers) {
    case 0, 1: return "\(operand()) = \(operand())"
    case 2: return "\(operand()) < \(operand())"
    case 3: return "\(operand()) <> \(operand())"
    case 4: return "\(operand()) IS \(numbers.chance(50) ? "NOT " : "")NULL"
    case 5: return "\(operand()) IN [\(operand()), \(numbers.pick(GraphGenerator.values)), 1]"
    case 6 where !nodes.isEmpty: return "\(numbers.pick(nodes)):\(labelTest())"
    case 7 where nodes.count > 1: return "\(numbers.pick(nodes)) \(numbers.pick(["=", "<>"])) \(numbers.pick(nodes))"
    case 8: return "(\(condition(depth - 1)) AND \(condition(depth - 1)))"
    case 9: return "(\(condition(depth - 1)) OR \(condition(depth - 1)))"
    case 10: return "NOT (\(condition(depth - 1)))"
    case 11 where !nodes.isEmpty: return "EXISTS { MATCH \(pattern(binding: false)) }"
    case 12 where !nodes.isEmpty:
      return "COUNT { (\(numbers.pick(nodes)))\(relationship(binding: false))() } >= \(numbers.pick(["1", "2"]))"
    case 13 where !nodes.isEmpty: return "(\(numbers.pick(nodes)))\(relationship(binding: false))(:\(numbers.pick(GraphGenerator.labels)))"
    default: return "\(operand()) >= \(operand())"
    }
  }

  private mutating func unwind() -> String {
    let variable = name("u")
    let source = others.isEmpty || numbers.chance(60) ? "[1, 2, null, \(operand())]" : "[\(numbers.pick(others)), \(operand())]"
    others.append(variable)
    return "UNWIND \(source) AS \(variable)"
  }

  private mutating func with() -> String {
    let kept = nodes.filter { _ in numbers.chance(70) }
    let keptRelationships = relationships.filter { _ in numbers.chance(60) }
    var items = kept + keptRelationships
    var newOthers: [String] = []
    if numbers.chance(40) || items.isEmpty {
      let variable = name("x")
      items.append("\(numbers.chance(50) ? aggregate() : operand()) AS \(variable)")
      newOthers.append(variable)
    }
    let text = "WITH \(numbers.chance(30) ? "DISTINCT " : "")" + items.joined(separator: ", ")
    (nodes, relationships, others) = (kept, keptRelationships, newOthers)
    return text + (numbers.chance(30) ? "\nWHERE \(condition(1))" : "")
  }

  private mutating func aggregate() -> String {
    let argument = operand()
    return numbers.pick(
      [
        "count(*)", "count(\(argument))", "count(DISTINCT \(argument))", "min(\(argument))", "max(\(argument))",
        "size(collect(\(argument)))",
      ].filter { !$0.hasPrefix("size") } + (nodes.isEmpty ? [] : ["count(DISTINCT \(nodes[0]))", "count(\(nodes[0]))"]))
  }

  private mutating func projection(_ keyword: String) -> String {
    var items = (nodes + relationships).filter { _ in numbers.chance(50) }
    items += others.filter { _ in numbers.chance(70) }
    if numbers.chance(45) || items.isEmpty { items.append("\(numbers.chance(60) ? aggregate() : operand()) AS c") }
    return "\(keyword) \(numbers.chance(30) ? "DISTINCT " : "")" + items.joined(separator: ", ")
  }
}
