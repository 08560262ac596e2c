// A fixed small workload on a database file, with a model of the graph after each commit, so that a test can stop it anywhere and know
// what must be there: every commit that returned, and each one that did not wholly or not at all.

import GraphModel
import Testing

@testable import GraphStorage

/// A workload of numbered commits.
struct FileWorkload {
  /// The graph after 0, 1, 2 … commits, as far as they were begun.
  private(set) var states: [ModelGraph] = [ModelGraph()]
  /// How many commits returned.
  private(set) var acknowledged = 0

  static let path = "/db/eco.graph"

  /// Runs commits until one fails; `checkpointEvery` of them are followed by a checkpoint, and the last by a close. A checkpoint `beside`
  /// commits is begun after one commit, written after the next and finished after the one that follows. A store that is not closed closes
  /// itself when it is let go.
  @discardableResult mutating func run(
    _ fileSystem: SimulatedFileSystem, commits: Int = 8, checkpointEvery: Int = 3, beside: Bool = false, closes: Bool = true,
    durability: Durability = .full
  ) throws -> GraphStore {
    var options = FileOptions()
    options.lockWaitMilliseconds = 0
    options.durability = durability
    let store = try DatabaseFile.open(Self.path, options: options, fileSystem: fileSystem)
    let file = try #require(store.file)
    var begun: BegunCheckpoint?
    for _ in 0..<commits {
      let number = states.count - 1
      let transaction = try store.beginWrite()
      do {
        try Self.perform(number, transaction)
        states.append(ModelGraph(reading: transaction.view))
        _ = try transaction.commit()
      } catch {
        transaction.rollback()
        throw error
      }
      acknowledged = states.count - 1
      let turn = (number + 1) % checkpointEvery
      if !beside {
        if turn == 0 { try store.checkpoint() }
      } else if turn == 0 {
        begun = try file.begin(store.snapshot())
      } else if var written = begun {
        if turn == 1 { try file.write(&written) } else { try file.finish(written) }
        begun = turn == 1 ? written : nil
      }
    }
    if closes { store.close() }
    return store
  }

  /// A value of every kind that a property may have.
  static let values: [Value] = [
    .integer(-7), .float(0.25), .list(["联影", .boolean(true), .integer(1)]), .boolean(false),
    CalendarDate(year: 2026, month: 2, day: 28).map { .date($0) } ?? .null, LocalTime(hour: 23, minute: 59).map { .localTime($0) } ?? .null,
    OffsetTime("12:31:14.645+01:00").map { .time($0) } ?? .null, LocalDateTime("1984-10-11T12:31:14").map { .localDateTime($0) } ?? .null,
    ZonedDateTime("1984-10-11T12:31:14.5[Asia/Shanghai]").map { .dateTime($0) } ?? .null,
    ZonedDateTime("1984-10-11T12:31:14+08:00").map { .dateTime($0) } ?? .null,
    CalendarDuration("P1Y2M3DT4.5S").map { .duration($0) } ?? .null,
    Point(.wgs84, x: 121.5, y: 31.2).map { .point($0) } ?? .null,
  ]

  /// The commit of a number: all kinds of effects come in turn.
  static func perform(_ number: Int, _ transaction: WriteTransaction) throws(StorageError) {
    let label = try transaction.label(number % 2 == 0 ? "Firm" : "Park")
    let name = try transaction.propertyKey("name")
    let size = try transaction.propertyKey("size")
    let type = try transaction.relationshipType(number % 3 == 0 ? "SUPPLIES" : "LOCATED_IN")
    if number == 1 {
      try transaction.createConstraint(Constraint(name: "names", target: .nodes(label: "Firm"), rule: .unique(property: "name")))
    }
    if number == 3 {
      try transaction.createFullTextIndex(
        FullTextIndexDefinition(name: "texts", target: .nodes(labels: ["Firm", "Park"]), properties: ["name"]))
    }
    if number == 2 { try transaction.createIndex(IndexDefinition(name: "sizes", label: "Park", property: "size", isUnique: false)) }
    var made: [NodeID] = []
    for step in 0..<3 {
      let value = values[(number + step) % values.count]
      made.append(
        try transaction.createNode(labels: [label], properties: [(name, .string("企业 \(number)-\(step)")), (size, value)]))
    }
    for (from, to) in [(0, 1), (1, 2), (2, 2)] {
      _ = try transaction.createRelationship(
        type: type, from: made[from], to: made[to], properties: from == 0 ? [(size, .integer(Int64(number)))] : [])
    }
    guard number > 2 else { return }
    let old = NodeID(rawValue: UInt32(number - 3))
    if transaction.view.contains(old) {
      if number % 2 == 0 { try transaction.detachDeleteNode(old) } else { try transaction.setNodeProperty(old, name, .null) }
    }
    if number % 4 == 0 { try transaction.addLabel(try transaction.label("Old"), to: made[0]) }
    if number % 5 == 0 { try transaction.dropIndex(named: "sizes") }
  }

  /// Opens what is left and holds it against what must be there.
  func verify(_ fileSystem: SimulatedFileSystem, _ context: @autoclosure () -> String) throws {
    var options = FileOptions()
    options.lockWaitMilliseconds = 0
    let store: GraphStore
    do { store = try DatabaseFile.open(Self.path, options: options, fileSystem: fileSystem) } catch {
      Issue.record("\(context()): it does not open: \(error)")
      throw error
    }
    let graph = store.snapshot()
    try graph.checkInvariants()
    try store.requireSound()
    let found = ModelGraph(reading: graph)
    let candidates = states[acknowledged...]
    #expect(
      candidates.contains(found), "\(context()): \(acknowledged) commits returned, and the graph is that after none of \(states.indices)")
    store.close()
  }
}
