// OPTIONAL MATCH: the inner rows as they come, and for each outer row without any the outer row with nulls, all in the order of the
// outer rows. Inner rows come in the order of their tags, so a jump in the tags is an outer row left out. An inner chunk without a jump
// passes as it is; one with jumps is copied with the missing rows woven in.
import GraphModel
import QueryPlanner

/// Weaves outer rows without inner rows into the inner rows.
final class OptionalCollector: ApplyCollector {
  private let output: PhysicalOperator
  private let columns: [(inner: Int, outer: Int?)]
  private let passing: DataChunk
  private lazy var woven = DataChunk(columns: columns.map { _ in Vector(.integer) })
  /// Where each woven row comes from: an inner row, or an outer row as its complement.
  private var origins: [Int32] = []
  private var outer: DataChunk?
  /// The outer row that comes next, as n-th row alive, and whether an inner row of it has come.
  private var position = 0
  private var isMatched = false
  private var wantsMore = true

  init(tag: Variable, inner: ChunkLayout, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    columns = layout.variables.compactMap { variable in
      inner.column(of: variable).map { (inner: $0, outer: input.column(of: variable)) }
    }
    passing = DataChunk(columns: Array(repeating: Vector(.boolean), count: columns.count))
    origins.reserveCapacity(Vector.capacity)
    try super.init(tag: tag, inner: inner)
  }

  override func begin(_ outer: DataChunk) {
    self.outer = outer
    position = 0
    isMatched = false
    wantsMore = true
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard let outer, wantsMore, input.selectedCount > 0 else { return wantsMore }
    let tags = input.columns[tagColumn]
    if !hasGap(input, tags, outer) {
      for (place, column) in columns.enumerated() { passing.columns[place] = input.columns[column.inner] }
      passing.adoptRows(of: input)
      wantsMore = try output.consume(passing, context)
      return wantsMore
    }
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      try advance(to: Int(truncatingIfNeeded: tags.integers[row &* tags.stride]), outer, input, context)
      try weave(Int32(truncatingIfNeeded: row), outer, input, context)
    }
    try flush(outer, input, context)
    return wantsMore
  }

  override func end(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if wantsMore {
      try advance(to: Int.max, outer, nil, context)
      try flush(outer, nil, context)
    }
    self.outer = nil
    return wantsMore
  }

  /// Whether an outer row before the last tag of the chunk has no inner row. Moves the position where there is none.
  private func hasGap(_ input: DataChunk, _ tags: Vector, _ outer: DataChunk) -> Bool {
    var place = position
    var matched = isMatched
    for n in 0..<input.selectedCount {
      let tag = Int(truncatingIfNeeded: tags.integers[input.row(n) &* tags.stride])
      if outer.row(place) == tag {
        matched = true
        continue
      }
      guard matched, place + 1 < outer.selectedCount, outer.row(place + 1) == tag else { return true }
      place += 1
    }
    position = place
    isMatched = matched
    return false
  }

  /// Passes over the outer rows before a tag, weaving in those that no inner row has come of.
  private func advance(to tag: Int, _ outer: DataChunk, _ input: DataChunk?, _ context: ExecutionContext) throws(QueryError) {
    while position < outer.selectedCount, outer.row(position) < tag {
      if !isMatched { try weave(~Int32(truncatingIfNeeded: outer.row(position)), outer, input, context) }
      position += 1
      isMatched = false
    }
    isMatched = true
  }

  private func weave(_ origin: Int32, _ outer: DataChunk, _ input: DataChunk?, _ context: ExecutionContext) throws(QueryError) {
    origins.append(origin)
    if origins.count == Vector.capacity { try flush(outer, input, context) }
  }

  private func flush(_ outer: DataChunk, _ input: DataChunk?, _ context: ExecutionContext) throws(QueryError) {
    guard !origins.isEmpty, wantsMore else {
      origins.removeAll(keepingCapacity: true)
      return
    }
    for (place, column) in columns.enumerated() {
      woven.columns[place].weave(
        input?.columns[column.inner], column.outer.map { outer.columns[$0] }, origins)
    }
    woven.reset(count: origins.count)
    origins.removeAll(keepingCapacity: true)
    wantsMore = try output.consume(woven, context)
  }
}

extension Vector {
  /// Takes rows of two vectors: those of `first` by number, those of `second` by complement; a missing vector gives nulls.
  func weave(_ first: Vector?, _ second: Vector?, _ origins: [Int32]) {
    let kinds = [first?.kind, second?.kind].compactMap { $0 }
    let fits = kinds.allSatisfy { $0 == kinds.first }
    reset(fits ? kinds.first ?? .mixed : .mixed)
    for (row, origin) in origins.enumerated() {
      let (source, place) = origin >= 0 ? (first, Int(origin)) : (second, Int(~origin))
      guard let source, !source.isNull(place) else {
        setNull(row)
        continue
      }
      if kind == .mixed { values[row] = source.value(place) } else { copyRow(source, place, to: row) }
    }
  }

  /// Copies one row of a flat vector of the same kind.
  func copyRow(_ source: Vector, _ place: Int, to row: Int) {
    let from = place &* source.stride
    switch kind {
    case .node, .relationship: identifiers[row] = source.identifiers[from]
    case .integer: integers[row] = source.integers[from]
    case .float: floats[row] = source.floats[from]
    case .boolean: booleans[row] = source.booleans[from]
    case .string: strings[row] = source.strings[from]
    case .mixed: values[row] = source.values[from]
    }
  }
}
