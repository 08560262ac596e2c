// Patterns start where the fewest rows are and go on where they stay few: each run of scans, expansions and conditions is taken
// apart, ordered by estimated work from either end of its relationships, and put together again. The text's order stays where
// nothing better is found.

import GraphModel

enum PatternOrdering {
  static let rule = OptimizerRule(name: "patternOrdering") { plan, context in ordered(plan, RowEstimate(), context) }

  private static func ordered(_ plan: LogicalPlan, _ start: RowEstimate, _ context: OptimizerContext) -> LogicalPlan {
    var estimate = start
    var result: [LogicalPlan] = []
    var run: [LogicalPlan] = []
    func close() {
      let settled = reordered(run, estimate, context)
      for step in settled { estimate = context.estimator.after(step, estimate) }
      result += settled
      run = []
    }
    for step in plan.steps {
      if PatternGraph.admits(step) {
        run.append(step)
        continue
      }
      close()
      var outer = estimate
      outer.rows = 1
      let next = step.mapInnerPlans { ordered($0, outer, context) }
      estimate = context.estimator.after(next, estimate)
      result.append(next)
    }
    close()
    return LogicalPlan(steps: result)
  }

  private static func reordered(_ steps: [LogicalPlan], _ estimate: RowEstimate, _ context: OptimizerContext) -> [LogicalPlan] {
    guard let graph = PatternGraph(steps) else { return steps }
    let costs = PatternCosts(graph, context, known: estimate.labels)
    let best = PatternOrder.best(graph, costs, rows: max(estimate.rows, 1))
    let written = PatternOrder.asWritten(moves(of: steps, graph), graph, costs, rows: max(estimate.rows, 1))
    guard best.isComplete, best.moves != written.moves, best.cost < written.cost * 0.99 else { return steps }
    var assembly = PatternAssembly(graph, context.variables)
    for move in best.moves { assembly.take(move) }
    return assembly.steps
  }

  /// The moves that the steps make as they stand.
  private static func moves(of steps: [LogicalPlan], _ graph: PatternGraph) -> [PatternOrder.Move] {
    var walks = 0
    return steps.compactMap { step in
      switch step {
      case .nodeScan(_, let scan): return graph.place(of: scan.node).map { .scan($0) }
      case .expand, .variableExpand, .pathSearch:
        walks += 1
        return .walk(walks - 1, isReversed: false)
      default: return nil
      }
    }
  }
}
