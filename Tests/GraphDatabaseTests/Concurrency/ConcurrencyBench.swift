// A database file that eight threads use at once, and the count of what committed: a test must not pass by refusing everything. With
// checkpoints another thread brings the log into the file all the while.
// `INNOGRAPH_LONG_TESTS=1` repeats every test that takes a round 20 times with checkpoints and 20 times without.
import Foundation
import GraphDatabase
import GraphModel
import Synchronization
import Testing

/// One run of a test of concurrency.
struct Round: Sendable, CustomStringConvertible {
  let number: Int
  /// Whether checkpoints are taken all the while.
  let checkpoints: Bool
  var description: String { "round \(number)\(checkpoints ? " beside checkpoints" : "")" }

  static let isLong = ProcessInfo.processInfo.environment["INNOGRAPH_LONG_TESTS"] != nil
  static let all: [Round] = (1...(isLong ? 20 : 1)).flatMap {
    [Round(number: $0, checkpoints: false), Round(number: $0, checkpoints: true)]
  }
}

/// A database file with a graph, for eight threads.
final class ConcurrencyBench: Sendable {
  static let threads = 8

  let database: Database
  let path: String
  private let folder: String
  private let commits = Mutex((begun: 0, done: 0))
  private let isOver = Atomic(false)
  private let checkpoints = DispatchGroup()

  init(_ setUp: String, _ round: Round, checkpointLogBytes: Int = 20_000) throws {
    folder = NSTemporaryDirectory() + "innograph-acid-\(UUID().uuidString)"
    path = folder + "/acid.graph"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var options = DatabaseOptions()
    options.durability = .off
    options.checkpointLogBytes = round.checkpoints ? checkpointLogBytes : 1 << 30
    database = try Database(path: path, options: options)
    try database.query(setUp)
    if round.checkpoints { takeCheckpoints() }
  }

  deinit {
    finish()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func takeCheckpoints() {
    let (database, group) = (database, checkpoints)
    group.enter()
    Thread { [weak self] in
      defer { group.leave() }
      while let bench = self, !bench.isOver.load(ordering: .acquiring) {
        do { try database.checkpoint() } catch { Issue.record("a checkpoint failed: \(error)") }
        usleep(1_000)
      }
    }.start()
  }

  /// Closes the database.
  func finish() {
    isOver.store(true, ordering: .releasing)
    checkpoints.wait()
    database.close()
  }

  /// Runs bodies on eight threads, each with its number, in the order of the numbers.
  func parallel(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let next = Mutex(0)
    let failure = Mutex<(any Error)?>(nil)
    let group = DispatchGroup()
    for _ in 0..<Self.threads {
      group.enter()
      Thread {
        defer { group.leave() }
        while true {
          let number = next.withLock { next in
            next += 1
            return next - 1
          }
          guard number < count else { return }
          do { try body(number) } catch { failure.withLock { $0 = error } }
        }
      }.start()
    }
    group.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// Runs a transaction; false rolls it back. Says whether it committed.
  @discardableResult func transaction(_ body: (Transaction) throws -> Bool) throws -> Bool {
    commits.withLock { $0.begun += 1 }
    let transaction = try database.beginTransaction(waitMilliseconds: 60_000)
    guard try body(transaction) else {
      transaction.rollback()
      return false
    }
    try transaction.commit()
    commits.withLock { $0.done += 1 }
    return true
  }

  func requireCommits() { commits.withLock { #expect($0.done * 2 >= $0.begun, "\($0.done) of \($0.begun) committed") } }

  /// The integers of the only row.
  func integers(_ text: String, _ parameters: [String: Value] = [:]) throws -> [Int64] {
    try Self.row(database.query(text, parameters: parameters))
  }

  static func row(_ result: QueryResult) -> [Int64] { (result.rows.first ?? []).flatMap(integers) }

  static func integers(_ value: Value) -> [Int64] {
    if let list = value.listValue { return list.flatMap(integers) }
    return value.integerValue.map { [$0] } ?? []
  }

  static func pause() { usleep(2_000) }
}
