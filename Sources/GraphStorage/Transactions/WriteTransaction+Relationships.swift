// Creating and deleting relationships.

package import GraphModel

extension WriteTransaction {
  /// Creates a relationship between two nodes of the graph. Properties that are null are left out.
  /// - Throws: `entityNotFound`, `notAProperty`, `capacityExceeded`.
  package func createRelationship(
    type: RelationshipTypeID, from source: NodeID, to target: NodeID, properties: [(key: PropertyKeyID, value: Value)]
  ) throws(StorageError) -> RelationshipID {
    try requireOpen()
    try requireNode(source)
    try requireNode(target)
    guard Int(type.rawValue) < view.catalog.relationshipTypes.count, let number = UInt16(exactly: type.rawValue) else {
      throw .entityNotFound("relationship type \(type.rawValue) is not in the graph")
    }
    for property in properties { try PropertyRule.check(property.value, key: property.key, in: view.catalog) }
    let offset = try freeRelationshipOffset()
    add(offset, number, from: source, to: target)
    let relationship = RelationshipID(rawValue: offset)
    for property in properties where !property.value.isNull {
      try setRelationshipProperty(relationship, property.key, property.value)
    }
    return relationship
  }

  /// Creates a relationship without properties at an offset that the log names.
  /// - Throws: `invariantBroken` where the offset is not free; `entityNotFound` for an unknown end or type.
  func createRelationship(
    at offset: UInt32, type: RelationshipTypeID, from source: NodeID, to target: NodeID
  ) throws(StorageError) {
    try requireOpen()
    try requireNode(source)
    try requireNode(target)
    guard Int(type.rawValue) < view.catalog.relationshipTypes.count, let number = UInt16(exactly: type.rawValue) else {
      throw .entityNotFound("relationship type \(type.rawValue) is not in the graph")
    }
    guard !view.liveRelationships.contains(offset), Int(offset) <= view.relationshipCapacity, Int(offset) < StorageLimits.offsetsMax else {
      throw .invariantBroken("relationship \(offset) cannot be created again")
    }
    view.relationshipCapacity = max(view.relationshipCapacity, Int(offset) + 1)
    add(offset, number, from: source, to: target)
  }

  private func add(_ offset: UInt32, _ number: UInt16, from source: NodeID, to target: NodeID) {
    view.liveRelationships.insert(offset, owner: serial)
    view.relationships = view.relationships.owned(by: serial)
    view.relationships.update(at: Int(offset >> StorageLimits.chunkShift)) {
      $0.set(row: Int(offset & 2_047), type: number, source: source.rawValue, target: target.rawValue)
    }
    while view.outgoing.count <= Int(number) {
      view.outgoing.append(nil)
      view.incoming.append(nil)
    }
    link(offset, number, source.rawValue, target.rawValue)
    let type = RelationshipTypeID(rawValue: UInt32(number))
    count(type, from: source, to: target, by: 1)
    counters.relationshipsCreated += 1
    touch(relationship: offset, type: type)
    effects?.createRelationship(offset, type: number, source: source.rawValue, target: target.rawValue)
  }

  private func freeRelationshipOffset() throws(StorageError) -> UInt32 {
    if let reused = relationshipReuse.next(in: base.liveRelationships, capacity: base.relationshipCapacity) { return reused }
    guard view.relationshipCapacity < StorageLimits.offsetsMax, let offset = UInt32(exactly: view.relationshipCapacity) else {
      throw .capacityExceeded("a graph has at most \(StorageLimits.offsetsMax) relationships")
    }
    view.relationshipCapacity += 1
    return offset
  }

  private func link(_ offset: UInt32, _ type: UInt16, _ source: UInt32, _ target: UInt32) {
    var outgoing = view.outgoing[Int(type)].take() ?? Adjacency(owner: serial)
    outgoing.insert(node: source, neighbour: target, relationship: offset, owner: serial)
    view.outgoing[Int(type)] = outgoing
    var incoming = view.incoming[Int(type)].take() ?? Adjacency(owner: serial)
    incoming.insert(node: target, neighbour: source, relationship: offset, owner: serial)
    view.incoming[Int(type)] = incoming
  }

  private func count(_ type: RelationshipTypeID, from source: NodeID, to target: NodeID, by difference: Int) {
    view.counts.countRelationships(type, by: difference)
    for label in view.labels(of: source) { view.counts.countDegree(label, type, .outgoing, by: difference) }
    for label in view.labels(of: target) { view.counts.countDegree(label, type, .incoming, by: difference) }
  }

  /// Deletes a relationship with its properties. Deleting it again does nothing.
  /// - Throws: `entityNotFound` for a relationship that is not and was not there.
  package func deleteRelationship(_ relationship: RelationshipID) throws(StorageError) {
    try requireOpen()
    if wasDeleted(relationship) { return }
    try requireRelationship(relationship)
    for key in view.relationshipPropertyKeys(relationship) { try write(nil, key, relationship) }
    let offset = relationship.rawValue
    let reader = view.relationshipReader
    let (type, source, target) = (reader.type(of: offset), reader.source(of: offset), reader.target(of: offset))
    let place = Int(type.rawValue)
    view.outgoing[place]?.remove(node: source, neighbour: target, relationship: offset, owner: serial)
    view.incoming[place]?.remove(node: target, neighbour: source, relationship: offset, owner: serial)
    view.liveRelationships.remove(offset, owner: serial)
    deletedRelationships.insert(offset, owner: serial)
    count(type, from: NodeID(rawValue: source), to: NodeID(rawValue: target), by: -1)
    counters.relationshipsDeleted += 1
    effects?.entity(.deleteRelationship, relationship.rawValue)
  }

  /// Whether a relationship was deleted in this transaction.
  package func wasDeleted(_ relationship: RelationshipID) -> Bool { deletedRelationships.contains(relationship.rawValue) }

  /// The type of a relationship that is in the graph or was deleted in this transaction.
  package func type(of relationship: RelationshipID) -> RelationshipTypeID? {
    guard view.contains(relationship) || wasDeleted(relationship) else { return nil }
    return view.relationshipReader.type(of: relationship.rawValue)
  }

  /// The nodes at the ends of a relationship that is in the graph or was deleted in this transaction.
  package func ends(of relationship: RelationshipID) -> (source: NodeID, target: NodeID)? {
    guard view.contains(relationship) || wasDeleted(relationship) else { return nil }
    let reader = view.relationshipReader
    return (
      NodeID(rawValue: reader.source(of: relationship.rawValue)), NodeID(rawValue: reader.target(of: relationship.rawValue))
    )
  }

  /// Refuses a relationship that is not in the graph.
  func requireRelationship(_ relationship: RelationshipID) throws(StorageError) {
    guard view.contains(relationship) else {
      throw .entityNotFound("relationship \(relationship.rawValue) is not in the graph")
    }
  }
}
