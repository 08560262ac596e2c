// The clauses that write. What a clause sets depends on the row's own entity most of the time, so that the order of rows seldom matters.
import GraphModel

extension QueryGenerator {
  /// One writing clause.
  mutating func writingClause() -> Piece {
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0, 1: return create()
    case 2, 3: return merge()
    case 4, 5, 6: return set()
    case 7: return remove()
    case 8, 9: return delete()
    case 10: return foreach()
    default: return ("WITH *", [])
    }
  }

  private mutating func newNode(_ added: inout [ScopedVariable], bound: Int) -> String {
    if numbers.chance(bound), let known = context.names(.node).randomElement(using: &numbers) { return "(\(known))" }
    let name = maybeName("n", 60)
    if !name.isEmpty { added.append(ScopedVariable(name: name, kind: .node)) }
    return "(\(name)\(numbers.chance(60) ? ":" + numbers.pick(SmallGraph.labels) : "")\(properties()))"
  }

  private mutating func properties() -> String {
    let key = numbers.pick(SmallGraph.keys)
    return numbers.chance(50) ? " {\(key): \(value(of: key))}" : ""
  }

  private mutating func value(of key: String) -> String {
    switch key {
    case "p": numbers.chance(40) ? number(1) : numbers.pick(SmallGraph.values["p"] ?? [])
    case "s": numbers.chance(40) ? string(1) : numbers.pick(SmallGraph.values["s"] ?? [])
    default: numbers.pick((SmallGraph.values[key] ?? []) + ["null"])
    }
  }

  private mutating func create() -> Piece {
    var added: [ScopedVariable] = []
    let first = newNode(&added, bound: 60)
    let isBare = added.isEmpty && !first.contains(":") && !first.contains("{") && first != "()"
    if !isBare, numbers.chance(35) { return ("CREATE \(first)", added) }
    let relationship = maybeName("r", 40)
    if !relationship.isEmpty { added.append(ScopedVariable(name: relationship, kind: .relationship)) }
    let body = "[\(relationship):\(numbers.pick(SmallGraph.types))\(properties())]"
    let step = numbers.chance(50) ? "-\(body)->" : "<-\(body)-"
    return ("CREATE \(first)\(step)\(newNode(&added, bound: 60))", added)
  }

  private mutating func merge() -> Piece {
    var added: [ScopedVariable] = []
    let nodes = context.names(.node)
    var text: String
    var subject: String
    if nodes.isEmpty || numbers.chance(40) {
      subject = name("n")
      added = [ScopedVariable(name: subject, kind: .node)]
      text = "MERGE (\(subject):\(numbers.pick(SmallGraph.labels)) {p: \(numbers.pick(["0", "1", "2", "7"]))})"
    } else {
      subject = name("r")
      added = [ScopedVariable(name: subject, kind: .relationship)]
      let body = "[\(subject):\(numbers.pick(SmallGraph.types))]"
      let arrow = numbers.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
      text = "MERGE (\(numbers.pick(nodes)))\(arrow)(\(numbers.pick(nodes)))"
    }
    if numbers.chance(40) { text += " ON CREATE SET \(subject).q = \(numbers.pick(["1", "'new'"]))" }
    if numbers.chance(40) { text += " ON MATCH SET \(subject).q = \(numbers.pick(["2", "'old'", "\(subject).p"]))" }
    return (text, added)
  }

  private mutating func setItem(_ entity: String) -> String {
    let key = numbers.pick(SmallGraph.keys)
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: return "\(entity) += {p: \(value(of: "p")), q: null}"
    case 1: return "\(entity) = {s: \(numbers.pick(SmallGraph.values["s"] ?? []))}"
    case 2: return "\(entity).p = \(entity).p + 1"
    case 3: return "\(entity).\(key) = null"
    case 4 where context.names(.node).contains(entity): return "\(entity):\(numbers.pick(SmallGraph.labels + ["D"]))"
    default: return "\(entity).\(key) = \(numbers.pick(SmallGraph.values[key] ?? []))"
    }
  }

  private mutating func set() -> Piece {
    guard let entity = context.names(.node, .relationship).randomElement(using: &numbers) else { return create() }
    let items = (0..<(numbers.chance(25) ? 2 : 1)).map { _ in setItem(entity) }
    return ("SET " + items.joined(separator: ", "), [])
  }

  private mutating func remove() -> Piece {
    guard let entity = context.names(.node, .relationship).randomElement(using: &numbers) else { return create() }
    if context.names(.node).contains(entity), numbers.chance(40) { return ("REMOVE \(entity):\(numbers.pick(SmallGraph.labels))", []) }
    return ("REMOVE \(entity).\(numbers.pick(SmallGraph.keys))", [])
  }

  private mutating func delete() -> Piece {
    if let relationship = context.names(.relationship).randomElement(using: &numbers), numbers.chance(50) {
      return ("DELETE \(relationship)\nWITH count(*) AS \(name("x"))", [])
    }
    if let path = context.names(.path).randomElement(using: &numbers), numbers.chance(40) {
      return ("DETACH DELETE \(path)\nWITH count(*) AS \(name("x"))", [])
    }
    guard let node = context.names(.node).randomElement(using: &numbers) else { return create() }
    return ("\(numbers.chance(80) ? "DETACH " : "")DELETE \(node)\nWITH count(*) AS \(name("x"))", [])
  }

  private mutating func foreach() -> Piece {
    guard let node = context.names(.node).randomElement(using: &numbers) else { return create() }
    let element = name("e")
    let list = numbers.pick(["[1, 2]", "range(0, 1)", "[]", "[\(number(0))]", "null"])
    let inner = numbers.pick([
      "CREATE (:C {p: \(element)})", "SET \(node).p = \(element)", "CREATE (\(node))-[:T {p: \(element)}]->(:B)",
      "MERGE (:D {q: 1})", "SET \(node):D",
    ])
    return ("FOREACH (\(element) IN \(list) | \(inner))", [])
  }
}
