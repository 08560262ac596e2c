// Where an evaluation row by row stands: the row, the variables that list expressions bind, and what it has charged.
// Invariant: what a frame has charged to the limits is given back when the row is done, at the latest (`finish`).
import GraphModel

/// The state of evaluating one expression over one row.
struct ScalarFrame {
  /// The chunk whose columns are read; nil for an expression without variables.
  let chunk: DataChunk?
  /// The physical row under evaluation.
  var row = 0
  /// The variables of comprehensions, quantifiers and reductions, by slot.
  var locals: [Value]
  /// The surroundings of the run.
  let context: ExecutionContext
  private var steps = 0

  /// A frame over a chunk.
  init(chunk: DataChunk?, slots: Int, context: ExecutionContext) {
    self.chunk = chunk
    self.context = context
    locals = [Value](repeating: .null, count: slots)
  }

  /// Counts a step of a loop and looks at the limits now and then.
  mutating func step() throws(QueryError) {
    steps += 1
    if steps % ExpressionLimits.stepsPerCheck == 0 { try context.limits.check() }
  }

  /// Asks whether the budget would bear a value of so many bytes, before it is made. Nothing stays charged: who keeps the
  /// value charges it.
  func probe(_ bytes: Int) throws(QueryError) {
    guard bytes >= ExpressionLimits.chargedBytesMin else { return }
    try context.limits.charge(bytes)
    context.limits.release(bytes)
  }
}

/// A charge that grows and shrinks with one value and is given back at the end.
struct GrowingCharge {
  private(set) var bytes = 0

  /// Makes the charge as large as the value now is; small values are not worth the count.
  mutating func set(_ wanted: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let rounded = wanted < ExpressionLimits.chargedBytesMin ? 0 : wanted
    if rounded > bytes {
      try limits.charge(rounded - bytes)
    } else if rounded < bytes {
      limits.release(bytes - rounded)
    }
    bytes = rounded
  }

  /// Gives everything back.
  mutating func release(_ limits: ExecutionLimits) {
    limits.release(bytes)
    bytes = 0
  }
}

extension Value {
  /// About how many bytes this value holds itself: the bytes of a string, the places of a list or map; not what lies in them.
  var shallowBytes: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .list(let elements): elements.count * MemoryLayout<Value>.stride
    case .map(let map): map.count * (MemoryLayout<Value>.stride + MemoryLayout<String>.stride)
    case .path(let path): path.nodes.count * 2 * MemoryLayout<Node>.stride
    default: 0
    }
  }

  /// Whether lists and maps are nested more than so many levels. Cost: linear in the content, down to that level.
  func isDeeper(than levels: Int) -> Bool {
    switch self {
    case .list(let elements): levels <= 0 || elements.contains { $0.isDeeper(than: levels - 1) }
    case .map(let map): levels <= 0 || map.entries.contains { $0.value.isDeeper(than: levels - 1) }
    default: false
    }
  }
}
