// A constraint with its names resolved to numbers, so that checking it looks nothing up.
// Invariant: the numbers are those of the graph whose schema the constraint is part of.

import GraphModel

/// A constraint in numbers.
struct CompiledConstraint: Sendable {
  /// What the constraint speaks of and demands, in numbers; two constraints that say the same are equal here.
  enum Rule: Hashable, Sendable {
    case unique(PropertyKeyID)
    case uniqueTogether([PropertyKeyID])
    case key([PropertyKeyID])
    case exists(PropertyKeyID)
    case type(PropertyKeyID, PropertyType)
    case ends(from: [LabelID], to: [LabelID])

    /// The properties that decide.
    var keys: [PropertyKeyID] {
      switch self {
      case .unique(let key), .exists(let key), .type(let key, _): [key]
      case .uniqueTogether(let keys), .key(let keys): keys
      case .ends: []
      }
    }

    /// The properties whose values no two entities share; empty where the rule is another.
    var distinctKeys: [PropertyKeyID] {
      switch self {
      case .unique, .uniqueTogether, .key: keys
      case .exists, .type, .ends: []
      }
    }
  }

  let constraint: Constraint
  let target: IndexTarget
  let rule: Rule

  /// The place in the list of indexes of the index that the constraint owns: over the only property whose values are distinct, or over
  /// the first of several, where it bears the constraint's name and is not unique.
  func ownedIndex(in indexes: [PropertyIndex]) -> Int? {
    let keys = rule.distinctKeys
    guard let first = keys.first else { return nil }
    return indexes.firstIndex { index in
      guard index.target == target, index.key == first else { return false }
      return keys.count == 1 ? index.isUnique : !index.isUnique && index.name.isByteEqual(to: constraint.name)
    }
  }

  /// Whether the constraint owns an index that is over the first of several properties.
  func ownsShared(_ index: PropertyIndex) -> Bool {
    rule.distinctKeys.count > 1 && !index.isUnique && index.target == target && index.name.isByteEqual(to: constraint.name)
  }
}
