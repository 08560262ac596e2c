// The twelve tests of the LDBC ACID suite, in process and over a file: eight threads, and half of the writers must have committed, so that
// no test passes by refusing everything. Writers take turns and readers hold snapshots, so all anomalies must be absent. Each runs with and
// without checkpoints beside it.
import GraphDatabase
import GraphModel
import Synchronization
import Testing

@Suite(.serialized) struct AcidTests {
  private typealias Bench = ConcurrencyBench

  private static let cycle = """
    CREATE (a:Person {id: 1, version: 0}), (b:Person {id: 2, version: 0}), (c:Person {id: 3, version: 0}), (d:Person {id: 4, version: 0}),
      (a)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(d)-[:KNOWS]->(a)
    """

  @Test(arguments: Round.all) func atomicityOfCommits(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, name: 'Alice', emails: [1]}), (:Person {id: 2, name: 'Bob', emails: [2]})", round)
    try bench.parallel(50) { number in
      try bench.transaction {
        try $0.query(
          "MATCH (a:Person {id: 1}) CREATE (b:Person {id: $id})-[:KNOWN_BY]->(a) SET a.emails = a.emails + [$id]",
          parameters: ["id": .integer(Int64(number + 3))])
        return true
      }
    }
    #expect(try bench.integers("MATCH (p:Person) RETURN count(p), count(p.name), sum(size(coalesce(p.emails, [])))") == [52, 2, 52])
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func atomicityOfRollbacks(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, name: 'Alice', emails: [1]}), (:Person {id: 2, name: 'Bob', emails: [2]})", round)
    try bench.parallel(50) { number in
      try bench.transaction {
        try $0.query("MATCH (a:Person {id: 1}) SET a.emails = a.emails + [$e]", parameters: ["e": .integer(Int64(number))])
        guard
          try $0.query("MATCH (b:Person {id: $id}) RETURN b", parameters: ["id": .integer(number % 2 == 0 ? 2 : 100 + Int64(number))]).rows
            .isEmpty
        else { return false }
        try $0.query("CREATE (:Person {id: $id, emails: []})", parameters: ["id": .integer(100 + Int64(number))])
        return true
      }
    }
    #expect(try bench.integers("MATCH (p:Person) RETURN count(p), count(p.name), sum(size(p.emails))") == [27, 2, 27])
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func dirtyWrites(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, vh: [0]})-[:KNOWS {vh: [0]}]->(:Person {id: 2, vh: [0]})", round)
    try bench.parallel(100) { number in
      try bench.transaction {
        try $0.query(
          "MATCH (p:Person {id: 1})-[k:KNOWS]->(q) SET p.vh = p.vh + [$t], q.vh = q.vh + [$t], k.vh = k.vh + [$t]",
          parameters: ["t": .integer(Int64(number + 1))])
        return true
      }
    }
    let rows = try bench.database.query("MATCH (p:Person {id: 1})-[k:KNOWS]->(q) RETURN p.vh, q.vh, k.vh").rows
    #expect(rows[0][0] == rows[0][1] && rows[0][1] == rows[0][2] && rows[0][0].listValue?.count == 101)
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func abortedReads(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, version: 1})", round)
    try bench.parallel(40) { number in
      if number % 2 == 0 {
        try bench.transaction {
          try $0.query("MATCH (p:Person {id: 1}) SET p.version = 2")
          Bench.pause()
          return false
        }
      } else {
        #expect(try bench.integers("MATCH (p:Person {id: 1}) RETURN p.version") == [1])
      }
    }
  }

  @Test(arguments: Round.all) func intermediateReads(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, version: 99})", round)
    try bench.parallel(110) { number in
      if number % 11 == 0 {
        try bench.transaction {
          try $0.query("MATCH (p:Person {id: 1}) SET p.version = $v", parameters: ["v": .integer(Int64(number * 2))])
          Bench.pause()
          try $0.query("MATCH (p:Person {id: 1}) SET p.version = $v", parameters: ["v": .integer(Int64(number * 2 + 1))])
          return true
        }
      } else {
        #expect(try bench.integers("MATCH (p:Person {id: 1}) RETURN p.version")[0] % 2 == 1)
      }
    }
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func circularFlow(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, version: 0}), (:Person {id: 2, version: 0})", round)
    let read = Mutex<[Int64: Int64]>([:])
    try bench.parallel(100) { number in
      let id = Int64(number + 1)
      let first = Int64(number % 2 + 1)
      try bench.transaction {
        try $0.query("MATCH (p:Person {id: $p}) SET p.version = $t", parameters: ["p": .integer(first), "t": .integer(id)])
        let other = Bench.row(try $0.query("MATCH (p:Person {id: $p}) RETURN p.version", parameters: ["p": .integer(3 - first)]))[0]
        read.withLock { $0[id] = other }
        return true
      }
    }
    let flow = read.withLock { $0 }
    #expect(flow.count == 100 && !flow.contains { id, other in flow[other] == id })
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func itemManyPreceders(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, version: 1})", round)
    try repeatedReads(
      bench, write: "MATCH (p:Person {id: 1}) SET p.version = p.version + 1", read: "MATCH (p:Person {id: 1}) RETURN p.version")
  }

  @Test(arguments: Round.all) func predicateManyPreceders(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1}), (:Post {id: 1})", round)
    try repeatedReads(
      bench, write: "MATCH (pe:Person {id: 1}), (po:Post {id: 1}) CREATE (pe)-[:LIKES]->(po)",
      read: "MATCH (po:Post {id: 1})<-[:LIKES]-(pe:Person) RETURN count(pe)")
  }

  @Test(arguments: Round.all) func observedTransactionVanishes(round: Round) throws {
    let bench = try Bench(Self.cycle, round)
    try bench.parallel(80) { number in
      if number % 2 == 0 {
        try bench.transaction {
          for id in 1...4 as ClosedRange<Int64> {
            try $0.query("MATCH (p:Person {id: $id}) SET p.version = p.version + 1", parameters: ["id": .integer(id)])
          }
          return true
        }
      } else {
        let text = "MATCH (p:Person) RETURN collect(p.version)"
        let first = try bench.integers(text)
        Bench.pause()
        #expect((first.max() ?? 0) <= (try bench.integers(text).min() ?? 0))
      }
    }
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func fracturedReads(round: Round) throws {
    let bench = try Bench(Self.cycle, round)
    try repeatedReads(
      bench, write: "MATCH p = (n:Person {id: 1})-[:KNOWS*4]->(n) UNWIND nodes(p) AS m WITH DISTINCT m SET m.version = m.version + 1",
      read: "MATCH p = (n:Person {id: 1})-[:KNOWS*4]->(n) RETURN [m IN nodes(p) | m.version]")
    let versions = try bench.integers("MATCH (p:Person) RETURN collect(DISTINCT p.version)")
    #expect(versions.count == 1)
  }

  @Test(arguments: Round.all) func lostUpdates(round: Round) throws {
    let bench = try Bench("CREATE (:Person {id: 1, numFriends: 0})", round)
    try bench.parallel(200) { _ in
      try bench.transaction {
        try $0.query("MATCH (p:Person {id: 1}) CREATE (p)-[:KNOWS]->(:Friend) SET p.numFriends = p.numFriends + 1")
        return true
      }
    }
    #expect(try bench.integers("MATCH (p:Person {id: 1})-[k:KNOWS]->() RETURN p.numFriends, count(k)") == [200, 200])
    bench.requireCommits()
  }

  @Test(arguments: Round.all) func writeSkew(round: Round) throws {
    let bench = try Bench("UNWIND range(0, 9) AS i CREATE (:Person {id: 2 * i, value: 70}), (:Person {id: 2 * i + 1, value: 80})", round)
    try bench.parallel(50) { number in
      let pair = Int64(number % 10)
      try bench.transaction {
        let sum = Bench.row(
          try $0.query(
            "MATCH (p:Person {id: $a}), (q:Person {id: $b}) RETURN p.value + q.value",
            parameters: ["a": .integer(2 * pair), "b": .integer(2 * pair + 1)]))[0]
        if sum >= 100 {
          Bench.pause()
          let id = 2 * pair + Int64(number / 10 % 2)
          try $0.query("MATCH (p:Person {id: $id}) SET p.value = p.value - 100", parameters: ["id": .integer(id)])
        }
        return true
      }
    }
    let least = "MATCH (p:Person), (q:Person) WHERE p.id % 2 = 0 AND q.id = p.id + 1 RETURN min(p.value + q.value), max(p.value + q.value)"
    #expect(try bench.integers(least) == [50, 50])
    bench.requireCommits()
  }

  /// Half of the bodies write; the others read twice with one statement and one snapshot, and must see the same. In a transaction both
  /// reads see the state that it began with.
  private func repeatedReads(_ bench: Bench, write: String, read: String) throws {
    try bench.parallel(60) { number in
      if number % 2 == 0 {
        try bench.transaction {
          try $0.query(write)
          return true
        }
      } else {
        try bench.transaction {
          let first = try $0.query(read).rows
          Bench.pause()
          #expect(try $0.query(read).rows == first)
          return true
        }
      }
    }
    bench.requireCommits()
  }
}
