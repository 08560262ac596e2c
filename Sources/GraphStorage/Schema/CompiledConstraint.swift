// A constraint with its names resolved to numbers, so that checking it looks nothing up.
// Invariant: the numbers are those of the graph whose schema the constraint is part of.

import GraphModel

/// A constraint in numbers.
struct CompiledConstraint: Sendable {
  /// What the constraint speaks of and demands, in numbers; two constraints that say the same are equal here.
  enum Rule: Hashable, Sendable {
    case unique(PropertyKeyID)
    case exists(PropertyKeyID)
    case type(PropertyKeyID, PropertyType)
    case ends(from: [LabelID], to: [LabelID])

    /// The property that decides, if one does.
    var key: PropertyKeyID? {
      switch self {
      case .unique(let key), .exists(let key), .type(let key, _): key
      case .ends: nil
      }
    }
  }

  let constraint: Constraint
  let target: IndexTarget
  let rule: Rule

  /// The place in the list of indexes of the index that a unique constraint owns.
  func ownedIndex(in indexes: [PropertyIndex]) -> Int? {
    guard case .unique(let key) = rule else { return nil }
    return indexes.firstIndex { $0.isUnique && $0.target == target && $0.key == key }
  }
}
