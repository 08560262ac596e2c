// The whole result of a procedure at once, column by column: what algorithms give, so that a row for every node of a graph goes
// into chunks by copying and not by one array of values a row.
// Invariant: every column has as many rows as the table says.
package import GraphModel

/// A result in columns, in the order of the signature's fields.
package struct ProcedureTable: Sendable {
  /// One field of all rows.
  package enum Column: Sendable {
    case nodes([UInt32])
    case relationships([UInt32])
    case integers([Int64])
    case floats([Double])
    case values([Value])

    /// A row as a value.
    func value(_ row: Int) -> Value {
      switch self {
      case .nodes(let rows): .node(Node(id: NodeID(rawValue: rows[row])))
      case .relationships(let rows): .relationship(Relationship(id: RelationshipID(rawValue: rows[row])))
      case .integers(let rows): .integer(rows[row])
      case .floats(let rows): .float(rows[row])
      case .values(let rows): rows[row]
      }
    }

    /// Writes rows behind the rows of a vector written so far, which are 0 ..< `start`.
    func write(_ rows: Range<Int>, into vector: Vector, at start: Int) {
      switch self {
      case .nodes(let all) where Self.prepare(vector, .node, start): Self.copy(all, rows, vector.identifiers + start)
      case .relationships(let all) where Self.prepare(vector, .relationship, start): Self.copy(all, rows, vector.identifiers + start)
      case .integers(let all) where Self.prepare(vector, .integer, start): Self.copy(all, rows, vector.integers + start)
      case .floats(let all) where Self.prepare(vector, .float, start): Self.copy(all, rows, vector.floats + start)
      default: for row in rows { vector.put(value(row), row: start + row - rows.lowerBound) }
      }
    }

    /// Whether the vector is of the kind, or could be made so.
    private static func prepare(_ vector: Vector, _ kind: VectorKind, _ start: Int) -> Bool {
      if start == 0 { vector.reset(kind) }
      return vector.kind == kind
    }

    private static func copy<Row: BitwiseCopyable>(_ all: [Row], _ rows: Range<Int>, _ target: UnsafeMutablePointer<Row>) {
      all.withUnsafeBufferPointer { all in
        if let base = all.baseAddress { target.update(from: base + rows.lowerBound, count: rows.count) }
      }
    }
  }

  /// The number of rows.
  package let count: Int
  /// The fields.
  package let columns: [Column]

  /// A table.
  package init(count: Int, _ columns: [Column]) {
    self.count = count
    self.columns = columns
  }

  /// A row as values.
  package func row(_ row: Int) -> [Value] { columns.map { $0.value(row) } }
}
