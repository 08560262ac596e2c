// Patterns of paths: openCypher's chains of nodes and relationships, and ISO GQL's quantified parts, selectors and modes.
// Invariant, kept by the parser: a relationship stands between two node patterns; two node patterns never stand side by
// side; a group stands beside node patterns or groups; every chain that does not begin (end) with a group begins (ends) with
// a node pattern.

package import GraphModel

/// `[variable =] [selector] [mode] element …`, or a chain inside `shortestPath(…)`.
package struct PathPattern: Hashable, Sendable {
  /// The variable for the path.
  package var variable: Identifier?
  /// Which of the paths are wanted; `nil` means all.
  package var selector: PathSelector?
  /// Which repetitions within a path are allowed; `nil` where nothing is said.
  package var mode: PathMode?
  /// The chain from left to right; never empty.
  package var elements: [PathElement]
  /// From the variable to the last element.
  @Incidental package var span: SourceSpan
}

/// Which of the paths between two nodes are wanted. Counts are an integer literal or a parameter; `nil` where none is written.
package indirect enum PathSelector: Hashable, Sendable {
  /// `ALL`: every path.
  case all
  /// `ANY [k]`: any k paths.
  case any(count: Expression?)
  /// `ALL SHORTEST`.
  case allShortest
  /// `ANY SHORTEST`.
  case anyShortest
  /// `SHORTEST [k]`: k paths in the order of length.
  case shortest(count: Expression?)
  /// `SHORTEST [k] GROUPS`: all paths of the k least lengths.
  case shortestGroups(count: Expression?)
  /// `shortestPath(…)`.
  case shortestPathFunction
  /// `allShortestPaths(…)`.
  case allShortestPathsFunction
}

/// Which repetitions a path may contain.
package enum PathMode: String, Hashable, Sendable, CaseIterable {
  /// Anything may repeat.
  case walk = "WALK"
  /// No relationship repeats.
  case trail = "TRAIL"
  /// No node repeats.
  case acyclic = "ACYCLIC"
  /// No node repeats, except that the first may be the last.
  case simple = "SIMPLE"
}

/// One link of a chain.
package indirect enum PathElement: Hashable, Sendable {
  case node(NodePattern)
  case relationship(RelationshipPattern)
  case group(PathGroup)

  /// The whole element.
  package var span: SourceSpan {
    switch self {
    case .node(let node): node.span
    case .relationship(let relationship): relationship.span
    case .group(let group): group.span
    }
  }
}

/// `(variable:Labels {properties} WHERE predicate)`.
package struct NodePattern: Hashable, Sendable {
  /// The variable, if named.
  package var variable: Identifier?
  /// The condition on labels.
  package var labels: LabelExpression?
  /// A map literal or a parameter.
  package var properties: Expression?
  /// The inline condition.
  package var predicate: Expression?
  /// Parentheses included.
  @Incidental package var span: SourceSpan
}

/// `-[variable:TYPES *length {properties} WHERE predicate]->` and its other directions, with an optional quantifier.
package struct RelationshipPattern: Hashable, Sendable {
  /// The direction as seen from the left; `.both` for `-[]-` and `<-[]->`.
  package var direction: Direction
  /// The variable, if named.
  package var variable: Identifier?
  /// The condition on the type.
  package var types: LabelExpression?
  /// The bounds of openCypher's variable length, if any.
  package var length: VariableLength?
  /// A map literal or a parameter.
  package var properties: Expression?
  /// The inline condition.
  package var predicate: Expression?
  /// The quantifier after the arrow; never together with `length`.
  package var quantifier: PathQuantifier?
  /// Arrow heads and quantifier included.
  @Incidental package var span: SourceSpan
}

/// `*`, `*n`, `*m..n`, `*m..`, `*..n`: bounds are `nil` where not written; `*n` has both.
package struct VariableLength: Hashable, Sendable {
  /// The least number of relationships.
  package var minimum: Int64?
  /// The greatest number of relationships.
  package var maximum: Int64?
  /// From the star to the last bound.
  @Incidental package var span: SourceSpan
}

/// `((a)-[:T]->(b) WHERE predicate){m,n}`: a part of a path in parentheses, repeated where a quantifier stands.
package struct PathGroup: Hashable, Sendable {
  /// The variable for the part, where one is named.
  package var variable: Identifier?
  /// The mode of the part.
  package var mode: PathMode?
  /// The chain inside; never empty.
  package var elements: [PathElement]
  /// The condition on each repetition.
  package var predicate: Expression?
  /// How often it repeats; `nil` for once.
  package var quantifier: PathQuantifier?
  /// Parentheses and quantifier included.
  @Incidental package var span: SourceSpan
}

/// `+`, `*`, `{n}`, `{m,n}`, `{m,}`, `{,n}`.
package struct PathQuantifier: Hashable, Sendable {
  /// The least number of repetitions; 0 where not written.
  package var minimum: Int64
  /// The greatest number of repetitions; `nil` for no bound.
  package var maximum: Int64?
  /// The quantifier alone.
  @Incidental package var span: SourceSpan
}
