// Writing properties and labels of one entity, a node or a relationship; null entities are passed over.
import GraphModel
import GraphStorage

/// The entity that an item of SET or REMOVE changes.
enum WrittenEntity {
  case node(NodeID)
  case relationship(RelationshipID)

  /// The entity of a value, nil for null.
  /// - Throws: a TypeError for any other value.
  init?(_ value: Value) throws(QueryError) {
    switch value {
    case .null: return nil
    case .node(let node): self = .node(node.id)
    case .relationship(let relationship): self = .relationship(relationship.id)
    default:
      throw .runtime(
        .typeError, "InvalidArgumentType", "only nodes and relationships have properties to change, not a value of type \(value.typeName)")
    }
  }

  /// Sets a property; null takes it away.
  func set(_ name: String, _ value: Value, _ transaction: WriteTransaction) throws(QueryError) {
    if value.isNull, transaction.view.catalog.propertyKey(name) == nil { return try requireLive(transaction) }
    try writing { () throws(StorageError) in
      let key = try transaction.propertyKey(name)
      switch self {
      case .node(let node): try transaction.setNodeProperty(node, key, value)
      case .relationship(let relationship): try transaction.setRelationshipProperty(relationship, key, value)
      }
    }
  }

  private func requireLive(_ transaction: WriteTransaction) throws(QueryError) {
    let isLive =
      switch self {
      case .node(let node): transaction.view.contains(node)
      case .relationship(let relationship): transaction.view.contains(relationship)
      }
    if !isLive { throw .runtime(.entityNotFound, "DeletedEntityAccess", "an entity that was deleted cannot be changed") }
  }

  /// Makes the properties those of a map (and no others), or adds them to the present ones.
  func take(_ value: Value, replacing: Bool, _ transaction: WriteTransaction) throws(QueryError) {
    let entries = try PropertyMap.entries(of: value, transaction)
    if replacing {
      let present =
        switch self {
        case .node(let node): transaction.view.nodeProperties(node).keys
        case .relationship(let relationship): transaction.view.relationshipProperties(relationship).keys
        }
      for key in present where !entries.contains(where: { $0.key.isByteEqual(to: key) }) { try set(key, .null, transaction) }
    }
    for entry in entries { try set(entry.key, entry.value, transaction) }
    if entries.isEmpty { try requireLive(transaction) }
  }

  /// Adds or takes away labels.
  func label(_ names: [String], add: Bool, _ transaction: WriteTransaction) throws(QueryError) {
    guard case .node(let node) = self else {
      throw .runtime(.typeError, "InvalidArgumentType", "only nodes have labels")
    }
    try writing { () throws(StorageError) in
      for name in names {
        if add {
          try transaction.addLabel(try transaction.label(name), to: node)
        } else if let label = transaction.view.catalog.label(name) {
          try transaction.removeLabel(label, from: node)
        }
      }
    }
  }
}
