// Dijkstra's search ("A note on two problems in connexion with graphs", 1959) over relationships that cost what a property says: nodes
// come out in the order of what it costs to reach them, each with its path.
//
// Costs lie in a flat array by node, untouched (and so not really there) where the search does not come. A cost is kept with its sign
// turned, so that the zero of fresh memory means unseen and minus zero the start. The heap holds a node once for each time that a
// cheaper way was found; entries that are dearer than what is known by then are dropped.
// Invariant: no weight is negative or not a number, so a node taken from the heap has its final cost.
import Glibc
import GraphModel
import GraphStorage

/// A search for the cheapest paths from one node.
final class CheapestSearch {
  /// What a relationship costs.
  struct Weight {
    let key: String
    let column: ColumnReader?
    /// What a relationship without the property costs; nil where that is an error.
    let missing: Double?

    /// The cost of a relationship.
    func cost(of relationship: UInt32) throws(QueryError) -> Double {
      let row = Int(relationship & 2_047)
      let cost: Double
      guard let view = column?.chunk(of: relationship).pointee, view.isPresent(row) else {
        if let missing { return missing }
        throw .runtime(
          .argumentError, "MissingWeight", "a relationship on the way has no `\(key)`", hint: "say by `missing` what such a one costs")
      }
      switch view.kind {
      case .integer: cost = Double(view.integers[row])
      case .float: cost = view.floats[row]
      default:
        guard let number = view.value(row).numberValue else {
          throw .runtime(
            .typeError, "InvalidArgumentType", "`\(key)` of a relationship on the way is of type \(view.value(row).typeName), not a number")
        }
        cost = number
      }
      guard cost >= 0 else {
        throw .runtime(
          .argumentError, "NegativeWeight", "`\(key)` of a relationship on the way is \(cost), and a cost must not be negative",
          hint: "shift the weights, or look for the dearest path among few by ORDER BY")
      }
      return cost
    }
  }

  /// The way to a node.
  private struct Step {
    var from: UInt32
    var relationship: UInt32
  }

  private struct Entry {
    let cost: Double
    let node: UInt32
  }

  private let start: UInt32
  private let readers: [NeighbourReader]
  private let weight: Weight
  private let context: ExecutionContext
  private let costs: UnsafeMutablePointer<Double>
  private let steps: UnsafeMutablePointer<Step>
  private let heap = GrowingBuffer<Entry>()
  private let charged: Int
  private var stepsUntilCheck = PhysicalLimits.stepsPerCheck

  init(from start: UInt32, _ readers: [NeighbourReader], _ weight: Weight, _ context: ExecutionContext) throws(QueryError) {
    self.start = start
    self.readers = readers
    self.weight = weight
    self.context = context
    let count = max(context.graph.nodeCapacity, 1)
    charged = count * (MemoryLayout<Double>.stride + MemoryLayout<Step>.stride)
    try context.limits.charge(charged)
    guard let first = calloc(count, MemoryLayout<Double>.stride), let second = calloc(count, MemoryLayout<Step>.stride) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "the system has no memory for a search over \(count) nodes")
    }
    costs = first.assumingMemoryBound(to: Double.self)
    steps = second.assumingMemoryBound(to: Step.self)
    costs[Int(start)] = -0.0
    try push(0, start)
  }

  deinit {
    free(costs)
    free(steps)
    heap.release(context.limits)
    context.limits.release(charged)
  }

  /// The next nearest node and what it costs to reach it; nil when there is none left.
  func next() throws(QueryError) -> (node: UInt32, cost: Double)? {
    while heap.count > 0 {
      let least = pop()
      if least.cost != -costs[Int(least.node)] { continue }
      try relax(least)
      return (least.node, least.cost)
    }
    return nil
  }

  /// The path to a node that has come out.
  func path(to node: UInt32) -> Path {
    var nodes = [node]
    var relationships: [UInt32] = []
    while let last = nodes.last, last != start {
      relationships.append(steps[Int(last)].relationship)
      nodes.append(steps[Int(last)].from)
    }
    return Path(
      nodes: nodes.reversed().map { Node(id: NodeID(rawValue: $0)) },
      relationships: relationships.reversed().map { Relationship(id: RelationshipID(rawValue: $0)) })
  }

  private func relax(_ reached: Entry) throws(QueryError) {
    for reader in readers {
      if let run = reader.adjacency.singleRun(of: reached.node) {
        try relax(reached, over: run)
      } else {
        for run in reader.adjacency.hubRuns(of: reached.node) { try relax(reached, over: run) }
      }
    }
  }

  private func relax(_ reached: Entry, over run: NeighbourRun) throws(QueryError) {
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      let cost = reached.cost + (try weight.cost(of: run.relationships[place]))
      let known = costs[Int(neighbour)]
      if known.bitPattern != 0, -known <= cost { continue }
      costs[Int(neighbour)] = -cost
      steps[Int(neighbour)] = Step(from: reached.node, relationship: run.relationships[place])
      try push(cost, neighbour)
    }
    stepsUntilCheck -= run.count + 1
    if stepsUntilCheck <= 0 {
      stepsUntilCheck = PhysicalLimits.stepsPerCheck
      try context.limits.check()
    }
  }

  // MARK: The heap

  private func push(_ cost: Double, _ node: UInt32) throws(QueryError) {
    try heap.append(Entry(cost: cost, node: node), context.limits)
    let entries = heap.elements
    var place = heap.count - 1
    while place > 0, entries[(place - 1) / 2].cost > cost {
      entries[place] = entries[(place - 1) / 2]
      place = (place - 1) / 2
    }
    entries[place] = Entry(cost: cost, node: node)
  }

  private func pop() -> Entry {
    let entries = heap.elements
    let (least, last, count) = (entries[0], entries[heap.count - 1], heap.count - 1)
    heap.truncate(to: count)
    var place = 0
    while 2 * place + 1 < count {
      var child = 2 * place + 1
      if child + 1 < count, entries[child + 1].cost < entries[child].cost { child += 1 }
      if entries[child].cost >= last.cost { break }
      entries[place] = entries[child]
      place = child
    }
    if count > 0 { entries[place] = last }
    return least
  }
}
