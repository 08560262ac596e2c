// What is in a graph, by name: for a schema listing, for completion, for an export's headers.
public import GraphModel

/// The names, rules and counts of a graph at one moment.
public struct GraphSchema: Sendable {
  /// A property key and the types of its values seen, sorted.
  public struct Property: Hashable, Sendable {
    public let key: String
    public let types: [String]
    public let count: Int

    /// A property.
    public init(key: String, types: [String], count: Int) {
      self.key = key
      self.types = types
      self.count = count
    }
  }

  /// A label, how many nodes bear it, and their properties.
  public struct Label: Hashable, Sendable {
    public let name: String
    public let nodeCount: Int
    public let properties: [Property]

    /// A label.
    public init(name: String, nodeCount: Int, properties: [Property]) {
      self.name = name
      self.nodeCount = nodeCount
      self.properties = properties
    }
  }

  /// A relationship type, how many relationships have it, the labels at its ends, and its properties.
  public struct RelationshipType: Hashable, Sendable {
    public let name: String
    public let relationshipCount: Int
    public let startLabels: [String]
    public let endLabels: [String]
    public let properties: [Property]

    /// A type.
    public init(name: String, relationshipCount: Int, startLabels: [String], endLabels: [String], properties: [Property]) {
      self.name = name
      self.relationshipCount = relationshipCount
      self.startLabels = startLabels
      self.endLabels = endLabels
      self.properties = properties
    }
  }

  public let nodeCount: Int
  public let relationshipCount: Int
  /// In byte order of their names.
  public let labels: [Label]
  /// In byte order of their names.
  public let relationshipTypes: [RelationshipType]
  /// In byte order.
  public let propertyKeys: [String]
  public let constraints: [Constraint]
  public let indexes: [IndexDefinition]

  /// A schema.
  public init(
    nodeCount: Int, relationshipCount: Int, labels: [Label], relationshipTypes: [RelationshipType], propertyKeys: [String],
    constraints: [Constraint], indexes: [IndexDefinition]
  ) {
    self.nodeCount = nodeCount
    self.relationshipCount = relationshipCount
    self.labels = labels
    self.relationshipTypes = relationshipTypes
    self.propertyKeys = propertyKeys
    self.constraints = constraints
    self.indexes = indexes
  }
}
