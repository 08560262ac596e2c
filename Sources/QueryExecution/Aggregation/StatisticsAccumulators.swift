// stDev, stDevP, percentileCont and percentileDisc.
import GraphModel

/// The standard deviation, of a sample or of the whole population: after Welford, so that large numbers that differ little keep their
/// digits. 0 over fewer than two numbers.
final class DeviationAccumulator: AggregateAccumulator {
  private struct State {
    var count = 0.0
    var mean = 0.0
    var squares = 0.0
  }

  private let states = GrowingBuffer<State>()
  private let ofPopulation: Bool

  init(ofPopulation: Bool) { self.ofPopulation = ofPopulation }

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try states.extend(to: groupCount, with: State(), limits)
  }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    try NumberWalk.walk(ofPopulation ? "stDevP" : "stDev", argument, batch) { number, group, weight in
      guard weight > 0 else { return }
      var state = states[group]
      let difference = number - state.mean
      state.count += Double(weight)
      state.mean += difference * Double(weight) / state.count
      state.squares += difference * (number - state.mean) * Double(weight)
      states[group] = state
    }
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    vector.reset(.float)
    for group in from..<to {
      let state = group < states.count ? states[group] : State()
      let divisor = ofPopulation ? state.count : state.count - 1
      vector.floats[group - from] = state.count < 2 ? 0 : (state.squares / divisor).squareRoot()
    }
  }

  override func releaseCharge(_ limits: ExecutionLimits) { states.releaseCharge(limits) }
}

/// A percentile: the number at a place in the sorted group, or between two of them. Null over no numbers.
final class PercentileAccumulator: AggregateAccumulator {
  private let isContinuous: Bool
  private var numbers: [[Value]] = []
  /// By group: the percentile asked for, as its first row gives it.
  private let wanted = GrowingBuffer<Double>()
  private var charged = 0

  init(isContinuous: Bool) { self.isContinuous = isContinuous }

  private var name: String { isContinuous ? "percentileCont" : "percentileDisc" }

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try wanted.extend(to: groupCount, with: .nan, limits)
    while numbers.count < groupCount { numbers.append([]) }
  }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    for n in 0..<batch.rows.count {
      let row = batch.rows[n]
      let value = argument.value(row)
      if value.isNull { continue }
      guard value.numberValue != nil else { throw Self.mismatch(name, value) }
      let group = batch.group(n)
      if wanted[group].isNaN { wanted[group] = try percentile(parameter?.value(row) ?? .null) }
      let weight = Int(clamping: max(0, batch.weight(n)))
      let (bytes, overflow) = weight.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
      try context.limits.charge(overflow ? Int.max / 2 : bytes)
      charged += bytes
      if weight == 1 { numbers[group].append(value) } else { numbers[group].append(contentsOf: repeatElement(value, count: weight)) }
    }
  }

  private func percentile(_ value: Value) throws(QueryError) -> Double {
    guard let number = value.numberValue else { throw Self.mismatch(name, value) }
    guard number >= 0, number <= 1 else {
      throw .runtime(.argumentError, "NumberOutOfRange", "\(name)() takes a percentile from 0.0 to 1.0, not \(number)")
    }
    return number
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    vector.reset(.mixed)
    for group in from..<to {
      guard group < numbers.count, !numbers[group].isEmpty else {
        vector.values[group - from] = .null
        continue
      }
      let sorted = numbers[group].sorted { Value.isOrdered($0, before: $1) }
      vector.values[group - from] = isContinuous ? between(sorted, wanted[group]) : sorted[place(sorted.count, wanted[group])]
    }
  }

  /// The first place that at least the wanted part of the numbers does not pass.
  private func place(_ count: Int, _ wanted: Double) -> Int {
    let exact = wanted * Double(count)
    let whole = Int(exact)
    return whole == 0 || exact != Double(whole) ? min(whole, count - 1) : whole - 1
  }

  /// The number at the exact place, between its two neighbours.
  private func between(_ sorted: [Value], _ wanted: Double) -> Value {
    let exact = wanted * Double(sorted.count - 1)
    let lower = Int(exact.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    guard let low = sorted[lower].numberValue, let high = sorted[upper].numberValue else { return .null }
    let part = exact - Double(lower)
    return .float(part == 0 ? low : low * (1 - part) + high * part)
  }

  override func releaseCharge(_ limits: ExecutionLimits) {
    wanted.releaseCharge(limits)
    limits.release(charged)
    charged = 0
  }
}
