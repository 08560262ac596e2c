// sum and avg, of numbers or of durations. A sum of integers is an integer and fails where it leaves 64 bits; from the first float on, the sum of a group is a
// float. Floats are added in the order in which they come.
import GraphModel
import QueryPlanner

/// Adds numbers.
final class SumAccumulator: AggregateAccumulator {
  private let integers = GrowingBuffer<Int64>()
  private let floats = GrowingBuffer<Double>()
  /// By group: whether its sum is a float.
  private let isFloat = GrowingBuffer<Bool>()
  private var anyFloat = false
  private var durations = DurationTotals()

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try integers.extend(to: groupCount, with: 0, limits)
    try floats.extend(to: groupCount, with: 0, limits)
    try isFloat.extend(to: groupCount, with: false, limits)
  }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    let rows = batch.rows
    switch argument.kind {
    case .integer where !anyFloat && batch.weights == nil: try addIntegers(argument, batch)
    case .integer:
      let (numbers, step, valid) = (argument.integers, argument.stride, ValidRows(argument))
      for n in 0..<rows.count where valid[rows[n] &* step] {
        try add(numbers[rows[n] &* step], batch.group(n), batch.weight(n))
      }
    case .float:
      let (numbers, step, valid) = (argument.floats, argument.stride, ValidRows(argument))
      for n in 0..<rows.count where valid[rows[n] &* step] {
        add(numbers[rows[n] &* step], batch.group(n), batch.weight(n))
      }
    default:
      for n in 0..<rows.count {
        switch argument.value(rows[n]) {
        case .null: continue
        case .integer(let number): try add(number, batch.group(n), batch.weight(n))
        case .float(let number): add(number, batch.group(n), batch.weight(n))
        case .duration(let duration): try durations.add(duration, batch.group(n), batch.weight(n), "sum", context.limits)
        case let other: throw Self.mismatch("sum", other)
        }
      }
    }
  }

  /// The common case: integers alone, each once.
  private func addIntegers(_ argument: Vector, _ batch: AggregateBatch) throws(QueryError) {
    let (sums, numbers, step, rows) = (integers.elements, argument.integers, argument.stride, batch.rows)
    let valid = ValidRows(argument)
    var failed = false
    if let groups = batch.groups {
      for n in 0..<rows.count {
        let row = rows[n] &* step
        guard valid[row] else { continue }
        let group = Int(groups[n])
        let (sum, overflow) = sums[group].addingReportingOverflow(numbers[row])
        sums[group] = sum
        failed = failed || overflow
      }
    } else {
      var total = sums[0]
      for n in 0..<rows.count {
        let row = rows[n] &* step
        guard valid[row] else { continue }
        let (sum, overflow) = total.addingReportingOverflow(numbers[row])
        total = sum
        failed = failed || overflow
      }
      sums[0] = total
    }
    if failed { throw ArithmeticFault.overflow("sum()") }
  }

  private func add(_ number: Int64, _ group: Int, _ weight: Int64) throws(QueryError) {
    if isFloat[group] {
      floats[group] += Double(number) * Double(weight)
      return
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: weight)
    let (sum, overflowOfSum) = integers[group].addingReportingOverflow(product)
    if overflow || overflowOfSum { throw ArithmeticFault.overflow("sum()") }
    integers[group] = sum
  }

  @inline(__always) private func add(_ number: Double, _ group: Int, _ weight: Int64) {
    if !isFloat[group] {
      isFloat[group] = true
      anyFloat = true
      floats[group] = Double(integers[group])
    }
    floats[group] += weight == 1 ? number : number * Double(weight)
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    if !durations.isEmpty { return try writeWithDurations(from, to, vector) }
    let known = min(to, isFloat.count)
    let floatCount = anyFloat ? (from..<max(from, known)).reduce(0) { $0 + (isFloat[$1] ? 1 : 0) } : 0
    vector.reset(floatCount == 0 ? .integer : (floatCount == to - from ? .float : .mixed))
    for group in from..<to {
      let isFloat = group < known && self.isFloat[group]
      switch vector.kind {
      case .integer: vector.integers[group - from] = group < known ? integers[group] : 0
      case .float: vector.floats[group - from] = floats[group]
      default: vector.values[group - from] = isFloat ? .float(floats[group]) : .integer(group < known ? integers[group] : 0)
      }
    }
  }

  /// Groups of durations give durations, the others what they would give without.
  private func writeWithDurations(_ from: Int, _ to: Int, _ vector: Vector) throws(QueryError) {
    vector.reset(.mixed)
    for group in from..<to {
      let isFloat = group < isFloat.count && self.isFloat[group]
      let integer = group < integers.count ? integers[group] : 0
      if let sum = durations.sum(group) {
        if isFloat || integer != 0 { throw DurationTotals.mixed("sum") }
        vector.values[group - from] = .duration(sum)
      } else {
        vector.values[group - from] = isFloat ? .float(floats[group]) : .integer(integer)
      }
    }
  }

  override func releaseCharge(_ limits: ExecutionLimits) {
    durations.releaseCharge(limits)
    integers.releaseCharge(limits)
    floats.releaseCharge(limits)
    isFloat.releaseCharge(limits)
  }
}

/// The mean: a float, null over no numbers.
final class AverageAccumulator: AggregateAccumulator {
  private let sums = GrowingBuffer<Double>()
  private let counts = GrowingBuffer<Int64>()
  private var durations = DurationTotals()

  override func reserve(_ groupCount: Int, _ limits: ExecutionLimits) throws(QueryError) {
    try sums.extend(to: groupCount, with: 0, limits)
    try counts.extend(to: groupCount, with: 0, limits)
  }

  override func take(_ batch: AggregateBatch, _ argument: Vector, _ parameter: Vector?, _ context: ExecutionContext) throws(QueryError) {
    let (sums, counts) = (sums.elements, counts.elements)
    if argument.kind == .mixed { return try takeValues(batch, argument, context) }
    try NumberWalk.walk("avg", argument, batch) { number, group, weight in
      sums[group] += weight == 1 ? number : number * Double(weight)
      counts[group] &+= weight
    }
  }

  private func takeValues(_ batch: AggregateBatch, _ argument: Vector, _ context: ExecutionContext) throws(QueryError) {
    for n in 0..<batch.rows.count {
      let value = argument.value(batch.rows[n])
      switch value {
      case .null: continue
      case .duration(let duration): try durations.add(duration, batch.group(n), batch.weight(n), "avg", context.limits)
      default:
        guard let number = value.numberValue else { throw AggregateAccumulator.mismatch("avg", value) }
        sums[batch.group(n)] += number * Double(batch.weight(n))
        counts[batch.group(n)] &+= batch.weight(n)
      }
    }
  }

  private func writeWithDurations(_ from: Int, _ to: Int, _ vector: Vector) throws(QueryError) {
    vector.reset(.mixed)
    for group in from..<to {
      let count = group < counts.count ? counts[group] : 0
      if let mean = durations.average(group) {
        if count > 0 { throw DurationTotals.mixed("avg") }
        vector.values[group - from] = .duration(mean)
      } else {
        vector.values[group - from] = count > 0 ? .float(sums[group] / Double(count)) : .null
      }
    }
  }

  override func write(from: Int, to: Int, into vector: Vector, _ context: ExecutionContext) throws(QueryError) {
    if !durations.isEmpty { return try writeWithDurations(from, to, vector) }
    vector.reset(.float)
    for group in from..<to {
      if group < counts.count, counts[group] > 0 {
        vector.floats[group - from] = sums[group] / Double(counts[group])
      } else {
        vector.setNull(group - from)
      }
    }
  }

  override func releaseCharge(_ limits: ExecutionLimits) {
    durations.releaseCharge(limits)
    sums.releaseCharge(limits)
    counts.releaseCharge(limits)
  }
}

/// Walks the numbers of an argument as floats, nulls left out.
enum NumberWalk {
  /// Calls a body with each number, its group and its weight.
  /// - Throws: a TypeError where a row is neither a number nor null.
  @inline(__always) static func walk(
    _ function: String, _ argument: Vector, _ batch: AggregateBatch, _ body: (Double, Int, Int64) -> Void
  ) throws(QueryError) {
    let (rows, step, valid) = (batch.rows, argument.stride, ValidRows(argument))
    switch argument.kind {
    case .integer:
      let numbers = argument.integers
      for n in 0..<rows.count where valid[rows[n] &* step] { body(Double(numbers[rows[n] &* step]), batch.group(n), batch.weight(n)) }
    case .float:
      let numbers = argument.floats
      for n in 0..<rows.count where valid[rows[n] &* step] { body(numbers[rows[n] &* step], batch.group(n), batch.weight(n)) }
    default:
      for n in 0..<rows.count {
        let value = argument.value(rows[n])
        if value.isNull { continue }
        guard let number = value.numberValue else { throw AggregateAccumulator.mismatch(function, value) }
        body(number, batch.group(n), batch.weight(n))
      }
    }
  }
}
