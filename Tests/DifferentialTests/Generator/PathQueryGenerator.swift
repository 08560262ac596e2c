// Random path patterns: repeated parts of one or two relationships, quantified relationships, plain ones, beside each other, under every
// mode and selector, with conditions inside and outside.

/// Writes one MATCH over paths.
struct PathQueryGenerator {
  /// What follows `p =`.
  enum Selection: String, CaseIterable {
    case none = ""
    case all = "ALL"
    case any = "ANY"
    case anyTwo = "ANY 2"
    case anyShortest = "ANY SHORTEST"
    case allShortest = "ALL SHORTEST"
    case shortestTwo = "SHORTEST 2"
    case shortestThree = "SHORTEST 3"
    case oneGroup = "SHORTEST GROUP"
    case twoGroups = "SHORTEST 2 GROUPS"

    /// How many paths of each pair of ends are wanted, where which ones is left open.
    var count: Int? {
      switch self {
      case .any, .anyShortest: 1
      case .anyTwo, .shortestTwo: 2
      case .shortestThree: 3
      default: nil
      }
    }

    var isSelective: Bool { self != .none && self != .all }
  }

  private var numbers: SeededNumbers
  private var fresh = 0
  private var names: [String] = []
  private var isBounded = false
  private(set) var selection = Selection.none
  /// The path pattern with its selector, as it stands in the query.
  private(set) var pattern = ""
  /// The clauses before.
  private(set) var prefix = ""
  private var outer: [String] = []

  init(_ numbers: SeededNumbers) { self.numbers = numbers }

  /// A query that returns everything its patterns bind.
  mutating func query() -> String {
    if numbers.chance(40) {
      prefix = numbers.chance(50) ? "MATCH (o:A)\n" : "MATCH (o), (t)\n"
      outer = prefix.contains("(t)") ? ["o", "t"] : ["o"]
    }
    selection = numbers.chance(45) ? .none : numbers.pick(Selection.allCases)
    let mode = numbers.chance(55) ? "" : numbers.pick(["TRAIL", "ACYCLIC", "SIMPLE", "WALK", "WALK"])
    let repeatable = numbers.chance(15)
    isBounded = mode == "WALK" || (repeatable && mode.isEmpty)
    let chain = chain()
    let inside = numbers.chance(25) ? "(\(chain) WHERE \(pathCondition()))" : chain
    // A mode stands before the word that says that lengths are counted.
    let words = selection.rawValue.split(separator: " ").map(String.init)
    let (choice, groups) = (words.filter { !$0.hasPrefix("GROUP") }, words.filter { $0.hasPrefix("GROUP") })
    pattern = (["p ="] + choice + [mode] + groups + [inside]).filter { !$0.isEmpty }.joined(separator: " ")
    var text = prefix + "MATCH " + (repeatable ? "REPEATABLE ELEMENTS " : "") + pattern
    if !selection.isSelective || repeatable, numbers.chance(20) { text += ", (\(name("e")))-[\(name("f"))]->()" }
    if selection.count == nil, numbers.chance(25) { text += "\nWHERE \(pathCondition())" }
    let items = outer + names + ["p"]
    return text + "\nRETURN " + items.joined(separator: ", ")
  }

  private mutating func name(_ prefix: String) -> String {
    fresh += 1
    names.append("\(prefix)\(fresh)")
    return "\(prefix)\(fresh)"
  }

  /// Nodes and links; at most one link of two relationships, so that the oracle ends in time.
  private mutating func chain() -> String {
    var text = numbers.chance(20) ? "" : node()
    let links = numbers.pick([1, 1, 1, 2, 2])
    for place in 0..<links {
      let canBePart = text.isEmpty || text.hasSuffix(")") || text.hasSuffix("}") || text.hasSuffix("+") || text.hasSuffix("*")
      if text.isEmpty || (canBePart && numbers.chance(60)) {
        text += part(isSmall: place > 0)
        if numbers.chance(70) { text += node() }
      } else {
        if !text.hasSuffix(")") { text += node() }
        text += relationship(isQuantified: numbers.chance(60)) + node()
      }
    }
    return text
  }

  private mutating func node() -> String {
    if !outer.isEmpty, numbers.chance(30) { return "(\(numbers.pick(outer)))" }
    let nodes = names.filter { $0.hasPrefix("n") }
    if !nodes.isEmpty, numbers.chance(12) { return "(\(numbers.pick(nodes)))" }
    let label = numbers.chance(30) ? ":\(numbers.pick(GraphGenerator.labels))" : ""
    if numbers.chance(25) { return "(\(label))" }
    let name = name("n")
    return "(\(name)\(label)\(numbers.chance(10) ? " WHERE \(name).p <> 2" : ""))"
  }

  private mutating func relationship(isQuantified: Bool) -> String {
    let name = numbers.chance(60) ? name("r") : ""
    let types = numbers.pick(["", ":R", ":S", ":R|S", ":!S", ":%"])
    let condition = !name.isEmpty && numbers.chance(15) ? " WHERE \(name).p >= 0" : ""
    let body = name.isEmpty && types.isEmpty ? "" : "[\(name)\(types)\(condition)]"
    return numbers.pick(["-\(body)->", "<-\(body)-", "-\(body)-"]) + (isQuantified ? quantifier() : "")
  }

  private mutating func quantifier(isSmall: Bool = false) -> String {
    let bounded = isSmall ? ["{1}", "{0,1}", "{,1}", "{1,2}"] : ["{1,2}", "{2}", "{0,2}", "{,2}", "{1,3}", "{2,3}"]
    return numbers.pick(isBounded || isSmall ? bounded : bounded + ["+", "*", "{2,}", "+", "*"])
  }

  private mutating func part(isSmall: Bool) -> String {
    let x = numbers.chance(60) ? name("x") : ""
    let y = numbers.chance(60) ? name("y") : ""
    let relationships = names.count
    var text = "(\(x)\(numbers.chance(20) ? ":" + numbers.pick(GraphGenerator.labels) : ""))" + relationship(isQuantified: false)
    if !isSmall, numbers.chance(25) { text += "(\(numbers.chance(50) ? name("z") : ""))" + relationship(isQuantified: false) }
    text += "(\(y)\(numbers.chance(20) ? ":" + numbers.pick(["A|B", "!C", "B"]) : ""))"
    let inner = [x, y].filter { !$0.isEmpty } + names[relationships...]
    if numbers.chance(40), let first = inner.first { text += " WHERE \(innerCondition(inner, first))" }
    return "(\(text))" + quantifier(isSmall: isSmall)
  }

  private mutating func innerCondition(_ inner: [String], _ first: String) -> String {
    let (a, b) = (numbers.pick(inner), numbers.pick(inner + outer))
    return switch Int.random(in: 0..<6, using: &numbers) {
    case 0: "\(a).p = \(b).p"
    case 1: "\(a).p >= \(b).p OR \(b).q IS NULL"
    case 2: "\(first).p < 2"
    case 3: "id(\(a)) <> id(\(b))"
    case 4: "coalesce(\(a).q, 0) <> 1 AND \(a).p IS NOT NULL"
    default: "\(a).p IS NOT NULL"
    }
  }

  private mutating func pathCondition() -> String {
    let nodes = names.filter { $0.hasPrefix("n") }
    return switch Int.random(in: 0..<7, using: &numbers) {
    case 0: "length(p) <> 2"
    case 1: "all(m IN nodes(p) WHERE m.p IS NOT NULL)"
    case 2: "none(m IN relationships(p) WHERE m.q = 1)"
    case 3: "any(m IN nodes(p) WHERE m.p = 1)"
    case 4 where !nodes.isEmpty: "\(numbers.pick(nodes)).p IS NOT NULL"
    case 5 where nodes.count > 1: "id(\(nodes[0])) <= id(\(nodes[nodes.count - 1]))"
    default: "length(p) > 0"
    }
  }
}
