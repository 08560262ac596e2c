// Operators over rows: projections, filters, grouping, order, limits, lists, unions; at the edges of chunks.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// `range(from, to)`.
func range(_ from: Int64, _ to: Int64, _ step: Int64 = 1) throws -> BoundExpression {
  try call("range", literal(.integer(from)), literal(.integer(to)), literal(.integer(step)))
}

@Suite struct RowTests {
  private let names = Names()
  private let store = GraphStore()
  private var x: Variable { names.any("x") }
  private var y: Variable { names.any("y") }
  private var n: Variable { names.count("n") }

  private func numbers(_ count: Int64) throws -> LogicalPlan { LogicalPlan.argument.unwind(try range(1, count), x) }

  private func integers(_ numbers: some Sequence<Int>) -> [[Value]] { numbers.map { [.integer(Int64($0))] } }

  @Test(arguments: [0, 1, 2047, 2048, 2049, 4096, 4097]) func unwindAtTheEdges(count: Int) throws {
    #expect(try rows(try numbers(Int64(count)), [x], on: store) == integers(1..<count + 1))
    let list = Value.list((0..<count).map { .integer(Int64($0)) })
    #expect(try rows(LogicalPlan.argument.unwind(literal(list), x), [x], on: store) == integers(0..<count))
  }

  @Test func rangesStream() throws {
    let plan = try numbers(3_000_000).aggregate([], aggregate(n, .count))
    #expect(try rows(plan, [n], on: store, limits: ExecutionLimits(memoryBytesMax: 1 << 20)) == [[3_000_000]])
    let down = LogicalPlan.argument.unwind(try range(5, -5, -5), x)
    #expect(try rows(down, [x], on: store) == [[5], [0], [-5]])
    #expect(try rows(LogicalPlan.argument.unwind(try range(5, 1), x), [x], on: store) == [])
    #expect(queryError { _ = try rows(LogicalPlan.argument.unwind(try range(1, 5, 0), x), [x], on: store) } != nil)
    let extreme = LogicalPlan.limit(LogicalPlan.argument.unwind(try range(Int64.min, Int64.max), x), literal(2))
    #expect(try rows(extreme, [x], on: store) == [[.integer(Int64.min)], [.integer(Int64.min + 1)]])
  }

  @Test func unwindTakesWhatItGets() throws {
    let inner = LogicalPlan.argument.unwind(literal([[1, 2], .null, "s", [], [.null, "t", 2.5]]), x).unwind(read(x), y)
    #expect(try rows(inner, [y], on: store) == [[1], [2], ["s"], [.null], ["t"], [2.5]])
  }

  @Test(arguments: [0, 1, 2, 2047, 2048, 2049, 5000, 9000]) func skipAndLimit(count: Int) throws {
    let plan = try numbers(6000)
    let value = literal(.integer(Int64(count)))
    #expect(try rows(.limit(plan, value), [x], on: store) == integers((1...6000).prefix(count)))
    #expect(try rows(.skip(plan, value), [x], on: store) == integers((1...6000).dropFirst(count)))
    #expect(try rows(.limit(.skip(plan, value), literal(3)), [x], on: store) == integers((1...6000).dropFirst(count).prefix(3)))
  }

  @Test func wrongCountsAreRefused() throws {
    for (value, detail) in [(-1, "NegativeIntegerArgument"), (1.5, "InvalidArgumentType"), (.null, "InvalidArgumentType")]
      as [(Value, String)]
    {
      for plan in [
        LogicalPlan.limit(.argument, parameter("p")), .skip(try numbers(0), parameter("p")),
        .top(try numbers(3), [SortKey(expression: read(x), descending: false)], skip: nil, count: parameter("p")),
      ] {
        let error = queryError { _ = try rows(plan, [], on: store, parameters: ["p": value]) }
        #expect(error?.kind == .syntaxError)
        #expect(error?.phase == .runtime)
        #expect(error?.detail == detail)
      }
    }
  }

  @Test func limitStopsWhatIsBelow() throws {
    // A division by zero in the fourth million of rows is never reached.
    let risky = try numbers(10_000_000).project(item(y, binary(literal(1), .divide, binary(literal(4_000_000), .subtract, read(x)))))
    #expect(try rows(.limit(risky, literal(10)), [y], on: store).count == 10)
  }

  @Test func filterAndProject() throws {
    let even = try numbers(5000).filter(binary(binary(read(x), .modulo, literal(2)), .equal, literal(0)))
      .project(item(y, binary(read(x), .add, literal(1))))
    #expect(try rows(even, [y], on: store) == integers((1...5000).filter { $0 % 2 == 0 }.map { $0 + 1 }))
    let both = LogicalPlan.extend(try numbers(3), [item(y, binary(read(x), .multiply, read(x)))])
    #expect(try rows(both, [x, y], on: store) == [[1, 1], [2, 4], [3, 9]])
  }

  @Test func grouping() throws {
    let key = names.any("key")
    let (sum, list) = (names.any("sum"), names.any("list"))
    let plan = try numbers(5000).aggregate(
      [item(key, binary(read(x), .modulo, literal(3)))], aggregate(n, .count), aggregate(sum, .sum, read(x)))
    let expected: [[Value]] = [1, 2, 0].map { rest in
      let members = (1...5000).filter { $0 % 3 == rest }
      return [.integer(Int64(rest)), .integer(Int64(members.count)), .integer(Int64(members.reduce(0, +)))]
    }
    #expect(try rows(plan, [key, n, sum], on: store) == expected)
    let many = try numbers(5000).aggregate([item(key, read(x))], aggregate(n, .count))
    #expect(try rows(many, [key, n], on: store) == (1...5000).map { [.integer($0), 1] })
    let none = try numbers(0).aggregate([], aggregate(n, .count), aggregate(sum, .sum, read(x)), aggregate(list, .collect, read(x)))
    #expect(try rows(none, [n, sum, list], on: store) == [[0, 0, []]])
    #expect(try rows(try numbers(0).aggregate([item(key, read(x))], aggregate(n, .count)), [key, n], on: store) == [])
  }

  @Test func distinctRows() throws {
    let plan = LogicalPlan.distinct(try numbers(5000).project(item(y, binary(read(x), .modulo, literal(7)))), [y])
    #expect(try rows(plan, [y], on: store) == integers([1, 2, 3, 4, 5, 6, 0]))
    let mixed = LogicalPlan.distinct(LogicalPlan.argument.unwind(literal([1, 1.0, "1", .null, .null, [1], [1.0]]), x), [x])
    #expect(try rows(mixed, [x], on: store) == [[1], ["1"], [.null], [[1]]])
    #expect(try rows(.distinct(try numbers(5000), []), [], on: store) == [[]])
    #expect(try rows(.limit(.distinct(try numbers(5000), [x]), literal(2)), [x], on: store) == [[1], [2]])
  }

  @Test func unions() throws {
    let left = UnionBranch(plan: try numbers(3), columns: [x])
    let right = UnionBranch(plan: LogicalPlan.argument.unwind(literal([3, "a"]), y), columns: [y])
    let z = names.any("z")
    #expect(try rows(.union([left, right], output: [z], distinct: false), [z], on: store) == [[1], [2], [3], [3], ["a"]])
    #expect(try rows(.union([left, right], output: [z], distinct: true), [z], on: store) == [[1], [2], [3], ["a"]])
    #expect(try rows(.limit(.union([left, right], output: [z], distinct: false), literal(4)), [z], on: store).count == 4)
    let counted = LogicalPlan.union([left, right], output: [z], distinct: true).aggregate([], aggregate(n, .count))
    #expect(try rows(counted, [n], on: store) == [[4]])
  }

  @Test func eagerKeepsRows() throws {
    #expect(try rows(.eager(try numbers(5000)), [x], on: store) == integers(1...5000))
    let error = queryError {
      _ = try rows(.eager(try numbers(5_000_000)), [x], on: store, limits: ExecutionLimits(memoryBytesMax: 1 << 20))
    }
    #expect(error?.detail == "MemoryBudgetExceeded")
  }
}

@Suite struct SortTests {
  private let names = Names()
  private let store = GraphStore()
  private var x: Variable { names.any("x") }
  private var y: Variable { names.any("y") }

  private static func column(_ kind: Int, _ count: Int, _ generator: inout SeededGenerator) -> [Value] {
    (0..<count).map { _ in
      if Int.random(in: 0..<10, using: &generator) == 0 { return .null }
      let number = Int64.random(in: -20...20, using: &generator)
      switch kind {
      case 0: return .integer(number == 20 ? Int64.max : (number == -20 ? Int64.min : number))
      case 1: return .float(number == 20 ? Double.nan : (number == 19 ? -Double.infinity : Double(number) / 4))
      case 2: return .string(number % 3 == 0 ? "prefix-\(number)" : "p\(number)")
      case 3: return .boolean(number > 0)
      default:
        return [.integer(number), .float(Double(number)), .string("\(number)"), .boolean(number > 0), [.integer(number)]].randomElement(
          using: &generator) ?? .null
      }
    }
  }

  @Test(arguments: 0...4, [1, 100, 600, 2500]) func sortsAsOrderability(kind: Int, count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(kind * 7 + count))
    let first = Self.column(kind, count, &generator)
    let second = Self.column(0, count, &generator)
    let pairs = Value.list((0..<count).map { .list([first[$0], second[$0], .integer(Int64($0))]) })
    let (row, z) = (names.any("row"), names.any("z"))
    let parts = (0..<3).map { place in BoundExpression(.element(read(row), literal(.integer(place)))) }
    let input = LogicalPlan.argument.unwind(parameter("pairs"), row).project(item(x, parts[0]), item(y, parts[1]), item(z, parts[2]))
    for (descendingFirst, descendingSecond) in [(false, false), (true, false), (false, true), (true, true)] {
      let keys = [SortKey(expression: read(x), descending: descendingFirst), SortKey(expression: read(y), descending: descendingSecond)]
      let order = (0..<count).sorted { left, right in
        for (column, descending) in [(first, descendingFirst), (second, descendingSecond)] {
          let order = Value.orderability(column[left], column[right])
          if order == .less || order == .greater { return (order == .less) != descending }
        }
        return left < right
      }
      let expected = order.map { [first[$0], second[$0], .integer(Int64($0))] }
      let message: Comment = "kind \(kind) count \(count) \(descendingFirst) \(descendingSecond)"
      #expect(try rows(.sort(input, keys), [x, y, z], on: store, parameters: ["pairs": pairs]) == expected, message)
      for (skip, limit) in count > 1000 ? [(3, 10)] : [(0, 1), (0, 10), (3, 10), (0, 4000), (count, 5), (0, 0)] {
        let top = LogicalPlan.top(input, keys, skip: literal(.integer(Int64(skip))), count: literal(.integer(Int64(limit))))
        let found = try rows(top, [x, y, z], on: store, parameters: ["pairs": pairs])
        #expect(found == Array(expected.dropFirst(skip).prefix(limit)), message)
      }
    }
  }

  @Test func topDropsWhatComesAfter() throws {
    let plan = LogicalPlan.top(
      LogicalPlan.argument.unwind(try range(1, 200_000), x), [SortKey(expression: read(x), descending: true)], skip: nil, count: literal(3))
    #expect(try rows(plan, [x], on: store, limits: ExecutionLimits(memoryBytesMax: 2 << 20)) == [[200_000], [199_999], [199_998]])
  }

  @Test func sortsByExpressionsThatAreNotShown() throws {
    let plan = LogicalPlan.sort(
      LogicalPlan.argument.unwind(literal([3, 1, 2]), x), [SortKey(expression: binary(literal(0), .subtract, read(x)), descending: false)])
    #expect(try rows(plan, [x], on: store) == [[3], [2], [1]])
  }
}
