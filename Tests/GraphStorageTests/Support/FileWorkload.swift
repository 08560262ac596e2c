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

  /// Runs commits until one fails; `checkpointEvery` of them are followed by a checkpoint, and the last by a close.
  mutating func run(
    _ fileSystem: SimulatedFileSystem, commits: Int = 8, checkpointEvery: Int = 3, closes: Bool = true, durability: Durability = .full
  ) throws {
    var options = FileOptions()
    options.lockWaitMilliseconds = 0
    options.durability = durability
    let store = try DatabaseFile.open(Self.path, options: options, fileSystem: fileSystem)
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
      if (number + 1) % checkpointEvery == 0 { try store.checkpoint() }
    }
    if closes { store.close() }
  }

  /// The commit of a number: all kinds of effects come in turn.
  static func perform(_ number: Int, _ transaction: WriteTransaction) throws(StorageError) {
    let label = try transaction.label(number % 2 == 0 ? "Firm" : "Park")
    let name = try transaction.propertyKey("name")
    let size = try transaction.propertyKey("size")
    let type = try transaction.relationshipType(number % 3 == 0 ? "SUPPLIES" : "LOCATED_IN")
    if number == 1 {
      try transaction.createConstraint(Constraint(name: "names", target: .nodes(label: "Firm"), rule: .unique(property: "name")))
    }
    if number == 2 { try transaction.createIndex(IndexDefinition(name: "sizes", label: "Park", property: "size", isUnique: false)) }
    var made: [NodeID] = []
    for step in 0..<3 {
      let value: Value =
        step == 0 ? .integer(Int64(number)) : step == 1 ? .float(Double(number) / 4) : .list([.string("联影"), .boolean(true)])
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
