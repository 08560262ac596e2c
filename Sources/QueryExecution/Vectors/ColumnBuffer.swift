// A column of any number of rows: what sort, eager and the like keep. Rows are appended from vectors in the kind they come in;
// when kinds meet that do not fit, the whole column turns into values.
// Invariants: `validity` has a bit per row; rows beyond `count` are undefined; the kind is settled by the first row that is not
// null. Strings are kept as references: they lie in the snapshot or in the arena, and both outlive the buffer.
package import GraphModel
import GraphStorage

/// A growable typed column.
package final class ColumnBuffer {
  /// How the rows are kept.
  package private(set) var kind: VectorKind
  /// The number of rows.
  package private(set) var count = 0
  /// Whether any row may be null (for the flat kinds).
  package private(set) var mayHaveNulls = false
  /// The rows of a mixed column.
  package private(set) var values: [Value] = []
  private(set) var storage: UnsafeMutableRawPointer
  private(set) var validity: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private var holdsOnlyNulls = true
  /// What the strings, lists and maps of a mixed column take beside their rows.
  private var payloadBytes = 0

  /// An empty column.
  package init() {
    kind = .integer
    capacity = 0
    storage = .allocate(byteCount: 16, alignment: 16)
    validity = .allocate(capacity: 1)
  }

  deinit {
    storage.deallocate()
    validity.deallocate()
  }

  /// The bytes that the column takes, for the limits.
  package var byteCount: Int { byteCount(capacity: capacity) + payloadBytes }

  /// The bytes that the column will take when so many rows have been added, as far as its kind stays the same.
  package func byteCount(adding added: Int) -> Int {
    byteCount(capacity: count + added > capacity ? max(count + added, capacity * 2, Vector.capacity) : capacity) + payloadBytes
  }

  private func byteCount(capacity: Int) -> Int {
    capacity * (kind == .mixed ? MemoryLayout<Value>.stride : kind.width) + capacity / 8
  }

  /// Forgets all rows and keeps the memory of a small column.
  package func removeAll() {
    count = 0
    mayHaveNulls = false
    holdsOnlyNulls = true
    payloadBytes = 0
    values.removeAll(keepingCapacity: false)
    guard capacity > Vector.capacity || kind == .mixed else { return }
    capacity = 0
    storage.deallocate()
    validity.deallocate()
    storage = .allocate(byteCount: 16, alignment: 16)
    validity = .allocate(capacity: 1)
    kind = .integer
  }

  /// Appends rows of a vector: the rows alive of a chunk it belongs to.
  package func append(_ vector: Vector, of chunk: DataChunk) {
    let added = chunk.selectedCount
    guard added > 0 else { return }
    settleKind(for: vector, chunk)
    reserve(count + added)
    if kind == .mixed { return appendValues(vector, chunk) }
    if vector.kind == kind {
      switch kind {
      case .node, .relationship: copy(vector.identifiers, vector, chunk)
      case .integer: copy(vector.integers, vector, chunk)
      case .float: copy(vector.floats, vector, chunk)
      case .boolean: copy(vector.booleans, vector, chunk)
      case .string: copy(vector.strings, vector, chunk)
      case .mixed: break
      }
    }
    appendValidity(vector, chunk)
    count += added
  }

  /// A row as a value.
  package func value(_ row: Int) -> Value {
    if kind == .mixed { return values[row] }
    if isNull(row) { return .null }
    switch kind {
    case .node: return .node(Node(id: NodeID(rawValue: rows(of: UInt32.self)[row])))
    case .relationship: return .relationship(Relationship(id: RelationshipID(rawValue: rows(of: UInt32.self)[row])))
    case .integer: return .integer(rows(of: Int64.self)[row])
    case .float: return .float(rows(of: Double.self)[row])
    case .boolean: return .boolean(rows(of: UInt8.self)[row] != 0)
    case .string: return .string(rows(of: StringReference.self)[row].string)
    case .mixed: return values[row]
    }
  }

  /// Whether a row is null.
  package func isNull(_ row: Int) -> Bool {
    if kind == .mixed { return values[row].isNull }
    return mayHaveNulls && validity[row >> 6] & (1 << UInt64(row & 63)) == 0
  }

  /// The flat rows.
  func rows<Row>(of type: Row.Type) -> UnsafeMutablePointer<Row> { storage.assumingMemoryBound(to: type) }
}

extension ColumnBuffer {
  /// Writes the rows of these numbers into rows 0… of a vector.
  /// - Precondition: at most `Vector.capacity` numbers.
  package func write(rows numbers: UnsafePointer<UInt32>, count: Int, into vector: Vector) {
    vector.reset(kind)
    switch kind {
    case .node, .relationship: Self.pick(rows(of: UInt32.self), numbers, count, vector.identifiers)
    case .integer: Self.pick(rows(of: Int64.self), numbers, count, vector.integers)
    case .float: Self.pick(rows(of: Double.self), numbers, count, vector.floats)
    case .boolean: Self.pick(rows(of: UInt8.self), numbers, count, vector.booleans)
    case .string: Self.pick(rows(of: StringReference.self), numbers, count, vector.strings)
    case .mixed:
      for n in 0..<count { vector.values[n] = values[Int(numbers[n])] }
      return
    }
    guard mayHaveNulls else { return }
    for n in 0..<count where isNull(Int(numbers[n])) { vector.setNull(n) }
  }

  private static func pick<Row: BitwiseCopyable>(
    _ from: UnsafePointer<Row>, _ numbers: UnsafePointer<UInt32>, _ count: Int, _ to: UnsafeMutablePointer<Row>
  ) {
    for n in 0..<count { to[n] = from[Int(numbers[n])] }
  }

  private func copy<Row: BitwiseCopyable>(_ from: UnsafePointer<Row>, _ vector: Vector, _ chunk: DataChunk) {
    let target = rows(of: Row.self) + count
    let added = chunk.selectedCount
    if vector.isConstant {
      target.update(repeating: from[0], count: added)
    } else if let selection = chunk.selection {
      for n in 0..<added { target[n] = from[Int(selection[n])] }
    } else {
      target.update(from: from, count: added)
    }
  }

  private func appendValues(_ vector: Vector, _ chunk: DataChunk) {
    for n in 0..<chunk.selectedCount {
      let value = vector.value(chunk.row(n))
      payloadBytes += value.footprint
      values.append(value)
    }
    count += chunk.selectedCount
  }

  private func appendValidity(_ vector: Vector, _ chunk: DataChunk) {
    let isOfKind = vector.kind == kind
    guard mayHaveNulls || vector.mayHaveNulls || !isOfKind else { return }
    if !mayHaveNulls {
      for row in 0..<count { validity[row >> 6] |= 1 << UInt64(row & 63) }
      mayHaveNulls = true
    }
    for n in 0..<chunk.selectedCount {
      let row = count + n
      let bit: UInt64 = 1 << UInt64(row & 63)
      if vector.isNull(chunk.row(n)) { validity[row >> 6] &= ~bit } else { validity[row >> 6] |= bit }
    }
  }

  /// Makes the column's kind one that takes the vector's rows.
  private func settleKind(for vector: Vector, _ chunk: DataChunk) {
    if vector.kind == kind {
      holdsOnlyNulls = false
      return
    }
    if kind == .mixed { return }
    let incoming = (0..<chunk.selectedCount).contains { !vector.isNull(chunk.row($0)) }
    if !incoming { return }  // nulls fit every kind
    if holdsOnlyNulls { becomeNulls(of: vector.kind) } else { becomeMixed() }
    holdsOnlyNulls = false
  }

  private func becomeNulls(of wanted: VectorKind) {
    if wanted == .mixed { return becomeMixed() }
    let old = capacity
    kind = wanted
    storage.deallocate()
    storage = .allocate(byteCount: max(16, old * wanted.width), alignment: 16)
  }

  private func becomeMixed() {
    values = (0..<count).map { value($0) }
    values.reserveCapacity(capacity)
    kind = .mixed
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2, Vector.capacity)
    if kind == .mixed {
      values.reserveCapacity(larger)
    } else {
      let fresh = UnsafeMutableRawPointer.allocate(byteCount: max(16, larger * kind.width), alignment: 16)
      fresh.copyMemory(from: storage, byteCount: count * kind.width)
      storage.deallocate()
      storage = fresh
    }
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: larger / 64 + 1)
    words.initialize(repeating: 0, count: larger / 64 + 1)
    words.update(from: validity, count: (count + 63) / 64)
    validity.deallocate()
    validity = words
    capacity = larger
  }
}
