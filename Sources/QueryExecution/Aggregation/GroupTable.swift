// Which group a row belongs to: key vectors in, dense group numbers out. Each key column is turned into codes; several columns
// are folded two by two: the pair of a number so far and the next column's code gets a number of its own.
// Invariants: groups are numbered from 0 in the order in which their first rows came; two rows are in the same group if their
// keys are equivalent (null with null, NaN with NaN, 1 with 1.0). Without keys there is one group from the start.
package import GraphModel

/// The groups of a grouping or of DISTINCT.
package final class GroupTable {
  /// How many key columns there are.
  package let keyCount: Int
  private let columns: [KeyInterner]
  /// By fold: the pairs of a number and a code, and the pair behind each number.
  private let folds: [(table: IntegerTable, pairs: GrowingBuffer<UInt64>)]
  private let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)

  /// A table without rows.
  package init(keyCount: Int) {
    self.keyCount = keyCount
    columns = (0..<keyCount).map { _ in KeyInterner() }
    folds = (0..<max(0, keyCount - 1)).map { _ in (IntegerTable(), GrowingBuffer<UInt64>()) }
    numbers.initialize(repeating: 0, count: Vector.capacity)
  }

  deinit {
    numbers.deallocate()
    codes.deallocate()
  }

  /// How many groups there are.
  package var count: Int {
    if let last = folds.last { return last.pairs.count }
    return columns.first?.count ?? 1
  }

  /// The group number of each row alive: the n-th number belongs to `chunk.row(n)`. Valid until the next call. A number that is not
  /// below `count` before the call is a new group; new groups come in ascending order.
  package func groups(for keys: [Vector], chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> UnsafePointer<UInt32> {
    let rows = RowSet(chunk)
    for (place, key) in keys.prefix(keyCount).enumerated() {
      try columns[place].codes(key, rows, into: place == 0 ? numbers : codes, context)
      if place > 0 { try fold(folds[place - 1].table, folds[place - 1].pairs, rows.count, context.limits) }
    }
    return UnsafePointer(numbers)
  }

  private func fold(_ table: IntegerTable, _ pairs: GrowingBuffer<UInt64>, _ count: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try table.reserve(count, limits)
    for n in 0..<count {
      let pair = UInt64(numbers[n]) << 32 | UInt64(codes[n])
      let number = table.number(pair)
      if number == pairs.count { try pairs.append(pair, limits) }
      numbers[n] = UInt32(truncatingIfNeeded: number)
    }
  }

  /// The code of a group's key in a column.
  private func code(_ column: Int, of group: Int) -> UInt32 {
    var number = UInt32(truncatingIfNeeded: group)
    for place in stride(from: keyCount - 1, to: 0, by: -1) {
      let pair = folds[place - 1].pairs[Int(number)]
      if place == column { return UInt32(truncatingIfNeeded: pair) }
      number = UInt32(truncatingIfNeeded: pair >> 32)
    }
    return number
  }

  /// Writes one key column of the groups `from ..< to` into rows 0… of a vector, which takes the kind that fits.
  /// - Precondition: at most `Vector.capacity` groups.
  package func writeKeys(_ column: Int, from: Int, to: Int, into vector: Vector) {
    for group in from..<to { codes[group - from] = code(column, of: group) }
    columns[column].write(codes, count: to - from, into: vector)
  }

  /// Gives the memory back to the limits.
  package func releaseMemory(_ context: ExecutionContext) {
    for column in columns { column.releaseCharge(context.limits) }
    for fold in folds {
      fold.table.releaseCharge(context.limits)
      fold.pairs.releaseCharge(context.limits)
    }
  }
}
