// Nodes of a snapshot: which there are, their labels and their properties.

package import GraphModel

extension GraphSnapshot {
  /// Whether a node is in the graph. Any identifier may be asked for.
  package func contains(_ node: NodeID) -> Bool { liveNodes.contains(node.rawValue) }

  /// The nodes of the graph.
  package var nodeBitmap: BitmapView { liveNodes.view }

  /// The nodes with a label.
  package func labelBitmap(_ label: LabelID) -> BitmapView {
    Int(label.rawValue) < labelBitmaps.count ? labelBitmaps[Int(label.rawValue)].view : Self.emptyBitmap
  }

  private static let emptyBitmap = BitmapView(pages: .empty, count: 0)

  /// The number of nodes with a label.
  package func nodeCount(_ label: LabelID) -> Int { labelBitmap(label).count }

  /// Label-set numbers by node.
  package var labelSetReader: LabelSetReader { LabelSetReader(pages: nodeLabelSets.views) }

  /// The labels of a node, ascending; none for a node that is not there.
  package func labels(of node: NodeID) -> [LabelID] { labelSets[labelSetReader.labelSet(of: node.rawValue)] }

  /// Whether a node has a label.
  package func hasLabel(_ label: LabelID, node: NodeID) -> Bool { labelBitmap(label).contains(node.rawValue) }

  /// A property of all nodes.
  package func nodeColumn(_ key: PropertyKeyID) -> ColumnReader { Self.reader(of: nodeColumns, key) }

  /// A property of a node, null where it has none. Cost: constant, but for the copy of a string or list.
  package func nodeProperty(_ node: NodeID, _ key: PropertyKeyID) -> Value { nodeColumn(key).value(node.rawValue) }

  /// The properties of a node, in the order in which the graph first saw the keys. Cost: linear in the keys of the graph.
  package func nodeProperties(_ node: NodeID) -> ValueMap { properties(nodeColumns, node.rawValue) }

  /// The keys of the properties of a node, ascending.
  package func nodePropertyKeys(_ node: NodeID) -> [PropertyKeyID] { Self.keys(nodeColumns, node.rawValue) }

  /// A node as a value with its content.
  package func nodeValue(_ node: NodeID) -> Node {
    Node(id: node, labels: labels(of: node).map(catalog.name(of:)), properties: nodeProperties(node))
  }
}

extension GraphSnapshot {
  static func reader(of columns: [PagedTable<ColumnChunk>?], _ key: PropertyKeyID) -> ColumnReader {
    guard Int(key.rawValue) < columns.count, let table = columns[Int(key.rawValue)] else { return emptyColumn }
    return ColumnReader(pages: table.views, absent: ColumnChunk.absentPage)
  }

  private static let emptyColumn = ColumnReader(pages: .empty, absent: ColumnChunk.absentPage)

  static func keys(_ columns: [PagedTable<ColumnChunk>?], _ offset: UInt32) -> [PropertyKeyID] {
    var found: [PropertyKeyID] = []
    for key in columns.indices {
      let id = PropertyKeyID(rawValue: UInt32(truncatingIfNeeded: key))
      if reader(of: columns, id).isPresent(offset) { found.append(id) }
    }
    return found
  }

  func properties(_ columns: [PagedTable<ColumnChunk>?], _ offset: UInt32) -> ValueMap {
    ValueMap(
      Self.keys(columns, offset).map { key in
        (key: catalog.name(of: key), value: Self.reader(of: columns, key).value(offset))
      })
  }
}
