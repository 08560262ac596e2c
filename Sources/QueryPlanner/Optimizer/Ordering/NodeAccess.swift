// The ways to find a node by an index, given the conditions that stand just above its scan. Index selection takes the best;
// the ordering of patterns asks what it would cost.
// Invariant: an access finds exactly the nodes for which the conditions that it replaces are true.

import GraphModel

/// An index access and the conditions that it replaces.
struct NodeAccess {
  let access: NodeScan.Access
  /// The places of the conditions that are no longer needed.
  let replaced: Set<Int>
  /// Which accesses are better; less is better.
  let rank: Int

  /// The best access to a node under conditions; keys may read everything but the variables given.
  static func best(
    for node: Variable, _ conditions: [BoundExpression], schema: PlanningSchema, notReading hidden: Set<Variable>
  ) -> NodeAccess? {
    let search = Search(node: node, conditions: conditions, schema: schema, hidden: hidden.union([node]))
    return search.found().enumerated().min { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }?.element
  }

  /// A search among conditions.
  private struct Search {
    let node: Variable
    let conditions: [BoundExpression]
    let schema: PlanningSchema
    let hidden: Set<Variable>

    /// The labels that conditions demand, with their places; and no label.
    private var labels: [(label: String?, place: Int?)] {
      var found: [(label: String?, place: Int?)] = []
      for (place, condition) in conditions.enumerated() {
        if let label = condition.labelTest(of: node)?.soleName { found.append((label, place)) }
      }
      return found + [(nil, nil)]
    }

    func found() -> [NodeAccess] {
      var result: [NodeAccess] = []
      var ranges: [String: Range] = [:]
      var keys: [String] = []
      for (place, condition) in conditions.enumerated() {
        guard case .binary(let op, let left, let right) = condition.kind else { continue }
        if op == .equal || op == .isIn, let identity = identity(op, left, right, place) { result.append(identity) }
        if let key = key(left), isKnown(right) {
          add(op, key, right, place, &result)
          if ranges[key] == nil { keys.append(key) }
          ranges[key, default: Range()].narrow(op, right, place)
        }
        if let key = key(right), isKnown(left), let turned = op.turned {
          add(turned, key, left, place, &result)
          if ranges[key] == nil { keys.append(key) }
          ranges[key, default: Range()].narrow(turned, left, place)
        }
      }
      for key in keys { if let range = ranges[key] { add(range, key, &result) } }
      return result
    }

    private func key(_ expression: BoundExpression) -> String? {
      guard case .property(let base, let key) = expression.kind, base.asVariable == node else { return nil }
      return key
    }

    private func isKnown(_ value: BoundExpression) -> Bool { value.variables.isDisjoint(with: hidden) && value.isDeterministic }

    private func identity(_ op: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, _ place: Int) -> NodeAccess? {
      func isIdentity(_ expression: BoundExpression) -> Bool {
        guard case .entity(.id, let operand) = expression.kind else { return false }
        return operand.asVariable == node
      }
      if isIdentity(left), isKnown(right) { return NodeAccess(access: .identity(right), replaced: [place], rank: op == .equal ? 0 : 3) }
      if op == .equal, isIdentity(right), isKnown(left) { return NodeAccess(access: .identity(left), replaced: [place], rank: 0) }
      return nil
    }

    private func add(_ op: BinaryOperator, _ key: String, _ value: BoundExpression, _ place: Int, _ result: inout [NodeAccess]) {
      for (label, labelPlace) in labels {
        guard let index = schema.index(label: label, property: key) else { continue }
        let replaced = Set([place, labelPlace].compactMap { $0 })
        switch op {
        case .equal:
          result.append(
            NodeAccess(access: .indexEqual(label: label, property: key, value), replaced: replaced, rank: index.isUnique ? 1 : 4))
        case .isIn:
          result.append(NodeAccess(access: .indexIn(label: label, property: key, value), replaced: replaced, rank: index.isUnique ? 2 : 5))
        case .startsWith: result.append(NodeAccess(access: .indexPrefix(label: label, property: key, value), replaced: replaced, rank: 7))
        default: break
        }
      }
    }

    private func add(_ range: Range, _ key: String, _ result: inout [NodeAccess]) {
      guard range.lower != nil || range.upper != nil else { return }
      for (label, labelPlace) in labels where schema.index(label: label, property: key) != nil {
        let replaced = range.places.union([labelPlace].compactMap { $0 })
        let rank = range.lower != nil && range.upper != nil ? 6 : 8
        result.append(
          NodeAccess(
            access: .indexRange(label: label, property: key, lower: range.lower, upper: range.upper), replaced: replaced, rank: rank))
      }
    }
  }

  /// The first lower and the first upper bound on a property; further ones stay conditions.
  private struct Range {
    var lower: NodeScan.Bound?
    var upper: NodeScan.Bound?
    var places: Set<Int> = []

    mutating func narrow(_ op: BinaryOperator, _ value: BoundExpression, _ place: Int) {
      switch op {
      case .greater, .greaterOrEqual:
        guard lower == nil else { return }
        lower = .init(value: value, inclusive: op == .greaterOrEqual)
      case .less, .lessOrEqual:
        guard upper == nil else { return }
        upper = .init(value: value, inclusive: op == .lessOrEqual)
      default: return
      }
      places.insert(place)
    }
  }
}

extension BinaryOperator {
  /// The comparison with its sides exchanged.
  fileprivate var turned: BinaryOperator? {
    switch self {
    case .equal: .equal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }
}
