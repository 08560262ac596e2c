// A full-text index as a value: its name, and which strings of which entities can be searched through it.

/// A named index over the words and characters of strings and lists of strings.
public struct FullTextIndexDefinition: Hashable, Sendable {
  /// Whose properties are indexed.
  public enum Target: Hashable, Sendable {
    /// Nodes with any of these labels; every node where there are none.
    case nodes(labels: [String])
    /// Relationships of any of these types; every relationship where there are none.
    case relationships(types: [String])
  }

  /// The index's name, unique over constraints and indexes of every kind.
  public let name: String
  /// Whose properties are indexed.
  public let target: Target
  /// The property keys.
  public let properties: [String]

  /// An index.
  public init(name: String, target: Target, properties: [String]) {
    self.name = name
    self.target = target
    self.properties = properties
  }
}
