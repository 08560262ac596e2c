// Queries made at random: patterns with chains, cycles and variable lengths, conditions, optional parts, subqueries, groupings.
// They mean nothing; they only must mean the same after every rule.

import GraphModel

/// Makes query texts.
struct RandomQueries {
  var random: SeededGenerator
  private var nodes: [String] = []
  private var relationships: [String] = []
  private var lists: [String] = []
  private var count = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// A query.
  mutating func next() -> String {
    nodes = []
    relationships = []
    lists = []
    count = 0
    var text = "MATCH \(patterns())\(condition())"
    if chance(25) { text += " OPTIONAL MATCH \(chain())\(condition())" }
    if chance(20) { text += " WITH *\(condition())" }
    if chance(20) { text += grouping() }
    if chance(30) { text += " MATCH \(patterns())\(condition())" }
    return text + " RETURN " + result()
  }

  private mutating func patterns() -> String {
    var parts = [chain()]
    if chance(30) { parts.append(chain()) }
    return parts.joined(separator: ", ")
  }

  private mutating func chain() -> String {
    var text = node()
    for _ in 0..<pick([0, 1, 1, 2, 2, 3]) { text += relationship() + node() }
    return text
  }

  private mutating func node() -> String {
    var name = ""
    if !nodes.isEmpty, chance(45) {
      name = pick(nodes)
    } else if chance(80) {
      count += 1
      name = "n\(count)"
      nodes.append(name)
    }
    let labels = chance(40) ? ":" + pick(["A", "B", "C", "A|B", "!C", "A&B"]) : ""
    let properties = chance(15) ? " {x: \(pick([0, 1, 2]))}" : ""
    return "(\(name)\(labels)\(properties))"
  }

  private mutating func relationship() -> String {
    count += 1
    let types = chance(70) ? ":" + pick(["R", "S", "T", "R|S"]) : ""
    var inside = types
    if chance(20) {
      if chance(40) {
        lists.append("r\(count)")
        inside = "r\(count)" + inside
      }
      inside += pick(["*1..2", "*0..2", "*2", "*..2", "*0..1"])
      if chance(20) { inside += " {w: 1}" }
    } else {
      if chance(40) {
        relationships.append("r\(count)")
        inside = "r\(count)" + inside
      }
      if chance(10) { inside += " {w: \(pick([0, 1, 2]))}" }
    }
    return pick(["-[\(inside)]->", "<-[\(inside)]-", "-[\(inside)]-"])
  }

  private mutating func condition() -> String {
    guard chance(55), !nodes.isEmpty else { return "" }
    var parts: [String] = []
    for _ in 0..<pick([1, 1, 2]) { parts.append(conjunct()) }
    return " WHERE " + parts.joined(separator: " AND ")
  }

  private mutating func conjunct() -> String {
    let (a, b) = (pick(nodes), pick(nodes))
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return "\(a).x = \(pick([0, 1, 2]))"
    case 1: return "\(a).x > \(pick([0, 1]))"
    case 2: return "\(a).x = \(b).x"
    case 3: return "\(a) <> \(b)"
    case 4: return "\(a).id <> \(b).id"
    case 5: return "\(a).s STARTS WITH 'a'"
    case 6: return "\(a).x IN [1, 2]"
    case 7: return "\(a):\(pick(["A", "B", "C"]))"
    case 8: return "EXISTS { (\(a))\(step())(:A) }"
    case 9: return "NOT EXISTS { MATCH (\(a))\(step())(m) WHERE m.x = \(b).x }"
    case 10: return "COUNT { (\(a))\(step())() } > \(pick([0, 1]))"
    case 11: return "(\(a).x = 1 OR \(b).x = 2)"
    case 12: return relationships.isEmpty ? "true" : "\(pick(relationships)).w > 0"
    default: return lists.isEmpty ? "(\(a))\(step())(\(b))" : "size(\(pick(lists))) < 2"
    }
  }

  private mutating func step() -> String {
    pick(["-->", "--", "<-[:R]-", "-[:S]->", "-[:R*1..2]-", "-[:T*0..2]->"])
  }

  private mutating func grouping() -> String {
    guard !nodes.isEmpty else { return "" }
    let kept = pick(nodes)
    let other = pick(nodes)
    defer {
      nodes = [kept]
      relationships = []
      lists = []
    }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return " WITH \(kept), count(*) AS c WHERE c > 1"
    case 1: return " WITH DISTINCT \(kept)"
    case 2: return " WITH collect(DISTINCT \(kept)) AS all UNWIND all AS \(kept)"
    case 3: return " WITH \(kept), max(\(other).x) AS m WHERE \(kept).x = m"
    default: return " WITH \(kept) WHERE \(kept).x > 0"
    }
  }

  private mutating func result() -> String {
    guard !nodes.isEmpty else { return "count(*) AS c" }
    let (a, b) = (pick(nodes), pick(nodes))
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return "count(*) AS c"
    case 1: return "count(DISTINCT \(a)) AS c"
    case 2: return "\(a).x AS x, count(*) AS c"
    case 3: return "DISTINCT \(a)"
    case 4: return "id(\(a)) AS a, id(\(b)) AS b"
    case 5: return "\(a), count(\(b)) AS c"
    case 6: return "collect(DISTINCT \(a)) AS all"
    case 7: return "min(\(a).x) AS m, count(\(b)) AS c"
    case 8: return lists.isEmpty ? "count(*) AS c" : "size(\(pick(lists))) AS l, count(*) AS c"
    case 9: return "\(a).x AS x, sum(\(b).x) AS s, count(*) AS c"
    case 10: return "DISTINCT \(a).x AS x, \(b).s AS s"
    case 11: return "id(\(a)) AS a, COUNT { (\(a))\(step())() } AS c"
    case 12: return relationships.isEmpty ? "count(*) AS c" : "count(\(pick(relationships))) AS c"
    default: return "id(\(a)) AS a, [(\(a))\(step())(m) | m.x] AS l"
    }
  }
}
