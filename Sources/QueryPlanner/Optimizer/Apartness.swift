// Whether two nodes of a pattern cannot be the same one, as far as conditions say: `x <> a`, or `x.id <> $id` where
// `a.id = $id` is known.

import GraphModel

/// What is known at a place in a chain that speaks against two nodes being one.
struct Apartness {
  /// The conditions that every row still has to meet, or has met.
  private let conditions: [BoundExpression]
  /// Those and the equalities of index seeks.
  private let facts: [BoundExpression]

  /// What the steps below and above a place say. Above, conditions count as long as rows that
  /// will fail them change nothing on their way.
  init(below: ArraySlice<LogicalPlan>, above: ArraySlice<LogicalPlan>) {
    var conditions: [BoundExpression] = []
    var facts: [BoundExpression] = []
    for step in below {
      switch step {
      case .filter(_, let more): conditions += more
      case .nodeScan(_, let scan): facts += [scan.equality].compactMap { $0 }
      default: continue
      }
    }
    for step in above {
      guard step.passesRowsOn else { break }
      if case .filter(_, let more) = step { conditions += more }
    }
    self.conditions = conditions
    self.facts = facts + conditions
  }

  /// Whether two nodes are certainly not the same one: some condition cannot hold if they are.
  func areApart(_ node: Variable, _ other: Variable) -> Bool {
    guard node != other else { return false }
    return isExcluded(node, other) || isExcluded(other, node)
  }

  private func isExcluded(_ node: Variable, _ other: Variable) -> Bool {
    conditions.contains { condition in
      guard condition.variables.contains(other) else { return false }
      return condition.replacing { $0.asVariable == other ? .variable(node) : nil }.isImpossible(given: facts)
    }
  }
}

extension LogicalPlan {
  /// Whether a row that is dropped later leaves no trace here: nothing is counted, grouped, cut off or written.
  fileprivate var passesRowsOn: Bool {
    switch self {
    case .nodeScan, .expand, .intersect, .variableExpand, .shortestPath, .pathSearch, .filter, .extend, .sort, .unwind: true
    case .apply: !isWriting
    default: false
    }
  }
}

extension NodeScan {
  /// What an index seek by a value makes certain.
  fileprivate var equality: BoundExpression? {
    guard case .indexEqual(_, let key, let value) = access else { return nil }
    return BoundExpression(.binary(.equal, BoundExpression(.property(.variable(node), key: key)), value))
  }
}

extension BoundExpression {
  /// Whether the expression cannot be true where the facts are.
  fileprivate func isImpossible(given facts: [BoundExpression]) -> Bool {
    let (left, right): (BoundExpression, BoundExpression)
    switch kind {
    case .binary(.notEqual, let a, let b): (left, right) = (a, b)
    case .unary(.not, let operand):
      guard case .binary(.equal, let a, let b) = operand.kind else { return false }
      (left, right) = (a, b)
    default: return false
    }
    guard left.isDeterministic, right.isDeterministic else { return false }
    if left == right, left.asVariable?.type == .node { return true }
    return facts.contains { fact in
      guard case .binary(.equal, let a, let b) = fact.kind else { return false }
      return (a == left && b == right) || (a == right && b == left)
    }
  }
}
