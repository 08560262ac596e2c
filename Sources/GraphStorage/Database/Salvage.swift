// What is whole in a damaged file, as a graph of its own: nodes whose liveness and labels can be read, the properties in chunks that can be
// read, relationships with both ends, and the commits of the log up to the first that does not fit. Identifiers are given anew.
// The directory must be whole. What is left out is told, chunk by chunk.

package import GraphModel
import Synchronization

/// A graph taken from a damaged file.
package struct Salvage: Sendable {
  /// What could be taken.
  package let graph: GraphSnapshot
  /// What could not.
  package let losses: [String]

  /// Takes what is whole.
  /// - Throws: `file` where nothing can be told without the directory.
  package init(_ path: String, fileSystem: any FileSystem = POSIXFileSystem()) throws(StorageError) {
    let path = fileSystem.resolved(path)
    let file = try onFile { () throws(FileError) in try fileSystem.open(path, .read) }
    let state = try DatabaseFile.read(path, file)
    let losses = LossList()
    let base = try GraphSnapshot(restoring: state.directory, state.reader) { losses.add($0) }
    let damaged = Self.replayed(path, state, base, fileSystem, losses)
    graph = try Self.copy(damaged, losses)
    self.losses = losses.texts
  }

  private static func replayed(
    _ path: String, _ state: OpenedState, _ base: GraphSnapshot, _ fileSystem: any FileSystem, _ losses: LossList
  ) -> GraphSnapshot {
    let logPath = FileFormat.logPath(path)
    let store = GraphStore(snapshot: base)
    do throws(StorageError) {
      if case .commits(let reading) = try LogState(logPath, state.slot, fileSystem) {
        if let notice = reading.notice { losses.add(notice) }
        try reading.replay(on: store, path: logPath)
      }
    } catch {
      losses.add(error)
      losses.add("commits of the log from this place on are left out")
    }
    return store.snapshot()
  }

  /// The live part of a graph in a graph of its own.
  private static func copy(_ graph: GraphSnapshot, _ losses: LossList) throws(StorageError) -> GraphSnapshot {
    let store = GraphStore()
    let loader = try BulkLoader(store: store)
    for name in graph.catalog.labels.names { _ = try loader.label(name) }
    for name in graph.catalog.relationshipTypes.names { _ = try loader.relationshipType(name) }
    for name in graph.catalog.propertyKeys.names { _ = try loader.propertyKey(name) }
    var renamed: [UInt32: NodeID] = [:]
    try graph.nodeBitmap.forEach { node throws(StorageError) in
      let labels = graph.labels(of: NodeID(rawValue: node))
      renamed[node] = try loader.addNode(
        labels: labels, properties: properties(graph.nodePropertyKeys(NodeID(rawValue: node)), graph.nodeColumn, node))
    }
    let reader = graph.relationshipReader
    var missing = 0
    try graph.relationshipBitmap.forEach { relationship throws(StorageError) in
      guard let source = renamed[reader.source(of: relationship)], let target = renamed[reader.target(of: relationship)] else {
        missing += 1
        return
      }
      let keys = graph.relationshipPropertyKeys(RelationshipID(rawValue: relationship))
      _ = try loader.addRelationship(
        type: reader.type(of: relationship), from: source, to: target,
        properties: properties(keys, graph.relationshipColumn, relationship))
    }
    if missing > 0 { losses.add("\(missing) relationships whose ends are lost") }
    _ = try loader.finish()
    addSchema(graph.schema, to: store, losses)
    return store.snapshot()
  }

  private static func properties(
    _ keys: [PropertyKeyID], _ column: (PropertyKeyID) -> ColumnReader, _ row: UInt32
  ) -> [(key: PropertyKeyID, value: Value)] {
    keys.map { (key: $0, value: column($0).value(row)) }
  }

  private static func addSchema(_ schema: GraphSchema, to store: GraphStore, _ losses: LossList) {
    func add(_ name: String, _ body: (WriteTransaction) throws(StorageError) -> Void) {
      do throws(StorageError) {
        let transaction = try store.beginWrite()
        do throws(StorageError) {
          try body(transaction)
          _ = try transaction.commit()
        } catch {
          transaction.rollback()
          throw error
        }
      } catch { losses.add("`\(name)` is left out, for what is whole does not obey it: \(error)") }
    }
    for constraint in schema.constraints {
      add(constraint.name) { transaction throws(StorageError) in try transaction.createConstraint(constraint) }
    }
    for index in schema.fullTextIndexes {
      add(index.name) { transaction throws(StorageError) in try transaction.createFullTextIndex(index) }
    }
    for index in schema.indexes where !index.isOwned {
      add(index.name) { transaction throws(StorageError) in try transaction.createIndex(index) }
    }
  }
}

/// What was left out, from whatever thread it was noticed.
private final class LossList: Sendable {
  private let list = Mutex<[String]>([])

  var texts: [String] { list.withLock { $0 } }
  func add(_ text: String) { list.withLock { $0.append(text) } }

  func add(_ error: StorageError) {
    if case .file(let fault) = error { add(fault.text) } else { add("\(error)") }
  }
}
