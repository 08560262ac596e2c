// How many rows come out of each operator, from the bottom up. An estimate carries what is known of the rows: their number and
// the labels of their nodes.

import GraphModel

/// What is guessed of the rows at a place in a plan.
package struct RowEstimate: Sendable {
  /// How many rows.
  package var rows = 1.0
  /// Labels that nodes are known to carry.
  var labels: [Variable: Set<String>] = [:]
  /// How nodes were come to that a step has found.
  var arrivals: [Variable: CostModel.Arrival] = [:]

  /// One row of which nothing is known.
  package init() {}
}

/// Estimates rows.
package struct CardinalityEstimator: Sendable {
  let model: CostModel

  /// An estimator over a model.
  package init(_ model: CostModel) { self.model = model }

  /// The rows after an operator, whatever feeds it.
  package func after(_ step: LogicalPlan, _ input: RowEstimate) -> RowEstimate {
    var result = input
    switch step {
    case .nodeScan(_, let scan):
      result.rows *= rows(of: scan.access)
      if let label = scan.access.label { result.labels[scan.node, default: []].insert(label) }
    case .expand(_, let expand): extend(&result, over: expand)
    case .expandCount(_, let expand, _):
      let degree = model.degree(from: input.labels[expand.from] ?? [], expand.types, expand.direction)
      result.rows *= min(1, degree)
    case .intersect(_, let intersect):
      for (place, leg) in intersect.legs.enumerated() { extend(&result, over: place == 0 ? leg : leg.with(isInto: true)) }
      apply(intersect.labels, to: intersect.node, over: intersect.legs.first, &result)
    case .variableExpand(_, let expand): extend(&result, over: expand)
    case .shortestPath: break
    case .pathSearch(_, let search): extend(&result, over: search)
    case .filter(_, let conditions): for condition in conditions { keep(condition, &result) }
    case .aggregate(_, let aggregation): result.rows = aggregation.keys.isEmpty ? 1 : max(1, pow(input.rows, 0.75))
    case .distinct: result.rows = max(min(1, input.rows), pow(input.rows, 0.9))
    case .top(_, _, _, let count), .limit(_, let count): result.rows = min(input.rows, number(count) ?? CostModel.listLength)
    case .skip(_, let count): result.rows = max(0, input.rows - (number(count) ?? 0))
    case .unwind(_, let list, _): result.rows *= length(of: list)
    case .union(let branches, _, _): result.rows = branches.reduce(0) { $0 + after(plan: $1.plan, input).rows }
    case .apply(_, let apply): extend(&result, by: apply)
    case .procedureCall(_, let call): if !call.isVoid { result.rows *= CostModel.listLength }
    case .emptyResult: result.rows = 0
    case .argument, .project, .extend, .sort, .eager, .create, .merge, .set, .remove, .delete, .foreach, .produce: break
    }
    return result
  }

  /// The rows after a whole plan.
  package func after(plan: LogicalPlan, _ input: RowEstimate) -> RowEstimate {
    plan.steps.reduce(input) { after($1, $0) }
  }

  // MARK: Scans and steps

  /// How many nodes an access finds.
  func rows(of access: NodeScan.Access) -> Double {
    switch access {
    case .all: model.nodes
    case .label(let label): model.nodes(label)
    case .indexEqual(let label, let key, _): model.nodes(label) / (model.distinctValues(label, key) ?? 1 / CostModel.equality)
    case .indexIn(let label, let key, let list):
      length(of: list) * model.nodes(label) / (model.distinctValues(label, key) ?? 1 / CostModel.equality)
    case .indexRange(let label, _, let lower, let upper):
      model.nodes(label) * (lower != nil && upper != nil ? CostModel.range * CostModel.range : CostModel.range)
    case .indexPrefix(let label, _, _): model.nodes(label) * CostModel.prefix
    case .identity(let value): length(of: value)
    }
  }

  private func extend(_ result: inout RowEstimate, over expand: Expand) {
    result.rows *= growth(of: expand, from: result.labels[expand.from] ?? [], after: result.arrivals[expand.from])
    if let to = expand.to, !expand.isInto {
      result.arrivals[to] = CostModel.Arrival(types: expand.types, direction: expand.direction)
      apply(expand.toLabels, to: to, over: expand, &result)
    }
  }

  /// How many relationships a step meets at a node of which some labels are known, and how it was come to.
  func degree(_ types: [String], _ direction: Direction, from labels: Set<String>, after arrival: CostModel.Arrival?) -> Double {
    max(model.degree(from: labels, types, direction), model.onward(types, direction, after: arrival) ?? 0)
  }

  /// How many rows one step makes of one, before the labels of its end are looked at.
  func growth(of expand: Expand, from labels: Set<String>, after arrival: CostModel.Arrival? = nil) -> Double {
    let degree = degree(expand.types, expand.direction, from: labels, after: arrival)
    return expand.isInto ? min(degree, max(degree / model.nodes, 1e-9) * 2) : degree
  }

  private func apply(_ test: LabelTest?, to node: Variable, over expand: Expand?, _ result: inout RowEstimate) {
    guard let test else { return }
    for label in test.required {
      result.rows *= expand.map { model.share(of: label, atEndOf: $0.types, $0.direction) } ?? model.nodes(label) / model.nodes
      result.labels[node, default: []].insert(label)
    }
  }

  private func extend(_ result: inout RowEstimate, over expand: VariableExpand) {
    let (types, direction) = (expand.types, expand.direction)
    let first = degree(types, direction, from: result.labels[expand.from] ?? [], after: result.arrivals[expand.from])
    let next = degree(types, direction, from: [], after: CostModel.Arrival(types: types, direction: direction))
    result.rows *= trails(expand, first: first, next: next)
    if expand.isInto { result.rows *= 1 / model.nodes }
    for label in expand.toLabels?.required ?? [] {
      result.rows *= model.share(of: label, atEndOf: expand.types, expand.direction)
      result.labels[expand.to, default: []].insert(label)
    }
  }

  /// How many trails start at one node; of reachable nodes, never more than there are nodes.
  func trails(_ expand: VariableExpand, first: Double, next: Double) -> Double {
    let longest = min(expand.maximumLength ?? .max, max(expand.minimumLength, CostModel.openLengthMax))
    var sum = expand.minimumLength == 0 ? 1.0 : 0
    var paths = 1.0
    if longest >= 1 {
      for length in 1...longest {
        paths *= length == 1 ? first : next
        if length >= expand.minimumLength { sum += paths }
        if paths > 1e15 { break }
      }
    }
    return expand.mode == .reachable ? min(sum, model.nodes) : sum
  }

  private func extend(_ result: inout RowEstimate, over search: PathSearch) {
    result.rows *= paths(search, from: result.labels[search.from] ?? [], isReversed: search.isReversed)
    if search.isInto { result.rows *= 1 / model.nodes }
    for label in search.toLabels?.required ?? [] {
      result.rows *= model.share(of: label, atEndOf: search.lastHop.types, search.lastHop.direction)
      result.labels[search.to, default: []].insert(label)
    }
  }

  /// How many paths of a search start at one node; of chosen ones, so many for each node at the other end.
  func paths(_ search: PathSearch, from labels: Set<String>, isReversed: Bool) -> Double {
    var found = 1.0
    var labels = labels
    for part in isReversed ? search.parts.reversed() : search.parts {
      func round() -> Double {
        (isReversed ? part.hops.reversed() : part.hops).reduce(1.0) { product, hop in
          defer { labels = [] }
          return product * model.degree(from: labels, hop.types, isReversed ? hop.direction.reversed : hop.direction)
        }
      }
      let (first, next) = (round(), round())
      let open = max(part.minimum, CostModel.openLengthMax / part.hops.count, 1)
      let most = min(part.maximum ?? .max, open)
      var (sum, walked) = (part.minimum == 0 ? 1.0 : 0, 1.0)
      for count in 1...max(most, 1) where walked < 1e15 {
        walked *= count == 1 ? first : next
        if count >= part.minimum { sum += walked }
      }
      found = min(found * sum, 1e18)
    }
    guard let count = search.choice.count else { return found }
    return min(found, model.nodes) * max(1, number(count) ?? 1)
  }

  private func extend(_ result: inout RowEstimate, by apply: Apply) {
    switch apply.kind {
    case .join, .transactions: result = after(plan: apply.plan, result)
    case .optional:
      let inner = after(plan: apply.plan, result)
      result.rows = max(result.rows, inner.rows)
    case .exists, .count, .collect, .unit: break
    case .semi(let negated):
      var one = result
      one.rows = 1
      let chance = min(0.9, max(0.1, after(plan: apply.plan, one).rows))
      result.rows *= negated ? 1 - chance : chance
    }
  }

  // MARK: Conditions

  private func keep(_ condition: BoundExpression, _ result: inout RowEstimate) {
    result.rows *= selectivity(condition, labels: result.labels)
    if case .hasLabels(let operand, let test) = condition.kind, let node = operand.asVariable {
      for label in test.required { result.labels[node, default: []].insert(label) }
    }
  }

  /// How likely a condition is true.
  func selectivity(_ condition: BoundExpression, labels: [Variable: Set<String>]) -> Double {
    switch condition.kind {
    case .literal(.boolean(let truth)): truth ? 1 : 1e-9
    case .conjunction(let parts): parts.reduce(1) { $0 * selectivity($1, labels: labels) }
    case .disjunction(let parts): 1 - parts.reduce(1) { $0 * (1 - min(1, selectivity($1, labels: labels))) }
    case .unary(.not, let operand): 1 - selectivity(operand, labels: labels)
    case .isNull(_, let negated): negated ? 0.8 : 0.2
    case .hasLabels(let operand, let test): share(of: test, known: operand.asVariable.flatMap { labels[$0] } ?? [])
    case .binary(let op, let left, let right): selectivity(op, left, right, labels)
    default: CostModel.condition
    }
  }

  private func share(of test: LabelTest, known: Set<String>) -> Double {
    switch test {
    case .name(let label): known.contains(label) ? 1 : min(1, model.nodes(label) / model.nodes)
    case .any: 1
    case .not(let inner): max(0.01, 1 - share(of: inner, known: known))
    case .and(let parts): parts.reduce(1) { $0 * share(of: $1, known: known) }
    case .or(let parts): min(1, parts.reduce(0) { $0 + share(of: $1, known: known) })
    }
  }

  private func selectivity(
    _ op: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, _ labels: [Variable: Set<String>]
  ) -> Double {
    switch op {
    case .equal: return equality(left, right, labels)
    case .notEqual: return CostModel.inequality
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return CostModel.range
    case .startsWith: return CostModel.prefix
    case .isIn: return min(1, length(of: right) * equality(left, right, labels))
    case .contains, .endsWith, .matches: return CostModel.equality
    default: return CostModel.condition
    }
  }

  private func equality(_ left: BoundExpression, _ right: BoundExpression, _ labels: [Variable: Set<String>]) -> Double {
    var best = CostModel.equality
    for side in [left, right] {
      switch side.kind {
      case .property(let base, let key):
        guard let node = base.asVariable else { continue }
        let known: [String?] = (labels[node] ?? []).sorted() + [nil]
        for label in known { if let values = model.distinctValues(label, key) { best = min(best, 1 / values) } }
      case .entity(.id, _), .entity(.elementId, _): best = min(best, 1 / model.nodes)
      case .variable(let variable) where variable.type == .node: best = min(best, 1 / model.nodes)
      default: continue
      }
    }
    return best
  }

  private func number(_ expression: BoundExpression) -> Double? { expression.constant?.numberValue }

  private func length(of list: BoundExpression) -> Double {
    switch list.kind {
    case .literal(.list(let elements)): Double(elements.count)
    case .literal: 1
    case .list(let elements): Double(elements.count)
    default: CostModel.listLength
    }
  }

  private func pow(_ base: Double, _ exponent: Double) -> Double {
    // Only 0.75 and 0.9 are asked for; roots suffice without a mathematics library.
    let half = max(base, 0).squareRoot()
    return exponent < 0.8 ? half * half.squareRoot() : max(base, 0) * 0.9
  }
}

extension LabelTest {
  /// The labels that every node that passes carries.
  package var required: [String] {
    switch self {
    case .name(let name): [name]
    case .and(let parts): parts.flatMap(\.required)
    case .any, .not, .or: []
    }
  }
}

extension NodeScan.Access {
  /// The label by which nodes are found, if any.
  package var label: String? {
    switch self {
    case .all, .identity: nil
    case .label(let label): label
    case .indexEqual(let label, _, _), .indexIn(let label, _, _), .indexRange(let label, _, _, _), .indexPrefix(let label, _, _): label
    }
  }
}
