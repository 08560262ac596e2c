// Sorting row numbers: by the prefix of the first key (in many rows digit by digit, which compares nothing), then the runs of equal
// prefixes in the same way by the next key, or, where they are short or the prefix is not all of a key, by comparison. The order is that of ORDER BY (`Value.orderability`), and rows that are equal stay in the order they came in.
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

  /// The numbers of the first `count` rows in order. With a limit, only the first so many places are surely right; which rows stand
  /// behind them is right, their order is not.
  func sorted(count: Int, limit: Int = .max, _ context: ExecutionContext) throws(QueryError) -> [UInt32] {
    guard !keys.isEmpty, count > 1 else { return (0..<count).map { UInt32(truncatingIfNeeded: $0) } }
    let bytes = count * (MemoryLayout<Entry>.stride * 2 + 4 + 8)
    try context.limits.charge(bytes)
    defer { context.limits.release(bytes) }
    var entries = (0..<count).map { Entry(prefix: 0, row: UInt32(truncatingIfNeeded: $0)) }
    let prefixes = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer { prefixes.deallocate() }
    try sort(&entries, 0..<count, key: 0, limit: limit, prefixes, context)
    return entries.map(\.row)
  }

  /// Sorts a run of rows that are equal in all keys before one, by that key and those after it.
  private func sort(
    _ entries: inout [Entry], _ run: Range<Int>, key: Int, limit: Int, _ prefixes: UnsafeMutablePointer<UInt64>, _ context: ExecutionContext
  ) throws(QueryError) {
    let column = keys[key]
    SortPrefix.fill(
      prefixes, count: run.count, kind: column.kind, storage: column.storage, descending: descending[key],
      isNull: column.mayHaveNulls ? column.isNull : nil
    ) { Int(entries[run.lowerBound + $0].row) }
    for n in 0..<run.count { entries[run.lowerBound + n].prefix = prefixes[n] }
    if run.count < Self.radixMin {
      entries[run].sort { $0.prefix != $1.prefix ? $0.prefix < $1.prefix : $0.row < $1.row }
    } else {
      Self.radixSort(&entries, run)
      try context.limits.check()
    }
    let isExact = SortPrefix.isExact(column.kind, mayHaveNulls: column.mayHaveNulls)
    if isExact, key + 1 == keys.count { return }
    var start = run.lowerBound
    while start < min(run.upperBound, limit) {
      var end = start + 1
      while end < run.upperBound, entries[end].prefix == entries[start].prefix { end += 1 }
      if end - start >= Self.radixMin, isExact {
        try sort(&entries, start..<end, key: key + 1, limit: limit, prefixes, context)
      } else if end - start > 1 {
        entries[start..<end].sort { isBefore(Int($0.row), Int($1.row), from: key) }
      }
      start = end
    }
  }

  /// Sorts a run by prefix, from the least byte to the greatest; bytes that are the same everywhere are passed over. Stable.
  private static func radixSort(_ entries: inout [Entry], _ run: Range<Int>) {
    var counts = [Int](repeating: 0, count: 8 * 256)
    var current = Array(entries[run])
    for entry in current {
      for byte in 0..<8 { counts[byte * 256 + Int((entry.prefix >> UInt64(byte * 8)) & 255)] += 1 }
    }
    var other = current
    for byte in 0..<8 {
      let shift = UInt64(byte * 8)
      if counts[byte * 256 + Int((current[0].prefix >> shift) & 255)] == current.count { continue }
      var sum = 0
      for digit in byte * 256..<(byte + 1) * 256 {
        let count = counts[digit]
        counts[digit] = sum
        sum += count
      }
      for entry in current {
        let digit = byte * 256 + Int((entry.prefix >> shift) & 255)
        other[counts[digit]] = entry
        counts[digit] += 1
      }
      swap(&current, &other)
    }
    entries.replaceSubrange(run, with: current)
  }

  /// Whether a row comes before another that is equal to it in the keys before one.
  private func isBefore(_ left: Int, _ right: Int, from first: Int) -> Bool {
    for place in first..<keys.count {
      let order = Self.compare(keys[place], left, right)
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
