// By which keys a text names its nodes: by their identities, or by a property that every node has, such as `id`. With a property
// the keys of all nodes are kept, because relationships name them later.

internal import GraphModel

/// The keys of the nodes that were written.
struct WriterKeys {
  private let property: String?
  private var known: [NodeID: Value] = [:]

  init(property: String?) { self.property = property }

  /// The key of a node that is written now.
  /// - Throws: `missingKey` where the key property is absent or no key.
  mutating func add(_ node: Node) throws(FormatError) -> Value {
    guard let property else { return .integer(Int64(node.id.rawValue)) }
    let key = node.properties[property] ?? .null
    switch key {
    case .integer, .string: known[node.id] = key
    default:
      throw FormatError(
        file: "", line: 0, code: "missingKey", message: "the node \(node.id.rawValue) has no key '\(property)' that is a string or integer",
        hint: "write without a key property, or give each node one")
    }
    return key
  }

  /// The key of a node at an end of a relationship.
  /// - Throws: `withoutContent`, `missingNode`.
  func key(_ node: NodeID?) throws(FormatError) -> Value {
    guard let node else { throw FormatError.withoutContent("a relationship") }
    guard property != nil else { return .integer(Int64(node.rawValue)) }
    guard let key = known[node] else {
      throw FormatError(
        file: "", line: 0, code: "missingNode", message: "a relationship names the node \(node.rawValue), which was not written")
    }
    return key
  }
}

extension FormatError {
  /// A node or relationship that carries its identity alone.
  static func withoutContent(_ what: String) -> FormatError {
    FormatError(file: "", line: 0, code: "withoutContent", message: "\(what) without its content cannot be written")
  }
}
