// Laws that need no oracle: how quantifiers, modes and selectors relate to each other, on graphs with loops, parallel relationships and
// cycles of two; and that endless searches end at their limits.
import GraphDatabase
import GraphModel
import Testing

@Suite struct PathLawTests {
  private static let modes = ["", "TRAIL", "ACYCLIC", "SIMPLE", "WALK"]
  private static let steps = ["-[:R]->", "-[:R|S]-", "<-[]-"]

  /// The paths of a pattern as lists of identities, with how often each comes.
  private func paths(_ pattern: String, _ database: Database, _ rest: String = "") throws -> [[UInt32]: Int] {
    let rows = try database.query("MATCH p = \(pattern) \(rest) RETURN p").rows
    return rows.reduce(into: [:]) { counts, row in
      guard case .path(let path) = row[0] else { return }
      counts[path.nodes.map(\.id.rawValue) + path.relationships.map(\.id.rawValue), default: 0] += 1
    }
  }

  private func length(_ path: [UInt32]) -> Int { path.count / 2 }

  private func ends(_ path: [UInt32]) -> [UInt32] { [path[0], path[length(path)]] }

  private func isPart(_ a: [[UInt32]: Int], of b: [[UInt32]: Int]) -> Bool { a.allSatisfy { $0.value <= b[$0.key, default: 0] } }

  private func graph(_ seed: UInt64) throws -> Database {
    var numbers = SeededNumbers(seed: seed)
    let database = Database()
    try database.query(SmallPathGraph.statement(&numbers))
    return database
  }

  @Test(arguments: UInt64(1)...12) func quantifiersAddUp(seed: UInt64) throws {
    let database = try graph(seed)
    for mode in Self.modes {
      for step in Self.steps {
        func count(_ quantifier: String) throws -> [[UInt32]: Int] { try paths("\(mode) ()\(step)\(quantifier)()", database) }
        let (wide, narrow) = (try count("{1,3}"), try count("{1,2}"))
        let note: Comment = "seed \(seed) \(mode) \(step)"
        #expect(isPart(narrow, of: wide), note)
        #expect(isPart(try count("{2,3}"), of: wide), note)
        let sum = try [count("{1}"), count("{2}"), count("{3}")].reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        #expect(sum == wide, note)
        #expect(try count("{,2}") == count("{0,2}"), note)
      }
    }
  }

  @Test(arguments: UInt64(1)...12) func quantifiersSplit(seed: UInt64) throws {
    let database = try graph(seed)
    for mode in Self.modes {
      for step in Self.steps {
        let note: Comment = "seed \(seed) \(mode) \(step)"
        #expect(try paths("\(mode) ()\(step){2,3}()", database) == paths("\(mode) ()\(step){1,2}()\(step){1}()", database), note)
        #expect(try paths("\(mode) ()\(step){2}()", database) == paths("\(mode) ()\(step)()\(step)()", database), note)
        #expect(try paths("\(mode) ()\(step){1,3}()", database) == paths("\(mode) ((x)\(step)(y)){1,3}", database), note)
        #expect(try paths("\(mode) ((x)\(step)(y)\(step)(z)){1}", database) == paths("\(mode) ()\(step){2}()", database), note)
      }
    }
  }

  @Test(arguments: UInt64(1)...12) func eachModeHoldsTheOneBefore(seed: UInt64) throws {
    let database = try graph(seed)
    for step in Self.steps {
      let found = try ["ACYCLIC", "SIMPLE", "TRAIL", "", "WALK"].map { try paths("\($0) ()\(step){0,3}()", database) }
      for (smaller, larger) in zip(found, found.dropFirst()) { #expect(isPart(smaller, of: larger), "seed \(seed) \(step)") }
      #expect(found[2] == found[3], "seed \(seed) \(step)")
      let repeatable = try database.query("MATCH REPEATABLE ELEMENTS p = ()\(step){0,3}() RETURN p").rows
      #expect(repeatable.count == found[4].values.reduce(0, +), "seed \(seed) \(step)")
    }
  }

  @Test(arguments: UInt64(1)...16) func shortestPathsAreTheLeastOfAll(seed: UInt64) throws {
    let database = try graph(seed)
    for mode in ["", "TRAIL", "ACYCLIC", "SIMPLE"] {
      for step in Self.steps {
        let note: Comment = "seed \(seed) \(mode) \(step)"
        let all = try paths("\(mode) ()\(step)+()", database)
        var least: [[UInt32]: Int] = [:]
        for path in all.keys { least[ends(path)] = min(least[ends(path)] ?? .max, length(path)) }
        let group = try paths("ALL SHORTEST \(mode) ()\(step)+()", database)
        #expect(group.values.allSatisfy { $0 == 1 }, note)
        #expect(group == all.filter { length($0.key) == least[ends($0.key)] }, note)
        let one = try paths("ANY SHORTEST \(mode) ()\(step)+()", database)
        #expect(isPart(one, of: group) && one.count == least.count, note)
        let (two, three) = (try paths("SHORTEST 2 \(mode) ()\(step)+()", database), try paths("SHORTEST 3 \(mode) ()\(step)+()", database))
        #expect(isPart(two, of: all) && isPart(three, of: all) && two.count <= three.count && one.count <= two.count, note)
        #expect(isPart(group, of: try paths("SHORTEST 2 \(mode) GROUPS ()\(step)+()", database)), note)
        #expect(isPart(try paths("SHORTEST 2 \(mode) GROUPS ()\(step)+()", database), of: all), note)
      }
    }
  }

  @Test(arguments: UInt64(1)...8) func prefixesOfShortestPathsAreShortest(seed: UInt64) throws {
    let database = try graph(seed)
    let shortest = try paths("ALL SHORTEST ()-[:R|S]->*()", database)
    for path in shortest.keys where length(path) > 1 {
      let nodes = path.prefix(length(path)), relationships = path.suffix(length(path)).dropLast()
      if ends(path)[0] != nodes.last { #expect(shortest[Array(nodes + relationships)] != nil, "seed \(seed)") }
    }
    let before = shortest.keys.reduce(into: [:]) { $0[ends($1)] = length($1) }
    try database.query("MATCH (a), (b) WITH a, b LIMIT 3 CREATE (a)-[:R]->(b)")
    for path in try paths("ANY SHORTEST ()-[:R|S]->*()", database).keys {
      if let known = before[ends(path)] { #expect(length(path) <= known, "seed \(seed)") }
    }
  }

  @Test func walksWithASelectorEnd() throws {
    let database = Database()
    try database.query("CREATE (a:A)-[:R]->(b:B)-[:R]->(a), (b)-[:R]->(b)")
    let walks = try database.query("MATCH p = SHORTEST 4 WALK (:A)-[:R]->+(:B) RETURN length(p) AS n ORDER BY n").rows
    #expect(walks == [[1], [2], [3], [3]])
  }

  // MARK: Limits

  private func clique(_ count: Int) throws -> Database {
    let database = Database()
    try database.query("UNWIND range(1, \(count)) AS i CREATE (:A {i: i})")
    try database.query("MATCH (a:A), (b:A) WHERE a.i <> b.i CREATE (a)-[:R]->(b)")
    return database
  }

  @Test(arguments: [
    "MATCH (:A {i: 1})-[]->+(b) RETURN count(*)", "MATCH p = ACYCLIC (:A {i: 1})-[]->+(b) RETURN count(p)",
    "MATCH ((x)-[:R]->(y) WHERE x.i <> y.i)+ RETURN count(x)",
    "MATCH ANY SHORTEST (p = (:A {i: 1})-[:R]->+(b) WHERE length(p) > 500) RETURN count(*)",
  ]) func endlessSearchesEndAtTheirLimit(query: String) throws {
    let database = try clique(25)
    var options = QueryOptions()
    options.timeout = .milliseconds(150)
    options.memoryBytesMax = 64 << 20
    let error = #expect(throws: QueryError.self) { try database.query(query, options: options) }
    #expect(["Timeout", "MemoryBudgetExceeded"].contains(error?.detail))
    let flag = QueryCancellation()
    flag.cancel()
    options.cancellation = flag
    let stopped = #expect(throws: QueryError.self) { try database.query(query, options: options) }
    #expect(stopped?.detail == "Cancelled")
  }

  @Test func pendantNodesHaveNoWayBack() throws {
    let database = try clique(12)
    try database.query("MATCH (a:A {i: 1}) CREATE (:Z)-[:R]->(a)")
    var options = QueryOptions()
    options.timeout = .seconds(60)
    let rows = try database.query("MATCH p = ANY SHORTEST (z:Z)-[:R]-+(b) RETURN count(*), max(length(p))", options: options).rows
    #expect(rows == [[12, 2]])
  }
}
