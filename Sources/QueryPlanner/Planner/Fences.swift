// Where reads and writes are kept apart. Rows flow in batches, so a clause that reads may still be running while a later one
// writes; an `eager` between them lets the first finish. One is placed wherever something read on one side of a write could be
// changed by it, and before whatever could stop early (LIMIT) while writes below are still to come.

import GraphModel

/// A plan in which reads and writes are kept apart.
package struct FencedPlan: Sendable {
  package let plan: LogicalPlan
  /// The names of the optimiser's rules that changed something, in order.
  package let applied: [String]
}

/// Places `eager` operators.
enum Fences {
  /// The plan with every fence that it needs. No rule moves anything past an operator that writes, so fences come last, when it
  /// is known by which labels nodes are found.
  static func placed(in optimized: OptimizedPlan) -> FencedPlan {
    FencedPlan(plan: placed(in: optimized.plan), applied: optimized.applied)
  }

  private static func placed(in plan: LogicalPlan) -> LogicalPlan {
    var result: [LogicalPlan] = []
    var reads = ReadEffects()
    var writes = WriteEffects()
    for step in plan.steps {
      let step = step.mapInnerPlans(placed)
      let (ownReads, ownWrites) = (step.readEffects, step.writeEffects)
      if writes.touch(ownReads) || ownWrites.touch(reads) || (step.mayStopEarly && !writes.isEmpty) {
        result.append(.eager(.argument))
        reads = ReadEffects()
        writes = WriteEffects()
      }
      result.append(step)
      if step.takesAll {
        reads = ReadEffects()
        writes = WriteEffects()
      } else {
        reads.formUnion(ownReads)
        writes.formUnion(ownWrites)
      }
    }
    return LogicalPlan(steps: result)
  }
}

extension LogicalPlan {
  /// Whether the operator may be content with a part of its input.
  fileprivate var mayStopEarly: Bool {
    switch self {
    case .limit, .top: true
    default: false
    }
  }

  /// Whether the operator gives no row before it has taken all, and so is a fence itself.
  fileprivate var takesAll: Bool {
    switch self {
    case .eager, .sort, .top, .aggregate: true
    default: false
    }
  }
}
