// A repeated part of one relationship, of whose nodes nothing is asked or told, is a relationship of variable length: it is walked by
// the operators made for that, and by a breadth-first search where only the nodes it reaches are wanted.

import GraphModel

enum RepeatedSteps {
  static let rule = OptimizerRule(name: "repeatedSteps") { plan, context in
    plan.rewritingChains { steps in
      steps.flatMap { step -> [LogicalPlan] in
        guard case .pathSearch(_, let search) = step, !search.asksNodes, var expand = search.expansion else { return [step] }
        guard search.isReversed, let list = expand.relationships else { return [.variableExpand(.argument, expand)] }
        let backwards = context.variables.madeUp("backwards", .relationshipList)
        expand = expand.with(relationships: .some(backwards))
        return [
          .variableExpand(.argument, expand), .extend(.argument, [ProjectionItem(variable: list, expression: .reversed(backwards))]),
        ]
      }
    }
  }
}

extension PathSearch {
  /// Whether a node of the only part is read by a condition.
  fileprivate var asksNodes: Bool {
    guard let part = parts.first else { return true }
    let nodes = Set(part.nodes.map(\.inner))
    return part.nodes.contains { $0.labels != nil || !$0.conditions.isEmpty }
      || part.conditions.contains { !$0.variables.isDisjoint(with: nodes) }
  }

  /// The search as a relationship of variable length, if it is one: trails over one relationship whose nodes are not told. Conditions on
  /// nodes become conditions on the ends of the relationship, where its direction tells which is which. A list of relationships
  /// comes in the order of the walk.
  var expansion: VariableExpand? {
    guard let part = parts.first, parts.count == 1, part.hops.count == 1, part.isRepeated, choice == .all, rule == .trail else {
      return nil
    }
    let hop = part.hops[0]
    let lists = [relationships, hop.output].compactMap { $0 }
    guard lists.count < 2, part.nodes.allSatisfy({ $0.output == nil }), !asksNodes || hop.direction != .both else { return nil }
    let conditions = part.conditionsOverHop
    let direction = isReversed ? hop.direction.reversed : hop.direction
    return VariableExpand(
      from: from, relationships: lists.first, length: length, to: to, isInto: isInto, direction: direction, types: hop.types,
      toLabels: toLabels, minimumLength: part.minimum, maximumLength: part.maximum, mode: .trails,
      relationshipCondition: conditions.isEmpty ? nil : StepCondition(variable: hop.inner, condition: .all(conditions)),
      distinctFrom: distinctFrom)
  }
}

extension PathPart {
  /// The conditions of a part of one directed relationship, with the relationship's ends in place of the nodes.
  fileprivate var conditionsOverHop: [BoundExpression] {
    let hop = hops[0]
    let (start, end): (EntityFunction, EntityFunction) = hop.direction == .incoming ? (.endNode, .startNode) : (.startNode, .endNode)
    let left = BoundExpression(.entity(start, .variable(hop.inner)))
    let right = BoundExpression(.entity(end, .variable(hop.inner)))
    var all = conditions
    for node in nodes {
      all += node.conditions
      if let labels = node.labels { all.append(BoundExpression(.hasLabels(.variable(node.inner), labels))) }
    }
    return all.map { condition in
      condition.replacing { part in
        part.asVariable == nodes[0].inner ? left : (part.asVariable == nodes[1].inner ? right : nil)
      }
    }
  }
}
