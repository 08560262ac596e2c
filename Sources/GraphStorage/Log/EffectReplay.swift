// The effects of a transaction done again on a store: the one way from the log back to a graph. What the effects name must be as it was
// when they were written; anything else means that log and graph do not belong together, and is refused.

import GraphModel

/// Does the effects of one record again.
struct EffectReplay {
  let transaction: WriteTransaction

  /// Why effects could not be done again.
  enum Failure: Error {
    /// The bytes are of the wrong make.
    case bytes(DamagedBytes)
    /// They do not fit the graph.
    case store(StorageError)
  }

  /// Does all effects; the transaction is not committed.
  func run(_ reader: inout ByteReader) throws(Failure) {
    while !reader.isAtEnd {
      let effect: Effect
      do throws(DamagedBytes) { effect = try Effect(from: &reader) } catch { throw .bytes(error) }
      do throws(StorageError) { try perform(effect) } catch { throw .store(error) }
    }
  }

  private func perform(_ effect: Effect) throws(StorageError) {
    switch effect {
    case .label(let name): _ = try transaction.label(name)
    case .relationshipType(let name): _ = try transaction.relationshipType(name)
    case .propertyKey(let name): _ = try transaction.propertyKey(name)
    case .createNode(let node, let labels): try transaction.createNode(at: node, labels: labels)
    case .deleteNode(let node): try transaction.deleteNode(node)
    case .addLabel(let node, let label): try transaction.addLabel(label, to: node)
    case .removeLabel(let node, let label): try transaction.removeLabel(label, from: node)
    case .setNodeProperty(let node, let key, let value): try transaction.setNodeProperty(node, key, value)
    case .createRelationship(let relationship, let type, let source, let target):
      try transaction.createRelationship(at: relationship, type: type, from: source, to: target)
    case .deleteRelationship(let relationship): try transaction.deleteRelationship(relationship)
    case .setRelationshipProperty(let relationship, let key, let value):
      try transaction.setRelationshipProperty(relationship, key, value)
    case .createConstraint(let constraint): try transaction.createConstraint(constraint)
    case .dropConstraint(let name): try transaction.dropConstraint(named: name)
    case .createIndex(let index): try transaction.createIndex(index)
    case .createFullTextIndex(let index): try transaction.createFullTextIndex(index)
    case .dropIndex(let name): try transaction.dropIndex(named: name)
    case .reusePositions(let nodes, let relationships):
      transaction.nodeReuse = OffsetReuse(position: nodes)
      transaction.relationshipReuse = OffsetReuse(position: relationships)
    }
  }
}

/// One effect, read.
private enum Effect {
  case label(String)
  case relationshipType(String)
  case propertyKey(String)
  case createNode(UInt32, [LabelID])
  case deleteNode(NodeID)
  case addLabel(NodeID, LabelID)
  case removeLabel(NodeID, LabelID)
  /// Null takes the property away.
  case setNodeProperty(NodeID, PropertyKeyID, Value)
  case createRelationship(UInt32, RelationshipTypeID, NodeID, NodeID)
  case deleteRelationship(RelationshipID)
  /// Null takes the property away.
  case setRelationshipProperty(RelationshipID, PropertyKeyID, Value)
  case createConstraint(Constraint)
  case dropConstraint(String)
  case createIndex(IndexDefinition)
  case createFullTextIndex(FullTextIndexDefinition)
  case dropIndex(String)
  case reusePositions(Int, Int)

  init(from reader: inout ByteReader) throws(DamagedBytes) {
    guard let tag = EffectTag(rawValue: try reader.byte()) else { throw reader.damaged("an effect of an unknown kind") }
    switch tag {
    case .label: self = .label(try reader.text())
    case .relationshipType: self = .relationshipType(try reader.text())
    case .propertyKey: self = .propertyKey(try reader.text())
    case .createNode: self = .createNode(try reader.number(UInt32.self), try Self.labels(&reader))
    case .deleteNode: self = .deleteNode(try Self.node(&reader))
    case .addLabel: self = .addLabel(try Self.node(&reader), LabelID(rawValue: try reader.number(UInt32.self)))
    case .removeLabel: self = .removeLabel(try Self.node(&reader), LabelID(rawValue: try reader.number(UInt32.self)))
    case .setNodeProperty: self = .setNodeProperty(try Self.node(&reader), try Self.key(&reader), try ValueCoding.read(from: &reader))
    case .removeNodeProperty: self = .setNodeProperty(try Self.node(&reader), try Self.key(&reader), .null)
    case .createRelationship:
      self = .createRelationship(
        try reader.number(UInt32.self), RelationshipTypeID(rawValue: try reader.number(UInt32.self)), try Self.node(&reader),
        try Self.node(&reader))
    case .deleteRelationship: self = .deleteRelationship(try Self.relationship(&reader))
    case .setRelationshipProperty:
      self = .setRelationshipProperty(try Self.relationship(&reader), try Self.key(&reader), try ValueCoding.read(from: &reader))
    case .removeRelationshipProperty:
      self = .setRelationshipProperty(try Self.relationship(&reader), try Self.key(&reader), .null)
    case .createConstraint: self = .createConstraint(try SchemaCoding.readConstraint(from: &reader))
    case .dropConstraint: self = .dropConstraint(try reader.text())
    case .createIndex: self = .createIndex(try SchemaCoding.readIndex(from: &reader))
    case .createFullTextIndex: self = .createFullTextIndex(try SchemaCoding.readFullTextIndex(from: &reader))
    case .dropIndex: self = .dropIndex(try reader.text())
    case .reusePositions: self = .reusePositions(try reader.number(Int.self), try reader.number(Int.self))
    }
  }

  private static func node(_ reader: inout ByteReader) throws(DamagedBytes) -> NodeID {
    NodeID(rawValue: try reader.number(UInt32.self))
  }

  private static func relationship(_ reader: inout ByteReader) throws(DamagedBytes) -> RelationshipID {
    RelationshipID(rawValue: try reader.number(UInt32.self))
  }

  private static func key(_ reader: inout ByteReader) throws(DamagedBytes) -> PropertyKeyID {
    PropertyKeyID(rawValue: try reader.number(UInt32.self))
  }

  private static func labels(_ reader: inout ByteReader) throws(DamagedBytes) -> [LabelID] {
    var labels: [LabelID] = []
    for _ in 0..<(try reader.count()) { labels.append(LabelID(rawValue: try reader.number(UInt32.self))) }
    return labels
  }
}
