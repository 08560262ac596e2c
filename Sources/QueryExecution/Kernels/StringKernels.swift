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
    let (strings, out) = (vector.strings, result.booleans)
    for n in 0..<rows.count {
      let row = rows[n]
      if result.isValid(row) { out[row] = try test.holds(strings[row]) ? 1 : 0 }
    }
  }
}

/// Applies a test to a stored property of the entities in a vector.
struct StoredStringLoop: StringTestLoop {
  /// Nodes or relationships, not constant.
  let holders: Vector
  let column: ColumnReader
  let rows: RowSet
  let result: Vector
  let memo: CodeMemo
  /// The outcome where the stored value is no string.
  let other: (Value) throws(QueryError) -> Value

  func run<Test: StringTest>(_ test: inout Test) throws(QueryError) {
    let identifiers = holders.identifiers
    var n = 0
    while n < rows.count {
      let row = rows[n]
      guard holders.isValid(row) else {
        result.setNull(row)
        n += 1
        continue
      }
      let chunk = identifiers[row] >> StorageLimits.chunkShift
      var end = n + 1
      while end < rows.count, identifiers[rows[end]] >> StorageLimits.chunkShift == chunk { end += 1 }
      let view = column.chunk(of: identifiers[row]).pointee
      if view.kind == .string {
        try runStrings(view, n, end, &test)
      } else {
        try runOthers(view, n, end)
      }
      n = end
    }
  }

  /// Rows whose entities lie in one chunk with a dictionary.
  private func runStrings<Test: StringTest>(_ view: ColumnChunkView, _ from: Int, _ to: Int, _ test: inout Test) throws(QueryError) {
    let (identifiers, out) = (holders.identifiers, result.booleans)
    let known = (to - from) &* 4 >= Int(view.stringCount) ? memo.cleared(Int(view.stringCount)) : nil
    for n in from..<to {
      let row = rows[n]
      let place = Int(identifiers[row] & UInt32(StorageLimits.rowsPerChunk - 1))
      guard holders.isValid(row), view.isPresent(place) else {
        result.setNull(row)
        continue
      }
      let code = view.codes[place]
      guard let known else {
        out[row] = try test.holds(view.string(code: code)) ? 1 : 0
        continue
      }
      if known[Int(code)] == CodeMemo.unknown { known[Int(code)] = try test.holds(view.string(code: code)) ? 1 : 0 }
      out[row] = known[Int(code)]
    }
  }

  private func runOthers(_ view: ColumnChunkView, _ from: Int, _ to: Int) throws(QueryError) {
    for n in from..<to {
      let row = rows[n]
      guard holders.isValid(row), view.kind != .absent else {
        result.setNull(row)
        continue
      }
      let value = view.value(Int(holders.identifiers[row] & UInt32(StorageLimits.rowsPerChunk - 1)))
      result.setTruth(value.isNull ? nil : try other(value).booleanValue, row: row)
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
