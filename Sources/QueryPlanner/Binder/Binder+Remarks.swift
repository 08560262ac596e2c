// Remarks on what is right but may surprise: patterns that multiply each other, lengths without an end, forms that have had their day.

import CypherSyntax
import GraphModel

extension Binder {
  /// Remarks on a form that has a better one by now.
  func noteDeprecated(_ what: String, at span: SourceSpan, use better: String) {
    remarks.append(Notification(.deprecated, "\(what) is an old form", at: span, hint: "write \(better)"))
  }

  /// Remarks on patterns of one MATCH that have nothing in common, so that every match of one meets every match of the other. A part that
  /// starts at what is bound already, or whose nodes are sought by a value, multiplies nothing to speak of.
  func noteProduct(of pattern: BoundPattern, _ conditions: [BoundExpression], _ patterns: [PathPattern]) {
    guard patterns.count > 1, pattern.nodes.count > 1, let first = patterns.first, let last = patterns.last else { return }
    var parts = PatternParts(pattern.nodes)
    for relationship in pattern.relationships { parts.join(relationship.left, relationship.right) }
    for search in pattern.searches { parts.join(search.left, search.right) }
    for walk in pattern.walks { parts.join(walk.left, walk.right) }
    var settled = pattern.boundNodes
    for condition in pattern.conditions + conditions { settled.formUnion(condition.soughtEntities) }
    let open = parts.groups.filter { group in !group.contains(where: settled.contains) }
    guard open.count > 1 else { return }
    let names = open.map { "(\(ExpressionText.of($0[0])))" }
    remarks.append(
      Notification(
        .cartesianProduct, "patterns that nothing connects multiply each other: \(names.joined(separator: " × "))",
        at: first.span.extended(to: last.span), hint: "connect them with a relationship, or compare their properties in WHERE"))
  }

  /// Remarks on advice before a statement.
  func noteUnused(_ option: Statement.Option) {
    remarks.append(
      Notification(
        .adviceNotTaken, "the option `\(option.name.text)` has no effect: there is one planner and one runtime", at: option.name.span,
        hint: "leave it out"))
  }

  /// Remarks on advice to the planner, and refuses it where it speaks of what the MATCH does not have.
  func noteUnused(_ advice: MatchClause.Advice) throws(QueryError) {
    for variable in advice.variables { _ = try resolve(variable) }
    remarks.append(
      Notification(
        .adviceNotTaken, "USING has no effect: the planner compares the costs itself", at: advice.span,
        hint: "leave it out; EXPLAIN shows what is chosen"))
  }

  /// Remarks on a length that has no end.
  func noteUnbounded(_ length: BoundRelationship.Length?, at span: SourceSpan) {
    guard let length, length.maximum == nil else { return }
    remarks.append(
      Notification(
        .unboundedLength, "this pattern walks as far as there are relationships", at: span,
        hint: "give it an upper bound, such as *\(length.minimum)..\(max(5, length.minimum))"))
  }
}

/// The nodes of a pattern in groups that hang together.
private struct PatternParts {
  private let nodes: [Variable]
  private var leaders: [Variable: Variable]

  init(_ nodes: [Variable]) {
    self.nodes = nodes
    leaders = Dictionary(nodes.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func leader(_ node: Variable) -> Variable {
    var leader = node
    while let above = leaders[leader], above != leader { leader = above }
    return leader
  }

  mutating func join(_ left: Variable, _ right: Variable) { leaders[leader(left)] = leader(right) }

  /// The groups in the order of their first nodes.
  var groups: [[Variable]] {
    var places: [Variable: Int] = [:]
    var groups: [[Variable]] = []
    for node in nodes {
      let leader = leader(node)
      if let place = places[leader] {
        groups[place].append(node)
      } else {
        places[leader] = groups.count
        groups.append([node])
      }
    }
    return groups
  }
}

extension BoundExpression {
  /// The entities that a condition seeks by a value: `x.key = …`, `x.key IN …`, `id(x) = …`.
  fileprivate var soughtEntities: Set<Variable> {
    switch kind {
    case .conjunction(let parts): return parts.reduce(into: []) { $0.formUnion($1.soughtEntities) }
    case .binary(.equal, let left, let right): return Set([left, right].compactMap(\.readEntity))
    case .binary(.isIn, let left, _): return Set([left].compactMap(\.readEntity))
    default: return []
    }
  }

  /// The entity of which this reads a property or the identity.
  private var readEntity: Variable? {
    switch kind {
    case .property(let holder, _), .entity(.id, let holder), .entity(.elementId, let holder): holder.asVariable
    case .variable(let variable): variable.type == .node ? variable : nil
    default: nil
    }
  }
}

extension [Notification] {
  /// The remarks by their places; those at one place as they came.
  var inTextOrder: [Notification] {
    enumerated().sorted { ($0.element.span.offset, $0.offset) < ($1.element.span.offset, $1.offset) }.map(\.element)
  }
}
