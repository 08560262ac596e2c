// The physical plan for people: one line an operator, the top first, plans inside an operator indented below it.
import GraphModel

extension PhysicalPlan {
  /// The operators as text.
  package var text: String { text { _ in nil } }

  /// The operators as text, each with its counters if they are known.
  func text(_ counter: (Int) -> PlanProfile.Counter?) -> String {
    var lines: [(text: String, counter: PlanProfile.Counter?)] = []
    Self.append(chain, depth: 0, &lines, counter)
    let width = lines.map { $0.text.count }.max() ?? 0
    return lines.map { line in
      guard let counter = line.counter else { return line.text + "\n" }
      let padding = String(repeating: " ", count: width - line.text.count)
      return "\(line.text)\(padding)  \(counter.rows) rows, \(Self.milliseconds(counter.time)) ms\n"
    }.joined()
  }

  private static func milliseconds(_ time: Duration) -> String {
    let microseconds = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
    let rest = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static func append(
    _ chain: PhysicalChain, depth: Int, _ lines: inout [(text: String, counter: PlanProfile.Counter?)],
    _ counter: (Int) -> PlanProfile.Counter?
  ) {
    let indent = String(repeating: "  ", count: depth)
    for node in chain.nodes.reversed() {
      var title = node.step.title
      if case .applyPerRow = node.operation { title += " (row by row)" }
      lines.append((text: indent + title, counter: counter(node.number)))
      for inner in node.operation.inner { append(inner, depth: depth + 1, &lines, counter) }
    }
    if depth > 0 || chain.nodes.isEmpty { lines.append((text: "\(indent)Argument", counter: nil)) }
  }
}

extension PhysicalNode.Operation {
  /// The plans inside the operation.
  var inner: [PhysicalChain] {
    switch self {
    case .apply(_, let chain, _, _), .applyPerRow(_, let chain), .merge(_, let chain), .foreach(_, _, let chain): [chain]
    case .union(let branches, _, _): branches.map(\.chain)
    default: []
    }
  }
}
