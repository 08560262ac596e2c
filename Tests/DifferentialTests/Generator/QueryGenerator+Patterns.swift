// MATCH and its patterns, laid over a walk that the graph has: start at a bound node or anywhere, follow relationships, write down what is
// true of each element, more or less of it. The walk is the match that the pattern is sure to find.
import CypherSyntax
import GraphModel

extension QueryGenerator {
  /// What one MATCH has used and bound so far.
  struct Layout {
    var used: Set<RelationshipID> = []
    var bound: [(name: String, node: NodeID)] = []
    var added: [ScopedVariable] = []
  }

  /// MATCH or OPTIONAL MATCH.
  mutating func match(isOptional: Bool = false) -> Piece {
    if !isOptional, numbers.chance(6), let piece = shortestPath() { return piece }
    var layout = Layout()
    for name in context.names(.node) {
      if case .node(let node)? = context.witness[name] { layout.bound.append((name, node.id)) }
    }
    let patterns = (0..<(numbers.chance(22) ? 2 : 1)).map { _ in pattern(&layout, canBind: true) }
    let text = (isOptional ? "OPTIONAL MATCH " : "MATCH ") + patterns.joined(separator: ", ")
    guard numbers.chance(45) else { return (text, layout.added) }
    let before = context
    defer { context = before }
    guard let next = try? context.after(text, layout.added, &numbers), !next.table.rows.isEmpty else { return (text, layout.added) }
    context = next
    let isGuided = !(isOptional && numbers.chance(50))
    let condition = condition(2)
    return ("\(text)\nWHERE \(isGuided ? guided(condition) : condition)", layout.added)
  }

  /// A pattern of bound variables only, with at least one relationship: a predicate, or the inside of EXISTS and COUNT.
  mutating func boundPattern(canName: Bool = false) -> String {
    var layout = Layout()
    for name in context.names(.node) {
      if case .node(let node)? = context.witness[name] { layout.bound.append((name, node.id)) }
    }
    let known = layout.bound.isEmpty ? "()" : "(\(numbers.pick(layout.bound).name))"
    let text = pattern(&layout, canBind: false)
    return text.contains("-")
      ? text : known + numbers.pick(["-->", "<--", "--", "-[:R]->", "-[:S|T]-"]) + numbers.pick(["()", "(:A)", "(:B)"])
  }

  private mutating func pattern(_ layout: inout Layout, canBind: Bool) -> String {
    guard !context.graph.nodeOrder.isEmpty else { return "(\(canBind ? fresh("n", .node, &layout) : ""))" }
    let startsBound = !layout.bound.isEmpty && numbers.chance(canBind ? 50 : 90)
    var here = startsBound ? numbers.pick(layout.bound).node : numbers.pick(context.graph.nodeOrder)
    let path = canBind && numbers.chance(14) ? fresh("p", .path, &layout) : ""
    var text = node(here, &layout, canBind: canBind, prefersBound: startsBound)
    let steps = numbers.pick(canBind ? [0, 0, 1, 1, 1, 1, 2, 2, 3] : [1, 1, 1, 2])
    for _ in 0..<steps {
      guard let (step, end) = numbers.chance(16) ? run(here, &layout, canBind) : step(here, &layout, canBind) else { break }
      text += step + node(end, &layout, canBind: canBind, prefersBound: numbers.chance(40))
      here = end
    }
    return path.isEmpty ? text : "\(path) = \(text)"
  }

  private mutating func fresh(_ prefix: String, _ kind: VariableKind, _ layout: inout Layout) -> String {
    let name = name(prefix)
    layout.added.append(ScopedVariable(name: name, kind: kind))
    return name
  }

  // MARK: Nodes

  private mutating func node(_ id: NodeID, _ layout: inout Layout, canBind: Bool, prefersBound: Bool) -> String {
    let known = layout.bound.filter { $0.node == id }.map(\.name)
    if prefersBound, !known.isEmpty { return "(\(numbers.pick(known)))" }
    var text = "("
    if canBind, numbers.chance(72) {
      let name = fresh("n", .node, &layout)
      layout.bound.append((name, id))
      text += name
    }
    guard let content = context.graph.nodes[id] else { return text + ")" }
    if numbers.chance(34) { text += labelTest(content.labels) }
    if numbers.chance(9) { text += properties(content.properties) }
    return text + ")"
  }

  /// A label expression that labels satisfy, most of the time.
  mutating func labelTest(_ labels: [String]) -> String {
    let absent = SmallGraph.labels.filter { !labels.contains($0) }
    if numbers.chance(8) || (labels.isEmpty && absent.isEmpty) { return ":\(numbers.pick(SmallGraph.labels))" }
    switch Int.random(in: 0..<9, using: &numbers) {
    case 0 where !absent.isEmpty: return ":!\(numbers.pick(absent))"
    case 1 where labels.count > 1: return ":\(labels[0])&\(labels[1])"
    case 2 where labels.count > 1: return ":\(labels[1]):\(labels[0])"
    case 3 where !labels.isEmpty: return ":\(numbers.pick(labels))|\(numbers.pick(SmallGraph.labels))"
    case 4 where !labels.isEmpty: return ":%"
    case 5 where !labels.isEmpty && !absent.isEmpty: return ":\(numbers.pick(labels))&!\(numbers.pick(absent))"
    default: return labels.isEmpty ? ":!\(numbers.pick(SmallGraph.labels))" : ":\(numbers.pick(labels))"
    }
  }

  private mutating func properties(_ map: ValueMap) -> String {
    let entries = map.entries.compactMap { entry in entry.value.literalText.map { "\(entry.key): \($0)" } }
    return entries.isEmpty || numbers.chance(8) ? " {p: \(numbers.pick(SmallGraph.values["p"] ?? []))}" : " {\(numbers.pick(entries))}"
  }

  // MARK: Relationships

  private mutating func step(_ here: NodeID, _ layout: inout Layout, _ canBind: Bool) -> (String, NodeID)? {
    let steps = context.graph.steps(from: here, .both).filter { !layout.used.contains($0.relationship) }
    guard !steps.isEmpty else { return nil }
    let (id, end) = numbers.pick(steps)
    guard let content = context.graph.relationships[id] else { return nil }
    layout.used.insert(id)
    var inner = ""
    let known = context.names(.relationship).filter { context.witness[$0] == .relationship(Relationship(id: id)) }
    if !known.isEmpty, canBind, numbers.chance(40) {
      inner = known[0]
    } else if canBind, numbers.chance(38) {
      inner = fresh("r", .relationship, &layout)
    }
    if numbers.chance(55) { inner += typeTest(content.type) }
    if numbers.chance(6) { inner += properties(content.properties) }
    return (arrow(inner.isEmpty ? "" : "[\(inner)]", isForward: content.start == here, isLoop: content.start == content.end), end)
  }

  /// A type expression that a type satisfies.
  private mutating func typeTest(_ type: String) -> String {
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: ":\(type)|\(numbers.pick(SmallGraph.types))"
    case 1: ":!\(SmallGraph.types.first { $0 != type } ?? "U")"
    default: ":\(type)"
    }
  }

  private mutating func arrow(_ body: String, isForward: Bool, isLoop: Bool) -> String {
    if numbers.chance(30) { return "-\(body)-" }
    return (isLoop ? numbers.chance(50) : isForward) ? "-\(body)->" : "<-\(body)-"
  }

  /// A relationship of variable length that goes over a walk of up to three steps.
  private mutating func run(_ here: NodeID, _ layout: inout Layout, _ canBind: Bool) -> (String, NodeID)? {
    var (end, types, directions): (NodeID, Set<String>, Set<Bool>) = (here, [], [])
    let wanted = numbers.pick([0, 1, 1, 2, 2, 3])
    var length = 0
    while length < wanted {
      let steps = context.graph.steps(from: end, .both).filter { !layout.used.contains($0.relationship) }
      guard !steps.isEmpty else { break }
      let (id, other) = numbers.pick(steps)
      guard let content = context.graph.relationships[id] else { break }
      layout.used.insert(id)
      types.insert(content.type)
      if content.start != content.end { directions.insert(content.start == end) }
      end = other
      length += 1
    }
    var inner = canBind && numbers.chance(35) ? fresh("v", .relationships, &layout) : ""
    if types.count == 1, let type = types.first, numbers.chance(60) { inner += typeTest(type) }
    let (low, high) = (Int.random(in: 0...length, using: &numbers), length + numbers.pick([0, 0, 1]))
    if numbers.chance(25) { return (quantified(inner, low, max(high, 1), directions), end) }
    inner += numbers.pick(["*\(low)..\(max(high, 1))", "*\(length)", length == 0 ? "*0..1" : "*..\(high)", "*\(low)..\(max(high, 1))"])
    let isOneWay = directions.count == 1 && numbers.chance(60)
    return (isOneWay ? (directions.contains(true) ? "-[\(inner)]->" : "<-[\(inner)]-") : "-[\(inner)]-", end)
  }

  /// A relationship, or a part with nodes of its own, under a quantifier.
  private mutating func quantified(_ inner: String, _ low: Int, _ high: Int, _ directions: Set<Bool>) -> String {
    let body = inner.isEmpty ? "" : "[\(inner)]"
    let isOneWay = directions.count == 1 && numbers.chance(60)
    let step = isOneWay ? (directions.contains(true) ? "-\(body)->" : "<-\(body)-") : "-\(body)-"
    let quantifier = numbers.pick(["{\(low),\(high)}", low == 0 ? "{,\(high)}" : "{\(low),\(high)}"])
    return numbers.chance(60)
      ? step + quantifier : " (()\(step)()\(numbers.chance(20) ? " WHERE \(numbers.pick(["true", "1 = 1.0"]))" : ""))\(quantifier) "
  }

  // MARK: Shortest paths

  private mutating func shortestPath() -> Piece? {
    guard context.graph.nodeOrder.count > 1 else { return nil }
    let path = name("p")
    var added: [ScopedVariable] = []
    let ends = (0..<2).map { _ -> String in
      if let known = context.names(.node).randomElement(using: &numbers), numbers.chance(60) { return "(\(known))" }
      let name = name("n")
      added.append(ScopedVariable(name: name, kind: .node))
      return "(\(name)\(numbers.chance(40) ? ":\(numbers.pick(SmallGraph.labels))" : ""))"
    }
    guard ends[0] != ends[1] else { return nil }
    let all = numbers.chance(60)
    added.append(ScopedVariable(name: path, kind: all ? .path : .shortestPath))
    let types = numbers.chance(50) ? ":" + numbers.pick(SmallGraph.types) : ""
    let step = numbers.pick(["-[\(types)*]->", "<-[\(types)*..3]-", "-[\(types)*..4]-", "-[\(types)*]-", "-[\(types)*0..2]->"])
    return ("MATCH \(path) = \(all ? "allShortestPaths" : "shortestPath")(\(ends[0])\(step)\(ends[1]))", added)
  }
}
