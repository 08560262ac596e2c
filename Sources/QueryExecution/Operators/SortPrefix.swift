// The first sort key of a row as one unsigned number: where the numbers of two rows differ, so do their keys, in the same order.
// Numbers, truth values and entities are told apart fully; strings by their first eight bytes; values of mixed types not at all.
import GraphModel
import GraphStorage

/// Order-preserving numbers for sort keys, in ascending order with null last.
enum SortPrefix {
  /// What null is: after everything else. The greatest integer has it too.
  static let null = UInt64.max

  @inline(__always) static func of(_ number: Int64) -> UInt64 { UInt64(bitPattern: number) ^ (1 << 63) }

  @inline(__always) static func of(_ number: Double) -> UInt64 {
    if number.isNaN { return UInt64.max - 1 }
    let bits = number == 0 ? 0 : number.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  @inline(__always) static func of(_ text: StringReference) -> UInt64 {
    var prefix: UInt64 = 0
    for place in 0..<8 { prefix = prefix << 8 | (place < text.count ? UInt64(text.start[place]) : 0) }
    return prefix
  }

  /// Writes the prefixes of rows, which lie in flat memory of a kind.
  /// - Parameter row: the row of the n-th prefix.
  static func fill(
    _ target: UnsafeMutablePointer<UInt64>, count: Int, kind: VectorKind, storage: UnsafeRawPointer, descending: Bool,
    isNull: ((Int) -> Bool)?, row: (Int) -> Int
  ) {
    switch kind {
    case .integer: fill(target, count, storage, row) { (number: Int64) in of(number) }
    case .float: fill(target, count, storage, row) { (number: Double) in of(number) }
    case .node, .relationship: fill(target, count, storage, row) { (offset: UInt32) in UInt64(offset) }
    case .boolean: fill(target, count, storage, row) { (truth: UInt8) in UInt64(truth) }
    case .string:
      // The bytes of a null are undefined: it may not be looked at.
      let strings = storage.assumingMemoryBound(to: StringReference.self)
      for n in 0..<count { target[n] = isNull?(row(n)) == true ? null : of(strings[row(n)]) }
    case .mixed: target.update(repeating: 0, count: count)
    }
    if kind != .mixed, let isNull {
      for n in 0..<count where isNull(row(n)) { target[n] = null }
    }
    if descending { for n in 0..<count { target[n] = ~target[n] } }
  }

  @inline(__always) private static func fill<Row>(
    _ target: UnsafeMutablePointer<UInt64>, _ count: Int, _ storage: UnsafeRawPointer, _ row: (Int) -> Int, _ prefix: (Row) -> UInt64
  ) {
    let rows = storage.assumingMemoryBound(to: Row.self)
    for n in 0..<count { target[n] = prefix(rows[row(n)]) }
  }

  /// Whether equal prefixes mean equal keys.
  static func isExact(_ kind: VectorKind, mayHaveNulls: Bool) -> Bool {
    switch kind {
    case .node, .relationship, .boolean, .float: true
    case .integer: !mayHaveNulls
    case .string, .mixed: false
    }
  }
}
