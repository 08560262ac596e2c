import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct AggregationTests {
  let context: ExecutionContext

  init() throws { context = try TestGraph.shared.get().context() }

  private func aggregate(_ function: AggregateFunction, _ values: [Value], parameter: Value = 0.5, distinct: Bool = false) throws -> Value {
    let item = AggregateItem(
      variable: Variable(id: 1, name: "x", type: .any), function: function, argument: lit(.null), parameter: lit(parameter),
      distinct: distinct)
    let accumulator = AggregateAccumulator.make(item)
    if !values.isEmpty {
      let rows = try TestRows(["x": values], context)
      let second = try TestRows.vector([parameter], context)
      second.isConstant = true
      try accumulator.add(
        groups: nil, groupCount: 1, argument: rows.chunk.columns[0], parameter: second, weights: nil, chunk: rows.chunk, context)
    }
    let result = Vector(.integer)
    try accumulator.write(from: 0, to: 1, into: result, context)
    return result.value(0)
  }

  @Test func overNoRowsOrNullsAlone() throws {
    let expected: [(AggregateFunction, Value)] = [
      (.count, 0), (.sum, 0), (.avg, .null), (.min, .null), (.max, .null), (.collect, []), (.standardDeviation, 0.0),
      (.standardDeviationOfPopulation, 0.0), (.percentileContinuous, .null), (.percentileDiscrete, .null),
    ]
    for (function, value) in expected {
      #expect(try aggregate(function, []) == value, "\(function)")
      #expect(try aggregate(function, [.null, .null]) == value, "\(function)")
      #expect(try aggregate(function, [.null], distinct: true) == value, "\(function)")
    }
  }

  @Test func sums() throws {
    #expect(try aggregate(.sum, [1, 2, .null]) == 3)
    #expect(try aggregate(.sum, [1, 2.5]) == 3.5)
    #expect(try aggregate(.sum, [.integer(.max), 1.0]) == 0x1p63)
    #expect(try aggregate(.sum, [1, 1, 2], distinct: true) == 3)
    expectFailure(.arithmeticError, "IntegerOverflow") { try aggregate(.sum, [.integer(.max), 1]) }
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.sum, ["a"]) }
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.avg, [true]) }
    #expect(try aggregate(.avg, [.integer(.max), .integer(.max)]) == 0x1p63)
    #expect(try aggregate(.avg, [1, 2]) == 1.5)
  }

  @Test func durationsAreSummedPartByPart() throws {
    func span(_ text: String) throws -> Value { .duration(try #require(CalendarDuration(text))) }
    let spans = [try span("P1M1D"), .null, try span("P1DT12H"), try span("PT1S")]
    #expect(try aggregate(.sum, spans) == span("P1M2DT12H1S"))
    #expect(try aggregate(.avg, spans) == span("P10DT23H29M42.333333333S"))
    #expect(try aggregate(.max, spans) == span("P1M1D"))
    #expect(try aggregate(.min, spans) == span("PT1S"))
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.sum, [1, span("P1D")]) }
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.avg, [0, span("P1D")]) }
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.avg, [.date(.epoch)]) }
    let long = try #require(CalendarDuration(seconds: .max))
    expectFailure(.arithmeticError, "TemporalOverflow") { try aggregate(.sum, [.duration(long), .duration(long)]) }
  }

  @Test func extremesFollowTheOrderOfValues() throws {
    #expect(try aggregate(.max, [1, 2.0, 5, .null, 3.2, 0.1]) == 5)
    #expect(try aggregate(.min, ["a", "b", "B", .null, "abc"]) == "B")
    #expect(try aggregate(.max, [1, "a", .null, [1, 2], 0.2, "b"]) == 1)
    #expect(try aggregate(.min, [1, "a", .null, [1, 2], 0.2, "b"]) == [1, 2])
    #expect(try aggregate(.min, [[1], [2], [2, 1]]) == [1])
    #expect(try aggregate(.max, [1.0, .float(.nan), 2.0]) == .float(.nan))
    #expect(try aggregate(.min, [.float(.nan), 2.0]) == 2.0)
  }

  @Test(arguments: [(0.0, 10.0, 10.0), (0.5, 20.0, 20.0), (1.0, 30.0, 30.0), (0.4, 20.0, 18.0), (0.34, 20.0, 16.8)])
  func percentiles(percentile: Double, discrete: Double, continuous: Double) throws {
    let values: [Value] = [30.0, 10.0, 20.0]
    #expect(try aggregate(.percentileDiscrete, values, parameter: .float(percentile)) == .float(discrete))
    let found = try #require(try aggregate(.percentileContinuous, values, parameter: .float(percentile)).numberValue)
    #expect(abs(found - continuous) < 1e-12)
  }

  @Test func percentilesKeepTheirBounds() throws {
    for bad in [1000, -1, 1.1, .float(.nan)] as [Value] {
      expectFailure(.argumentError, "NumberOutOfRange") { try aggregate(.percentileDiscrete, [10.0], parameter: bad) }
      expectFailure(.argumentError, "NumberOutOfRange") { try aggregate(.percentileContinuous, [10.0], parameter: bad) }
    }
    #expect(try aggregate(.percentileDiscrete, [3, 1, 2], parameter: 1) == 3)
    expectFailure(.typeError, "InvalidArgumentType") { try aggregate(.percentileDiscrete, ["a"]) }
  }

  @Test func deviationsKeepTheirDigits() throws {
    let values: [Value] = [1_000_000_000_004, 1_000_000_000_007, 1_000_000_000_013, 1_000_000_000_016]
    let found = try #require(try aggregate(.standardDeviation, values).numberValue)
    #expect(abs(found - 5.477225575051661) < 1e-6)
    #expect(try aggregate(.standardDeviation, [5]) == 0.0)
  }

  @Test func distinctCountsNodesAcrossKinds() throws {
    let item = AggregateItem(
      variable: Variable(id: 1, name: "x", type: .any), function: .count, argument: lit(.null), parameter: nil, distinct: true)
    let accumulator = AggregateAccumulator.make(item)
    for mixed in [false, true, false] {
      let rows = try TestRows(["x": [nodeValue(1), nodeValue(2), nodeValue(70_000), nodeValue(1), .null]], mixed: mixed, context)
      try accumulator.add(
        groups: nil, groupCount: 1, argument: rows.chunk.columns[0], parameter: nil, weights: nil, chunk: rows.chunk, context)
    }
    let result = Vector(.integer)
    try accumulator.write(from: 0, to: 1, into: result, context)
    #expect(result.value(0) == 3)
  }

  @Test func collectingRunsOutOfMemory() throws {
    let tight = try TestGraph.shared.get().context(memoryBytesMax: 1_000_000)
    let rows = try TestRows(["x": (0..<2_000).map { .integer($0) }], tight)
    let item = AggregateItem(
      variable: Variable(id: 1, name: "x", type: .any), function: .collect, argument: lit(.null), parameter: nil, distinct: false)
    let accumulator = AggregateAccumulator.make(item)
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") {
      for _ in 0..<1_000 {
        try accumulator.add(
          groups: nil, groupCount: 1, argument: rows.chunk.columns[0], parameter: nil, weights: nil, chunk: rows.chunk, tight)
      }
      return "no error"
    }
    accumulator.releaseMemory(tight)
    let weights = try TestRows.vector((0..<2_000).map { _ in .integer(.max) }, tight)
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") {
      try accumulator.add(
        groups: nil, groupCount: 1, argument: rows.chunk.columns[0], parameter: nil, weights: weights, chunk: rows.chunk, tight)
    }
  }

  @Test func groupingRunsOutOfMemory() throws {
    let tight = try TestGraph.shared.get().context(memoryBytesMax: 1_000_000)
    let table = GroupTable(keyCount: 2)
    let before = tight.limits.memoryBytes
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") {
      for start in 0..<1_000 {
        let rows = try TestRows(
          ["x": (0..<2_000).map { .integer(Int64($0 + start * 2_000 + 100_000)) }, "y": (0..<2_000).map { _ in 1 }], tight)
        _ = try table.groups(for: rows.chunk.columns, chunk: rows.chunk, tight)
      }
      return "no error"
    }
    table.releaseMemory(tight)
    #expect(tight.limits.memoryBytes == before)
  }
}
