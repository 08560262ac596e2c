// Nodes by the value of a property or by identity. Where the index that the plan counted on is gone by the time it runs, the nodes
// are searched one by one: slower, the same answer.
import GraphModel
import GraphStorage
import QueryPlanner

/// Finds nodes for the values of a row.
final class NodeLookup {
  private let access: NodeScan.Access
  private let expressions: [CompiledExpression]
  @exclusivity(unchecked) private var vectors: [Vector] = []
  /// The numbers that label and property had last.
  @exclusivity(unchecked) private var hints: (label: UInt32, key: UInt32) = (0, 0)

  /// The look-up of an access; nil for the accesses that scan a bitmap.
  init?(_ access: NodeScan.Access, layout: ChunkLayout) throws(QueryError) {
    self.access = access
    let keys: [BoundExpression]
    switch access {
    case .all, .label: return nil
    case .indexEqual(_, _, let value), .indexIn(_, _, let value), .indexPrefix(_, _, let value), .identity(let value): keys = [value]
    case .indexRange(_, _, let lower, let upper): keys = [lower, upper].compactMap { $0?.value }
    }
    var compiled: [CompiledExpression] = []
    for key in keys { compiled.append(try CompiledExpression(key, layout: layout)) }
    expressions = compiled
  }

  /// Evaluates the keys over a chunk.
  func prepare(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    vectors.removeAll(keepingCapacity: true)
    for expression in expressions { vectors.append(try expression.evaluate(chunk, context)) }
  }

  /// Appends the nodes for a row.
  func find(row: Int, _ context: ExecutionContext, into found: inout [UInt32]) throws(QueryError) {
    let graph = context.graph
    if case .indexEqual(let label, let property, _) = access {
      return try equal(vectors[0].value(row), label, property, graph, context, &found)
    }
    let values = vectors.map { $0.value(row) }
    switch access {
    case .all, .label, .indexEqual: return
    case .identity: Self.identities(values[0], graph, &found)
    case .indexIn(let label, let property, _):
      guard case .list(let elements) = values[0] else { return try Self.refuse(values[0], "IN needs a list") }
      let wanted = elements.filter { !$0.isNull }
      try search(label, property, graph, context, &found) { index, found in
        for element in wanted { index.lookup(element, into: &found) }
        if wanted.count > 1 { Self.unique(&found) }
      } passes: { value in
        wanted.contains { Value.equals(value, $0) == true }
      }
    case .indexPrefix(let label, let property, _):
      guard case .string(let prefix) = values[0] else { return }
      try search(label, property, graph, context, &found) { index, found in
        index.prefix(prefix, into: &found)
      } passes: {
        $0.stringValue.map { text in text.utf8.starts(with: prefix.utf8) } ?? false
      }
    case .indexRange(let label, let property, let lower, let upper):
      if values.contains(where: \.isNull) { return }
      let start = lower.map { $0.inclusive ? IndexBound.including(values[0]) : .excluding(values[0]) }
      let end = upper.map { $0.inclusive ? IndexBound.including(values[values.count - 1]) : .excluding(values[values.count - 1]) }
      try search(label, property, graph, context, &found) { index, found in
        index.range(lower: start, upper: end, into: &found)
      } passes: {
        Self.isInside($0, start, .greater) && Self.isInside($0, end, .less)
      }
    }
  }

  private func equal(
    _ value: Value, _ label: String?, _ property: String, _ graph: GraphSnapshot, _ context: ExecutionContext, _ found: inout [UInt32]
  ) throws(QueryError) {
    if value.isNull { return }
    try search(label, property, graph, context, &found) { index, found in
      index.lookup(value, into: &found)
    } passes: {
      Value.equals($0, value) == true
    }
  }

  private func search(
    _ label: String?, _ property: String, _ graph: GraphSnapshot, _ context: ExecutionContext, _ found: inout [UInt32],
    index use: (IndexReader, inout [UInt32]) -> Void, passes: (Value) -> Bool
  ) throws(QueryError) {
    guard let key = graph.propertyKey(property, hint: &hints.key) else { return }
    var number: LabelID?
    if let label {
      number = graph.label(label, hint: &hints.label)
      if number == nil { return }
    }
    if let index = graph.index(label: number, key: key) { return use(index, &found) }
    let column = graph.nodeColumn(key)
    let nodes = number.map(graph.labelBitmap) ?? graph.nodeBitmap
    for chunk in 0..<nodes.chunkCount {
      let words = nodes.words(ofChunk: chunk)
      for index in 0..<StorageLimits.wordsPerChunk {
        var word = words[index]
        while word != 0 {
          let node = UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk + index * 64 + word.trailingZeroBitCount)
          if passes(column.value(node)) { found.append(node) }
          word &= word &- 1
        }
      }
      if chunk & 63 == 63 { try context.limits.check() }
    }
  }

  private static func isInside(_ value: Value, _ bound: IndexBound?, _ side: NumberOrder) -> Bool {
    switch bound {
    case nil: return true
    case .including(let end)?:
      let order = Value.compare(value, end)
      return order == side || order == .same
    case .excluding(let end)?: return Value.compare(value, end) == side
    }
  }

  private static func identities(_ value: Value, _ graph: GraphSnapshot, _ found: inout [UInt32]) {
    switch value {
    case .list(let elements):
      for element in elements { if case .list = element { continue } else { identities(element, graph, &found) } }
      if elements.count > 1 { unique(&found) }
    case .integer(let number): identity(UInt32(exactly: number), graph, &found)
    case .float(let number): identity(UInt32(exactly: number), graph, &found)
    default: return
    }
  }

  private static func identity(_ offset: UInt32?, _ graph: GraphSnapshot, _ found: inout [UInt32]) {
    if let offset, graph.contains(NodeID(rawValue: offset)) { found.append(offset) }
  }

  /// Puts the nodes in ascending order, each once.
  private static func unique(_ found: inout [UInt32]) {
    found.sort()
    var kept = 0
    for place in found.indices where place == 0 || found[place] != found[kept - 1] {
      found[kept] = found[place]
      kept += 1
    }
    found.removeLast(found.count - kept)
  }

  private static func refuse(_ value: Value, _ message: String) throws(QueryError) {
    if value.isNull { return }
    throw .runtime(.typeError, "InvalidArgumentType", "\(message), not a value of type \(value.typeName)")
  }
}
