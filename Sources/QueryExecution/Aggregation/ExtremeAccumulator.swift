// min and max by the total order of ORDER BY: numbers above truth values above strings above lists …; NaN is the greatest number.
// While all values are integers, floats or strings, the state is flat; when kinds meet, it turns into values for good.
import GraphModel
import GraphStorage

/// The smallest or greatest value.
final class ExtremeAccumulator: AggregateAccumulator {
  private let isMinimum: Bool
  /// How the state is kept; nil before the first row.
  private var kind: VectorKind?
  private let has = GrowingBuffer<Bool>()
  private let integers = GrowingBuffer<Int64>()
  private let floats = GrowingBuffer<Double>()
  private let strings = GrowingBuffer<StringReference>()
  private var values: [Value] = []
  private var valueCharge = GrowingCharge()

  init(isMinimum: Bool) { self.isMinimum = isMinimum }

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try has.extend(to: groupCount, with: false, limits)
    try reserveState(limits)
  }

  private func reserveState(_ limits: ExecutionLimits) throws(QueryError) {
    switch kind {
    case .integer?: try integers.extend(to: has.count, with: 0, limits)
    case .float?: try floats.extend(to: has.count, with: 0, limits)
    case .string?: try strings.extend(to: has.count, with: StringReference(start: UnsafePointer(ExtremeAccumulator.nowhere), count: 0), limits)
    case .mixed?:
      try valueCharge.set(has.count * MemoryLayout<Value>.stride, limits)
      if values.count < has.count { values += [Value](repeating: .null, count: has.count - values.count) }
    default: break
    }
  }

  nonisolated(unsafe) private static let nowhere = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    try settleKind(argument, context)
    switch kind {
    case .integer?: flat(integers.elements, argument.integers, argument, batch) { $0 < $1 }
    case .float?: flat(floats.elements, argument.floats, argument, batch) { $0 < $1 || ($1.isNaN && !$0.isNaN) }
    case .string? where !context.isWriting: flat(strings.elements, argument.strings, argument, batch) { $0.isLess(than: $1) }
    case .string?: try takeStrings(argument, batch, context)
    default: takeValues(argument, batch)
    }
  }

  /// Finds out whether the state can take the argument as it is, and turns it into values where not.
  private func settleKind(_ argument: Vector, _ context: ExecutionContext) throws(QueryError) {
    let isFlat = argument.kind == .integer || argument.kind == .float || argument.kind == .string
    if kind == nil { kind = isFlat ? argument.kind : .mixed } else if kind != argument.kind, kind != .mixed { becomeValues() }
    try reserveState(context.limits)
  }

  private func becomeValues() {
    values = (0..<has.count).map { group in has[group] ? value(group) : .null }
    kind = .mixed
  }

  private func value(_ group: Int) -> Value {
    switch kind {
    case .integer?: .integer(integers[group])
    case .float?: .float(floats[group])
    case .string?: .string(strings[group].string)
    default: values[group]
    }
  }

  @inline(__always) private func flat<T: BitwiseCopyable>(
    _ state: UnsafeMutablePointer<T>, _ rows: UnsafePointer<T>, _ argument: Vector, _ batch: AggregateBatch, _ isLess: (T, T) -> Bool
  ) {
    let (has, step) = (has.elements, argument.stride)
    for n in 0..<batch.rows.count {
      let row = batch.rows[n] &* step
      guard argument.isValid(row) else { continue }
      let group = batch.group(n)
      let isBetter = !has[group] || (isMinimum ? isLess(rows[row], state[group]) : isLess(state[group], rows[row]))
      if isBetter {
        state[group] = rows[row]
        has[group] = true
      }
    }
  }

  /// Strings of a writing query go stale: what is kept is copied.
  private func takeStrings(_ argument: Vector, _ batch: AggregateBatch, _ context: ExecutionContext) throws(QueryError) {
    for n in 0..<batch.rows.count {
      let row = batch.rows[n] &* argument.stride
      guard argument.isValid(row) else { continue }
      let (group, text) = (batch.group(n), argument.strings[row])
      if has[group], isMinimum ? !text.isLess(than: strings[group]) : !strings[group].isLess(than: text) { continue }
      strings[group] = try context.strings.store(text)
      has[group] = true
    }
  }

  private func takeValues(_ argument: Vector, _ batch: AggregateBatch) {
    for n in 0..<batch.rows.count {
      let value = argument.value(batch.rows[n])
      if value.isNull { continue }
      let group = batch.group(n)
      if has[group], isMinimum ? !Value.isOrdered(value, before: values[group]) : !Value.isOrdered(values[group], before: value) { continue }
      values[group] = value
      has[group] = true
    }
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    vector.reset(kind ?? .mixed)
    for group in from..<to {
      let row = group - from
      guard group < has.count, has[group] else {
        vector.setNull(row)
        continue
      }
      switch vector.kind {
      case .integer: vector.integers[row] = integers[group]
      case .float: vector.floats[row] = floats[group]
      case .string: vector.strings[row] = strings[group]
      default: vector.values[row] = value(group)
      }
    }
  }

  override func releaseCharge(_ limits: ExecutionLimits) {
    has.releaseCharge(limits)
    integers.releaseCharge(limits)
    floats.releaseCharge(limits)
    strings.releaseCharge(limits)
    valueCharge.release(limits)
  }
}
