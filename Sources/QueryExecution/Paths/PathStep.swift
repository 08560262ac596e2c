// One relationship of a pattern, made ready to be walked from either side. A condition of a repetition is asked as soon as the last
// element that it reads is there: going on that is the one furthest on, going back the one furthest back.
import GraphModel
import QueryPlanner

/// A relationship of a part in the direction of the search.
final class PathStep {
  /// The part in the order of the text, and the relationship's place in one repetition in the order of the text.
  let part: Int
  let hop: Int
  /// The relationship's place in the direction of the search, and how many there are.
  let place: Int
  let count: Int
  let forwards: Neighbourhood
  let backwards: Neighbourhood
  /// Conditions asked when the relationship is walked on, and back.
  let onward: [PathFilter]
  let back: [PathFilter]
  /// Whether every condition of the part can be asked of a relationship and its two nodes.
  let isLocal: Bool

  init(_ part: PathPart, _ hop: Int, number: Int, isTurned: Bool, input: ChunkLayout) throws(QueryError) {
    self.part = number
    place = hop
    count = part.hops.count
    self.hop = isTurned ? count - 1 - hop : hop
    let (types, direction) = (part.hops[hop].types, part.hops[hop].direction)
    forwards = Neighbourhood(types: types, direction: direction)
    backwards = Neighbourhood(types: types, direction: direction.reversed)
    let known = part.places
    var (onward, back): ([PathFilter], [PathFilter]) = ([], [])
    var isLocal = true
    for condition in part.conditions {
      let read = known.filter { condition.variables.contains($0.variable) }.map(\.place)
      let (first, last) = (read.min() ?? 1, read.max() ?? 1)
      // The relationship behind node n is at place 2n + 1; a node is reached by the relationship before it.
      let (lastHop, firstHop) = (max(last - 1, 0) / 2, min(first / 2, part.hops.count - 1))
      isLocal = isLocal && (first >= 2 * lastHop || read.isEmpty)
      let relationship = part.hops[hop].inner
      if lastHop == hop {
        onward.append(
          try PathFilter(condition, relationship: relationship, node: part.nodes[hop + 1].inner, known: known, input: input))
      }
      if firstHop == hop {
        back.append(try PathFilter(condition, relationship: relationship, node: part.nodes[hop].inner, known: known, input: input))
      }
    }
    (self.onward, self.back, self.isLocal) = (onward, back, isLocal)
  }

  /// Whether the relationship is walked without conditions.
  var isFree: Bool { onward.isEmpty }
}

extension PathPart {
  /// The variables inside with their places: nodes even, relationships odd.
  var places: [(place: Int, variable: Variable)] {
    nodes.enumerated().map { ($0.offset * 2, $0.element.inner) } + hops.enumerated().map { ($0.offset * 2 + 1, $0.element.inner) }
  }
}
