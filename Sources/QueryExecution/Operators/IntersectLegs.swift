// The steps that meet in one node: their ascending lists walked side by side, each jumping to where the others stand. Every
// combination of relationships that lead to a common neighbour is a result, unless uniqueness forbids it.
import GraphModel
import GraphStorage
import QueryPlanner

/// One step of an intersection.
final class IntersectLeg {
  let from: NodeColumn
  let neighbourhood: Neighbourhood
  let exclusion: RelationshipExclusion
  /// What is excluded beside the relationships that lead from one start to another.
  let elsewhere: RelationshipExclusion
  /// Whether such a relationship is excluded.
  let excludesSpanning: Bool
  let list = NeighbourList()
  /// Earlier legs whose relationship must be another.
  let distinctLegs: [Int]
  /// The nodes of the chunk at hand.
  @exclusivity(unchecked) var nodes: Vector

  init(_ leg: Expand, earlier: [Expand], spanning: Set<Variable>, input: ChunkLayout) throws(QueryError) {
    from = try NodeColumn(leg.from, layout: input)
    neighbourhood = Neighbourhood(types: leg.types, direction: leg.direction)
    exclusion = RelationshipExclusion(leg.distinctFrom, layout: input)
    elsewhere = RelationshipExclusion(leg.distinctFrom.filter { !spanning.contains($0) }, layout: input)
    excludesSpanning = leg.distinctFrom.contains(where: spanning.contains)
    distinctLegs = earlier.indices.filter { place in
      if let other = earlier[place].relationship, leg.distinctFrom.contains(other) { return true }
      if let own = leg.relationship, earlier[place].distinctFrom.contains(own) { return true }
      return false
    }
    nodes = Vector(.node)
  }

  /// The start of the step in a row, nil for null.
  func start(_ row: Int) -> UInt32? { nodes.isNull(row) ? nil : nodes.identifiers[row &* nodes.stride] }
}

/// All steps of an intersection.
final class IntersectLegs {
  let legs: [IntersectLeg]
  let labels: LabelTest?
  @exclusivity(unchecked) private var places: [Int]
  @exclusivity(unchecked) private var ends: [Int]
  @exclusivity(unchecked) private var chosen: [UInt32]

  init(_ intersect: Intersect, spanning: Set<Variable> = [], input: ChunkLayout) throws(QueryError) {
    var made: [IntersectLeg] = []
    for (place, leg) in intersect.legs.enumerated() {
      made.append(try IntersectLeg(leg, earlier: Array(intersect.legs[..<place]), spanning: spanning, input: input))
    }
    legs = made
    labels = intersect.labels
    places = Array(repeating: 0, count: made.count)
    ends = places
    chosen = Array(repeating: 0, count: made.count)
  }

  /// Fetches readers and nodes for a chunk.
  func begin(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    for leg in legs {
      leg.nodes = try leg.from.nodes(chunk)
      leg.neighbourhood.refresh(context)
    }
  }

  /// Fetches readers anew after a write may have happened.
  func refresh(_ context: ExecutionContext) { for leg in legs { leg.neighbourhood.refresh(context) } }

  /// Loads the lists of a row; false where a start is null.
  func load(_ chunk: DataChunk, row: Int) -> Bool {
    for leg in legs {
      guard let start = leg.start(row) else { return false }
      leg.list.load(leg.neighbourhood.readers, node: start)
      leg.exclusion.load(chunk, row: row)
    }
    return true
  }

  /// Calls a body with every common neighbour of the loaded lists and the relationships chosen, leg by leg, until it answers false.
  func forEach(_ filter: LabelFilter, _ body: (UInt32, [UInt32]) -> Bool) {
    for leg in legs.indices { places[leg] = 0 }
    while let node = nextCommon() {
      for leg in legs.indices { ends[leg] = legs[leg].list.groupEnd(from: places[leg]) }
      if filter.passes(node), !choose(node, body) { return }
      for leg in legs.indices { places[leg] = ends[leg] }
    }
  }

  /// Moves all places to the next neighbour that all lists have.
  private func nextCommon() -> UInt32? {
    guard let first = legs.first, places[0] < first.list.count else { return nil }
    var candidate = first.list.neighbours[places[0]]
    var agreeing = 1
    var leg = 1 % legs.count
    while agreeing < legs.count {
      let list = legs[leg].list
      places[leg] = list.place(of: candidate, from: places[leg])
      guard places[leg] < list.count else { return nil }
      let found = list.neighbours[places[leg]]
      if found == candidate {
        agreeing += 1
      } else {
        candidate = found
        agreeing = 1
      }
      leg = (leg + 1) % legs.count
    }
    return candidate
  }

  /// Walks through the combinations of relationships of the groups at hand, as an odometer does.
  private func choose(_ node: UInt32, _ body: (UInt32, [UInt32]) -> Bool) -> Bool {
    var current = places
    while true {
      for leg in legs.indices { chosen[leg] = legs[leg].list.relationships[current[leg]] }
      if isAllowed(), !body(node, chosen) { return false }
      var leg = legs.count - 1
      while leg >= 0 {
        current[leg] += 1
        if current[leg] < ends[leg] { break }
        current[leg] = places[leg]
        leg -= 1
      }
      if leg < 0 { return true }
    }
  }

  private func isAllowed() -> Bool {
    for (place, leg) in legs.enumerated() {
      if leg.exclusion.view.contains(chosen[place]) { return false }
      for other in leg.distinctLegs where chosen[other] == chosen[place] { return false }
    }
    return true
  }
}
