// What the tests of expressions stand on: a graph whose columns change their kind from chunk to chunk, chunks of rows made of
// values, and short names for building bound expressions.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// A small generator with a seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

/// A graph of three storage chunks of nodes and one of relationships.
struct TestGraph {
  let store = GraphStore()
  let nodeCount = 5_000
  static let names = ["Ada", "Bob", "Cy", "", "中文", "Ada Lovelace", "bob", "A.*b"]

  init() throws {
    let transaction = try store.beginWrite()
    let keys = try ["i", "f", "s", "u", "b", "m", "k"].map { try transaction.propertyKey($0) }
    let labels = try ["A", "B", "C"].map { try transaction.label($0) }
    let types = try ["T", "U"].map { try transaction.relationshipType($0) }
    var generator = SeededGenerator(seed: 42)
    for n in 0..<nodeCount {
      var properties: [(key: PropertyKeyID, value: Value)] = []
      if n % 7 != 0 { properties.append((keys[0], n < 4_096 ? .integer(Int64(n % 50) - 10) : .float(Double(n) / 4))) }
      if n < 2_048, n % 3 != 0 { properties.append((keys[1], .float(n % 5 == 0 ? .nan : Double(n % 9) - 2.5))) }
      if n % 11 != 0 { properties.append((keys[2], n >= 4_096 && n % 2 == 0 ? .integer(1) : .string(Self.names[n % Self.names.count]))) }
      properties.append((keys[3], .string("user-\(n)")))
      if n % 4 == 0 { properties.append((keys[4], .boolean(n % 8 == 0))) }
      properties.append((keys[5], generator.pick([1, 2.5, "x", true, .list([1, 2]), .list(["a"])])))
      if n == 4_999 { properties.append((keys[6], 1)) }
      let own = labels.enumerated().filter { n >> $0.offset & 1 == 1 }.map(\.element)
      _ = try transaction.createNode(labels: own, properties: properties)
    }
    for n in 0..<500 {
      _ = try transaction.createRelationship(
        type: types[n % 2], from: NodeID(rawValue: UInt32(n)), to: NodeID(rawValue: UInt32(n + 1)),
        properties: n % 3 == 0 ? [] : [(keys[0], .integer(Int64(n))), (keys[2], .string(Self.names[n % 4]))])
    }
    _ = try transaction.commit()
  }

  func context(_ parameters: [String: Value] = [:], memoryBytesMax: Int = 1 << 30) -> ExecutionContext {
    ExecutionContext(snapshot: store.snapshot(), parameters: parameters, limits: ExecutionLimits(memoryBytesMax: memoryBytesMax))
  }

  static let shared = Result { try TestGraph() }
}

/// Rows under variables.
struct TestRows {
  let variables: [Variable]
  let chunk: DataChunk
  var layout: ChunkLayout { ChunkLayout(variables) }

  /// Columns of values by name, each in the kind that fits it unless it shall be mixed.
  init(_ columns: KeyValuePairs<String, [Value]>, mixed: Bool = false, selection: [Int32]? = nil, _ context: ExecutionContext) throws {
    variables = columns.enumerated().map { Variable(id: $0.offset, name: $0.element.key, type: .any) }
    let count = columns.first?.value.count ?? 1
    chunk = DataChunk(columns: try columns.map { try TestRows.vector($0.value, mixed: mixed, context) }, count: count)
    if let selection {
      for (n, row) in selection.enumerated() { chunk.selectionScratch()[n] = row }
      chunk.select(selection.count)
    }
  }

  static func vector(_ values: [Value], mixed: Bool = false, _ context: ExecutionContext) throws -> Vector {
    let vector = Vector(.mixed)
    if mixed {
      for (row, value) in values.enumerated() { vector.values[row] = value }
    } else {
      try vector.assign(values[...], strings: context.strings)
    }
    return vector
  }

  /// The variable of a name as an expression.
  func callAsFunction(_ name: String) throws -> BoundExpression {
    BoundExpression(.variable(try #require(variables.first { $0.name == name })))
  }

  /// The values of the rows alive, evaluated as a chunk.
  func evaluate(_ expression: BoundExpression, _ context: ExecutionContext) throws -> [Value] {
    let vector = try CompiledExpression(expression, layout: layout).evaluate(chunk, context)
    return (0..<chunk.selectedCount).map { vector.value(chunk.row($0)) }
  }
}

/// A literal.
func lit(_ value: Value) -> BoundExpression { BoundExpression(.literal(value)) }

extension BoundExpression {
  static func of(_ kind: Kind) -> BoundExpression { BoundExpression(kind) }
  func op(_ sign: BinaryOperator, _ right: BoundExpression) -> BoundExpression { BoundExpression(.binary(sign, self, right)) }
  func property(_ key: String) -> BoundExpression { BoundExpression(.property(self, key: key)) }
  /// A call of a function that must exist.
  static func call(_ name: String, _ arguments: BoundExpression...) throws -> BoundExpression {
    BoundExpression(.call(try #require(FunctionLibrary.scalar(named: name)), arguments))
  }
}

func node(_ id: Int) -> Value { .node(Node(id: NodeID(rawValue: UInt32(id)))) }
func relationship(_ id: Int) -> Value { .relationship(Relationship(id: RelationshipID(rawValue: UInt32(id)))) }

/// The value of an expression without variables.
func constant(_ expression: BoundExpression, _ context: ExecutionContext) throws -> Value {
  try CompiledExpression(expression, layout: ChunkLayout([])).constant(context)
}

/// Expects a runtime error of a kind and detail.
func expectFailure(
  _ kind: QueryError.Kind, _ detail: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Any
) {
  do {
    let value = try body()
    Issue.record("expected \(kind) \(detail), got \(value)", sourceLocation: sourceLocation)
  } catch let error as QueryError {
    #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    #expect(error.detail == detail, "\(error)", sourceLocation: sourceLocation)
  } catch {
    Issue.record("expected a QueryError, got \(error)", sourceLocation: sourceLocation)
  }
}
