// Gathering a property of the entities of a vector from the store's column. The kind of the result is that of the first stored
// chunk that has the property; where a row's chunk is of another kind, the whole batch is gathered again as values.
// Invariant: a row is null where its entity is null or does not have the property. Where a stored row is absent its data is zero,
// so that it may be copied before it is made null.
import GraphModel
import GraphStorage

/// Kernels of property access.
enum PropertyKernels {
  private static let rowMask = UInt32(StorageLimits.rowsPerChunk - 1)

  /// The property of each entity.
  /// - Precondition: the holders are nodes or relationships, not constant, and the column belongs to them.
  static func gather(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet, into result: Vector) {
    let kind = firstKind(column, holders, rows)
    let isTyped: Bool
    switch kind {
    case .absent:
      result.becomeConstantNull()
      return
    case .integer:
      result.reset(.integer)
      isTyped = gather(column, kind, holders, rows, result, result.integers) { $0.integers }
    case .float:
      result.reset(.float)
      isTyped = gather(column, kind, holders, rows, result, result.floats) { $0.floats }
    case .boolean:
      result.reset(.boolean)
      isTyped = gather(column, kind, holders, rows, result, result.booleans) { $0.booleans }
    case .string:
      result.reset(.string)
      isTyped = gatherStrings(column, holders, rows, result)
    case .mixed, .date, .localDateTime, .dateTime:
      isTyped = false
    }
    if !isTyped { gatherValues(column, holders, rows, result) }
  }

  /// The kind of the first chunk that has the property, of those in which wanted entities lie.
  private static func firstKind(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet) -> ColumnKind {
    let (identifiers, valid) = (holders.identifiers, ValidRows(holders))
    for n in 0..<rows.count where valid[rows[n]] {
      let kind = column.chunk(of: identifiers[rows[n]]).pointee.kind
      if kind != .absent { return kind }
    }
    return .absent
  }

  /// Copies flat data, chunk by chunk; false as soon as a chunk of another kind is met.
  @inline(__always) private static func gather<T: BitwiseCopyable>(
    _ column: ColumnReader, _ kind: ColumnKind, _ holders: Vector, _ rows: RowSet, _ result: Vector, _ out: UnsafeMutablePointer<T>,
    _ data: (ColumnChunkView) -> UnsafePointer<T>
  ) -> Bool {
    let (identifiers, valid) = (holders.identifiers, ValidRows(holders))
    if valid.isAll, rows.selection != nil, let count = rows.denseCount, copy(column, kind, identifiers, count, result, out, data) {
      return true
    }
    let mayCopy = rows.selection == nil && valid.isAll
    var nulls = NullWriter(result)
    var n = 0
    while n < rows.count {
      let row = rows[n]
      guard valid[row] else {
        nulls.set(row, isNull: true)
        n += 1
        continue
      }
      let (view, place) = (column.chunk(of: identifiers[row]), Int(identifiers[row] & rowMask))
      guard view.pointee.kind == kind else {
        guard view.pointee.kind == .absent else { return false }
        nulls.set(row, isNull: true)
        n += 1
        continue
      }
      let inChunk = min(rows.count - n, StorageLimits.rowsPerChunk - place)
      if mayCopy, inChunk > 1, identifiers[n + 1] == identifiers[n] &+ 1, isConsecutive(identifiers + n, inChunk) {
        (out + n).update(from: data(view.pointee) + place, count: inChunk)
        nulls.copy(view.pointee.validity, from: place, to: n, count: inChunk)
        n += inChunk
        continue
      }
      out[row] = data(view.pointee)[place]
      if !view.pointee.isPresent(place) { nulls.set(row, isNull: true) }
      n += 1
    }
    nulls.finish(result)
    return true
  }

  /// Copies the rows of a chunk whether they are wanted or not, where the entities are as they lie in the store: faster than picking them.
  @inline(__always) private static func copy<T: BitwiseCopyable>(
    _ column: ColumnReader, _ kind: ColumnKind, _ identifiers: UnsafePointer<UInt32>, _ count: Int, _ result: Vector,
    _ out: UnsafeMutablePointer<T>, _ data: (ColumnChunkView) -> UnsafePointer<T>
  ) -> Bool {
    guard count > 0, isConsecutive(identifiers, count) else { return false }
    var nulls = NullWriter(result)
    var n = 0
    while n < count {
      let (view, place) = (column.chunk(of: identifiers[n]).pointee, Int(identifiers[n] & rowMask))
      guard view.kind == kind else {
        result.markAllValid()
        return false
      }
      let inChunk = min(count - n, StorageLimits.rowsPerChunk - place)
      (out + n).update(from: data(view) + place, count: inChunk)
      nulls.copy(view.validity, from: place, to: n, count: inChunk)
      n += inChunk
    }
    nulls.finish(result)
    return true
  }

  private static func isConsecutive(_ identifiers: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    let first = identifiers[0]
    guard count > 1, identifiers[count - 1] &- first == UInt32(truncatingIfNeeded: count - 1) else { return false }
    var difference: UInt32 = 0
    for n in 0..<count { difference |= identifiers[n] ^ (first &+ UInt32(truncatingIfNeeded: n)) }
    return difference == 0
  }

  private static func gatherStrings(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet, _ result: Vector) -> Bool {
    let (identifiers, out, valid) = (holders.identifiers, result.strings, ValidRows(holders))
    var nulls = NullWriter(result)
    var chunk = UInt32.max
    var view = column.chunk(0).pointee
    for n in 0..<rows.count {
      let row = rows[n]
      guard valid[row] else {
        nulls.set(row, isNull: true)
        continue
      }
      let identifier = identifiers[row]
      if identifier >> StorageLimits.chunkShift != chunk {
        chunk = identifier >> StorageLimits.chunkShift
        view = column.chunk(of: identifier).pointee
        guard view.kind == .string || view.kind == .absent else { return false }
      }
      let place = Int(identifier & rowMask)
      if view.kind == .string { out[row] = view.string(place) }
      nulls.set(row, isNull: !view.isPresent(place))
    }
    nulls.finish(result)
    return true
  }

  private static func gatherValues(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet, _ result: Vector) {
    let (identifiers, valid) = (holders.identifiers, ValidRows(holders))
    result.reset(.mixed)
    result.withValues { values in
      for n in 0..<rows.count { values[rows[n]] = valid[rows[n]] ? column.value(identifiers[rows[n]]) : .null }
    }
  }
}

extension Vector {
  /// Calls a body with the rows of a mixed vector, taken out of it for the time being, so that a loop pays for access once.
  func withValues<Failure>(_ body: (inout [Value]) throws(Failure) -> Void) throws(Failure) {
    var rows = values
    values = []
    defer { values = rows }
    try body(&rows)
  }
}
