// Putting a pattern together again in an order: each move becomes its operator, followed by every condition and computation
// whose variables are then there.

import GraphModel

/// Builds the steps of an ordered pattern.
struct PatternAssembly {
  private(set) var steps: [LogicalPlan] = []
  private let graph: PatternGraph
  private let variables: VariableFactory
  private var bound: Set<Variable> = []
  private var boundPlaces: Set<Int> = []
  private var placed: Set<Int> = []
  /// The relationship variable of each walked edge, made up where it had none and another edge must differ from it.
  private var walked: [Int: Variable] = [:]

  /// Starts with what needs nothing of the pattern.
  init(_ graph: PatternGraph, _ variables: VariableFactory) {
    self.graph = graph
    self.variables = variables
    let computed = Set(graph.parts.flatMap(\.provides))
    boundPlaces = Set(graph.nodes.indices.filter { !graph.nodes[$0].isOpen && !computed.contains(graph.nodes[$0].variable) })
    settle()
  }

  /// Adds a move.
  mutating func take(_ move: PatternOrder.Move) {
    switch move {
    case .scan(let place):
      steps.append(.nodeScan(.argument, NodeScan(node: graph.nodes[place].variable, access: .all)))
      bind(place)
    case .walk(let number, let isReversed): walk(number, isReversed: isReversed)
    }
    settle()
  }

  private mutating func bind(_ place: Int) {
    boundPlaces.insert(place)
    bound.insert(graph.nodes[place].variable)
  }

  private mutating func walk(_ number: Int, isReversed: Bool) {
    let edge = graph.edges[number]
    let (from, to) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
    let isInto = boundPlaces.contains(to)
    let distinctFrom = edge.differsFromOuter + edge.differs.sorted().compactMap { walked[$0] }
    // A later edge may have to differ from this one: then the relationship needs a name.
    let isNamed = edge.relationship != nil || edge.differs.contains { walked[$0] == nil && $0 != number }
    switch edge.step {
    case .single(let expand):
      let relationship = isNamed ? edge.relationship ?? variables.madeUp("relationship", .relationship) : nil
      walked[number] = relationship
      steps.append(
        .expand(
          .argument,
          Expand(
            from: graph.nodes[from].variable, relationship: relationship, to: graph.nodes[to].variable, isInto: isInto,
            direction: isReversed ? expand.direction.reversed : expand.direction, types: expand.types, toLabels: nil,
            distinctFrom: distinctFrom)))
    case .several(let expand):
      let list = isNamed ? edge.relationship ?? variables.madeUp("relationships", .relationshipList) : nil
      walked[number] = list
      let found = isReversed ? list.map { _ in variables.madeUp("backwards", .relationshipList) } : list
      steps.append(
        .variableExpand(
          .argument,
          VariableExpand(
            from: graph.nodes[from].variable, relationships: found, length: expand.length, to: graph.nodes[to].variable, isInto: isInto,
            direction: isReversed ? expand.direction.reversed : expand.direction, types: expand.types, toLabels: nil,
            minimumLength: expand.minimumLength, maximumLength: expand.maximumLength, mode: expand.mode,
            relationshipCondition: expand.relationshipCondition, distinctFrom: distinctFrom)))
      if isReversed, let list, let found {
        steps.append(.extend(.argument, [ProjectionItem(variable: list, expression: .reversed(found))]))
      }
    case .search(let search):
      let list = isNamed ? edge.relationship ?? variables.madeUp("relationships", .relationshipList) : nil
      walked[number] = list
      let turned = search.with(
        from: graph.nodes[from].variable, to: graph.nodes[to].variable, isInto: isInto, isReversed: search.isReversed != isReversed,
        toLabels: nil)
      steps.append(.pathSearch(.argument, turned.with(relationships: list, distinctFrom: distinctFrom)))
    }
    bound.formUnion(edge.provides)
    bind(to)
  }

  /// Adds every condition and computation whose needs are met.
  private mutating func settle() {
    var isMoving = true
    while isMoving {
      isMoving = false
      for (number, part) in graph.parts.enumerated() where !placed.contains(number) && part.needs.isSubset(of: bound) {
        placed.insert(number)
        if let condition = part.condition, case .filter(_, let others)? = steps.last {
          steps[steps.count - 1] = .filter(.argument, others + [condition])
        } else {
          steps.append(part.step)
        }
        for variable in part.provides {
          bound.insert(variable)
          if let place = graph.place(of: variable) { boundPlaces.insert(place) }
          isMoving = true
        }
      }
    }
  }
}
