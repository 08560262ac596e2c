// An index as readers see it: equality, ranges and prefixes over one property of the nodes with a label, of every node, or
// of the relationships of a type. The relations are the language's: `=` for look-ups (1 finds 1.0, NaN and null find
// nothing), `<` for ranges (numbers with numbers, strings with strings by their bytes, …). Ranges come in the order of values.
// Invariant: a reader keeps the pages of its index alive, but its column only as the snapshot it came from does; for the view
// of a transaction it is valid until the next write.

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

/// Reads an index. What is said of nodes holds for relationships where the index is over these.
package struct IndexReader: Sendable {
  let index: PropertyIndex
  let column: ColumnReader

  /// The property.
  package var key: PropertyKeyID { index.key }
  /// Whether a unique constraint stands behind it.
  package var isUnique: Bool { index.isUnique }
  /// The number of nodes in the index.
  package var count: Int { index.count }
  /// The number of different values among them.
  package var distinctCount: Int { index.distinct }

  /// Appends the nodes whose property equals a value, in ascending order. Cost: logarithmic, far below a microsecond.
  package func lookup(_ value: Value, into found: inout [UInt32]) {
    let start = found.count
    let part = IndexKey.with(value) { part, key in
      if part != .notANumber { lookup(key, part, &found) }
      return part
    }
    guard let part, !part.isExact, found.count > start else { return }
    let kept = found[start...].filter { Value.equals(column.value($0), value) == true }
    found.replaceSubrange(start..., with: kept)
  }

  /// Appends the nodes whose property is a string, in ascending order.
  package func lookup(_ text: StringReference, into found: inout [UInt32]) { lookup(IndexKey(text: text), .text, &found) }

  /// Appends the nodes whose property is a number equal to an integer, in ascending order.
  package func lookup(integer: Int64, into found: inout [UInt32]) { lookup(IndexKey(integer: integer), .number, &found) }

  private func lookup(_ key: IndexKey, _ part: IndexClass, _ found: inout [UInt32]) {
    index.trees[part.rawValue].forEachRun(from: .before(key), to: .behind(key), descending: false) { run in
      found.append(contentsOf: run)
      return true
    }
  }
}

extension IndexReader {
  /// Appends the nodes whose property lies between the bounds, in the order of the values, equal ones by offset; the exact
  /// reverse where descending is asked for. A missing bound is open, and the other says which kind of values is meant; with
  /// none the index is given as a whole, in the order of ORDER BY.
  package func range(lower: IndexBound?, upper: IndexBound?, descending: Bool = false, into found: inout [UInt32]) {
    forEachRun(lower: lower, upper: upper, descending: descending) { run in
      found.append(contentsOf: run)
      return true
    }
  }

  /// Appends the nodes whose property is a string with a prefix, in the order of the strings.
  package func prefix(_ prefix: String, into found: inout [UInt32]) {
    prefix.withReference { text in
      Self.withSuccessor(of: text) { next in
        index.tree(.text).forEachRun(from: .before(IndexKey(text: text)), to: next, descending: false) { run in
          found.append(contentsOf: run)
          return true
        }
      }
    }
  }

  /// Calls a body with the runs of nodes that `range` would give, until it returns false.
  package func forEachRun<E>(
    lower: IndexBound?, upper: IndexBound?, descending: Bool = false, _ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool
  ) throws(E) {
    guard lower != nil || upper != nil else { return try forEachRunOfAll(descending: descending, body) }
    guard let part = Self.part(lower, upper) else { return }
    guard part.isExact else {
      try forEachCompared(part, lower, upper, descending, body)
      return
    }
    try Self.withPlace(lower, isLower: true) { from throws(E) in
      try Self.withPlace(upper, isLower: false) { to throws(E) in
        _ = try index.tree(part).forEachRun(from: from, to: to, descending: descending, body)
      }
    }
  }

  private func forEachRunOfAll<E>(descending: Bool, _ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool) throws(E) {
    let parts: [IndexClass] = descending ? IndexClass.allCases.reversed() : IndexClass.allCases
    for part in parts {
      let isWanted =
        part.isExact
        ? try index.tree(part).forEachRun(from: nil, to: nil, descending: descending, body)
        : try forEachCompared(part, nil, nil, descending, body)
      guard isWanted else { return }
    }
  }

  /// The class that both bounds are of; `nil` where nothing can lie between them.
  private static func part(_ lower: IndexBound?, _ upper: IndexBound?) -> IndexClass? {
    let parts = [lower, upper].compactMap { $0 }.map { bound in IndexKey.with(bound.value) { part, _ in part } }
    guard let first = parts.first, let part = first, part != .notANumber, parts.allSatisfy({ $0 == part }) else { return nil }
    return part
  }

  private static func withPlace<E>(
    _ bound: IndexBound?, isLower: Bool, _ body: (IndexPlace?) throws(E) -> Void
  ) throws(E) {
    guard let bound else { return try body(nil) }
    let isBefore: Bool
    switch bound {
    case .including: isBefore = isLower
    case .excluding: isBefore = !isLower
    }
    let outcome = IndexKey.with(bound.value) { _, key -> Result<Void, E> in
      do throws(E) { return .success(try body(isBefore ? .before(key) : .behind(key))) } catch { return .failure(error) }
    }
    try outcome?.get()
  }

  /// Values whose keys do not tell all are filtered and sorted here. Cost: linear in the values of the class, or in those between
  /// the bounds where keys order as values do, and a sort, which is linear too where they are in order already.
  @discardableResult private func forEachCompared<E>(
    _ part: IndexClass, _ lower: IndexBound?, _ upper: IndexBound?, _ descending: Bool,
    _ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool
  ) throws(E) -> Bool {
    var entries: [(value: Value, id: UInt32)] = []
    let from = part.isOrdered ? lower.flatMap { IndexKey.with($0.value) { _, key in IndexPlace.before(key) } } : nil
    let to = part.isOrdered ? upper.flatMap { IndexKey.with($0.value) { _, key in IndexPlace.behind(key) } } : nil
    index.tree(part).forEachRun(from: from, to: to, descending: false) { run in
      for id in run {
        let value = column.value(id)
        if Self.isIn(value, lower, .greater), Self.isIn(value, upper, .less) { entries.append((value, id)) }
      }
      return true
    }
    entries.sort { left, right in
      let order = Value.orderability(left.value, right.value)
      return order == .same ? left.id < right.id : order == .less
    }
    if descending { entries.reverse() }
    for entry in entries {
      let outcome = withUnsafePointer(to: entry.id) { id -> Result<Bool, E> in
        do throws(E) { return .success(try body(UnsafeBufferPointer(start: id, count: 1))) } catch { return .failure(error) }
      }
      guard try outcome.get() else { return false }
    }
    return true
  }

  private static func isIn(_ value: Value, _ bound: IndexBound?, _ side: NumberOrder) -> Bool {
    switch bound {
    case nil: return true
    case .including(let end)?:
      let order = Value.compare(value, end)
      return order == side || order == .same
    case .excluding(let end)?: return Value.compare(value, end) == side
    }
  }

  /// Calls a body with the place behind all strings with a prefix: `nil` for the empty prefix.
  private static func withSuccessor(of prefix: StringReference, _ body: (IndexPlace?) -> Void) {
    guard prefix.count > 0 else { return body(nil) }
    var bytes = Array(prefix.bytes)
    bytes[bytes.count - 1] += 1  // no byte of UTF-8 is 0xFF
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      body(.before(IndexKey(text: StringReference(start: start, count: bytes.count))))
    }
  }
}

extension GraphSnapshot {
  /// The index over a property of the nodes with a label (or of every node), if there is one.
  package func index(label: LabelID?, key: PropertyKeyID) -> IndexReader? {
    guard let index = indexes.first(where: { $0.key == key && $0.target == .nodes(label) }) else { return nil }
    return IndexReader(index: index, column: nodeColumn(key))
  }

  /// The index over a property of the relationships of a type, which a unique constraint on these owns.
  package func index(type: RelationshipTypeID, key: PropertyKeyID) -> IndexReader? {
    guard let index = indexes.first(where: { $0.key == key && $0.target == .relationships(type) }) else { return nil }
    return IndexReader(index: index, column: relationshipColumn(key))
  }
}
