// The kinds of columns that rows are carried in while a query runs.

/// How the rows of a vector are stored. The width is that of one row in bytes.
package enum VectorKind: UInt8, Hashable, Sendable {
  /// Node identifiers, 32 bits.
  case node
  /// Relationship identifiers, 32 bits.
  case relationship
  /// 64-bit integers.
  case integer
  /// 64-bit floats.
  case float
  /// Truth values, one byte: 0 or 1.
  case boolean
  /// Strings as pointer and byte count, 16 bytes; the bytes lie in the snapshot or in the query's arena.
  case string
  /// Values of any type, nulls included: the slow path that keeps the language's dynamic typing whole.
  case mixed

  /// Bytes per row in the flat buffer; 0 for `mixed`, which has an array of its own.
  @inlinable package var width: Int {
    switch self {
    case .node, .relationship: 4
    case .integer, .float: 8
    case .boolean: 1
    case .string: 16
    case .mixed: 0
    }
  }
}
