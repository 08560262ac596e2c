// The memory budget of a query holds for everything that a query can pile up, and the process lives on.
import GraphDatabase
import GraphModel
import Testing

@Suite struct MemoryBudgetTests {
  private static let options: QueryOptions = {
    var options = QueryOptions()
    options.memoryBytesMax = 3 << 20
    return options
  }()

  /// A clique of as many nodes.
  private func clique(_ size: Int) throws -> Database {
    let database = Database()
    try database.query("UNWIND range(1, \(size)) AS i CREATE (:N {i: i})")
    try database.query("MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)")
    return database
  }

  @Test(arguments: [
    "UNWIND range(1, 10000000000) AS x RETURN collect(x)",
    "UNWIND range(1, 10000000000) AS x RETURN collect(DISTINCT x)",
    "UNWIND range(1, 10000000000) AS x RETURN x, count(*)",
    "UNWIND range(1, 10000000000) AS x RETURN DISTINCT x",
    "UNWIND range(1, 10000000000) AS x RETURN x ORDER BY x DESC",
    "UNWIND range(1, 10000000000) AS x RETURN x ORDER BY x LIMIT 100000000",
    "UNWIND range(1, 10000000000) AS x RETURN percentileCont(x, 0.5)",
    "UNWIND range(1, 10000000000) AS x RETURN x",
    "UNWIND range(1, 10000000000) AS x RETURN toString(x) + 'abcdefghijklmnopqrstuvwxyz'",
    "UNWIND range(1, 10000000000) AS x WITH collect(toString(x)) AS l RETURN size(l)",
    "RETURN range(1, 10000000000)",
    "RETURN size(range(1, 10000000000))",
    "RETURN [x IN range(1, 100000) | [y IN range(1, 100000) | 1]]",
    "RETURN [x IN range(1, 1000) | [y IN range(1, 1000) | [z IN range(1, 1000) | z]]]",
    "RETURN reduce(s = 'x', i IN range(1, 40) | s + s)",
    "RETURN reduce(s = [1], i IN range(1, 40) | s + s)",
    "RETURN COLLECT { UNWIND range(1, 10000000000) AS x RETURN x }",
    "CALL { UNWIND range(1, 10000000000) AS x RETURN collect(x) AS l } RETURN size(l)",
    "UNWIND range(1, 10000000000) AS x RETURN x UNION UNWIND range(1, 10000000000) AS x RETURN x",
    "UNWIND range(1, 10000000000) AS x CREATE (:A {x: x}) RETURN x",
    "RETURN replace('aaaaaaaaaaaaaaaaaaaa', 'a', $long)",
    "RETURN split($long, '')",
    "UNWIND range(1, 10000000000) AS x WITH x AS x, 'text ' + x AS t WITH max(t) AS m, collect(t) AS l RETURN m, size(l)",
  ])
  func whatPilesUpIsStopped(text: String) {
    let long = Value.string(String(repeating: "b", count: 1 << 20))
    let error = failure(text, parameters: ["long": long], options: Self.options)
    #expect(error?.kind == .resourceExhausted && error?.hint != nil, "\(text): \(error?.detail ?? "") \(error?.message ?? "")")
    #expect(["MemoryBudgetExceeded", "ResultTooLarge"].contains(error?.detail), "\(text): \(error?.detail ?? "")")
  }

  @Test func productsAndPathsThatPileUpAreStopped() throws {
    let database = try clique(60)
    for text in [
      "MATCH (a:N), (b:N), (c:N), (d:N), (e:N) RETURN a, b, c, d, e", "MATCH (a:N), (b:N), (c:N), (d:N), (e:N) RETURN collect(a)",
      "MATCH p = (a)-[*]-(b) RETURN p", "MATCH p = (a)-[*]-(b) RETURN collect(p)", "MATCH (a)-[r*]-(b) RETURN collect(r)",
      "MATCH (a:N) RETURN [p = (a)-[*]-() | p]", "MATCH p = (a)-[*]-(b) RETURN p ORDER BY length(p)",
    ] {
      let error = failure(text, on: database, options: Self.options)
      #expect(error?.detail == "MemoryBudgetExceeded", "\(text): \(error?.detail ?? "")")
    }
    #expect(try rows("MATCH (n) RETURN count(*)", on: database) == [[60]])
  }

  @Test func aWriteThatIsStoppedLeavesNoTrace() throws {
    let database = Database()
    #expect(
      failure("UNWIND range(1, 10000000000) AS x CREATE (:A) RETURN x", on: database, options: Self.options)?.detail
        == "MemoryBudgetExceeded")
    #expect(database.schema().nodeCount == 0)
    try database.checkInvariants()
  }

  @Test func whatStreamsTakesNoMemory() throws {
    let database = Database()
    var options = QueryOptions()
    options.memoryBytesMax = 2 << 20
    var count = 0
    var sum: Int64 = 0
    try database.stream("UNWIND range(1, 200000) AS x RETURN x, toString(x) AS t", options: options) { row in
      count += 1
      if case .integer(let number) = row[0] { sum += number }
      return true
    }
    #expect(count == 200_000)
    #expect(sum == 20_000_100_000)
    #expect(
      try rows("UNWIND range(1, 1000000) AS x WITH x WHERE x % 2 = 0 RETURN count(*), sum(x), max(x)", options: options)
        == [[500_000, 250_000_500_000, 1_000_000]])
    #expect(try rows("UNWIND range(1, 1000000) AS x RETURN x ORDER BY x DESC LIMIT 2", options: options) == [[1_000_000], [999_999]])
  }

  @Test func memoryIsGivenBackBetweenRows() throws {
    var options = QueryOptions()
    options.memoryBytesMax = 3 << 20
    // Each row makes a list of 800 KB and lets it go; sixty of them take no more than one.
    #expect(try rows("UNWIND range(1, 60) AS x RETURN sum(size([y IN range(1, 20000) | y])) AS s", options: options) == [[1_200_000]])
    #expect(
      try rows(
        "UNWIND range(1, 60) AS x CALL (x) { UNWIND range(1, 20000) AS y RETURN collect(y) AS l } RETURN sum(size(l)) AS s",
        options: options) == [[1_200_000]])
  }
}
