// Finding an order for a pattern: from each possible start the cheapest next move is taken until all is bound, and the start
// with the least sum of work wins. Greedy, so that patterns of dozens of nodes plan in milliseconds.

import GraphModel

/// A sequence of moves and what it costs.
struct PatternOrder {
  /// A move.
  enum Move: Equatable {
    case scan(Int)
    /// Walks an edge from its start, or backwards from its end.
    case walk(Int, isReversed: Bool)
  }

  private(set) var moves: [Move] = []
  private(set) var cost = 0.0
  private(set) var rows: Double

  private var bound: Set<Int>
  private var boundVariables: Set<Variable>
  private var walked: Set<Int> = []
  private var placed: Set<Int> = []
  /// By node: the edge over which it was come to, and which way.
  private var arrivals: [Int: (edge: Int, isReversed: Bool)] = [:]
  private let graph: PatternGraph
  private let costs: PatternCosts

  /// No move yet: bound are the nodes from outside, and what can be computed from them.
  init(_ graph: PatternGraph, _ costs: PatternCosts, rows: Double) {
    self.graph = graph
    self.costs = costs
    self.rows = rows
    let computed = Set(graph.parts.flatMap(\.provides))
    bound = Set(graph.nodes.indices.filter { !graph.nodes[$0].isOpen && !computed.contains(graph.nodes[$0].variable) })
    boundVariables = []
    settle()
  }

  /// The cheapest order found.
  static func best(_ graph: PatternGraph, _ costs: PatternCosts, rows: Double) -> PatternOrder {
    let start = PatternOrder(graph, costs, rows: rows)
    var best = start
    best.finish()
    var starts = graph.nodes.indices.filter { graph.nodes[$0].isOpen }
    starts.sort { (costs.found[$0], $0) < (costs.found[$1], $1) }
    if starts.count > 64 { starts = Array(starts.prefix(16)) }
    for node in starts where !start.bound.contains(node) {
      var order = start
      order.take(.scan(node))
      order.finish()
      if order.cost < best.cost * 0.999 { best = order }
    }
    return best
  }

  /// The cost of doing the moves in the order of the text.
  static func asWritten(_ moves: [Move], _ graph: PatternGraph, _ costs: PatternCosts, rows: Double) -> PatternOrder {
    var order = PatternOrder(graph, costs, rows: rows)
    for move in moves { order.take(move) }
    return order
  }

  /// Whether nothing is left to do.
  var isComplete: Bool { walked.count == graph.edges.count && bound.count == graph.nodes.count && placed.count == graph.parts.count }

  /// Takes the cheapest moves until all is bound and walked.
  private mutating func finish() {
    while let move = cheapest() { take(move) }
  }

  private func cheapest() -> Move? {
    var best: (move: Move, score: Double)?
    func consider(_ move: Move) {
      let (cost, rows) = effect(of: move)
      let score = cost + rows
      if best.map({ score < $0.score }) ?? true { best = (move, score) }
    }
    for (number, edge) in graph.edges.enumerated() where !walked.contains(number) && edge.needs.isSubset(of: boundVariables) {
      if bound.contains(edge.from) { consider(.walk(number, isReversed: false)) }
      if bound.contains(edge.to), !bound.contains(edge.from) { consider(.walk(number, isReversed: true)) }
    }
    let isConnected = best != nil
    for (place, node) in graph.nodes.enumerated() where node.isOpen && !bound.contains(place) {
      // Where an edge leads on, only a seek for about one node may cut in.
      if isConnected, !(seekRows(place) ?? .infinity <= 1.5) { continue }
      consider(.scan(place))
    }
    return best?.move
  }

  private func seekRows(_ place: Int) -> Double? {
    costs.seeks[place].filter { $0.needs.isSubset(of: bound) }.map(\.rows).min()
  }

  /// The work of a move and the rows after it, conditions between several nodes left out.
  private func effect(of move: Move) -> (cost: Double, rows: Double) {
    switch move {
    case .scan(let place):
      let seek = seekRows(place)
      let read = min(seek ?? .infinity, costs.scanned[place])
      return (rows * max(1, read), rows * min(costs.found[place], read))
    case .walk(let number, let isReversed):
      let edge = graph.edges[number]
      let growth = growth(of: number, isReversed: isReversed)
      let other = isReversed ? edge.from : edge.to
      if bound.contains(other) {
        let kept = min(growth, max(growth / max(costs.scanned[other], 1), 1e-9))
        return (rows * edge.step.closingWork(growth), rows * kept)
      }
      let arrival = isReversed ? costs.arrival[number].backwards : costs.arrival[number].forwards
      return (rows * (1 + growth), rows * growth * arrival)
    }
  }

  /// How many rows an edge makes of one, given how its start was come to.
  private func growth(of number: Int, isReversed: Bool) -> Double {
    let plain = isReversed ? costs.growth[number].backwards : costs.growth[number].forwards
    let start = isReversed ? graph.edges[number].to : graph.edges[number].from
    guard let onward = isReversed ? costs.onward[number].backwards : costs.onward[number].forwards, let arrival = arrivals[start],
      costs.typesNumber[arrival.edge] == costs.typesNumber[number]
    else { return plain }
    let came = graph.edges[arrival.edge].step.direction
    switch arrival.isReversed ? came.reversed : came {
    case .outgoing: return max(plain, onward.afterOutgoing)
    case .incoming: return max(plain, onward.afterIncoming)
    case .both: return max(plain, (onward.afterOutgoing + onward.afterIncoming) / 2)
    }
  }

  private mutating func take(_ move: Move) {
    let (work, after) = effect(of: move)
    cost += work + after
    rows = after
    moves.append(move)
    switch move {
    case .scan(let place): bind(place)
    case .walk(let number, let isReversed):
      let edge = graph.edges[number]
      walked.insert(number)
      boundVariables.formUnion(edge.provides)
      let end = isReversed ? edge.from : edge.to
      if !bound.contains(end) { arrivals[end] = (edge: number, isReversed: isReversed) }
      bind(end)
    }
    settle()
  }

  private mutating func bind(_ place: Int) {
    bound.insert(place)
    boundVariables.insert(graph.nodes[place].variable)
  }

  /// Places every part whose needs are met, and binds what it computes.
  private mutating func settle() {
    var isMoving = true
    while isMoving {
      isMoving = false
      for (number, part) in graph.parts.enumerated() where !placed.contains(number) && part.needs.isSubset(of: boundVariables) {
        placed.insert(number)
        rows *= costs.likelihood[number]
        for variable in part.provides {
          boundVariables.insert(variable)
          if let place = graph.place(of: variable) { bound.insert(place) }
          isMoving = true
        }
      }
    }
  }
}
