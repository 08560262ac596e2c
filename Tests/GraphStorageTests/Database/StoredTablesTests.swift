// What a file holds beyond the plain tables, adjacency and indexes, and that of all of it only what is stepped on is read: by page and by
// leaf, once, whoever asks first; and that a checkpoint writes only what has changed.

import Foundation
import GraphModel
import Synchronization
import Testing

@testable import GraphStorage

@Suite struct StoredTablesTests {
  private static let path = "/db/stored.graph"
  private static let nodeCount = 100_000

  /// A closed database: nodes with a number, a name and a text each; every tenth is a park. Node 7 is a hub, relationships run parallel
  /// and in loops, and come in no order.
  private static func made(_ fileSystem: SimulatedFileSystem) throws {
    let store = try DatabaseFile.open(path, fileSystem: fileSystem)
    let loader = try BulkLoader(store: store)
    let (firm, park) = (try loader.label("Firm"), try loader.label("Park"))
    let (id, name) = (try loader.propertyKey("id"), try loader.propertyKey("name"))
    for start in stride(from: 0, to: nodeCount, by: 1_000) {
      _ = try loader.addNodes(
        count: 1_000, labels: start % 10_000 == 0 ? [firm, park] : [firm],
        properties: [
          PropertyBatch(key: id, values: .integers((start..<start + 1_000).map { Int64($0) * 3 })),
          PropertyBatch(key: name, values: .texts(TextColumn((start..<start + 1_000).map { "企业 \($0 / 4) 股份有限公司" }))),
        ])
    }
    let types = [try loader.relationshipType("SUPPLIES"), try loader.relationshipType("OWNS")]
    var random = SeededGenerator(seed: 3)
    var (sources, targets): ([UInt32], [UInt32]) = ([], [])
    for step in 0..<60_000 {
      let source = step % 10 == 0 ? 7 : UInt32.random(in: 0..<UInt32(nodeCount), using: &random)
      sources.append(source)
      targets.append(step % 50 == 0 ? source : UInt32.random(in: 0..<UInt32(nodeCount / 50), using: &random))
    }
    for type in types {
      try loader.addRelationships(
        type: type, from: sources, to: targets,
        properties: [PropertyBatch(key: id, values: .integers((0..<60_000).map { Int64(sources[$0]) << 20 | Int64(targets[$0]) }))])
    }
    _ = try loader.finish(
      indexes: [
        IndexDefinition(name: "ids", label: "Firm", property: "id", isUnique: true),
        IndexDefinition(name: "names", label: "Firm", property: "name", isUnique: true),
      ])
    store.close()
  }

  private static func key(_ graph: GraphSnapshot, _ name: String) throws -> PropertyKeyID { try #require(graph.catalog.propertyKey(name)) }

  private static func lookup(_ graph: GraphSnapshot, _ property: String, _ value: Value) throws -> [UInt32] {
    let firm = try #require(graph.catalog.label("Firm"))
    let index = try #require(graph.index(label: firm, key: try key(graph, property)))
    var found: [UInt32] = []
    index.lookup(value, into: &found)
    return found
  }

  @Test func aLoadKeepsPropertiesWithTheirRelationships() throws {
    let fileSystem = SimulatedFileSystem()
    try Self.made(fileSystem)
    let store = try DatabaseFile.open(Self.path, fileSystem: fileSystem)
    let graph = store.snapshot()
    try graph.checkInvariants()
    let id = try Self.key(graph, "id")
    let reader = graph.relationshipReader
    var last: (UInt32, UInt32, UInt32) = (0, 0, 0)
    var isRight = true
    graph.relationshipBitmap.forEach { offset in
      let place = (reader.type(of: offset).rawValue, reader.source(of: offset), reader.target(of: offset))
      isRight = isRight && place >= last
      last = place
      let said = graph.relationshipProperty(RelationshipID(rawValue: offset), id)
      isRight = isRight && said == .integer(Int64(place.1) << 20 | Int64(place.2))
    }
    #expect(isRight && graph.relationshipCount == 120_000)
    #expect(graph.schema.constraints.map(\.name) == ["ids"])
    #expect(graph.schema.indexes.map(\.name) == ["ids", "names"])
    let owns = try #require(graph.catalog.relationshipType("OWNS"))
    #expect(graph.outgoing(owns).degree(of: 7) > StorageLimits.runEntriesMax)
    store.close()
    #expect(try FileCheck.run(Self.path, isDeep: true, fileSystem: fileSystem).findings.isEmpty)
  }

  @Test func onlyWhatIsSteppedOnIsRead() throws {
    let files = SimulatedFileSystem()
    try Self.made(files)
    let whole = try #require(files.bytes(Self.path)).count
    let counting = CountingFileSystem(files)
    let store = try DatabaseFile.open(Self.path, fileSystem: counting)
    let opening = counting.takeBytes()
    #expect(opening < 40_000, "opening read \(opening) of \(whole)")
    let graph = store.snapshot()
    #expect(try Self.lookup(graph, "id", .integer(3 * 44_444)) == [44_444])
    let look = counting.takeBytes()
    #expect(look > 0 && look < 20_000, "a look-up read \(look)")
    #expect(try Self.lookup(graph, "name", .string("企业 11111 股份有限公司")) == [44_444, 44_445, 44_446, 44_447])
    let text = counting.takeBytes()
    #expect(text > 0 && text < 20_000, "a look-up of a text read \(text)")
    #expect(graph.nodeProperty(NodeID(rawValue: 44_444), try Self.key(graph, "name")) == .string("企业 11111 股份有限公司"))
    let page = counting.takeBytes()
    let names = try #require(store.file).fileBytes
    #expect(page > 0 && page < names / 4, "a property read \(page)")
    #expect(graph.nodeProperty(NodeID(rawValue: 44_446), try Self.key(graph, "name")) == .string("企业 11111 股份有限公司"))
    #expect(counting.takeBytes() == 0, "a page was read twice")
    let type = try #require(graph.catalog.relationshipType("SUPPLIES"))
    let supplies = graph.outgoing(type)
    #expect(counting.takeBytes() == 0, "taking a reader read something")
    let degree = supplies.degree(of: 99_999)
    #expect(degree < 10 && counting.takeBytes() < whole / 4)
    store.close()
  }

  @Test func manyThreadsStepOnAPageAtOnce() throws {
    let files = SimulatedFileSystem()
    try Self.made(files)
    for _ in 0..<4 {
      let store = try DatabaseFile.open(Self.path, fileSystem: files)
      let graph = store.snapshot()
      let (id, label) = (try Self.key(graph, "id"), try #require(graph.catalog.label("Park")))
      let type = try #require(graph.catalog.relationshipType("SUPPLIES"))
      let sums = Mutex<[Int]>([])
      let group = DispatchGroup()
      for thread in 0..<8 as Range<UInt32> {
        group.enter()
        Thread {
          defer { group.leave() }
          var sum = 0
          for step in 0..<UInt32(Self.nodeCount) {
            let node = (step &+ thread * 12_345) % UInt32(Self.nodeCount)
            if case .integer(let number) = graph.nodeColumn(id).value(node) { sum &+= Int(number) }
            sum &+= graph.incoming(type).degree(of: node) &* 7
            if graph.labelBitmap(label).contains(node) { sum &+= 1 }
          }
          sums.withLock { $0.append(sum) }
        }.start()
      }
      group.wait()
      let found = sums.withLock { $0 }
      let right = 3 * (0..<Self.nodeCount).reduce(0, +) + 60_000 * 7 + 10_000
      #expect(found == Array(repeating: right, count: 8))
      store.close()
    }
  }

  @Test func aCheckpointWritesOnlyWhatChanged() throws {
    let files = SimulatedFileSystem()
    try Self.made(files)
    let before = try DatabaseFile.read(Self.path, try files.open(Self.path, .read)).directory
    let store = try DatabaseFile.open(Self.path, fileSystem: files)
    let transaction = try store.beginWrite()
    try transaction.setNodeProperty(NodeID(rawValue: 50_000), try transaction.propertyKey("id"), .integer(-1))
    let type = try transaction.relationshipType("OWNS")
    _ = try transaction.createRelationship(type: type, from: NodeID(rawValue: 50_000), to: NodeID(rawValue: 1), properties: [])
    _ = try transaction.commit()
    try store.checkpoint()
    try store.snapshot().checkInvariants()
    store.close()
    let after = try DatabaseFile.read(Self.path, try files.open(Self.path, .read)).directory
    var changed: [TableKind: Int] = [:]
    for table in after.tables {
      let old = Set(before.table(table.name)?.extents ?? [])
      changed[table.name.kind, default: 0] += table.extents.filter { $0 != nil && !old.contains($0) }.count
    }
    // The value moves from one leaf to another; the new relationship is in a chunk of either direction.
    #expect(changed[.indexLeaves] == 2 && changed[.outgoing] == 1 && changed[.incoming] == 1 && changed[.nodeColumn] == 1)
    #expect(try FileCheck.run(Self.path, isDeep: true, fileSystem: files).findings.isEmpty)
    let again = try DatabaseFile.open(Self.path, fileSystem: files)
    #expect(try Self.lookup(again.snapshot(), "id", .integer(-1)) == [50_000])
    #expect(try Self.lookup(again.snapshot(), "id", .integer(150_000)).isEmpty)
    again.close()
  }

  @Test func anOldSnapshotReadsWhatIsGone() throws {
    let files = SimulatedFileSystem()
    try Self.made(files)
    let store = try DatabaseFile.open(Self.path, fileSystem: files)
    let old = store.snapshot()
    var transaction = try store.beginWrite()
    try transaction.dropConstraint(named: "ids")
    try transaction.createConstraint(Constraint(name: "ids", target: .nodes(label: "Firm"), rule: .unique(property: "id")))
    try transaction.dropIndex(named: "names")
    _ = try transaction.commit()
    for round in 0..<4 {
      try store.checkpoint()
      transaction = try store.beginWrite()
      for node in 0..<2_000 as Range<UInt32> {
        try transaction.setNodeProperty(
          NodeID(rawValue: node), try transaction.propertyKey("text"), .string("\(round) \(node) written anew"))
      }
      _ = try transaction.commit()
    }
    // Nobody has asked the old indexes yet; their leaves must not have been written over.
    #expect(try Self.lookup(old, "name", .string("企业 24999 股份有限公司")) == [99_996, 99_997, 99_998, 99_999])
    #expect(try Self.lookup(old, "id", .integer(3 * 77_777)) == [77_777])
    try old.checkInvariants()
    try store.requireSound()
    store.close()
  }

  @Test func damagedAdjacencyAndIndexesAreFound() throws {
    let files = SimulatedFileSystem()
    try Self.made(files)
    let whole = try #require(files.bytes(Self.path))
    let directory = try DatabaseFile.read(Self.path, try files.open(Self.path, .read)).directory
    for kind in [TableKind.outgoing, .incoming, .indexLeaves, .indexFences] {
      let table = try #require(directory.tables.first { $0.name.kind == kind })
      let extent = try #require(table.extents.compactMap { $0 }.last)
      var bytes = whole
      bytes[extent.offset + extent.length - 1] ^= 4
      let damaged = files.afterDeath()
      damaged.put(bytes, Self.path)
      let report = try FileCheck.run(Self.path, isDeep: true, fileSystem: damaged)
      #expect(report.findings.contains { $0.offset.map { (extent.offset..<extent.end).contains($0) } ?? false }, "\(kind)")
      let store = try DatabaseFile.open(Self.path, fileSystem: damaged)
      let graph = store.snapshot()
      for type in 0..<2 as Range<UInt32> {
        for node in 0..<UInt32(Self.nodeCount) {
          _ = graph.outgoing(RelationshipTypeID(rawValue: type)).degree(of: node)
          _ = graph.incoming(RelationshipTypeID(rawValue: type)).degree(of: node)
        }
      }
      for index in [("id", Value.integer(3 * 99_999)), ("name", .string("企业 9999 股份有限公司"))] {
        _ = try Self.lookup(graph, index.0, index.1)
      }
      #expect(throws: StorageError.self, "\(kind)") { try store.requireSound() }
      #expect(throws: StorageError.self) { try store.beginWrite() }
    }
  }
}
