// Gathering a property of the entities of a vector from the store's column. The kind of the result is that of the first stored
// chunk that has the property; where a row's chunk is of another kind, the whole batch is gathered again as values.
// Invariant: a row is null where its entity is null or does not have the property.
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
    case .mixed:
      isTyped = false
    }
    if !isTyped { gatherValues(column, holders, rows, result) }
  }

  /// The kind of the first chunk that has the property, of those in which wanted entities lie.
  private static func firstKind(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet) -> ColumnKind {
    let identifiers = holders.identifiers
    for n in 0..<rows.count where holders.isValid(rows[n]) {
      let kind = column.chunk(of: identifiers[rows[n]]).pointee.kind
      if kind != .absent { return kind }
    }
    return .absent
  }

  /// Copies flat data; false as soon as a chunk of another kind is met.
  @inline(__always) private static func gather<T: BitwiseCopyable>(
    _ column: ColumnReader, _ kind: ColumnKind, _ holders: Vector, _ rows: RowSet, _ result: Vector, _ out: UnsafeMutablePointer<T>,
    _ data: (ColumnChunkView) -> UnsafePointer<T>
  ) -> Bool {
    let identifiers = holders.identifiers
    var n = 0
    while n < rows.count {
      let row = rows[n]
      if !holders.isValid(row) {
        result.setNull(row)
        n += 1
        continue
      }
      let first = identifiers[row]
      let view = column.chunk(of: first).pointee
      guard view.kind == kind || view.kind == .absent else { return false }
      if rows.selection == nil, view.kind == kind, copyRun(view, first, holders, n, rows.count, result, out, data(view)) > 0 {
        n = rows.count
        continue
      }
      let source = data(view)
      let validity = view.validity
      let chunk = first >> StorageLimits.chunkShift
      while n < rows.count {
        let row = rows[n]
        guard holders.isValid(row), identifiers[row] >> StorageLimits.chunkShift == chunk else { break }
        let place = Int(identifiers[row] & rowMask)
        if (validity[place >> 6] >> UInt64(place & 63)) & 1 != 0 { out[row] = source[place] } else { result.setNull(row) }
        n += 1
      }
    }
    return true
  }

  /// Copies at once where all the rest are consecutive entities of one chunk that all have the property. Returns how many were copied.
  @inline(__always) private static func copyRun<T: BitwiseCopyable>(
    _ view: ColumnChunkView, _ first: UInt32, _ holders: Vector, _ from: Int, _ to: Int, _ result: Vector, _ out: UnsafeMutablePointer<T>,
    _ source: UnsafePointer<T>
  ) -> Int {
    let place = Int(first & rowMask)
    let count = to - from
    guard !holders.mayHaveNulls, count > 1, place + count <= StorageLimits.rowsPerChunk,
      isConsecutive(holders.identifiers + from, count), allPresent(view.validity, place, count)
    else { return 0 }
    (out + from).update(from: source + place, count: count)
    return count
  }

  private static func isConsecutive(_ identifiers: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    let first = identifiers[0]
    guard identifiers[count - 1] &- first == UInt32(truncatingIfNeeded: count - 1) else { return false }
    var difference: UInt32 = 0
    for n in 0..<count { difference |= identifiers[n] ^ (first &+ UInt32(truncatingIfNeeded: n)) }
    return difference == 0
  }

  /// Whether `count` bits from `place` on are set.
  private static func allPresent(_ validity: UnsafePointer<UInt64>, _ place: Int, _ count: Int) -> Bool {
    var bit = place
    let end = place + count
    while bit < end {
      let inWord = min(64 - bit & 63, end - bit)
      let ones: UInt64 = inWord == 64 ? ~0 : (1 << UInt64(inWord)) - 1
      let mask = ones << UInt64(bit & 63)
      if validity[bit >> 6] & mask != mask { return false }
      bit += inWord
    }
    return true
  }

  private static func gatherStrings(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet, _ result: Vector) -> Bool {
    let (identifiers, out) = (holders.identifiers, result.strings)
    var chunk = UInt32.max
    var view = column.chunk(0).pointee
    for n in 0..<rows.count {
      let row = rows[n]
      guard holders.isValid(row) else {
        result.setNull(row)
        continue
      }
      let identifier = identifiers[row]
      if identifier >> StorageLimits.chunkShift != chunk {
        chunk = identifier >> StorageLimits.chunkShift
        view = column.chunk(of: identifier).pointee
        guard view.kind == .string || view.kind == .absent else { return false }
      }
      let place = Int(identifier & rowMask)
      if view.isPresent(place) { out[row] = view.string(place) } else { result.setNull(row) }
    }
    return true
  }

  private static func gatherValues(_ column: ColumnReader, _ holders: Vector, _ rows: RowSet, _ result: Vector) {
    result.reset(.mixed)
    for n in 0..<rows.count {
      let row = rows[n]
      result.values[row] = holders.isValid(row) ? column.value(holders.identifiers[row]) : .null
    }
  }
}
