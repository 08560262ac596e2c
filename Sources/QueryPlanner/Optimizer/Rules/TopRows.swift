// The first rows of a sorted input are kept while it is read, instead of sorting all of it.

import GraphModel

enum TopRows {
  static let rule = OptimizerRule(name: "topRows") { plan, _ in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        guard case .limit(_, let count) = step else {
          result.append(step)
          continue
        }
        if case .sort(_, let keys)? = result.last {
          result[result.count - 1] = .top(.argument, keys, skip: nil, count: count)
        } else if case .skip(_, let skip)? = result.last, result.count > 1, case .sort(_, let keys) = result[result.count - 2] {
          result.removeLast()
          result[result.count - 1] = .top(.argument, keys, skip: skip, count: count)
        } else {
          result.append(step)
        }
      }
      return result
    }
  }
}
