// Creating and deleting nodes, and giving them labels.

package import GraphModel

extension WriteTransaction {
  /// Creates a node. Properties that are null are left out.
  /// - Throws: `notAProperty`, `capacityExceeded`.
  package func createNode(
    labels: [LabelID], properties: [(key: PropertyKeyID, value: Value)]
  ) throws(StorageError) -> NodeID {
    try requireOpen()
    for label in labels { try requireLabel(label) }
    for property in properties { try PropertyRule.check(property.value, key: property.key, in: view.catalog) }
    let set = try view.labelSets.intern(labels)
    let offset = try freeNodeOffset()
    let node = NodeID(rawValue: offset)
    add(offset, labelSet: set)
    for property in properties where !property.value.isNull { try setNodeProperty(node, property.key, property.value) }
    return node
  }

  /// Creates a node without properties at an offset that the log names.
  /// - Throws: `invariantBroken` where the offset is not free; `entityNotFound` for an unknown label.
  func createNode(at offset: UInt32, labels: [LabelID]) throws(StorageError) {
    try requireOpen()
    for label in labels { try requireLabel(label) }
    guard !view.liveNodes.contains(offset), Int(offset) <= view.nodeCapacity, Int(offset) < StorageLimits.offsetsMax else {
      throw .invariantBroken("node \(offset) cannot be created again")
    }
    view.nodeCapacity = max(view.nodeCapacity, Int(offset) + 1)
    add(offset, labelSet: try view.labelSets.intern(labels))
  }

  private func add(_ offset: UInt32, labelSet set: UInt16) {
    view.liveNodes.insert(offset, owner: serial)
    view.counts.nodeCount += 1
    counters.nodesCreated += 1
    put(labelSet: set, on: offset)
    let sorted = view.labelSets[set]
    for label in sorted { mark(label, on: offset) }
    touch(node: offset, labels: sorted)
    effects?.createNode(offset, labels: sorted)
  }

  private func freeNodeOffset() throws(StorageError) -> UInt32 {
    if let reused = nodeReuse.next(in: base.liveNodes, capacity: base.nodeCapacity) { return reused }
    guard view.nodeCapacity < StorageLimits.offsetsMax, let offset = UInt32(exactly: view.nodeCapacity) else {
      throw .capacityExceeded("a graph has at most \(StorageLimits.offsetsMax) nodes")
    }
    view.nodeCapacity += 1
    return offset
  }

  /// Deletes a node with its labels and properties; its relationships must be deleted by the end of the statement.
  /// Deleting it again does nothing.
  /// - Throws: `entityNotFound` for a node that is not and was not there.
  package func deleteNode(_ node: NodeID) throws(StorageError) {
    try requireOpen()
    if wasDeleted(node) { return }
    try requireNode(node)
    for key in view.nodePropertyKeys(node) { try write(nil, key, node) }
    for label in view.labels(of: node) {
      unmark(label, on: node.rawValue)
      countDegrees(of: node.rawValue, label: label, sign: -1)
    }
    put(labelSet: 0, on: node.rawValue)
    view.liveNodes.remove(node.rawValue, owner: serial)
    view.counts.nodeCount -= 1
    deletedNodes.insert(node.rawValue, owner: serial)
    touched.deleted.append(node.rawValue)
    counters.nodesDeleted += 1
    effects?.entity(.deleteNode, node.rawValue)
  }

  /// Deletes a node and all its relationships.
  /// - Throws: `entityNotFound` for a node that is not and was not there.
  package func detachDeleteNode(_ node: NodeID) throws(StorageError) {
    try requireOpen()
    for relationship in relationships(of: node) { try deleteRelationship(relationship) }
    try deleteNode(node)
  }

  private func relationships(of node: NodeID) -> [RelationshipID] {
    var found: [RelationshipID] = []
    for type in 0..<view.catalog.relationshipTypes.count {
      let type = RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: type))
      for reader in [view.outgoing(type), view.incoming(type)] {
        reader.forEachRun(of: node.rawValue) { run in
          for place in 0..<run.count { found.append(RelationshipID(rawValue: run.relationships[place])) }
        }
      }
    }
    return found
  }

  /// Whether a node was deleted in this transaction.
  package func wasDeleted(_ node: NodeID) -> Bool { deletedNodes.contains(node.rawValue) }

  /// Gives a node a label; says whether it is new to the node.
  /// - Throws: `entityNotFound`, `capacityExceeded`.
  @discardableResult package func addLabel(_ label: LabelID, to node: NodeID) throws(StorageError) -> Bool {
    try requireOpen()
    try requireNode(node)
    try requireLabel(label)
    if view.hasLabel(label, node: node) { return false }
    let set = try view.labelSets.intern(view.labels(of: node) + [label])
    try keepingFullTexts(view.rules.fullTextsByLabel[label.rawValue], of: node.rawValue) { () throws(StorageError) in
      put(labelSet: set, on: node.rawValue)
      mark(label, on: node.rawValue)
    }
    countDegrees(of: node.rawValue, label: label, sign: 1)
    for place in view.rules.indexesByLabel[label.rawValue] {
      let value = view.nodeProperty(node, view.indexes[place].key)
      if !value.isNull { view.indexes[place].insert(value, id: node.rawValue, owner: serial) }
    }
    touch(node: node.rawValue, labels: [label])
    effects?.entity(.addLabel, node.rawValue, label.rawValue)
    return true
  }

  /// Takes a label from a node; says whether the node had it.
  /// - Throws: `entityNotFound`, `capacityExceeded`.
  @discardableResult package func removeLabel(_ label: LabelID, from node: NodeID) throws(StorageError) -> Bool {
    try requireOpen()
    try requireNode(node)
    guard view.hasLabel(label, node: node) else { return false }
    let set = try view.labelSets.intern(view.labels(of: node).filter { $0 != label })
    try keepingFullTexts(view.rules.fullTextsByLabel[label.rawValue], of: node.rawValue) { () throws(StorageError) in
      put(labelSet: set, on: node.rawValue)
      unmark(label, on: node.rawValue)
    }
    countDegrees(of: node.rawValue, label: label, sign: -1)
    for place in view.rules.indexesByLabel[label.rawValue] {
      let value = view.nodeProperty(node, view.indexes[place].key)
      if !value.isNull { view.indexes[place].remove(value, id: node.rawValue, owner: serial) }
    }
    if !view.rules.typesWithEnds.isEmpty { TouchedEntities.note(node.rawValue, in: &touched.relabelled) }
    counters.labelsRemoved += 1
    effects?.entity(.removeLabel, node.rawValue, label.rawValue)
    return true
  }
}

extension WriteTransaction {
  /// Refuses a node that is not in the graph.
  func requireNode(_ node: NodeID) throws(StorageError) {
    guard view.contains(node) else { throw .entityNotFound("node \(node.rawValue) is not in the graph") }
  }

  func requireLabel(_ label: LabelID) throws(StorageError) {
    guard Int(label.rawValue) < view.catalog.labels.count else {
      throw .entityNotFound("label \(label.rawValue) is not in the graph")
    }
  }

  private func put(labelSet set: UInt16, on node: UInt32) {
    guard view.labelSetReader.labelSet(of: node) != set else { return }
    view.nodeLabelSets = view.nodeLabelSets.owned(by: serial)
    view.nodeLabelSets.update(at: Int(node >> StorageLimits.chunkShift)) { $0.sets[Int(node & 2_047)] = set }
  }

  private func mark(_ label: LabelID, on node: UInt32) {
    while view.labelBitmaps.count <= Int(label.rawValue) { view.labelBitmaps.append(ChunkedBitmap(owner: serial)) }
    view.labelBitmaps[Int(label.rawValue)].insert(node, owner: serial)
    view.counts.countNodes(label, by: 1)
    counters.labelsAdded += 1
  }

  private func unmark(_ label: LabelID, on node: UInt32) {
    view.labelBitmaps[Int(label.rawValue)].remove(node, owner: serial)
    view.counts.countNodes(label, by: -1)
  }

  private func countDegrees(of node: UInt32, label: LabelID, sign: Int) {
    for type in 0..<view.catalog.relationshipTypes.count {
      let type = RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: type))
      view.counts.countDegree(label, type, .outgoing, by: sign * view.outgoing(type).degree(of: node))
      view.counts.countDegree(label, type, .incoming, by: sign * view.incoming(type).degree(of: node))
    }
  }
}
