// Flat groups and accumulators against the obvious way: a dictionary of lists of values. Several chunks whose columns change kind,
// selections, nulls, weights, DISTINCT.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct AggregationReferenceTests {
  private static func value(_ kind: VectorKind, _ generator: inout SeededGenerator) -> Value {
    switch kind {
    case .integer: generator.pick([0, 1, 2, 3, -5, 70_000, .integer(1 << 40), .integer(Int64(generator.below(30)))])
    case .float: generator.pick([0.0, -0.0, 1.0, 2.5, .float(.nan), 70_000.0, .float(Double(generator.below(8)) / 4)])
    case .boolean: .boolean(generator.chance(50))
    case .string: generator.pick(["", "a", "b", "中文", "é", "e\u{301}", "a long string that lies on the heap"])
    case .node: node(generator.pick([1, 2, 3, 64, 5_000_000]))
    case .relationship: relationship(generator.below(4))
    case .mixed:
      generator.pick([
        1, 1.0, "a", true, [1, 2], [1.0, 2], .map(["a": 1]), node(1), .float(.nan), [.null], node(5_000_000), relationship(1),
      ])
    }
  }

  /// A chunk of columns of the given kinds, and its rows alive as values.
  private static func chunk(
    _ kinds: [VectorKind], _ generator: inout SeededGenerator, _ context: ExecutionContext
  ) throws -> (chunk: DataChunk, rows: [[Value]]) {
    let count = generator.pick([1, 5, 64, 150])
    let nullPercent = generator.pick([0, 15, 100])
    var vectors: [Vector] = []
    for kind in kinds {
      let values = (0..<count).map { _ in generator.chance(nullPercent) ? .null : value(kind, &generator) }
      if generator.chance(10) {
        let constant = try TestRows.vector([values[0]], context)
        constant.isConstant = true
        vectors.append(constant)
      } else {
        vectors.append(try TestRows.vector(values, mixed: generator.chance(10), context))
      }
    }
    let chunk = DataChunk(columns: vectors, count: count)
    if generator.chance(40) {
      let kept = (0..<count).filter { _ in generator.chance(60) }
      for (n, row) in kept.enumerated() { chunk.selectionScratch()[n] = Int32(row) }
      chunk.select(kept.count)
    }
    let rows = (0..<chunk.selectedCount).map { n in vectors.map { $0.value(chunk.row(n)) } }
    return (chunk, rows)
  }

  @Test func groupsAgreeWithADictionary() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let graph = try TestGraph.shared.get()
    for round in 0..<300 {
      let context = graph.context()
      context.isWriting = generator.chance(20)
      let keyCount = generator.below(4)
      let table = GroupTable(keyCount: keyCount)
      var numbers: [[GroupingKey]: Int] = keyCount == 0 ? [[]: 0] : [:]
      var firsts: [[Value]] = keyCount == 0 ? [[]] : []
      let steady = (0..<keyCount).map { _ in generator.pick([VectorKind.integer, .string, .node, .float, .boolean, .relationship, .mixed]) }
      for _ in 0..<4 {
        let kinds = steady.map { generator.chance(75) ? $0 : .mixed }
        let (chunk, rows) = try Self.chunk(kinds.isEmpty ? [.integer] : kinds, &generator, context)
        let found = try table.groups(for: Array(chunk.columns.prefix(keyCount)), chunk: chunk, context)
        for (n, row) in rows.enumerated() {
          let key = row.prefix(keyCount).map { GroupingKey($0) }
          if numbers[key] == nil {
            numbers[key] = firsts.count
            firsts.append(Array(row.prefix(keyCount)))
          }
          #expect(Int(found[n]) == numbers[key], "seed \(seed), round \(round), row \(row)")
        }
      }
      #expect(table.count == firsts.count, "seed \(seed), round \(round)")
      let vector = Vector(.integer)
      let from = min(1, firsts.count)
      for column in 0..<keyCount {
        table.writeKeys(column, from: from, to: firsts.count, into: vector)
        for group in from..<firsts.count {
          #expect(vector.value(group - from) == firsts[group][column], "seed \(seed), round \(round)")
        }
      }
      table.releaseMemory(context)
    }
  }

  @Test func accumulatorsAgreeWithLists() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let graph = try TestGraph.shared.get()
    let functions: [AggregateFunction] = [
      .count, .sum, .avg, .min, .max, .collect, .standardDeviation, .standardDeviationOfPopulation, .percentileContinuous,
      .percentileDiscrete,
    ]
    for round in 0..<600 {
      let context = graph.context()
      context.isWriting = generator.chance(20)
      let function = generator.pick(functions)
      let numeric = ![.count, .min, .max, .collect].contains(function)
      let distinct = generator.chance(35)
      let grouped = generator.chance(70)
      let weighted = generator.chance(30)
      let steady: VectorKind =
        numeric ? generator.pick([.integer, .float]) : generator.pick([.integer, .float, .string, .boolean, .node, .mixed])
      let starred = function == .count && generator.chance(30)
      let argument = starred ? nil : lit(.null)
      let item = AggregateItem(
        variable: Variable(id: 1, name: "x", type: .any), function: function, argument: argument, parameter: lit(0.5),
        distinct: distinct && !starred)
      let accumulator = AggregateAccumulator.make(item)
      let table = GroupTable(keyCount: grouped ? 1 : 0)
      var lists: [[Value]] = grouped ? [] : [[]]
      for _ in 0..<4 {
        let kind: VectorKind = generator.chance(75) ? steady : (numeric ? generator.pick([.integer, .float]) : .mixed)
        let (chunk, rows) = try Self.chunk([kind, .boolean, .integer], &generator, context)
        let weights = try TestRows.vector((0..<max(1, chunk.count)).map { .integer(Int64($0 % 4 + 1)) }, context)
        let groups = try table.groups(for: [chunk.columns[1]], chunk: chunk, context)
        let parameter = try TestRows.vector([0.5], context)
        parameter.isConstant = true
        while lists.count < table.count { lists.append([]) }
        for (n, row) in rows.enumerated() {
          let weight = weighted && !item.distinct ? Int(chunk.row(n) % 4) + 1 : 1
          let value: Value = starred ? true : row[0]
          for _ in 0..<weight where !value.isNull { lists[grouped ? Int(groups[n]) : 0].append(value) }
        }
        try accumulator.add(
          groups: grouped ? groups : nil, groupCount: max(1, table.count), argument: starred ? nil : chunk.columns[0], parameter: parameter,
          weights: weighted ? weights : nil, chunk: chunk, context)
      }
      let vector = Vector(.integer)
      try accumulator.write(from: 0, to: lists.count, into: vector, context)
      for (group, list) in lists.enumerated() {
        let values = item.distinct ? Self.distinct(list) : list
        let expected = Self.naive(function, values)
        let found = vector.value(group)
        #expect(
          Self.agree(expected, found),
          "seed \(seed), round \(round): \(function) distinct \(distinct) weighted \(weighted) of \(values): \(found), not \(expected)")
      }
      accumulator.releaseMemory(context)
    }
  }

  private static func distinct(_ list: [Value]) -> [Value] {
    var seen: Set<GroupingKey> = []
    return list.filter { seen.insert(GroupingKey($0)).inserted }
  }

  /// Weighted sums multiply where the naive ones add.
  private static func agree(_ left: Value, _ right: Value) -> Bool {
    if case .float(let a) = left, case .float(let b) = right {
      return (a.isNaN && b.isNaN) || abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    }
    return left == right
  }

  private static func naive(_ function: AggregateFunction, _ values: [Value]) -> Value {
    let numbers = values.compactMap(\.numberValue)
    switch function {
    case .count: return .integer(Int64(values.count))
    case .collect: return .list(values)
    case .min: return values.reduce(nil) { best, value in best.map { Value.isOrdered(value, before: $0) ? value : $0 } ?? value } ?? .null
    case .max: return values.reduce(nil) { best, value in best.map { Value.isOrdered($0, before: value) ? value : $0 } ?? value } ?? .null
    case .sum:
      if values.allSatisfy({ $0.integerValue != nil }) { return .integer(values.reduce(0) { $0 + ($1.integerValue ?? 0) }) }
      return .float(numbers.reduce(0, +))
    case .avg: return numbers.isEmpty ? .null : .float(numbers.reduce(0, +) / Double(numbers.count))
    case .standardDeviation, .standardDeviationOfPopulation:
      guard numbers.count > 1 else { return 0.0 }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return .float((squares / Double(numbers.count - (function == .standardDeviation ? 1 : 0))).squareRoot())
    case .percentileDiscrete, .percentileContinuous:
      guard !values.isEmpty else { return .null }
      let sorted = values.sorted { Value.isOrdered($0, before: $1) }
      if function == .percentileDiscrete { return sorted[(sorted.count + 1) / 2 - 1] }
      let (low, high) = (sorted[(sorted.count - 1) / 2].numberValue ?? 0, sorted[sorted.count / 2].numberValue ?? 0)
      return .float(low == high ? low : (low + high) / 2)
    }
  }
}
