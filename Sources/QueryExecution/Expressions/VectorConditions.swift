// Forms that evaluate an operand only in the rows that still need it: AND, OR, CASE and coalesce. An operand that would fail in a
// row that an earlier one has decided is never asked about it.
import GraphModel
import QueryPlanner

/// AND or OR over two or more operands, three-valued.
final class VectorJunction: VectorExpression {
  let operands: [VectorExpression]
  let isConjunction: Bool
  private let result = Vector(.boolean)
  private let truths = RowBytes()
  private let unknowns = RowBytes()
  private let undecided = RowBuffer()

  init(_ operands: [VectorExpression], isConjunction: Bool) {
    self.operands = operands
    self.isConjunction = isConjunction
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    result.reset(.boolean)
    let decisive: UInt8 = isConjunction ? 0 : 1
    let (out, unknown) = (result.booleans, unknowns.bytes)
    rows.copy(into: undecided.rows)
    for n in 0..<rows.count {
      out[rows[n]] = 1 - decisive
      unknown[rows[n]] = 0
    }
    var left = rows
    for operand in operands where left.count > 0 {
      let vector = try operand.evaluate(left, context)
      try LogicKernels.truths(vector, left, into: truths.bytes, of: isConjunction ? "AND" : "OR")
      var kept = 0
      for n in 0..<left.count {
        let (row, truth) = (left[n], truths.bytes[n])
        if truth == LogicKernels.unknown { unknown[row] = 1 }
        if truth == decisive { out[row] = decisive }
        undecided.rows[kept] = Int32(truncatingIfNeeded: row)
        kept += truth == decisive ? 0 : 1
      }
      left = RowSet(rows.chunk, selection: undecided.rows, count: kept)
    }
    for n in 0..<left.count where unknown[left[n]] != 0 { result.setNull(left[n]) }
    return result
  }
}

/// CASE: each condition over the rows that none before has taken, each result over the rows that its condition takes.
final class VectorConditional: VectorExpression {
  private let conditions: [VectorExpression]
  private let results: [VectorExpression]
  private let otherwise: VectorExpression
  private let truths = RowBytes()
  private let merged = MergedVector()
  private let undecided = RowBuffer()
  private let taken: [RowBuffer]

  init(_ alternatives: [(condition: VectorExpression, result: VectorExpression)], otherwise: VectorExpression) {
    conditions = alternatives.map(\.condition)
    results = alternatives.map(\.result)
    self.otherwise = otherwise
    taken = alternatives.map { _ in RowBuffer() }
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    merged.begin()
    rows.copy(into: undecided.rows)
    var left = RowSet(rows.chunk, selection: undecided.rows, count: rows.count)
    for place in conditions.indices where left.count > 0 {
      try LogicKernels.truths(try conditions[place].evaluate(left, context), left, into: truths.bytes, of: "WHEN")
      var (kept, found) = (0, 0)
      for n in 0..<left.count {
        let row = Int32(truncatingIfNeeded: left[n])
        if truths.bytes[n] == 1 {
          taken[place].rows[found] = row
          found += 1
        } else {
          undecided.rows[kept] = row
          kept += 1
        }
      }
      left = RowSet(rows.chunk, selection: undecided.rows, count: kept)
      let chosen = RowSet(rows.chunk, selection: taken[place].rows, count: found)
      if found > 0 { merged.add(try results[place].evaluate(chosen, context), chosen) }
    }
    if left.count > 0 { merged.add(try otherwise.evaluate(left, context), left) }
    return merged.finish(rows)
  }
}

/// coalesce: each argument over the rows in which all before were null.
final class VectorCoalesce: VectorExpression {
  private let arguments: [VectorExpression]
  private let merged = MergedVector()
  private let undecided: [RowBuffer]
  private let taken: [RowBuffer]

  init(_ arguments: [VectorExpression]) {
    self.arguments = arguments
    undecided = arguments.map { _ in RowBuffer() }
    taken = arguments.map { _ in RowBuffer() }
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    merged.begin()
    var left = rows
    for place in arguments.indices where left.count > 0 {
      let vector = try arguments[place].evaluate(left, context)
      var (kept, found) = (0, 0)
      for n in 0..<left.count {
        let row = left[n]
        if vector.isNull(row) {
          undecided[place].rows[kept] = Int32(truncatingIfNeeded: row)
          kept += 1
        } else {
          taken[place].rows[found] = Int32(truncatingIfNeeded: row)
          found += 1
        }
      }
      if found > 0 { merged.add(vector, RowSet(rows.chunk, selection: taken[place].rows, count: found)) }
      left = RowSet(rows.chunk, selection: undecided[place].rows, count: kept)
    }
    if left.count > 0 { merged.add(.constantNull(), left) }
    return merged.finish(rows)
  }
}

/// Rows that come from several vectors: flat where all of these are of one kind, values otherwise.
final class MergedVector {
  private let result = Vector(.integer)
  private var parts: [(vector: Vector, rows: RowSet)] = []

  /// Forgets all parts.
  func begin() { parts.removeAll(keepingCapacity: true) }

  /// Takes some rows of a vector, which must stay as they are until `finish`.
  func add(_ vector: Vector, _ rows: RowSet) { parts.append((vector, rows)) }

  /// All rows together.
  func finish(_ rows: RowSet) -> Vector {
    if parts.count == 1 { return parts[0].vector }
    let kinds = Set(parts.filter { !$0.vector.isConstantNull }.map(\.vector.kind))
    let kind = kinds.count == 1 ? kinds.first ?? .mixed : .mixed
    result.reset(kind)
    for part in parts { result.scatter(part.vector, part.rows) }
    return result
  }
}

extension Vector {
  /// Copies rows of another vector to the same places; a mixed vector takes any kind, another its own kind and null constants.
  func scatter(_ source: Vector, _ rows: RowSet) {
    if kind == .mixed {
      for n in 0..<rows.count { values[rows[n]] = source.value(rows[n]) }
      return
    }
    if source.isConstantNull {
      for n in 0..<rows.count { setNull(rows[n]) }
      return
    }
    switch kind {
    case .node, .relationship: Vector.scatter(source.identifiers, source.stride, identifiers, rows)
    case .integer: Vector.scatter(source.integers, source.stride, integers, rows)
    case .float: Vector.scatter(source.floats, source.stride, floats, rows)
    case .boolean: Vector.scatter(source.booleans, source.stride, booleans, rows)
    case .string: Vector.scatter(source.strings, source.stride, strings, rows)
    case .mixed: break
    }
    guard source.mayHaveNulls, !source.isConstant else { return }
    for n in 0..<rows.count where !source.isValid(rows[n]) { setNull(rows[n]) }
  }

  private static func scatter<Row: BitwiseCopyable>(
    _ from: UnsafePointer<Row>, _ stride: Int, _ to: UnsafeMutablePointer<Row>, _ rows: RowSet
  ) {
    for n in 0..<rows.count { to[rows[n]] = from[rows[n] &* stride] }
  }
}
