// What an operator reads of the graph and what it changes, as far as fences need it. In doubt an operator reads and writes
// more than it does: a fence too many costs memory, one too few costs the truth.

import GraphModel

/// Names, or every name.
struct NameSet {
  /// Whether every name is meant; `names` is empty then.
  private(set) var isEvery: Bool
  private var names: Set<String>

  private init(isEvery: Bool, names: Set<String>) {
    self.isEvery = isEvery
    self.names = names
  }

  static let none = NameSet(isEvery: false, names: [])
  static let every = NameSet(isEvery: true, names: [])

  static func some(_ names: Set<String>) -> NameSet { NameSet(isEvery: false, names: names) }

  var isEmpty: Bool { !isEvery && names.isEmpty }

  func overlaps(_ other: NameSet) -> Bool {
    if isEvery { return !other.isEmpty }
    return other.isEvery ? !isEmpty : !names.isDisjoint(with: other.names)
  }

  mutating func formUnion(_ other: NameSet) {
    isEvery = isEvery || other.isEvery
    names = isEvery ? [] : names.union(other.names)
  }
}

/// What is read of the graph.
struct ReadEffects {
  /// Whether nodes are found without a label.
  var findsAnyNode = false
  /// The labels by which nodes are found or tested.
  var labels = NameSet.none
  /// The types of relationships that are walked.
  var types = NameSet.none
  /// The property keys that are read.
  var keys = NameSet.none

  var isEmpty: Bool { !findsAnyNode && labels.isEmpty && types.isEmpty && keys.isEmpty }

  mutating func formUnion(_ other: ReadEffects) {
    findsAnyNode = findsAnyNode || other.findsAnyNode
    labels.formUnion(other.labels)
    types.formUnion(other.types)
    keys.formUnion(other.keys)
  }

  static let everything = ReadEffects(findsAnyNode: true, labels: .every, types: .every, keys: .every)
}

/// What is changed in the graph.
struct WriteEffects {
  /// Whether nodes are created.
  var createsNodes = false
  /// The labels of created nodes.
  var newLabels = NameSet.none
  /// The types of created relationships.
  var newTypes = NameSet.none
  /// Labels that are set or removed on nodes that may have been there.
  var changedLabels = NameSet.none
  /// Keys that are set or removed on entities that may have been there.
  var changedKeys = NameSet.none
  /// Whether something goes, or anything may happen.
  var isUnbounded = false

  var isEmpty: Bool {
    !createsNodes && !isUnbounded && newLabels.isEmpty && newTypes.isEmpty && changedLabels.isEmpty && changedKeys.isEmpty
  }

  mutating func formUnion(_ other: WriteEffects) {
    createsNodes = createsNodes || other.createsNodes
    newLabels.formUnion(other.newLabels)
    newTypes.formUnion(other.newTypes)
    changedLabels.formUnion(other.changedLabels)
    changedKeys.formUnion(other.changedKeys)
    isUnbounded = isUnbounded || other.isUnbounded
  }

  /// Whether what is read may depend on what is changed.
  func touch(_ reads: ReadEffects) -> Bool {
    if isUnbounded { return !reads.isEmpty }
    if createsNodes && reads.findsAnyNode { return true }
    return newLabels.overlaps(reads.labels) || newTypes.overlaps(reads.types) || changedLabels.overlaps(reads.labels)
      || changedKeys.overlaps(reads.keys)
  }
}

extension LogicalPlan {
  /// What the operator reads of the graph, plans inside it included.
  var readEffects: ReadEffects {
    var effects = ReadEffects()
    for expression in expressions { expression.addReads(to: &effects) }
    switch self {
    case .nodeScan(_, let scan): scan.access.addReads(to: &effects)
    case .expand(_, let expand), .expandCount(_, let expand, _): expand.addReads(to: &effects)
    case .intersect(_, let intersect):
      for leg in intersect.legs { leg.addReads(to: &effects) }
      intersect.labels?.addReads(to: &effects)
    case .variableExpand(_, let expand):
      effects.types.formUnion(.walking(expand.types))
      expand.toLabels?.addReads(to: &effects)
    case .shortestPath(_, let search): effects.types.formUnion(.walking(search.types))
    case .pathSearch(_, let search):
      effects.types.formUnion(.walking(search.types))
      for node in search.parts.flatMap(\.nodes) + search.junctions { node.labels?.addReads(to: &effects) }
      search.toLabels?.addReads(to: &effects)
    case .procedureCall(_, let call): if call.readsGraph { effects.formUnion(.everything) }
    case .apply, .merge, .foreach, .union:
      for inner in innerPlans { for step in inner.steps { effects.formUnion(step.readEffects) } }
    default: break
    }
    return effects
  }

  /// What the operator changes in the graph, plans inside it included.
  var writeEffects: WriteEffects {
    var effects = WriteEffects()
    switch self {
    case .create(_, let pattern): pattern.addWrites(to: &effects)
    case .merge(_, let merge):
      merge.create.addWrites(to: &effects)
      for item in merge.onCreate + merge.onMatch { item.addWrites(to: &effects) }
    case .set(_, let items): for item in items { item.addWrites(to: &effects) }
    case .remove(_, let items): for item in items { item.addWrites(to: &effects) }
    case .delete: effects.isUnbounded = true
    case .apply, .foreach, .union:
      for inner in innerPlans { for step in inner.steps { effects.formUnion(step.writeEffects) } }
    default: break
    }
    return effects
  }
}

extension NameSet {
  /// The types that a step walks: none named means all.
  static func walking(_ types: [String]) -> NameSet { types.isEmpty ? .every : .some(Set(types)) }
}

extension Expand {
  fileprivate func addReads(to effects: inout ReadEffects) {
    effects.types.formUnion(.walking(types))
    toLabels?.addReads(to: &effects)
  }
}

extension NodeScan.Access {
  fileprivate func addReads(to effects: inout ReadEffects) {
    switch self {
    case .all, .identity: effects.findsAnyNode = true
    case .label(let label): effects.labels.formUnion(.some([label]))
    case .indexEqual(let label, let property, _), .indexIn(let label, let property, _), .indexPrefix(let label, let property, _),
      .indexRange(let label, let property, _, _):
      if let label { effects.labels.formUnion(.some([label])) } else { effects.findsAnyNode = true }
      effects.keys.formUnion(.some([property]))
    }
  }
}

extension LabelTest {
  fileprivate func addReads(to effects: inout ReadEffects) {
    switch self {
    case .name(let name): effects.labels.formUnion(.some([name]))
    case .any: effects.labels = .every
    case .not(let inner): inner.addReads(to: &effects)
    case .and(let parts), .or(let parts): for part in parts { part.addReads(to: &effects) }
    }
  }
}

extension BoundExpression {
  fileprivate func addReads(to effects: inout ReadEffects) {
    switch kind {
    case .property(_, let key): effects.keys.formUnion(.some([key]))
    case .element, .entity(.keys, _), .entity(.properties, _): effects.keys = .every
    case .entity(.labels, _): effects.labels = .every
    case .hasLabels(_, let test): test.addReads(to: &effects)
    default: break
    }
    for child in children { child.addReads(to: &effects) }
  }
}

extension CreatePattern {
  fileprivate func addWrites(to effects: inout WriteEffects) {
    effects.createsNodes = effects.createsNodes || !nodes.isEmpty
    for node in nodes { effects.newLabels.formUnion(.written(node.labels)) }
    for relationship in relationships { effects.newTypes.formUnion(.written([relationship.type])) }
  }
}

extension NameSet {
  fileprivate static func written(_ names: [NameExpression]) -> NameSet {
    var result = NameSet.none
    for name in names {
      switch name {
      case .name(let text): result.formUnion(.some([text]))
      case .dynamic: result = .every
      }
    }
    return result
  }
}

extension SetItem {
  fileprivate func addWrites(to effects: inout WriteEffects) {
    switch self {
    case .property(_, let key, _): effects.changedKeys.formUnion(.some([key]))
    case .dynamicProperty, .replaceProperties, .addProperties: effects.changedKeys = .every
    case .labels(_, let labels): effects.changedLabels.formUnion(.written(labels))
    }
  }
}

extension RemoveItem {
  fileprivate func addWrites(to effects: inout WriteEffects) {
    switch self {
    case .property(_, let key): effects.changedKeys.formUnion(.some([key]))
    case .dynamicProperty: effects.changedKeys = .every
    case .labels(_, let labels): effects.changedLabels.formUnion(.written(labels))
    }
  }
}
