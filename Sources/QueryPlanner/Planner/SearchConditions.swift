// What a shortest path must satisfy: a condition of WHERE over all nodes or all relationships of the path is part of the
// search (the shortest path among those that satisfy it), not a sieve afterwards. Other conditions on the path are sieves.

import GraphModel

/// Moves conditions of WHERE into searches.
enum SearchConditions {
  /// The searches with their conditions, and the conditions that remain.
  static func pushed(
    into searches: [BoundSearch], from conditions: [BoundExpression], subqueries: [BoundSubquery]
  )
    -> ([ShortestPath], [BoundExpression])
  {
    var remaining = conditions
    var later = Set(subqueries.map(\.result))
    for search in searches { later.formUnion([search.relationships, search.path].compactMap { $0 }) }
    let planned = searches.map { search in
      var step = search.stepCondition
      var node: StepCondition?
      remaining.removeAll { condition in
        guard let part = Part(condition, of: search), part.condition.variables.subtracting([part.variable]).isDisjoint(with: later) else {
          return false
        }
        if part.isNode { node = part.joined(to: node) } else { step = part.joined(to: step) }
        return true
      }
      return ShortestPath(
        from: search.left, to: search.right, path: search.path, relationships: search.relationships, length: nil,
        direction: search.direction, types: search.types, minimumLength: search.length.minimum, maximumLength: search.length.maximum,
        all: search.isAll, relationshipCondition: step, nodeCondition: node)
    }
    return (planned, remaining)
  }

  /// `all(x IN nodes(p) WHERE …)` and its like, read as a condition on each part.
  private struct Part {
    let variable: Variable
    let condition: BoundExpression
    let isNode: Bool

    init?(_ expression: BoundExpression, of search: BoundSearch) {
      guard case .quantifier(let quantifier, let variable, let list, let predicate) = expression.kind else { return nil }
      switch quantifier {
      case .all: condition = predicate
      case .none: condition = BoundExpression(.unary(.not, predicate), at: predicate.span)
      case .any, .single: return nil
      }
      self.variable = variable
      switch list.kind {
      case .variable(let name) where name == search.relationships: isNode = false
      case .entity(.relationships, let path) where path.asVariable != nil && path.asVariable == search.path: isNode = false
      case .entity(.nodes, let path) where path.asVariable != nil && path.asVariable == search.path: isNode = true
      default: return nil
      }
    }

    func joined(to other: StepCondition?) -> StepCondition {
      guard let other else { return StepCondition(variable: variable, condition: condition) }
      let renamed = condition.replacing { $0.asVariable == variable ? .variable(other.variable) : nil }
      return StepCondition(variable: other.variable, condition: .all(other.condition.conjuncts + renamed.conjuncts))
    }
  }
}
