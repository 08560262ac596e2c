// The schema as values: constraints and indexes by name. The store enforces them; the planner and the shell read them.

/// The type that a property constraint demands.
public indirect enum PropertyType: Hashable, Sendable {
  case boolean, integer, float, string
  case date, localTime, time, localDateTime, dateTime, duration, point
  case list(PropertyType)
  /// One of several types, two at least; none of them is a union.
  case union([PropertyType])

  /// The language's spelling of the type.
  public var name: String {
    switch self {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .string: "STRING"
    case .date: "DATE"
    case .localTime: "LOCAL TIME"
    case .time: "ZONED TIME"
    case .localDateTime: "LOCAL DATETIME"
    case .dateTime: "ZONED DATETIME"
    case .duration: "DURATION"
    case .point: "POINT"
    case .list(let element): "LIST<\(element.name) NOT NULL>"
    case .union(let members): members.map(\.name).joined(separator: " | ")
    }
  }

  /// Whether a value is of this type.
  public func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.boolean, .boolean), (.integer, .integer), (.float, .float), (.string, .string): true
    case (.date, .date), (.localTime, .localTime), (.time, .time), (.localDateTime, .localDateTime), (.dateTime, .dateTime): true
    case (.duration, .duration), (.point, .point): true
    case (.list(let element), .list(let values)): values.allSatisfy(element.admits)
    case (.union(let members), _): members.contains { $0.admits(value) }
    default: false
    }
  }
}

/// What a schema element speaks of.
public enum SchemaTarget: Hashable, Sendable {
  /// Nodes with a label, or every node where there is none.
  case nodes(label: String?)
  /// Relationships of a type.
  case relationships(type: String)
}

/// A named rule that every committed graph obeys.
public struct Constraint: Hashable, Sendable {
  /// What the rule demands.
  public enum Rule: Hashable, Sendable {
    /// No two entities have the same value of the property; those without it are free.
    case unique(property: String)
    /// No two entities have the same values of all of these properties, two at least; those that lack one are free.
    case uniqueTogether(properties: [String])
    /// Every entity has all of these properties, and no two have the same values of them.
    case key(properties: [String])
    /// Every entity has the property.
    case exists(property: String)
    /// Where the property is present it has this type.
    case type(property: String, PropertyType)
    /// A relationship of the type starts at a node with one of the first labels and ends at one with one of the second.
    case ends(from: [String], to: [String])
  }

  /// The constraint's name, unique over constraints and indexes.
  public let name: String
  /// What it speaks of.
  public let target: SchemaTarget
  /// What it demands.
  public let rule: Rule

  /// A constraint.
  public init(name: String, target: SchemaTarget, rule: Rule) {
    self.name = name
    self.target = target
    self.rule = rule
  }
}

/// A named range index over one property of the nodes with a label.
public struct IndexDefinition: Hashable, Sendable {
  /// The index's name.
  public let name: String
  /// The label, or `nil` for every node.
  public let label: String?
  /// The property key.
  public let property: String
  /// Whether no value stands in it twice, because a constraint on this property alone says so.
  public let isUnique: Bool
  /// Whether it comes and goes with the constraint of its name. The index behind a constraint over several properties is over the first.
  public let isOwned: Bool

  /// An index; unless said otherwise a constraint owns it if it is unique.
  public init(name: String, label: String?, property: String, isUnique: Bool, isOwned: Bool? = nil) {
    self.name = name
    self.label = label
    self.property = property
    self.isUnique = isUnique
    self.isOwned = isOwned ?? isUnique
  }
}
