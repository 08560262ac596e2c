// What expressions ask the graph about an entity: properties, labels, type, ends. Inside the engine a node or relationship is
// its identity alone, so every answer comes from the snapshot or, in a writing query, from the transaction's own view.
// An entity that this transaction has deleted answers with `EntityNotFound`, save for what its identity alone says, and for the
// type and ends of a relationship.
import GraphModel
import GraphStorage
import QueryPlanner

/// Answers about entities within one context.
enum EntityAccess {
  /// The error of touching what was deleted.
  static func deleted(_ what: String) -> QueryError {
    .runtime(
      .entityNotFound, "DeletedEntityAccess", "the \(what) was deleted in this transaction",
      hint: "read what you need of it before DELETE: WITH n.name AS name …")
  }

  /// Refuses a node that was deleted.
  static func check(_ node: NodeID, _ context: ExecutionContext) throws(QueryError) {
    guard let transaction = context.transaction else { return }
    if !transaction.view.contains(node), transaction.wasDeleted(node) { throw deleted("node") }
  }

  /// Refuses a relationship that was deleted.
  static func check(_ relationship: RelationshipID, _ context: ExecutionContext) throws(QueryError) {
    guard let transaction = context.transaction else { return }
    if !transaction.view.contains(relationship), transaction.wasDeleted(relationship) { throw deleted("relationship") }
  }

  /// The property under a key of a value that has properties; null of null, and of an entity where the graph does not know the key.
  static func property(_ holder: Value, _ name: String, _ key: PropertyKeyID?, _ context: ExecutionContext) throws(QueryError) -> Value {
    switch holder {
    case .node(let node):
      try check(node.id, context)
      return key.map { context.graph.nodeProperty(node.id, $0) } ?? .null
    case .relationship(let relationship):
      try check(relationship.id, context)
      return key.map { context.graph.relationshipProperty(relationship.id, $0) } ?? .null
    default:
      return try ValueAccess.property(holder, name)
    }
  }

  /// `holder[place]`.
  static func element(_ holder: Value, _ place: Value, _ context: ExecutionContext) throws(QueryError) -> Value {
    switch holder {
    case .node, .relationship:
      if place.isNull { return .null }
      guard case .string(let key) = place else {
        throw .runtime(
          .typeError, "MapElementAccessByNonString", "a property is found by a string, not by a value of type \(place.typeName)")
      }
      return try property(holder, key, context.graph.catalog.propertyKey(key), context)
    default:
      return try ValueAccess.element(holder, place)
    }
  }

  /// The type of a relationship, deleted or not; nil for one that never was.
  static func type(of relationship: RelationshipID, _ context: ExecutionContext) -> RelationshipTypeID? {
    if let transaction = context.transaction { return transaction.type(of: relationship) }
    let graph = context.graph
    return graph.contains(relationship) ? graph.relationshipReader.type(of: relationship.rawValue) : nil
  }

  /// The nodes at the ends of a relationship, deleted or not; nil for one that never was.
  static func ends(of relationship: RelationshipID, _ context: ExecutionContext) -> (source: NodeID, target: NodeID)? {
    if let transaction = context.transaction { return transaction.ends(of: relationship) }
    let graph = context.graph
    guard graph.contains(relationship) else { return nil }
    let reader = graph.relationshipReader
    return (NodeID(rawValue: reader.source(of: relationship.rawValue)), NodeID(rawValue: reader.target(of: relationship.rawValue)))
  }
}

/// A property key whose number is looked up once per run; while the graph does not know the key, at each asking, for a write of
/// this very run may introduce it.
struct PropertyKeyCache {
  /// The key.
  let name: String
  private var serial: UInt64?
  private var found: PropertyKeyID?
  private var hint: UInt32 = 0

  init(_ name: String) { self.name = name }

  /// The number of the key in the graph of a context.
  mutating func id(_ context: ExecutionContext) -> PropertyKeyID? {
    if serial != context.serial || found == nil {
      serial = context.serial
      found = context.graph.propertyKey(name, hint: &hint)
    }
    return found
  }
}

extension EntityFunction {
  /// The function of a value; null of null.
  func apply(_ value: Value, _ context: ExecutionContext) throws(QueryError) -> Value {
    if value.isNull { return .null }
    switch (self, value) {
    case (.id, .node(let node)): return .integer(Int64(node.id.rawValue))
    case (.id, .relationship(let relationship)): return .integer(Int64(relationship.id.rawValue))
    case (.elementId, .node(let node)): return .string(String(node.id.rawValue))
    case (.elementId, .relationship(let relationship)): return .string(String(relationship.id.rawValue))
    case (.labels, .node(let node)):
      try EntityAccess.check(node.id, context)
      let graph = context.graph
      return .list(graph.labels(of: node.id).map { .string(graph.catalog.name(of: $0)) })
    case (.type, .relationship(let relationship)):
      return EntityAccess.type(of: relationship.id, context).map { .string(context.graph.catalog.name(of: $0)) } ?? .null
    case (.startNode, .relationship(let relationship)):
      return EntityAccess.ends(of: relationship.id, context).map { .node(Node(id: $0.source)) } ?? .null
    case (.endNode, .relationship(let relationship)):
      return EntityAccess.ends(of: relationship.id, context).map { .node(Node(id: $0.target)) } ?? .null
    case (.keys, _): return .list(try properties(of: value, context).keys.map { .string($0) })
    case (.properties, _): return .map(try properties(of: value, context))
    case (.nodes, .path(let path)): return .list(path.nodes.map { .node($0) })
    case (.relationships, .path(let path)): return .list(path.relationships.map { .relationship($0) })
    case (.length, .path(let path)): return .integer(Int64(path.length))
    default: throw mismatch(value)
    }
  }

  private func properties(of value: Value, _ context: ExecutionContext) throws(QueryError) -> ValueMap {
    switch value {
    case .map(let map): return map
    case .node(let node):
      try EntityAccess.check(node.id, context)
      return context.graph.nodeProperties(node.id)
    case .relationship(let relationship):
      try EntityAccess.check(relationship.id, context)
      return context.graph.relationshipProperties(relationship.id)
    default: throw mismatch(value)
    }
  }

  /// The error of an argument of the wrong type.
  func mismatch(_ value: Value) -> QueryError {
    let (wanted, detail) =
      switch self {
      case .labels: ("a node", "InvalidArgumentValue")
      case .type, .startNode, .endNode: ("a relationship", "InvalidArgumentValue")
      case .id, .elementId: ("a node or a relationship", "InvalidArgumentValue")
      case .keys, .properties: ("a node, a relationship or a map", "InvalidArgumentType")
      case .nodes, .relationships, .length: ("a path", "InvalidArgumentType")
      }
    return .runtime(.typeError, detail, "\(rawValue)() takes \(wanted), not a value of type \(value.typeName)")
  }
}

extension LabelTest {
  /// Whether names satisfy the test: the labels of a node, or the one type of a relationship.
  func holds(_ has: (String) -> Bool, isEmpty: Bool) -> Bool {
    switch self {
    case .name(let name): has(name)
    case .any: !isEmpty
    case .not(let test): !test.holds(has, isEmpty: isEmpty)
    case .and(let tests): tests.allSatisfy { $0.holds(has, isEmpty: isEmpty) }
    case .or(let tests): tests.contains { $0.holds(has, isEmpty: isEmpty) }
    }
  }

  /// Whether a node or relationship satisfies the test; nil of null.
  func holds(_ value: Value, _ context: ExecutionContext) throws(QueryError) -> Bool? {
    switch value {
    case .null: return nil
    case .node(let node):
      try EntityAccess.check(node.id, context)
      let graph = context.graph
      let labels = graph.labels(of: node.id)
      return holds({ name in graph.catalog.label(name).map(labels.contains) ?? false }, isEmpty: labels.isEmpty)
    case .relationship(let relationship):
      guard let type = EntityAccess.type(of: relationship.id, context) else { return nil }
      let name = context.graph.catalog.name(of: type)
      return holds({ $0.isByteEqual(to: name) }, isEmpty: false)
    default:
      throw .runtime(.typeError, "InvalidArgumentType", "a value of type \(value.typeName) has no labels")
    }
  }
}
