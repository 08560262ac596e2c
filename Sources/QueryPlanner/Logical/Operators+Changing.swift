// Operators with one part changed. Rules say what they change and leave the rest as it is.

import GraphModel

extension Expand {
  /// The same step with some parts replaced.
  package func with(
    relationship: Variable?? = nil, to: Variable?? = nil, isInto: Bool? = nil, types: [String]? = nil, toLabels: LabelTest?? = nil,
    distinctFrom: [Variable]? = nil
  ) -> Expand {
    Expand(
      from: from, relationship: relationship ?? self.relationship, to: to ?? self.to, isInto: isInto ?? self.isInto, direction: direction,
      types: types ?? self.types, toLabels: toLabels ?? self.toLabels, distinctFrom: distinctFrom ?? self.distinctFrom)
  }
}

extension VariableExpand {
  /// The same step with some parts replaced.
  package func with(
    relationships: Variable?? = nil, length: Variable?? = nil, toLabels: LabelTest?? = nil, mode: Mode? = nil,
    relationshipCondition: StepCondition?? = nil, distinctFrom: [Variable]? = nil
  ) -> VariableExpand {
    VariableExpand(
      from: from, relationships: relationships ?? self.relationships, length: length ?? self.length, to: to, isInto: isInto,
      direction: direction, types: types, toLabels: toLabels ?? self.toLabels, minimumLength: minimumLength, maximumLength: maximumLength,
      mode: mode ?? self.mode, relationshipCondition: relationshipCondition ?? self.relationshipCondition,
      distinctFrom: distinctFrom ?? self.distinctFrom)
  }
}

extension ShortestPath {
  /// The same search with some parts replaced.
  package func with(
    path: Variable?? = nil, relationships: Variable?? = nil, length: Variable?? = nil, relationshipCondition: StepCondition?? = nil,
    nodeCondition: StepCondition?? = nil
  ) -> ShortestPath {
    ShortestPath(
      from: from, to: to, path: path ?? self.path, relationships: relationships ?? self.relationships, length: length ?? self.length,
      direction: direction, types: types, minimumLength: minimumLength, maximumLength: maximumLength, all: all,
      relationshipCondition: relationshipCondition ?? self.relationshipCondition, nodeCondition: nodeCondition ?? self.nodeCondition)
  }
}
