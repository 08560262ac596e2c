// Two relationships that meet in a node are the same one only if their other ends are the same node. Where conditions keep
// those ends apart, the relationships need not be compared, and often need not be kept.

import GraphModel

enum ImpliedUniqueness {
  static let rule = OptimizerRule(name: "impliedUniqueness") { plan, _ in
    plan.rewritingChains { steps in
      var ends: [Variable: Expand] = [:]
      return steps.enumerated().map { place, step in
        guard case .expand(_, let expand) = step else { return step }
        defer { if let relationship = expand.relationship { ends[relationship] = expand } }
        let knowledge = Apartness(below: steps[..<place], above: steps[(place + 1)...])
        let needed = expand.distinctFrom.filter { other in
          guard let before = ends[other] else { return true }
          return !areApart(before, expand, knowledge)
        }
        return needed.count == expand.distinctFrom.count ? step : .expand(.argument, expand.with(distinctFrom: needed))
      }
    }
  }

  /// Whether two steps share a node and lead to nodes that cannot be the same.
  private static func areApart(_ a: Expand, _ b: Expand, _ knowledge: Apartness) -> Bool {
    guard let aTo = a.to, let bTo = b.to else { return false }
    for (shared, end) in [(a.from, aTo), (aTo, a.from)] {
      for (other, otherEnd) in [(b.from, bTo), (bTo, b.from)] where shared == other {
        if knowledge.areApart(end, otherEnd) { return true }
      }
    }
    return false
  }
}
