// A cycle closes where an expansion finds a node and the next only asks whether that node is also a neighbour of another one.
// Both at once are an intersection of sorted neighbour lists, which makes no row for what is in one list alone.

import GraphModel

enum Intersection {
  static let rule = OptimizerRule(name: "intersection") { plan, _ in plan.rewritingChains(rewritten) }

  private static func rewritten(_ steps: [LogicalPlan]) -> [LogicalPlan] {
    var result: [LogicalPlan] = []
    for step in steps {
      guard case .expand(_, let expand) = step, expand.isInto, let (opening, leg) = match(expand, result) else {
        result.append(step)
        continue
      }
      let between = Array(result[(opening + 1)...])
      let intersect: Intersect
      switch result[opening] {
      case .expand(_, let first):
        intersect = Intersect(node: leg.node, labels: first.toLabels, legs: [first.with(toLabels: .some(nil)), leg.step])
      case .intersect(_, let before): intersect = Intersect(node: before.node, labels: before.labels, legs: before.legs + [leg.step])
      default:
        result.append(step)
        continue
      }
      result.replaceSubrange(opening..., with: [.intersect(.argument, intersect)] + between)
    }
    return result
  }

  /// A step that ends at a node.
  private typealias Leg = (node: Variable, step: Expand)

  /// The operator that found one end of a closing step, if only filters stand between, and the step as one that ends there.
  private static func match(_ closing: Expand, _ steps: [LogicalPlan]) -> (opening: Int, leg: Leg)? {
    guard let to = closing.to, to != closing.from else { return nil }
    let backwards = Expand(
      from: to, relationship: closing.relationship, to: closing.from, isInto: false, direction: closing.direction.reversed,
      types: closing.types, toLabels: nil, distinctFrom: closing.distinctFrom)
    for leg in [(node: to, step: closing.with(isInto: false)), (node: closing.from, step: backwards)] {
      if let opening = opening(of: leg, steps) { return (opening, leg) }
    }
    return nil
  }

  /// The place of the operator that found the node of a leg. It must start elsewhere: from one node twice, the lists are the
  /// same and nothing is gained.
  private static func opening(of leg: Leg, _ steps: [LogicalPlan]) -> Int? {
    for place in steps.indices.reversed() {
      switch steps[place] {
      case .filter: continue
      case .expand(_, let expand):
        return !expand.isInto && expand.to == leg.node && isApart(leg, [expand]) ? place : nil
      case .intersect(_, let intersect): return intersect.node == leg.node && isApart(leg, intersect.legs) ? place : nil
      default: return nil
      }
    }
    return nil
  }

  private static func isApart(_ leg: Leg, _ others: [Expand]) -> Bool {
    others.allSatisfy { $0.from != leg.step.from && $0.from != leg.node }
  }
}
