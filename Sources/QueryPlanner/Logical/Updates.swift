// What writing clauses do to the graph, row by row.

/// Nodes and relationships to create for each row, in this order.
package struct CreatePattern: Hashable, Sendable {
  /// A node to create.
  package struct NewNode: Hashable, Sendable {
    package let variable: Variable
    package let labels: [NameExpression]
    /// A map, or nil.
    package let properties: BoundExpression?
    package init(variable: Variable, labels: [NameExpression], properties: BoundExpression?) {
      self.variable = variable
      self.labels = labels
      self.properties = properties
    }
  }

  /// A relationship to create between two nodes that are bound or created before.
  package struct NewRelationship: Hashable, Sendable {
    package let variable: Variable
    package let type: NameExpression
    package let from: Variable
    package let to: Variable
    /// A map, or nil.
    package let properties: BoundExpression?
    package init(variable: Variable, type: NameExpression, from: Variable, to: Variable, properties: BoundExpression?) {
      self.variable = variable
      self.type = type
      self.from = from
      self.to = to
      self.properties = properties
    }
  }

  package let nodes: [NewNode]
  package let relationships: [NewRelationship]
  /// Whether a null in a property map is an error (MERGE) or no property (CREATE).
  package let refusesNullProperties: Bool

  /// A pattern.
  package init(nodes: [NewNode], relationships: [NewRelationship], refusesNullProperties: Bool) {
    self.nodes = nodes
    self.relationships = relationships
    self.refusesNullProperties = refusesNullProperties
  }
}

/// A label or type by name, or by an expression that gives it.
package enum NameExpression: Hashable, Sendable {
  case name(String)
  case dynamic(BoundExpression)
}

/// MERGE: match the whole pattern or create all of it.
package struct Merge: Hashable, Sendable {
  /// Starts at `argument`; binds the pattern's new variables.
  package let match: LogicalPlan
  package let create: CreatePattern
  /// The variables that the pattern introduces; a path variable follows by an `extend` above.
  package let introduced: [Variable]
  package let onCreate: [SetItem]
  package let onMatch: [SetItem]

  /// A merge.
  package init(match: LogicalPlan, create: CreatePattern, introduced: [Variable], onCreate: [SetItem], onMatch: [SetItem]) {
    self.match = match
    self.create = create
    self.introduced = introduced
    self.onCreate = onCreate
    self.onMatch = onMatch
  }
}

/// One item of SET.
package enum SetItem: Hashable, Sendable {
  /// `e.key = value`.
  case property(BoundExpression, key: String, BoundExpression)
  /// `e[key] = value`.
  case dynamicProperty(BoundExpression, key: BoundExpression, BoundExpression)
  /// `e = map`, or a copy of another entity's properties.
  case replaceProperties(Variable, BoundExpression)
  /// `e += map`.
  case addProperties(Variable, BoundExpression)
  case labels(Variable, [NameExpression])
}

/// One item of REMOVE.
package enum RemoveItem: Hashable, Sendable {
  case property(BoundExpression, key: String)
  case dynamicProperty(BoundExpression, key: BoundExpression)
  case labels(Variable, [NameExpression])
}
