// SET for the rows alive of a chunk. Where no expression can read what the items write, all are evaluated over the whole chunk first;
// otherwise item by item and row by row, so that `SET a.n = a.n + 1` over many rows counts them all.
import GraphModel
import GraphStorage
import QueryPlanner

/// Applies the items of SET.
final class SetApplier {
  private enum Item {
    case property(target: StableExpression, key: String, value: StableExpression)
    case dynamicProperty(target: StableExpression, key: StableExpression, value: StableExpression)
    case map(target: StableExpression, value: StableExpression, replacing: Bool)
    case labels(target: StableExpression, [NameSource])

    /// The expressions: the target first, the value last.
    var expressions: [StableExpression] {
      switch self {
      case .property(let target, _, let value), .map(let target, let value, _): [target, value]
      case .dynamicProperty(let target, let key, let value): [target, key, value]
      case .labels(let target, _): [target]
      }
    }
  }

  private let items: [Item]
  private let isIndependent: Bool

  init(_ items: [SetItem], layout: ChunkLayout) throws(QueryError) {
    var compiled: [Item] = []
    for item in items { compiled.append(try Self.compile(item, layout)) }
    self.items = compiled
    isIndependent = WriteConflict.isFree(items)
  }

  private static func compile(_ item: SetItem, _ layout: ChunkLayout) throws(QueryError) -> Item {
    func compile(_ expression: BoundExpression) throws(QueryError) -> StableExpression { try StableExpression(expression, layout: layout) }
    func target(_ variable: Variable) throws(QueryError) -> StableExpression { try compile(BoundExpression(.variable(variable))) }
    switch item {
    case .property(let entity, let key, let value): return .property(target: try compile(entity), key: key, value: try compile(value))
    case .dynamicProperty(let entity, let key, let value):
      return .dynamicProperty(target: try compile(entity), key: try compile(key), value: try compile(value))
    case .replaceProperties(let variable, let value): return .map(target: try target(variable), value: try compile(value), replacing: true)
    case .addProperties(let variable, let value): return .map(target: try target(variable), value: try compile(value), replacing: false)
    case .labels(let variable, let names):
      return .labels(target: try target(variable), try NameSource.compile(names, layout: layout))
    }
  }

  /// Applies the items to the rows alive, in order.
  func apply(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    guard !items.isEmpty, chunk.selectedCount > 0 else { return }
    let transaction = try context.requireTransaction()
    var vectors: [[Vector]] = []
    if isIndependent {
      for item in items {
        var evaluated: [Vector] = []
        for expression in item.expressions { evaluated.append(try expression.evaluate(chunk, context)) }
        vectors.append(evaluated)
      }
    }
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      for (place, item) in items.enumerated() {
        var values: [Value] = []
        if isIndependent {
          for vector in vectors[place] { values.append(vector.value(row)) }
        } else {
          for expression in item.expressions { values.append(try expression.compiled.value(chunk, row: row, context)) }
        }
        try apply(item, values, chunk, row, transaction, context)
      }
    }
    try context.limits.check()
  }

  private func apply(
    _ item: Item, _ values: [Value], _ chunk: DataChunk, _ row: Int, _ transaction: WriteTransaction, _ context: ExecutionContext
  ) throws(QueryError) {
    guard let entity = try WrittenEntity(values[0]) else { return }
    switch item {
    case .property(_, let key, _): try entity.set(key, values[1], transaction)
    case .dynamicProperty: try entity.set(try Self.key(values[1]), values[2], transaction)
    case .map(_, _, let replacing): try entity.take(values[1], replacing: replacing, transaction)
    case .labels(_, let sources):
      for source in sources { try entity.label(try source.names(chunk, row: row, context), add: true, transaction) }
    }
  }

  /// The name of a property that an expression gives.
  static func key(_ value: Value) throws(QueryError) -> String {
    guard case .string(let name) = value else {
      throw .runtime(.typeError, "InvalidArgumentType", "the key of a property must be a string, not a value of type \(value.typeName)")
    }
    return name
  }
}

/// SET as an operator: the rows pass in place.
final class SetOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let applier: SetApplier

  init(_ items: [SetItem], input: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    applier = try SetApplier(items, layout: input)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try applier.apply(chunk, context)
    _ = try output.consume(chunk, context)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
