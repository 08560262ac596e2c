// Which group a row belongs to: key vectors in, dense group numbers out. Each key column is turned into codes; several columns
// are folded two by two: the pair of a number so far and the next column's class gets a number of its own.
// Invariants: groups are numbered from 0 in the order in which their first rows came; two rows are in the same group if their
// keys are equivalent (null with null, NaN with NaN, 1 with 1.0). Without keys there is one group from the start. A group shows the
// keys of its first row.
package import GraphModel

/// The groups of a grouping or of DISTINCT.
package final class GroupTable {
  /// One key column: the codes of its values, those of the present rows, and that of each group.
  private struct Column {
    let interner = KeyInterner()
    let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
    let ofGroups = GrowingBuffer<UInt32>()
  }

  /// How many key columns there are.
  package let keyCount: Int
  /// How many groups there are.
  package private(set) var count: Int
  private let columns: [Column]
  private let folds: [FoldTable]
  private let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private let classes = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)

  /// A table without rows.
  package init(keyCount: Int) {
    self.keyCount = keyCount
    count = keyCount == 0 ? 1 : 0
    columns = (0..<keyCount).map { _ in Column() }
    folds = (0..<max(0, keyCount - 1)).map { _ in FoldTable() }
    numbers.initialize(repeating: 0, count: Vector.capacity)
  }

  deinit {
    for column in columns { column.codes.deallocate() }
    numbers.deallocate()
    classes.deallocate()
  }

  /// The group number of each row alive: the n-th number belongs to `chunk.row(n)`. Valid until the next call. A number that is not
  /// below `count` before the call is a new group; new groups come in ascending order.
  package func groups(for keys: [Vector], chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> UnsafePointer<UInt32> {
    let rows = RowSet(chunk)
    if rows.count == 0 { return UnsafePointer(numbers) }  // a constant key makes no group of its own
    for (place, column) in columns.enumerated() {
      try column.interner.codes(keys[place], rows, into: column.codes, context)
      column.interner.writeClasses(of: column.codes, count: rows.count, into: place == 0 ? numbers : classes)
      if place > 0 { try fold(folds[place - 1], rows.count, context.limits) }
    }
    let found = folds.last?.count ?? columns.first?.interner.classCount ?? 1
    if found > count { try keepKeys(rows.count, context.limits) }
    return UnsafePointer(numbers)
  }

  /// Numbers the pairs of the numbers so far and the classes of a column.
  private func fold(_ table: FoldTable, _ count: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try table.fold(numbers, classes, count: count, limits)
  }

  /// Keeps the codes of the first row of each new group.
  private func keepKeys(_ rowCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    for n in 0..<rowCount where numbers[n] == count {
      for column in columns { try column.ofGroups.append(column.codes[n], limits) }
      count += 1
    }
  }

  /// Writes one key column of the groups `from ..< to` into rows 0… of a vector, which takes the kind that fits.
  /// - Precondition: at most `Vector.capacity` groups.
  package func writeKeys(_ column: Int, from: Int, to: Int, into vector: Vector) {
    columns[column].interner.write(columns[column].ofGroups.elements + from, count: to - from, into: vector)
  }

  /// Gives the memory back to the limits.
  package func releaseMemory(_ context: ExecutionContext) {
    for column in columns {
      column.interner.releaseCharge(context.limits)
      column.ofGroups.releaseCharge(context.limits)
    }
    for fold in folds { fold.releaseCharge(context.limits) }
  }
}
