// What each move in a pattern costs, computed once before orders are tried: how many rows a scan of a node gives, how many
// rows an edge makes of one in either direction, how likely each condition is.

import GraphModel

/// The figures of a pattern graph.
struct PatternCosts {
  /// A way to find a node.
  struct Seek {
    /// The nodes of the pattern that must be bound before.
    let needs: Set<Int>
    /// How many nodes the index gives.
    let rows: Double
  }

  /// How many nodes of the pattern satisfy what is demanded of each node alone.
  private(set) var found: [Double] = []
  /// How many nodes a scan without an index looks at.
  private(set) var scanned: [Double] = []
  /// Ways through an index.
  private(set) var seeks: [[Seek]] = []
  /// How many rows an edge makes of one, walked from its start or from its end, before anything is demanded of the other node.
  private(set) var growth: [(forwards: Double, backwards: Double)] = []
  /// The same from a node that was come to over an edge of the same types, which was walked outwards from its start (so that it ends at
  /// the node), or inwards; nil where that makes no difference.
  private(set) var onward: [(forwards: Onward?, backwards: Onward?)] = []
  /// Edges over the same types have the same number.
  private(set) var typesNumber: [Int] = []

  /// The growth after two ways of coming to a node.
  struct Onward {
    let afterOutgoing: Double
    let afterIncoming: Double
  }

  /// How many of them satisfy what is demanded of the other node alone.
  private(set) var arrival: [(forwards: Double, backwards: Double)] = []
  /// How likely each part is true that speaks of more than one node; 1 for the others.
  private(set) var likelihood: [Double] = []

  private let graph: PatternGraph
  private let estimator: CardinalityEstimator

  /// The figures of a graph of which some labels are known from outside.
  init(_ graph: PatternGraph, _ context: OptimizerContext, known: [Variable: Set<String>]) {
    self.graph = graph
    estimator = context.estimator
    var labels = known
    var alone: [[BoundExpression]] = Array(repeating: [], count: graph.nodes.count)
    for part in graph.parts {
      guard let condition = part.condition, let place = Self.soleNode(of: part, graph) else { continue }
      alone[place].append(condition)
      if case .hasLabels(_, let test) = condition.kind {
        labels[graph.nodes[place].variable, default: []].formUnion(test.required)
      }
    }
    addNodes(alone, labels, context)
    addEdges(alone, labels)
    likelihood = graph.parts.map { part in
      guard let condition = part.condition, Self.soleNode(of: part, graph) == nil else { return 1 }
      return estimator.selectivity(condition, labels: labels)
    }
  }

  /// The node of a condition that speaks of one open node and of nothing else in the pattern.
  static func soleNode(of part: PatternGraph.Part, _ graph: PatternGraph) -> Int? {
    guard part.condition != nil, part.needs.count == 1, let variable = part.needs.first, let place = graph.place(of: variable),
      graph.nodes[place].isOpen
    else { return nil }
    return place
  }

  private mutating func addNodes(_ alone: [[BoundExpression]], _ labels: [Variable: Set<String>], _ context: OptimizerContext) {
    let conditions = graph.parts.compactMap(\.condition)
    for (place, node) in graph.nodes.enumerated() {
      let own = labels[node.variable] ?? []
      let rarest = own.min { (estimator.model.nodes($0), $0) < (estimator.model.nodes($1), $1) }
      let base = estimator.model.nodes(rarest)
      scanned.append(base)
      var rows = base
      for condition in alone[place] where !condition.isDemand(of: rarest, node.variable) {
        rows *= estimator.selectivity(condition, labels: [node.variable: Set([rarest].compactMap { $0 })])
      }
      found.append(max(rows, 1e-6))
      seeks.append(seeks(of: node.variable, conditions, context))
    }
  }

  /// Every index that answers a condition on the node, with the nodes that the key needs.
  private func seeks(of node: Variable, _ conditions: [BoundExpression], _ context: OptimizerContext) -> [Seek] {
    guard !context.schema.indexes.isEmpty || conditions.contains(where: { $0.readsIdentity(of: node) }) else { return [] }
    let labelled = conditions.filter { $0.labelTest(of: node) != nil }
    var result: [Seek] = []
    for condition in conditions where condition.labelTest(of: node) == nil && condition.variables.contains(node) {
      guard let access = NodeAccess.best(for: node, labelled + [condition], schema: context.schema, notReading: []) else { continue }
      let needs = Set(condition.variables.subtracting([node]).compactMap { graph.place(of: $0) })
      // A key that reads a relationship of the pattern is left to the condition.
      let inner = condition.variables.subtracting([node]).filter { graph.isIntroduced($0) && graph.place(of: $0) == nil }
      if inner.isEmpty { result.append(Seek(needs: needs, rows: max(estimator.rows(of: access.access), 1e-3))) }
    }
    return result
  }

  private mutating func addEdges(_ alone: [[BoundExpression]], _ labels: [Variable: Set<String>]) {
    for edge in graph.edges {
      let (from, to) = (graph.nodes[edge.from].variable, graph.nodes[edge.to].variable)
      let forwards = growth(of: edge.step, labels[from] ?? [], isReversed: false)
      let backwards = growth(of: edge.step, labels[to] ?? [], isReversed: true)
      growth.append((forwards, backwards))
      onward.append((onward(of: edge.step, isReversed: false), onward(of: edge.step, isReversed: true)))
      typesNumber.append(graph.edges.firstIndex { $0.step.types == edge.step.types } ?? growth.count)
      arrival.append(
        (share(of: alone[edge.to], to, edge.step, isReversed: false), share(of: alone[edge.from], from, edge.step, isReversed: true)))
    }
  }

  private func growth(of step: PatternGraph.Edge.Step, _ labels: Set<String>, isReversed: Bool) -> Double {
    switch step {
    case .single(let expand):
      return max(1e-6, estimator.model.degree(from: labels, expand.types, isReversed ? expand.direction.reversed : expand.direction))
    case .several(let expand):
      let direction = isReversed ? expand.direction.reversed : expand.direction
      let first = estimator.model.degree(from: labels, expand.types, direction)
      let arrival = CostModel.Arrival(types: expand.types, direction: direction)
      let next = estimator.degree(expand.types, direction, from: [], after: arrival)
      return max(1e-6, estimator.trails(expand, first: first, next: next))
    case .search(let search):
      return max(1e-6, estimator.paths(search, from: labels, isReversed: search.isReversed != isReversed))
    }
  }

  /// What a single relationship makes of a node that was come to over one of its type. Asked only where the pattern has another.
  private func onward(of step: PatternGraph.Edge.Step, isReversed: Bool) -> Onward? {
    guard case .single(let expand) = step, graph.edges.count(where: { $0.step.types == expand.types }) > 1 else { return nil }
    let direction = isReversed ? expand.direction.reversed : expand.direction
    func growth(after arrival: Direction) -> Double? {
      estimator.model.onward(expand.types, direction, after: CostModel.Arrival(types: expand.types, direction: arrival))
    }
    guard let outgoing = growth(after: .outgoing), let incoming = growth(after: .incoming) else { return nil }
    return Onward(afterOutgoing: outgoing, afterIncoming: incoming)
  }

  private func share(of conditions: [BoundExpression], _ node: Variable, _ step: PatternGraph.Edge.Step, isReversed: Bool) -> Double {
    let (types, direction): ([String], Direction) =
      switch step {
      case .single(let expand): (expand.types, expand.direction)
      case .several(let expand): (expand.types, expand.direction)
      case .search(let search): search.lastHop
      }
    var result = 1.0
    var labels: Set<String> = []
    for condition in conditions {
      if case .hasLabels(_, let test) = condition.kind, let label = test.soleName {
        result *= estimator.model.share(of: label, atEndOf: types, isReversed ? direction.reversed : direction)
        labels.insert(label)
      }
    }
    for condition in conditions {
      if case .hasLabels(_, let test) = condition.kind, test.soleName != nil { continue }
      result *= estimator.selectivity(condition, labels: [node: labels])
    }
    return max(result, 1e-9)
  }
}

extension PatternGraph.Edge.Step {
  /// The types of its relationships.
  var types: [String] {
    switch self {
    case .single(let expand): expand.types
    case .several(let expand): expand.types
    case .search(let search): search.lastHop.types
    }
  }

  /// The direction of a single relationship or of its repetition, walked from its start.
  var direction: Direction {
    switch self {
    case .single(let expand): expand.direction
    case .several(let expand): expand.direction
    case .search(let search): search.lastHop.direction
    }
  }

  /// The work of walking to a node that is bound, where so many ends are in reach.
  func closingWork(_ growth: Double) -> Double {
    switch self {
    case .single: 2
    case .several: 1 + growth
    // Two searches that meet in the middle look at far less than one; a search for chosen paths stops at the node.
    case .search(let search): search.choice == .all ? 1 + growth : 2 + 2 * growth.squareRoot()
    }
  }
}

extension PatternGraph {
  /// Whether the pattern introduces a variable.
  func isIntroduced(_ variable: Variable) -> Bool {
    if let place = place(of: variable) { return nodes[place].isOpen }
    return edges.contains { $0.relationship == variable || $0.provides.contains(variable) }
      || parts.contains { $0.provides.contains(variable) }
  }
}

extension BoundExpression {
  fileprivate func isDemand(of label: String?, _ node: Variable) -> Bool {
    guard let label else { return false }
    return tests(node, for: label)
  }

  fileprivate func readsIdentity(of node: Variable) -> Bool {
    contains { part in
      if case .entity(.id, let operand) = part.kind { return operand.asVariable == node }
      return false
    }
  }
}
