// What is in a graph, by name: for a schema listing, for completion, for an export's headers.
public import GraphModel

/// The names, rules and counts of a graph at one moment.
public struct GraphSchema: Sendable {
  /// A property key and the types of its values seen, sorted.
  public struct Property: Hashable, Sendable {
    /// The property key.
    public let key: String
    /// The types of its values, in order.
    public let types: [String]
    /// How many entities have it.
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
    /// The name.
    public let name: String
    /// The number of nodes.
    public let nodeCount: Int
    /// The properties seen, in byte order of their keys.
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
    /// The name.
    public let name: String
    /// The number of relationships.
    public let relationshipCount: Int
    /// The labels of the nodes that such relationships start at.
    public let startLabels: [String]
    /// The labels of the nodes that such relationships end at.
    public let endLabels: [String]
    /// The properties seen, in byte order of their keys.
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

  /// The number of nodes.
  public let nodeCount: Int
  /// The number of relationships.
  public let relationshipCount: Int
  /// In byte order of their names.
  public let labels: [Label]
  /// In byte order of their names.
  public let relationshipTypes: [RelationshipType]
  /// In byte order.
  public let propertyKeys: [String]
  /// The constraints, in the order of their creation.
  public let constraints: [Constraint]
  /// The indexes, in the order of their creation.
  public let indexes: [IndexDefinition]

  /// The full-text indexes, in the order of their creation.
  public let fullTextIndexes: [FullTextIndexDefinition]

  /// A schema.
  public init(
    nodeCount: Int, relationshipCount: Int, labels: [Label], relationshipTypes: [RelationshipType], propertyKeys: [String],
    constraints: [Constraint], indexes: [IndexDefinition], fullTextIndexes: [FullTextIndexDefinition] = []
  ) {
    self.nodeCount = nodeCount
    self.relationshipCount = relationshipCount
    self.labels = labels
    self.relationshipTypes = relationshipTypes
    self.propertyKeys = propertyKeys
    self.constraints = constraints
    self.indexes = indexes
    self.fullTextIndexes = fullTextIndexes
  }
}
