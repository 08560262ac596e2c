// A cycle closes where an expansion finds a node and the next only asks whether that node is also a neighbour of another one.
// Both at once are an intersection of sorted neighbour lists, which makes no row for what is in one list alone.

import GraphModel

enum Intersection {
  static let rule = OptimizerRule(name: "intersection") { plan, _ in plan.rewritingChains(rewritten) }

  private static func rewritten(_ steps: [LogicalPlan]) -> [LogicalPlan] {
    var result: [LogicalPlan] = []
    for step in steps {
      guard case .expand(_, let closing) = step, closing.isInto, let node = closing.to, let opening = opening(of: node, closing, result)
      else {
        result.append(step)
        continue
      }
      let between = Array(result[(opening + 1)...])
      let intersect: Intersect
      switch result[opening] {
      case .expand(_, let expand):
        let legs = [expand.with(toLabels: .some(nil)), leg(closing, node)]
        intersect = Intersect(node: node, labels: expand.toLabels, legs: legs)
      case .intersect(_, let before): intersect = Intersect(node: node, labels: before.labels, legs: before.legs + [leg(closing, node)])
      default:
        result.append(step)
        continue
      }
      result.replaceSubrange(opening..., with: [.intersect(.argument, intersect)] + between)
    }
    return result
  }

  private static func leg(_ closing: Expand, _ node: Variable) -> Expand { closing.with(to: .some(node), isInto: false) }

  /// The place of the operator that found the node, if only filters stand between it and the closing expansion, and that
  /// starts elsewhere: from one node twice, the lists are the same and nothing is gained.
  private static func opening(of node: Variable, _ closing: Expand, _ steps: [LogicalPlan]) -> Int? {
    for place in steps.indices.reversed() {
      switch steps[place] {
      case .filter: continue
      case .expand(_, let expand):
        guard !expand.isInto, expand.to == node, isApart(closing, [expand], node) else { return nil }
        return place
      case .intersect(_, let intersect): return intersect.node == node && isApart(closing, intersect.legs, node) ? place : nil
      default: return nil
      }
    }
    return nil
  }

  private static func isApart(_ closing: Expand, _ legs: [Expand], _ node: Variable) -> Bool {
    closing.from != node && legs.allSatisfy { $0.from != closing.from && $0.from != node }
  }
}
