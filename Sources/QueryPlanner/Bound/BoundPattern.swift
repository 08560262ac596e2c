// The patterns of MATCH and MERGE after binding: nodes, relationships between them, searches for shortest paths, and every
// inline condition as a conjunct. Anonymous parts have made-up variables, so that each part can be spoken of.

package import GraphModel

/// What one MATCH looks for.
package struct BoundPattern: Hashable, Sendable {
  /// The node variables in order of appearance, each once.
  package var nodes: [Variable] = []
  /// Those of them that are bound before the clause.
  package var boundNodes: Set<Variable> = []
  /// The relationships in order.
  package var relationships: [BoundRelationship] = []
  /// The searches in order.
  package var searches: [BoundSearch] = []
  /// Repeated parts, and paths with a mode or a selector.
  package var walks: [BoundWalk] = []
  /// Labels, types, property maps and inline conditions.
  package var conditions: [BoundExpression] = []
  /// What the inline conditions need from the graph.
  package var subqueries: [BoundSubquery] = []
  /// The named paths of chains; those of searches stand with them.
  package var paths: [ProjectionItem] = []
  /// Whether a relationship may occur twice in one match.
  package var mayRepeatRelationships = false

  /// An empty pattern.
  package init() {}

  /// Every variable that the pattern introduces, in order.
  package var introduced: [Variable] {
    var result = nodes.filter { !boundNodes.contains($0) }
    for relationship in relationships where relationship.boundAs == nil { result.append(relationship.variable) }
    for search in searches {
      result.append(search.relationships)
      if let path = search.path { result.append(path) }
    }
    for walk in walks { result += walk.introduced }
    return result + paths.map(\.variable)
  }
}

/// A relationship, or several of one kind in a row.
package struct BoundRelationship: Hashable, Sendable {
  /// How many relationships in a row.
  package struct Length: Hashable, Sendable {
    package let minimum: Int
    /// `nil` means no bound.
    package let maximum: Int?

    /// A length.
    package init(minimum: Int, maximum: Int?) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// The relationship or the list of relationships; a made-up one where the name was bound before.
  package let variable: Variable
  /// The variable of an earlier clause that this one must equal.
  package let boundAs: Variable?
  /// The node on the left in the text.
  package let left: Variable
  /// The node on the right in the text.
  package let right: Variable
  /// As seen from the left.
  package let direction: Direction
  /// The types admitted; empty means every type.
  package let types: [String]
  /// `nil` for a single relationship.
  package let length: Length?
  /// A condition on each relationship of several.
  package let stepCondition: StepCondition?
  /// The place in the text.
  package let span: SourceSpan

  /// A relationship of a pattern.
  package init(
    variable: Variable, boundAs: Variable?, left: Variable, right: Variable, direction: Direction, types: [String], length: Length?,
    stepCondition: StepCondition?, span: SourceSpan
  ) {
    self.variable = variable
    self.boundAs = boundAs
    self.left = left
    self.right = right
    self.direction = direction
    self.types = types
    self.length = length
    self.stepCondition = stepCondition
    self.span = span
  }
}

/// A stretch of a path that is found at once: a repeated part, or a whole path with a mode or a selector.
package struct BoundWalk: Hashable, Sendable {
  /// The node on the left in the text.
  package let left: Variable
  /// The node on the right in the text.
  package let right: Variable
  package let parts: [PathPart]
  package let junctions: [PathNode]
  package let rule: PathRule
  package let choice: PathSearch.Choice
  /// What a path must satisfy to be chosen.
  package let condition: BoundExpression?
  /// All relationships in order.
  package let relationships: Variable
  /// How many relationships of the pattern stand before it in the text; `nil` for a whole path, which comes after all of them.
  package let relationshipsBefore: Int?

  /// A stretch of a path.
  package init(
    left: Variable, right: Variable, parts: [PathPart], junctions: [PathNode], rule: PathRule, choice: PathSearch.Choice,
    condition: BoundExpression?, relationships: Variable, relationshipsBefore: Int?
  ) {
    self.left = left
    self.right = right
    self.parts = parts
    self.junctions = junctions
    self.rule = rule
    self.choice = choice
    self.condition = condition
    self.relationships = relationships
    self.relationshipsBefore = relationshipsBefore
  }

  /// The variables that it introduces beside its ends.
  package var introduced: [Variable] { parts.flatMap(\.outputs) + junctions.compactMap(\.output) + [relationships] }

  /// The types that it may walk; empty means every type.
  package var types: [String] {
    let hops = parts.flatMap(\.hops)
    return hops.contains { $0.types.isEmpty } ? [] : hops.flatMap(\.types)
  }
}

/// `shortestPath((a)-[…]-(b))` or `allShortestPaths(…)`.
package struct BoundSearch: Hashable, Sendable {
  package let left: Variable
  package let right: Variable
  package let relationships: Variable
  package let path: Variable?
  package let direction: Direction
  package let types: [String]
  package let length: BoundRelationship.Length
  package let stepCondition: StepCondition?
  package let isAll: Bool

  /// A search.
  package init(
    left: Variable, right: Variable, relationships: Variable, path: Variable?, direction: Direction, types: [String],
    length: BoundRelationship.Length, stepCondition: StepCondition?, isAll: Bool
  ) {
    self.left = left
    self.right = right
    self.relationships = relationships
    self.path = path
    self.direction = direction
    self.types = types
    self.length = length
    self.stepCondition = stepCondition
    self.isAll = isAll
  }
}
