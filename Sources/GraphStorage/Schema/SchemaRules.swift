// What the schema means for a write: which indexes a property or label takes part in, and which constraints an entity must be
// checked against. Made anew when the schema changes, shared by all versions until then.
// Invariant: never changes after `init`; positions refer to the snapshot's list of indexes and to `constraints`.

import GraphModel

/// The constraints of a graph, and tables that lead from labels, types and keys to constraints and indexes.
final class SchemaRules: Sendable {
  static let none = SchemaRules(constraints: [], indexes: [])

  let constraints: [CompiledConstraint]
  /// By property key: the indexes over nodes, and those over relationships.
  let nodeIndexesByKey: PlacesByNumber
  let relationshipIndexesByKey: PlacesByNumber
  /// By label: the indexes over its nodes.
  let indexesByLabel: PlacesByNumber
  /// By property key: the full-text indexes over nodes, and those over relationships; by label: those over its nodes.
  let nodeFullTextsByKey: PlacesByNumber
  let relationshipFullTextsByKey: PlacesByNumber
  let fullTextsByLabel: PlacesByNumber
  /// By label: the constraints of its nodes; and those of every node.
  let constraintsByLabel: PlacesByNumber
  let constraintsOfEveryNode: [Int]
  /// By relationship type.
  let constraintsByType: PlacesByNumber
  /// The keys whose change makes a node or relationship be checked; the values are of no interest.
  let constrainedNodeKeys: PlacesByNumber
  let constrainedRelationshipKeys: PlacesByNumber
  /// The types whose relationships are bound to labels at their ends.
  let typesWithEnds: [RelationshipTypeID]

  init(constraints: [CompiledConstraint], indexes: [PropertyIndex], fullTexts: [FullTextIndex] = []) {
    self.constraints = constraints
    var nodeIndexes = PlacesByNumber()
    var relationshipIndexes = PlacesByNumber()
    var byLabel = PlacesByNumber()
    for (place, index) in indexes.enumerated() {
      switch index.target {
      case .nodes(let label):
        nodeIndexes.append(place, at: index.key.rawValue)
        if let label { byLabel.append(place, at: label.rawValue) }
      case .relationships: relationshipIndexes.append(place, at: index.key.rawValue)
      }
    }
    (nodeIndexesByKey, relationshipIndexesByKey, indexesByLabel) = (nodeIndexes, relationshipIndexes, byLabel)
    (nodeFullTextsByKey, relationshipFullTextsByKey, fullTextsByLabel) = Self.places(of: fullTexts)

    var ofLabels = PlacesByNumber()
    var ofTypes = PlacesByNumber()
    var ofEveryNode: [Int] = []
    var nodeKeys = PlacesByNumber()
    var relationshipKeys = PlacesByNumber()
    var types: [RelationshipTypeID] = []
    for (place, constraint) in constraints.enumerated() {
      switch constraint.target {
      case .nodes(nil): ofEveryNode.append(place)
      case .nodes(let label?): ofLabels.append(place, at: label.rawValue)
      case .relationships(let type):
        ofTypes.append(place, at: type.rawValue)
        if case .ends = constraint.rule, !types.contains(type) { types.append(type) }
      }
      for key in constraint.rule.keys {
        if case .relationships = constraint.target {
          relationshipKeys.append(place, at: key.rawValue)
        } else {
          nodeKeys.append(place, at: key.rawValue)
        }
      }
    }
    (constraintsByLabel, constraintsByType, constraintsOfEveryNode) = (ofLabels, ofTypes, ofEveryNode)
    (constrainedNodeKeys, constrainedRelationshipKeys, typesWithEnds) = (nodeKeys, relationshipKeys, types)
  }
}

extension SchemaRules {
  private static func places(
    of fullTexts: [FullTextIndex]
  ) -> (byNodeKey: PlacesByNumber, byRelationshipKey: PlacesByNumber, byLabel: PlacesByNumber) {
    var (byNodeKey, byRelationshipKey, byLabel) = (PlacesByNumber(), PlacesByNumber(), PlacesByNumber())
    for (place, index) in fullTexts.enumerated() {
      switch index.target {
      case .nodes(let labels):
        for key in index.keys { byNodeKey.append(place, at: key.rawValue) }
        for label in labels { byLabel.append(place, at: label.rawValue) }
      case .relationships:
        for key in index.keys { byRelationshipKey.append(place, at: key.rawValue) }
      }
    }
    return (byNodeKey, byRelationshipKey, byLabel)
  }
}

/// Lists of positions by a small dense number.
struct PlacesByNumber: Sendable {
  private var lists: [[Int]] = []

  /// The list under a number.
  subscript(number: UInt32) -> [Int] { Int(number) < lists.count ? lists[Int(number)] : [] }

  /// Adds a position under a number.
  mutating func append(_ place: Int, at number: UInt32) {
    while lists.count <= Int(number) { lists.append([]) }
    lists[Int(number)].append(place)
  }
}
