// One column of a chunk: up to `capacity` rows of one kind in a flat buffer, with a bitmap that tells which rows are not null.
// Invariants: the buffers are owned by the vector and live as long as it does; rows 0 ..< capacity are addressable; a row whose
// validity bit is clear holds undefined content; `mixed` vectors use `values` alone and null there is `.null`, their validity
// bits are not kept. A constant vector holds its one value in row 0 and stands for every row: read it through `stride`.
// The raw pointers never leave the module; the kernels that take them stay inside one call. A vector belongs to one run on one
// thread, and no access of its properties calls out, so exclusivity is known and not checked anew at each access.
package import GraphModel
package import GraphStorage

/// A typed column of rows.
package final class Vector {
  /// The most rows a vector holds: 2,048.
  package static let capacity = 2048

  /// How rows are stored.
  @exclusivity(unchecked) package private(set) var kind: VectorKind
  /// Whether row 0 stands for every row.
  @exclusivity(unchecked) package var isConstant = false
  /// Whether any row may be null; while false the validity bits need not be looked at, and all are set.
  @exclusivity(unchecked) package var mayHaveNulls = false
  /// The flat buffer: `capacity * kind.width` bytes, 16-byte aligned; unused for `mixed`.
  @exclusivity(unchecked) package private(set) var storage: UnsafeMutableRawPointer
  /// One bit per row, set where the row is not null: `capacity / 64` words.
  package let validity: UnsafeMutablePointer<UInt64>
  /// The rows of a `mixed` vector: `capacity` values, or none for the other kinds.
  @exclusivity(unchecked) package var values: [Value]
  @exclusivity(unchecked) private var storageBytes: Int

  /// A vector of a kind, all rows valid, content undefined.
  package init(_ kind: VectorKind) {
    self.kind = kind
    storageBytes = max(16, Vector.capacity * kind.width)
    storage = UnsafeMutableRawPointer.allocate(byteCount: storageBytes, alignment: 16)
    validity = UnsafeMutablePointer<UInt64>.allocate(capacity: Vector.capacity / 64)
    validity.initialize(repeating: ~0, count: Vector.capacity / 64)
    values = kind == .mixed ? [Value](repeating: .null, count: Vector.capacity) : []
  }

  deinit {
    storage.deallocate()
    validity.deallocate()
  }

  /// Makes the vector one of another kind: all rows valid, content undefined, not constant.
  package func reset(_ kind: VectorKind) {
    isConstant = false
    if mayHaveNulls { markAllValid() }
    let bytes = max(16, Vector.capacity * kind.width)
    if bytes > storageBytes {
      storage.deallocate()
      storage = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
      storageBytes = bytes
    }
    if kind == .mixed, values.isEmpty { values = [Value](repeating: .null, count: Vector.capacity) }
    self.kind = kind
  }

  /// Sets every validity bit.
  package func markAllValid() {
    validity.update(repeating: ~0, count: Vector.capacity / 64)
    mayHaveNulls = false
  }

  /// What a row number is multiplied with to find its storage: 0 for a constant vector, else 1.
  package var stride: Int { isConstant ? 0 : 1 }

  /// The identifiers of a `node` or `relationship` vector.
  package var identifiers: UnsafeMutablePointer<UInt32> { storage.assumingMemoryBound(to: UInt32.self) }
  /// The rows of an `integer` vector.
  package var integers: UnsafeMutablePointer<Int64> { storage.assumingMemoryBound(to: Int64.self) }
  /// The rows of a `float` vector.
  package var floats: UnsafeMutablePointer<Double> { storage.assumingMemoryBound(to: Double.self) }
  /// The rows of a `boolean` vector.
  package var booleans: UnsafeMutablePointer<UInt8> { storage.assumingMemoryBound(to: UInt8.self) }
  /// The rows of a `string` vector.
  package var strings: UnsafeMutablePointer<StringReference> { storage.assumingMemoryBound(to: StringReference.self) }

  /// Whether a row is null.
  package func isNull(_ row: Int) -> Bool {
    let place = row &* stride
    if kind == .mixed { return values[place].isNull }
    return mayHaveNulls && validity[place >> 6] & (1 << UInt64(place & 63)) == 0
  }

  /// Makes a row null.
  package func setNull(_ row: Int) {
    if kind == .mixed {
      values[row] = .null
    } else {
      validity[row >> 6] &= ~(1 << UInt64(row & 63))
      mayHaveNulls = true
    }
  }

  /// A row as a value; entities come as their identity alone. The slow path: one allocation for a string.
  package func value(_ row: Int) -> Value {
    let place = row &* stride
    if kind == .mixed { return values[place] }
    if isNull(row) { return .null }
    switch kind {
    case .node: return .node(Node(id: NodeID(rawValue: identifiers[place])))
    case .relationship: return .relationship(Relationship(id: RelationshipID(rawValue: identifiers[place])))
    case .integer: return .integer(integers[place])
    case .float: return .float(floats[place])
    case .boolean: return .boolean(booleans[place] != 0)
    case .string: return .string(strings[place].string)
    case .mixed: return values[place]
    }
  }
}
