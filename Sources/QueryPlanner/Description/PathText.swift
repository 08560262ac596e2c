// A search for paths as a pattern: parts in parentheses with their quantifiers, junctions as nodes, conditions where they are asked.
// The pattern stands as in the text of the query; an arrow says where the search starts if that is the right end.

import GraphModel

/// Prints searches for paths.
enum PathText {
  static func details(_ search: PathSearch) -> String {
    let (left, right) = search.isReversed ? (search.to, search.from) : (search.from, search.to)
    func end(_ node: Variable) -> String { OperatorText.node(node, node == search.to && !search.isInto ? search.toLabels : nil) }
    var pattern = end(left)
    for (place, part) in search.parts.enumerated() {
      pattern += text(part)
      if place < search.junctions.count { pattern += text(search.junctions[place]) }
    }
    pattern += end(right)
    var text = [prefix(search), pattern].filter { !$0.isEmpty }.joined(separator: " ")
    if let condition = search.condition { text += " WHERE \(ExpressionText.of(condition))" }
    if search.isReversed { text += " from \(ExpressionText.of(search.from))" }
    if let list = search.relationships { text += " relationships AS \(ExpressionText.of(list))" }
    if let length = search.length { text += " length AS \(ExpressionText.of(length))" }
    return text + OperatorText.unequal(to: search.distinctFrom)
  }

  private static func prefix(_ search: PathSearch) -> String {
    switch search.choice {
    case .all: search.rule.rawValue
    case .shortest(let count): "SHORTEST \(ExpressionText.of(count)) \(search.rule.rawValue)"
    case .groups(let count): "SHORTEST \(ExpressionText.of(count)) GROUPS \(search.rule.rawValue)"
    }
  }

  private static func text(_ part: PathPart) -> String {
    guard part.isRepeated else { return hop(part.hops[0], part.conditions) }
    var inside = ""
    for (place, node) in part.nodes.enumerated() {
      inside += text(node)
      if place < part.hops.count { inside += hop(part.hops[place], []) }
    }
    if !part.conditions.isEmpty { inside += " WHERE " + conditions(part.conditions) }
    return "(\(inside)){\(part.minimum),\(part.maximum.map(String.init) ?? "")}"
  }

  private static func hop(_ hop: PathHop, _ demanded: [BoundExpression]) -> String {
    let name = hop.output == nil && !hop.isNamed ? nil : hop.inner
    let rest = demanded.isEmpty ? "" : " WHERE \(conditions(demanded))"
    return OperatorText.arrow(OperatorText.typed(name, hop.types, rest), hop.direction)
  }

  private static func text(_ node: PathNode) -> String {
    let isRead = node.output != nil || !node.conditions.isEmpty || node.isNamed
    let inside = OperatorText.node(isRead ? node.inner : nil, node.labels)
    return node.conditions.isEmpty ? inside : "\(inside.dropLast()) WHERE \(conditions(node.conditions)))"
  }

  private static func conditions(_ conditions: [BoundExpression]) -> String {
    conditions.map(ExpressionText.of).joined(separator: " AND ")
  }
}

extension PathHop {
  /// Whether the query names the relationship.
  fileprivate var isNamed: Bool { !inner.name.hasPrefix("  ") }
}

extension PathNode {
  /// Whether the query names the node.
  fileprivate var isNamed: Bool { !inner.name.hasPrefix("  ") }
}
