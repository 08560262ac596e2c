// An index as readers see it: equality, ranges and prefixes over one property of the nodes with a label, or of every node.
// The relations are the language's: `=` for look-ups (1 finds 1.0, NaN and null find nothing), `<` for ranges (numbers with
// numbers, strings with strings by their bytes, …). Results of ranges come in the order of the values.

package import GraphModel

/// One end of a range of values.
package enum IndexBound: Sendable, Hashable {
  /// The value itself is in the range.
  case including(Value)
  /// The range starts beyond the value, or ends before it.
  case excluding(Value)

  /// The value at the end of the range.
  package var value: Value {
    switch self {
    case .including(let value), .excluding(let value): value
    }
  }
}

/// Reads an index; valid while its snapshot is held and, for the view of a transaction, until its next write.
package struct IndexReader: Sendable {
  /// The label, or `nil` for every node.
  package let label: LabelID?
  /// The property.
  package let key: PropertyKeyID
  /// Whether a unique constraint stands behind it.
  package let isUnique: Bool
  let nodes: BitmapView
  let column: ColumnReader

  /// The number of nodes in the index.
  package var count: Int {
    var count = 0
    nodes.forEach { if column.isPresent($0) { count += 1 } }
    return count
  }

  /// Appends the nodes whose property equals a value, in ascending order.
  package func lookup(_ value: Value, into found: inout [UInt32]) {
    nodes.forEach { if Value.equals(column.value($0), value) == true { found.append($0) } }
  }

  /// Appends the nodes whose property lies between the bounds, in the order of the values, equal ones by offset. A missing
  /// bound is open; one of them must be there, and it says which type of values is meant.
  package func range(lower: IndexBound?, upper: IndexBound?, descending: Bool = false, into found: inout [UInt32]) {
    var entries: [(Value, UInt32)] = []
    nodes.forEach { node in
      let value = column.value(node)
      if isIn(value, lower, .greater), isIn(value, upper, .less), lower != nil || upper != nil { entries.append((value, node)) }
    }
    entries.sort { Value.orderability($0.0, $1.0) == .same ? $0.1 < $1.1 : Value.isOrdered($0.0, before: $1.0) }
    for entry in descending ? entries.reversed() : entries { found.append(entry.1) }
  }

  private func isIn(_ value: Value, _ bound: IndexBound?, _ side: NumberOrder) -> Bool {
    switch bound {
    case nil: return true
    case .including(let end)?:
      let order = Value.compare(value, end)
      return order == side || order == .same
    case .excluding(let end)?: return Value.compare(value, end) == side
    }
  }

  /// Appends the nodes whose property is a string with a prefix, in the order of the strings.
  package func prefix(_ prefix: String, into found: inout [UInt32]) {
    var entries: [UInt32] = []
    range(lower: .including(.string(prefix)), upper: nil, into: &entries)
    for node in entries where column.value(node).stringValue?.utf8.starts(with: prefix.utf8) == true { found.append(node) }
  }
}

extension GraphSnapshot {
  /// The index over a property of the nodes with a label (or of every node), if there is one.
  package func index(label: LabelID?, key: PropertyKeyID) -> IndexReader? {
    let name = label.map(catalog.name(of:))
    let property = catalog.name(of: key)
    guard let definition = schema.indexes.first(where: { $0.label == name && $0.property.isByteEqual(to: property) }) else { return nil }
    return IndexReader(
      label: label, key: key, isUnique: definition.isUnique, nodes: label.map(labelBitmap) ?? nodeBitmap, column: nodeColumn(key))
  }
}
