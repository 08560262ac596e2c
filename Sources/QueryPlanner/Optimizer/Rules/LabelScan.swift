// A scan of all nodes whose label is tested just above becomes a scan of the label: of the rarest, if several are tested.

import GraphModel

enum LabelScan {
  static let rule = OptimizerRule(name: "labelScan") { plan, context in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        if case .filter(_, let conditions) = step, case .nodeScan(_, let scan)? = result.last, scan.access == .all,
          let label = rarest(of: scan.node, conditions, context.estimator.model)
        {
          result[result.count - 1] = .nodeScan(.argument, NodeScan(node: scan.node, access: .label(label)))
          let rest = conditions.filter { !$0.tests(scan.node, for: label) }
          if !rest.isEmpty { result.append(.filter(.argument, rest)) }
        } else {
          result.append(step)
        }
      }
      return result
    }
  }

  private static func rarest(of node: Variable, _ conditions: [BoundExpression], _ model: CostModel) -> String? {
    conditions.compactMap { $0.labelTest(of: node)?.soleName }.min { (model.nodes($0), $0) < (model.nodes($1), $1) }
  }
}

extension BoundExpression {
  /// The label test, if the expression tests a node's labels and nothing else.
  func labelTest(of node: Variable) -> LabelTest? {
    guard case .hasLabels(let operand, let test) = kind, operand.asVariable == node else { return nil }
    return test
  }

  /// Whether the expression only tests whether a node carries a label.
  func tests(_ node: Variable, for label: String) -> Bool { labelTest(of: node)?.soleName?.isByteEqual(to: label) ?? false }
}

extension LabelTest {
  /// The name, if the test is for one label.
  var soleName: String? {
    if case .name(let name) = self { return name }
    return nil
  }
}
