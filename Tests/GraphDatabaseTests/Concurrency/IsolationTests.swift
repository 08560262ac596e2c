// What transactions of several threads may see of each other, beyond the twelve ACID tests: random appends and reads whose order is proved,
// transfers, sets, upserts, deletions beside connections, long forks, writers that wait, and readers while the schema changes.
import Foundation
import GraphDatabase
import GraphModel
import Synchronization
import Testing

@Suite(.serialized) struct IsolationTests {
  private typealias Bench = ConcurrencyBench
  private static let scale = Round.isLong ? 5 : 1

  @Test(arguments: Round.all) func appendsAndReadsFitOneOrder(round: Round) throws {
    // Six lists on nodes, four on relationships.
    let bench = try Bench(
      "UNWIND range(0, 5) AS k CREATE (:Cell {k: k, list: []}) WITH count(*) AS c "
        + "UNWIND range(6, 9) AS k CREATE (:End)-[:CELL {k: k, list: []}]->(:End)", round)
    let history = Mutex(TransactionHistory())
    let clock = Atomic(0)
    let tick: @Sendable () -> Int = { clock.add(1, ordering: .sequentiallyConsistent).newValue }
    try bench.parallel(300 * Self.scale) { number in
      var chance = SplitMix(seed: UInt64(round.number * 100_000 + number))
      var entry = TransactionHistory.Entry(begun: tick(), returned: 0, steps: [])
      if number % 3 == 0 {
        // A reader of all lists in one statement, without the writers' door.
        let lists = try Self.lists(bench.database)
        entry.steps = lists.enumerated().map { .read(key: $0.offset, elements: $0.element) }
      } else {
        var steps: [TransactionHistory.Step] = []
        let keeps = chance.next() % 5 > 0
        let committed = try bench.transaction { transaction in
          for step in 0...Int(chance.next() % 4) {
            let key = Int(chance.next() % 10)
            let cell = key < 6 ? "MATCH (c:Cell {k: $k})" : "MATCH ()-[c:CELL {k: $k}]->()"
            if chance.next() % 2 == 0 {
              let element = Int64(number * 10 + step + 1)
              try transaction.query(
                cell + " SET c.list = c.list + [$e]", parameters: ["k": .integer(Int64(key)), "e": .integer(element)])
              steps.append(.append(key: key, element: element))
            } else {
              let result = try transaction.query(cell + " RETURN c.list", parameters: ["k": .integer(Int64(key))])
              steps.append(.read(key: key, elements: Bench.row(result)))
            }
          }
          return keeps
        }
        guard committed else { return }
        entry.steps = steps
      }
      entry.returned = tick()
      history.withLock { $0.entries.append(entry) }
    }
    let final = try Self.lists(bench.database)
    #expect(history.withLock { $0.faults(final: final) } == [])
    bench.requireCommits()
  }

  private static func lists(_ database: Database) throws -> [[Int64]] {
    let result = try database.query(
      "MATCH (c:Cell) WITH collect([c.k, c.list]) AS some MATCH ()-[c:CELL]->() WITH some, collect([c.k, c.list]) AS others "
        + "UNWIND some + others AS pair RETURN pair[0] AS k, pair[1] AS list ORDER BY k")
    return result.rows.map { Bench.integers($0[1]) }
  }

  @Test(arguments: Round.all) func transfersKeepTheSum(round: Round) throws {
    let bench = try Bench(
      "UNWIND range(0, 9) AS i CREATE (:Person {id: i})-[:OWNS {share: 1.0}]->(:Account {id: i, balance: 100})", round)
    try bench.parallel(200 * Self.scale) { number in
      if number % 2 == 0 {
        #expect(try bench.integers("MATCH (:Person)-[:OWNS]->(a) RETURN sum(a.balance), count(a)") == [1000, 10])
        return
      }
      try bench.transaction { transaction in
        let parameters: [String: Value] = [
          "from": .integer(Int64(number % 10)), "to": .integer(Int64(number / 10 % 10)), "amount": .integer(Int64(number % 7)),
        ]
        try transaction.query("MATCH (:Person {id: $from})-[:OWNS]->(a) SET a.balance = a.balance - $amount", parameters: parameters)
        guard Bench.row(try transaction.query("MATCH (a:Account {id: $from}) RETURN a.balance", parameters: parameters))[0] >= 0 else {
          return false
        }
        try transaction.query("MATCH (:Person {id: $to})-[:OWNS]->(a) SET a.balance = a.balance + $amount", parameters: parameters)
        return true
      }
    }
    bench.requireCommits()
    bench.finish()
    let again = try Database(path: bench.path)
    #expect(try again.query("MATCH (a:Account) RETURN sum(a.balance), min(a.balance) >= 0").rows == [[1000, true]])
  }

  @Test(arguments: Round.all) func noAcknowledgedElementIsMissing(round: Round) throws {
    let bench = try Bench("CREATE (:Set)", round)
    let count = 300 * Self.scale
    try bench.parallel(count) { number in
      try bench.database.query(
        "MATCH (s:Set) CREATE (s)-[:HAS]->(:Element {id: $id})", parameters: ["id": .integer(Int64(number))])
      #expect(try bench.integers("MATCH (:Set)-[:HAS]->(e {id: $id}) RETURN count(e)", ["id": .integer(Int64(number))]) == [1])
    }
    let all: [Value] = [.integer(Int64(count)), .integer(Int64(count)), .integer(Int64(count * (count - 1) / 2))]
    let text = "MATCH (:Set)-[:HAS]->(e) RETURN count(e), count(DISTINCT e.id), sum(e.id)"
    #expect(try bench.database.query(text).rows == [all])
    bench.finish()
    #expect(try Database(path: bench.path).query(text).rows == [all])
  }

  @Test(arguments: Round.all) func mergesMakeOneNodeAKey(round: Round) throws {
    let bench = try Bench("CREATE (:Root)", round)
    let count = 240 * Self.scale
    try bench.parallel(count) { number in
      try bench.database.query(
        "MERGE (u:User {name: $name}) ON CREATE SET u.made = 1, u.seen = 0 ON MATCH SET u.seen = u.seen + 1 "
          + "WITH u MATCH (r:Root) MERGE (r)-[:KNOWS]->(u)",
        parameters: ["name": .string("user \(number % 12)")])
    }
    let found = try bench.integers("MATCH (u:User) RETURN count(u), count(DISTINCT u.name), sum(u.seen), sum(u.made)")
    #expect(found == [12, 12, Int64(count - 12), 12])
    #expect(try bench.integers("MATCH (:Root)-[k:KNOWS]->(u) RETURN count(k), count(DISTINCT u)") == [12, 12])
  }

  @Test(arguments: Round.all) func deletionsAndConnectionsLeaveNothingDangling(round: Round) throws {
    let bench = try Bench("UNWIND range(0, 59) AS i CREATE (:Firm {id: i}), (:Park {id: i})", round)
    let connected = Mutex(0)
    let deleted = Mutex(0)
    try bench.parallel(240 * Self.scale) { number in
      let firm = number / 4 % 60
      let id: [String: Value] = ["id": .integer(Int64(firm))]
      // Its deletion comes before, between or after its connections, so that no order of threads can let all of one kind win.
      if number % 4 == firm % 4 {
        do {
          let result = try bench.database.query("MATCH (f:Firm {id: $id}) DELETE f", parameters: id)
          deleted.withLock { $0 += result.statistics.nodesDeleted }
        } catch let error as QueryError {
          #expect(error.kind == .constraintVerificationFailed && error.detail == "DeleteConnectedNode")
        }
      } else {
        let result = try bench.database.query("MATCH (f:Firm {id: $id}), (p:Park {id: $id}) CREATE (f)-[:IN]->(p)", parameters: id)
        connected.withLock { $0 += result.statistics.relationshipsCreated }
      }
    }
    try bench.database.checkInvariants()
    try bench.database.requireSound()
    let counts = try bench.integers("MATCH (f:Firm) OPTIONAL MATCH (f)-[r:IN]->(p:Park) RETURN count(DISTINCT f), count(r), count(p)")
    #expect(counts == [Int64(60 - deleted.withLock { $0 }), Int64(connected.withLock { $0 }), Int64(connected.withLock { $0 })])
    #expect(connected.withLock { $0 } > 0)
  }

  @Test(arguments: Round.all) func readersSeeWritersInOneOrder(round: Round) throws {
    let bench = try Bench("CREATE (:X {n: 0}), (:Y {n: 0})", round)
    let seen = Mutex<[[Int64]]>([])
    try bench.parallel(400 * Self.scale) { number in
      switch number % 4 {
      case 0: try bench.database.query("MATCH (x:X) SET x.n = x.n + 1")
      case 1: try bench.database.query("MATCH (y:Y) SET y.n = y.n + 1")
      default:
        let pair = try bench.integers("MATCH (x:X), (y:Y) RETURN x.n, y.n")
        seen.withLock { $0.append(pair) }
      }
    }
    // Of two states that readers saw one is before the other: never one writer first here and the other first there.
    let pairs = seen.withLock { $0 }.sorted { $0.lexicographicallyPrecedes($1) }
    for (earlier, later) in zip(pairs, pairs.dropFirst()) { #expect(earlier[1] <= later[1], "\(earlier) and \(later)") }
    #expect(try bench.integers("MATCH (x:X), (y:Y) RETURN x.n, y.n") == [Int64(100 * Self.scale), Int64(100 * Self.scale)])
  }

  @Test(arguments: Round.all) func everyWriterGetsItsTurn(round: Round) throws {
    let bench = try Bench("CREATE (:Counter {n: 0})", round)
    let commits = Mutex([Int](repeating: 0, count: Bench.threads))
    try bench.parallel(Bench.threads) { thread in
      var chance = SplitMix(seed: UInt64(round.number * 1000 + thread))
      while commits.withLock({ $0[thread] }) < 20 * Self.scale {
        do {
          let transaction = try bench.database.beginTransaction(waitMilliseconds: Int(chance.next() % 20))
          try transaction.query("MATCH (c:Counter) SET c.n = c.n + 1")
          usleep(UInt32(chance.next() % 1_500))
          if chance.next() % 4 == 0 {
            transaction.rollback()
          } else {
            try transaction.commit()
            commits.withLock { $0[thread] += 1 }
          }
        } catch let error as QueryError {
          // A wait that was too long says so, and leaves nothing behind.
          #expect(error.kind == .resourceExhausted && error.detail == "WriterBusy" && error.hint != nil, "\(error)")
        }
      }
    }
    #expect(try bench.integers("MATCH (c:Counter) RETURN c.n") == [Int64(commits.withLock { $0.reduce(0, +) })])
  }

  @Test(arguments: Round.all) func answersStayRightWhileTheSchemaChanges(round: Round) throws {
    let bench = try Bench("UNWIND range(1, 300) AS i CREATE (:Firm {id: i, name: 'firm ' + toString(i)})", round)
    try bench.parallel(160 * Self.scale) { number in
      switch number % 8 {
      case 0:
        try bench.database.query("CREATE INDEX firm_name IF NOT EXISTS FOR (f:Firm) ON (f.name)")
        try bench.database.query("DROP INDEX firm_name IF EXISTS")
      case 1:
        // Either the constraint is there and refuses, or the duplicate is there and the constraint is refused; a snapshot never has both.
        _ = try? bench.database.query("CREATE CONSTRAINT firm_id IF NOT EXISTS FOR (f:Firm) REQUIRE f.id IS UNIQUE")
        try bench.database.checkInvariants()
        try bench.database.query("DROP CONSTRAINT firm_id IF EXISTS")
      case 2:
        if (try? bench.database.query("CREATE (:Firm {id: 7, name: 'twin'})")) != nil {
          try bench.database.query("MATCH (f:Firm {name: 'twin'}) DELETE f")
        }
      default:
        let id = Int64(number * 7 % 299 + 1)
        let parameters: [String: Value] = ["name": .string("firm \(id)")]
        #expect(try bench.integers("MATCH (f:Firm {name: $name}) RETURN f.id", parameters) == [id])
        #expect(try bench.integers("MATCH (f:Firm) WHERE f.name STARTS WITH 'firm' RETURN count(f), sum(f.id)") == [300, 45_150])
      }
    }
    try bench.database.checkInvariants()
  }
}

/// Chance that a seed decides.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
