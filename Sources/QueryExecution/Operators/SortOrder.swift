// Sorting row numbers: by the prefix of the first key (in many rows digit by digit, which compares nothing), then the runs of equal
// prefixes by all keys. The order is that of ORDER BY (`Value.orderability`), and rows that are equal stay in the order they came in.
import GraphModel
import GraphStorage

/// Orders the rows of columns.
struct SortOrder {
  /// A row and the prefix of its first key.
  struct Entry {
    var prefix: UInt64
    var row: UInt32
  }

  private static let radixMin = 512

  /// The columns of the keys, the most important first.
  let keys: [ColumnBuffer]
  /// For each key, whether it is in descending order.
  let descending: [Bool]

  /// The numbers of the first `count` rows in order.
  func sorted(count: Int, _ context: ExecutionContext) throws(QueryError) -> [UInt32] {
    guard let first = keys.first, count > 1 else { return (0..<count).map { UInt32(truncatingIfNeeded: $0) } }
    let bytes = count * (MemoryLayout<Entry>.stride * 2 + 4)
    try context.limits.charge(bytes)
    defer { context.limits.release(bytes) }
    var entries = prefixes(first, count)
    if count < Self.radixMin {
      entries.sort { $0.prefix != $1.prefix ? $0.prefix < $1.prefix : $0.row < $1.row }
    } else {
      Self.radixSort(&entries)
    }
    try context.limits.check()
    if keys.count > 1 || !SortPrefix.isExact(first.kind, mayHaveNulls: first.mayHaveNulls) { sortRuns(&entries) }
    return entries.map(\.row)
  }

  private func prefixes(_ column: ColumnBuffer, _ count: Int) -> [Entry] {
    let prefixes = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer { prefixes.deallocate() }
    SortPrefix.fill(
      prefixes, count: count, kind: column.kind, storage: column.storage, descending: descending[0],
      isNull: column.mayHaveNulls ? column.isNull : nil
    ) { $0 }
    return (0..<count).map { Entry(prefix: prefixes[$0], row: UInt32(truncatingIfNeeded: $0)) }
  }

  /// Sorts by prefix, from the least byte to the greatest; bytes that are the same everywhere are passed over. Stable.
  private static func radixSort(_ entries: inout [Entry]) {
    var counts = [Int](repeating: 0, count: 8 * 256)
    for entry in entries {
      for byte in 0..<8 { counts[byte * 256 + Int((entry.prefix >> UInt64(byte * 8)) & 255)] += 1 }
    }
    var other = entries
    for byte in 0..<8 {
      let shift = UInt64(byte * 8)
      if counts[byte * 256 + Int((entries[0].prefix >> shift) & 255)] == entries.count { continue }
      var sum = 0
      for digit in byte * 256..<(byte + 1) * 256 {
        let count = counts[digit]
        counts[digit] = sum
        sum += count
      }
      for entry in entries {
        let digit = byte * 256 + Int((entry.prefix >> shift) & 255)
        other[counts[digit]] = entry
        counts[digit] += 1
      }
      swap(&entries, &other)
    }
  }

  private func sortRuns(_ entries: inout [Entry]) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].prefix == entries[start].prefix { end += 1 }
      if end - start > 1 { entries[start..<end].sort { isBefore(Int($0.row), Int($1.row)) } }
      start = end
    }
  }

  /// Whether a row comes before another.
  func isBefore(_ left: Int, _ right: Int) -> Bool {
    for (place, key) in keys.enumerated() {
      let order = Self.compare(key, left, right)
      if order != 0 { return descending[place] ? order > 0 : order < 0 }
    }
    return left < right
  }

  private static func compare(_ column: ColumnBuffer, _ left: Int, _ right: Int) -> Int {
    if column.kind == .mixed {
      switch Value.orderability(column.values[left], column.values[right]) {
      case .less: return -1
      case .greater: return 1
      case .same, .unordered: return 0
      }
    }
    if column.mayHaveNulls {
      let nulls = (column.isNull(left), column.isNull(right))
      if nulls.0 || nulls.1 { return nulls.0 == nulls.1 ? 0 : (nulls.0 ? 1 : -1) }
    }
    if column.kind == .string {
      let strings = column.rows(of: StringReference.self)
      return strings[left].isEqual(to: strings[right]) ? 0 : (strings[left].isLess(than: strings[right]) ? -1 : 1)
    }
    let (first, second) = (prefix(column, left), prefix(column, right))
    return first == second ? 0 : (first < second ? -1 : 1)
  }

  private static func prefix(_ column: ColumnBuffer, _ row: Int) -> UInt64 {
    switch column.kind {
    case .integer: SortPrefix.of(column.rows(of: Int64.self)[row])
    case .float: SortPrefix.of(column.rows(of: Double.self)[row])
    case .node, .relationship: UInt64(column.rows(of: UInt32.self)[row])
    case .boolean: UInt64(column.rows(of: UInt8.self)[row])
    case .string, .mixed: 0
    }
  }
}
