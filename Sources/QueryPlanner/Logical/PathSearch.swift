// Paths that are found as one: a repeated part between two nodes, or a whole path with a mode or a selector. Such a path is a row of
// parts with a junction (a node) between each two; a part is a chain of single relationships that is walked a number of times.
// Inside a part its variables stand for one node or relationship; outside they are lists, one element for each repetition.
//
// Invariants: a part has at least one hop and one node more than hops; parts and junctions stand in the order of the text, whichever
// end the search starts from; conditions inside read the variables of their own part (or junction) and those of the input row alone.

package import GraphModel

/// A search for paths from a bound node.
package struct PathSearch: Hashable, Sendable {
  /// Which paths between two nodes are wanted. Counts are constant expressions.
  package enum Choice: Hashable, Sendable {
    case all
    /// So many of the shortest.
    case shortest(BoundExpression)
    /// All paths of so many least lengths.
    case groups(BoundExpression)

    /// The count, if there is one.
    package var count: BoundExpression? {
      switch self {
      case .all: nil
      case .shortest(let count), .groups(let count): count
      }
    }
  }

  /// The bound node where the search starts.
  package let from: Variable
  /// The node at the other end.
  package let to: Variable
  /// Whether `to` is bound already.
  package let isInto: Bool
  /// Whether `from` is the right end in the text.
  package let isReversed: Bool
  /// What is walked, from left to right.
  package let parts: [PathPart]
  /// The nodes between the parts, one less than parts.
  package let junctions: [PathNode]
  /// Which repetitions a path may contain.
  package let rule: PathRule
  package let choice: Choice
  /// A condition on a whole path, asked while paths are chosen; it reads what the search adds. Only with a choice.
  package let condition: BoundExpression?
  /// All relationships from left to right, or nil if nothing reads them.
  package let relationships: Variable?
  /// Their number, or nil if nothing reads it.
  package let length: Variable?
  /// What the labels of `to` must satisfy, where the search binds it.
  package let toLabels: LabelTest?
  /// Relationship or relationship-list variables that no relationship of the path may be.
  package let distinctFrom: [Variable]

  /// A search.
  package init(
    from: Variable, to: Variable, isInto: Bool, isReversed: Bool, parts: [PathPart], junctions: [PathNode], rule: PathRule, choice: Choice,
    condition: BoundExpression?, relationships: Variable?, length: Variable?, toLabels: LabelTest?, distinctFrom: [Variable]
  ) {
    self.from = from
    self.to = to
    self.isInto = isInto
    self.isReversed = isReversed
    self.parts = parts
    self.junctions = junctions
    self.rule = rule
    self.choice = choice
    self.condition = condition
    self.relationships = relationships
    self.length = length
    self.toLabels = toLabels
    self.distinctFrom = distinctFrom
  }
}

/// Which repetitions a path may contain.
package enum PathRule: String, Hashable, Sendable {
  /// Anything may repeat.
  case walk = "WALK"
  /// No relationship repeats.
  case trail = "TRAIL"
  /// No node repeats.
  case acyclic = "ACYCLIC"
  /// No node repeats, except that the first may be the last.
  case simple = "SIMPLE"
}

/// A chain of single relationships and how often it is walked.
package struct PathPart: Hashable, Sendable {
  /// The relationships of one repetition.
  package let hops: [PathHop]
  /// The nodes of one repetition, one more than hops.
  package let nodes: [PathNode]
  package let minimum: Int
  /// nil means no bound.
  package let maximum: Int?
  /// Whether the variables outside are lists; otherwise the part is one relationship, walked once.
  package let isRepeated: Bool
  /// Conditions on each repetition; those on one node alone stand with the node.
  package let conditions: [BoundExpression]

  /// A part.
  package init(hops: [PathHop], nodes: [PathNode], minimum: Int, maximum: Int?, isRepeated: Bool, conditions: [BoundExpression]) {
    self.hops = hops
    self.nodes = nodes
    self.minimum = minimum
    self.maximum = maximum
    self.isRepeated = isRepeated
    self.conditions = conditions
  }
}

/// A relationship of a part.
package struct PathHop: Hashable, Sendable {
  /// Stands for the relationship in conditions of the part.
  package let inner: Variable
  /// The relationship, or the list of those of all repetitions; nil if nothing reads it.
  package let output: Variable?
  /// As seen from the left.
  package let direction: Direction
  /// The types admitted; empty means every type.
  package let types: [String]

  /// A relationship.
  package init(inner: Variable, output: Variable?, direction: Direction, types: [String]) {
    self.inner = inner
    self.output = output
    self.direction = direction
    self.types = types
  }
}

/// A node of a part, or between two parts.
package struct PathNode: Hashable, Sendable {
  /// Stands for the node in conditions.
  package let inner: Variable
  /// The node, or the list of those of all repetitions; nil if nothing reads it.
  package let output: Variable?
  package let labels: LabelTest?
  /// Conditions that read this node and the input row alone.
  package let conditions: [BoundExpression]

  /// A node.
  package init(inner: Variable, output: Variable?, labels: LabelTest?, conditions: [BoundExpression]) {
    self.inner = inner
    self.output = output
    self.labels = labels
    self.conditions = conditions
  }
}

extension PathNode {
  func with(output: Variable?) -> PathNode { PathNode(inner: inner, output: output, labels: labels, conditions: conditions) }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> PathNode {
    PathNode(inner: inner, output: output, labels: labels, conditions: conditions.map(change))
  }
}

extension PathPart {
  /// Every condition inside.
  package var expressions: [BoundExpression] { nodes.flatMap(\.conditions) + conditions }

  /// The variables that stand for elements in conditions.
  package var innerVariables: [Variable] { hops.map(\.inner) + nodes.map(\.inner) }

  /// The variables that rows gain.
  package var outputs: [Variable] {
    zip(nodes, hops).flatMap { [$0.output, $1.output].compactMap { $0 } } + [nodes.last?.output].compactMap { $0 }
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> PathPart {
    with(nodes: nodes.map { $0.mapped(change) }, conditions: conditions.map(change))
  }

  func with(hops: [PathHop]? = nil, nodes: [PathNode]? = nil, conditions: [BoundExpression]? = nil) -> PathPart {
    PathPart(
      hops: hops ?? self.hops, nodes: nodes ?? self.nodes, minimum: minimum, maximum: maximum, isRepeated: isRepeated,
      conditions: conditions ?? self.conditions)
  }

  /// The part without outputs that are not wanted.
  func keepingOutputs(_ isWanted: (Variable) -> Bool) -> PathPart {
    func kept(_ variable: Variable?) -> Variable? { variable.flatMap { isWanted($0) ? $0 : nil } }
    return with(
      hops: hops.map { PathHop(inner: $0.inner, output: kept($0.output), direction: $0.direction, types: $0.types) },
      nodes: nodes.map { $0.with(output: kept($0.output)) })
  }
}

extension PathSearch {
  /// The conditions and counts that the search evaluates.
  package var expressions: [BoundExpression] {
    parts.flatMap(\.expressions) + junctions.flatMap(\.conditions) + [condition, choice.count].compactMap { $0 }
  }

  /// The variables of the row that conditions inside read; an end of the search among them must be bound before.
  package var readsInside: Set<Variable> {
    var found: Set<Variable> = []
    for part in parts {
      var own: Set<Variable> = []
      for expression in part.expressions { own.formUnion(expression.variables) }
      found.formUnion(own.subtracting(part.innerVariables))
    }
    for junction in junctions {
      for condition in junction.conditions { found.formUnion(condition.variables.subtracting([junction.inner])) }
    }
    return found
  }

  /// The variables that must be bound.
  package var reads: Set<Variable> {
    var found = condition?.variables.subtracting(adds) ?? []
    found.formUnion(choice.count?.variables ?? [])
    found.formUnion(readsInside)
    found.insert(from)
    if isInto { found.insert(to) }
    return found.union(distinctFrom)
  }

  /// The variables that rows gain.
  package var adds: [Variable] {
    parts.flatMap(\.outputs) + junctions.compactMap(\.output) + [relationships, length, isInto ? nil : to].compactMap { $0 }
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> PathSearch {
    var changed = Changes(self)
    changed.parts = parts.map { $0.mapped(change) }
    changed.junctions = junctions.map { $0.mapped(change) }
    changed.condition = condition.map(change)
    return changed.search
  }

  /// The search without what nobody reads; what its own condition reads stays.
  func keepingOutputs(_ isLive: (Variable) -> Bool) -> PathSearch {
    let own = condition?.variables ?? []
    func isWanted(_ variable: Variable) -> Bool { isLive(variable) || own.contains(variable) }
    var changed = Changes(self)
    changed.parts = parts.map { $0.keepingOutputs(isWanted) }
    changed.junctions = junctions.map { $0.with(output: $0.output.flatMap { isWanted($0) ? $0 : nil }) }
    changed.relationships = relationships.flatMap { isWanted($0) ? $0 : nil }
    changed.length = length.flatMap { isWanted($0) ? $0 : nil }
    return changed.search
  }

  func with(length: Variable?) -> PathSearch {
    var changed = Changes(self)
    changed.length = length
    return changed.search
  }

  func with(toLabels: LabelTest?) -> PathSearch {
    var changed = Changes(self)
    changed.toLabels = toLabels
    return changed.search
  }

  /// The same search between other ends.
  func with(from: Variable, to: Variable, isInto: Bool, isReversed: Bool, toLabels: LabelTest?) -> PathSearch {
    var changed = Changes(self)
    (changed.from, changed.to, changed.isInto, changed.isReversed) = (from, to, isInto, isReversed)
    changed.toLabels = toLabels
    return changed.search
  }

  func with(relationships: Variable?, distinctFrom: [Variable]) -> PathSearch {
    var changed = Changes(self)
    changed.relationships = relationships
    changed.distinctFrom = distinctFrom
    return changed.search
  }

  /// The types and direction of the hop that leads to `to`.
  var lastHop: (types: [String], direction: Direction) {
    let hop = isReversed ? parts.first?.hops.first : parts.last?.hops.last
    guard let hop else { return ([], .both) }
    return (hop.types, isReversed ? hop.direction.reversed : hop.direction)
  }

  /// The types that the parts may walk; empty means every type.
  package var types: [String] {
    let hops = parts.flatMap(\.hops)
    return hops.contains { $0.types.isEmpty } ? [] : hops.flatMap(\.types)
  }

  /// A search under change.
  private struct Changes {
    private let original: PathSearch
    var from: Variable
    var to: Variable
    var isInto: Bool
    var isReversed: Bool
    var parts: [PathPart]
    var junctions: [PathNode]
    var condition: BoundExpression?
    var relationships: Variable?
    var length: Variable?
    var toLabels: LabelTest?
    var distinctFrom: [Variable]

    init(_ search: PathSearch) {
      original = search
      (from, to, isInto, isReversed) = (search.from, search.to, search.isInto, search.isReversed)
      (parts, junctions, condition) = (search.parts, search.junctions, search.condition)
      (relationships, length, toLabels, distinctFrom) = (search.relationships, search.length, search.toLabels, search.distinctFrom)
    }

    var search: PathSearch {
      PathSearch(
        from: from, to: to, isInto: isInto, isReversed: isReversed, parts: parts, junctions: junctions, rule: original.rule,
        choice: original.choice, condition: condition, relationships: relationships, length: length, toLabels: toLabels,
        distinctFrom: distinctFrom)
    }
  }
}
