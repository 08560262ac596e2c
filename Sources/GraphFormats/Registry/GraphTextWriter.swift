// The seam of export: a writer takes a graph in one order, `begin`, every node, every relationship, `end`, and turns it into
// text. Nodes and relationships carry their content (`hasContent`). Writers of interchange formats stream; pictures (DOT,
// Mermaid) hold the graph until `end`, because clusters and legends need it whole.

public import GraphModel

/// Writes nodes and relationships as text.
public protocol GraphTextWriter: AnyObject {
  /// Starts the text.
  func begin() throws(FormatError)
  /// Adds a node; before any relationship.
  func node(_ node: Node) throws(FormatError)
  /// Adds a relationship between nodes that were added.
  func relationship(_ relationship: Relationship) throws(FormatError)
  /// Ends the text and flushes the output.
  func end() throws(FormatError)
}

/// What a writer of graphs is told beside the graph.
public struct GraphWriteOptions {
  /// A title for formats that show one.
  public var title: String?
  /// The property that serves as the nodes' key in the text, such as `id`; `nil` to use their identities.
  public var keyProperty: String?
  /// Takes notices such as a control character that XML cannot hold.
  public var notice: ((FormatError) -> Void)?
  /// How pictures look.
  public var picture: PictureOptions

  /// Options; the defaults suit interchange.
  public init(
    title: String? = nil, keyProperty: String? = nil, picture: PictureOptions = PictureOptions(), notice: ((FormatError) -> Void)? = nil
  ) {
    self.title = title
    self.keyProperty = keyProperty
    self.picture = picture
    self.notice = notice
  }
}

/// How pictures of graphs look.
public struct PictureOptions: Sendable {
  /// What stands together in a box.
  public enum Clusters: Hashable, Sendable {
    /// Nothing.
    case none
    /// What a region, zone, park and the like contain, by PART_OF, LOCATED_IN and HOSTS.
    case containment
    /// Nodes with the same value of a property.
    case property(String)
  }

  /// What stands together in a box.
  public var clusters: Clusters
  /// Whether labels and types are explained beside the graph.
  public var legend: Bool
  /// A style sheet that is read after the built-in one, so that its rules win; empty for none.
  public var styleSheet: String

  /// Options; the defaults draw no clusters and a legend.
  public init(clusters: Clusters = .none, legend: Bool = true, styleSheet: String = "") {
    self.clusters = clusters
    self.legend = legend
    self.styleSheet = styleSheet
  }
}
