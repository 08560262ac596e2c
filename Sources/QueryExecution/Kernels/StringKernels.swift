// Predicates over strings against something fixed: over a string vector row by row; over a stored column by the codes of its
// dictionaries, so that a string that stands in many rows is tested once.
// Invariant: the outcome of every row is that of the operator over its values.
import GraphModel
import GraphStorage
import QueryPlanner

/// Applies a test to the rows of a string vector.
struct StringVectorLoop: StringTestLoop {
  let vector: Vector
  let rows: RowSet
  let result: Vector

  /// - Precondition: the result is a boolean vector with the nulls of the operand.
  func run<Test: StringTest>(_ test: inout Test) throws(QueryError) {
    let (strings, out, valid, rows) = (vector.strings, result.booleans, ValidRows(result), rows)
    for n in 0..<rows.count {
      let row = rows[n]
      if valid[row] { out[row] = try test.holds(strings[row]) ? 1 : 0 }
    }
  }
}

/// Applies a test to a stored property of the entities in a vector.
struct StoredStringLoop: StringTestLoop {
  /// Nodes or relationships, not constant.
  let holders: Vector
  let column: ColumnReader
  let rows: RowSet
  /// A boolean vector, just reset.
  let result: Vector
  let memo: CodeMemo
  /// The outcome where the stored value is no string.
  let other: (Value) throws(QueryError) -> Value

  func run<Test: StringTest>(_ test: inout Test) throws(QueryError) {
    let (identifiers, out, valid, rows, column) = (holders.identifiers, result.booleans, ValidRows(holders), rows, column)
    let rowMask = UInt32(StorageLimits.rowsPerChunk - 1)
    var nulls = NullWriter(result)
    var n = 0
    while n < rows.count {
      let row = rows[n]
      guard valid[row] else {
        nulls.set(row, isNull: true)
        n += 1
        continue
      }
      let chunk = identifiers[row] >> StorageLimits.chunkShift
      let view = column.chunk(of: identifiers[row]).pointee
      var end = n + 1
      while end < rows.count, identifiers[rows[end]] >> StorageLimits.chunkShift == chunk { end += 1 }
      if view.kind != .string {
        try runOthers(view, n, end, &nulls)
        n = end
        continue
      }
      let known = (end - n) &* 4 >= Int(view.stringCount) ? memo.cleared(Int(view.stringCount)) : nil
      while n < end {
        let row = rows[n]
        let place = Int(identifiers[row] & rowMask)
        let isPresent = valid[row] && view.isPresent(place)
        nulls.set(row, isNull: !isPresent)
        n += 1
        guard isPresent else { continue }
        let code = Int(view.codes[place])
        if let known {
          if known[code] == CodeMemo.unknown { known[code] = try test.holds(view.string(place)) ? 1 : 0 }
          out[row] = known[code]
        } else {
          out[row] = try test.holds(view.string(place)) ? 1 : 0
        }
      }
    }
    nulls.finish(result)
  }

  /// Rows whose entities lie in one chunk that keeps no dictionary.
  private func runOthers(_ view: ColumnChunkView, _ from: Int, _ to: Int, _ nulls: inout NullWriter) throws(QueryError) {
    let valid = ValidRows(holders)
    for n in from..<to {
      let row = rows[n]
      let value = valid[row] ? view.value(Int(holders.identifiers[row] & UInt32(StorageLimits.rowsPerChunk - 1))) : .null
      let truth = value.isNull ? nil : try other(value).booleanValue
      nulls.set(row, isNull: truth == nil)
      result.booleans[row] = truth == true ? 1 : 0
    }
  }
}

/// What a test said of each code of one dictionary.
final class CodeMemo {
  static let unknown: UInt8 = 0xFF
  private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: Vector.capacity)
  private var capacity = Vector.capacity

  deinit { bytes.deallocate() }

  /// A place for each code, all unknown.
  func cleared(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if count > capacity {
      bytes.deallocate()
      capacity = count
      bytes = .allocate(capacity: count)
    }
    bytes.update(repeating: CodeMemo.unknown, count: count)
    return bytes
  }
}
