// The proof that a file is sound, and all damage where it is not: headers, directory, every extent with its checksum and content, no two
// extents on the same bytes, the log, and the invariants of the graph that all this makes. Writes nothing.

package import GraphModel

/// What a look at a file found.
package struct FileReport: Sendable {
  /// The file.
  package var path: String
  /// What is wrong.
  package internal(set) var findings: [FileFault] = []
  /// What should be known and is not wrong.
  package internal(set) var notices: [String] = []
  /// Numbers about the file, by name, in order.
  package internal(set) var figures: [(name: String, value: Int)] = []
  /// Whether the file was closed, so that all is in it and no log belongs to it.
  package internal(set) var isClosed = false
}

/// Looks at files.
package struct FileCheck {
  private let path: String
  private let fileSystem: any FileSystem
  private var report: FileReport

  /// Looks at a file as a whole.
  /// - Parameter isDeep: whether contents and invariants are checked too, at a cost linear in the file.
  /// - Throws: `file` where the file cannot be looked at; what is wrong inside it is told by the report.
  package static func run(
    _ path: String, isDeep: Bool, fileSystem: any FileSystem = POSIXFileSystem()
  ) throws(StorageError) -> FileReport {
    let path = fileSystem.resolved(path)
    var check = FileCheck(path: path, fileSystem: fileSystem, report: FileReport(path: path))
    let file = try onFile { () throws(FileError) in try fileSystem.open(path, .read) }
    try DatabaseFile.holdOldPages(file, path, waitMilliseconds: FileOptions().lockWaitMilliseconds)
    do throws(StorageError) { try check.look(file, isDeep: isDeep) } catch { try check.add(error) }
    return check.report
  }

  /// Takes damage as a finding; anything else ends the look.
  private mutating func add(_ error: StorageError) throws(StorageError) {
    switch error {
    case .file(let fault):
      switch fault.code {
      case .damaged, .logMissing, .logForeign, .notADatabase, .formatUnknown: report.findings.append(fault)
      default: throw error
      }
    case .invariantBroken(let message), .constraintViolated(_, let message):
      report.findings.append(FileFault(.damaged, path, message, hint: StoreHealth.mend))
    default: throw error
    }
  }

  private mutating func look(_ file: any StorageFile, isDeep: Bool) throws(StorageError) {
    let headers = try HeaderReading(path, file)
    _ = try headers.newest()
    report.findings += headers.remarks
    let state = try DatabaseFile.read(path, file)
    report.isClosed = state.slot.isClosed
    count(state)
    if isDeep { try lookAtExtents(state) }
    let logPath = FileFormat.logPath(path)
    do throws(StorageError) {
      if case .commits(let reading) = try LogState(logPath, state.slot, fileSystem) {
        report.figures.append(("log_bytes", reading.block.count))
        report.figures.append(("log_commits", reading.records.count))
        if let notice = reading.notice { report.notices.append(notice) }
      }
    } catch { try add(error) }
    guard isDeep, report.findings.allSatisfy({ headers.remarks.contains($0) }) else { return }
    let base = try GraphSnapshot(restoring: state.directory, state.reader)
    do throws(StorageError) {
      let graph = try LogState(logPath, state.slot, fileSystem).replayed(on: base, logPath, state.reader.health)
      try graph.checkInvariants()
      try state.reader.health.requireSound()
    } catch { try add(error) }
  }

  private mutating func count(_ state: OpenedState) {
    let live = state.directory.extents.reduce(state.slot.directory.length) { $0 + $1.length }
    let pages = Set(state.directory.extents.flatMap(\.pages)).union(state.slot.directory.pages)
    let free = state.slot.pageCount - FileFormat.firstDataPage - pages.count
    report.figures += [
      ("format", Int(state.slot.format)), ("generation", Int(clamping: state.slot.generation)),
      ("commits_in_file", Int(clamping: state.slot.sequence)), ("nodes", state.directory.counts.nodeCount),
      ("relationships", state.directory.counts.relationshipCount), ("file_bytes", state.slot.pageCount * FileFormat.pageBytes),
      ("live_bytes", live), ("free_bytes", max(0, free) * FileFormat.pageBytes),
    ]
  }

  private mutating func lookAtExtents(_ state: OpenedState) throws(StorageError) {
    let tables = TableReader(reader: state.reader, directory: state.directory)
    for table in state.directory.tables {
      let bounds = tables.bounds(of: table.name)
      let what = table.name.text(state.directory.catalog)
      if table.name.kind == .indexFences { try lookAtIndex(table.name.key, tables) }
      for position in table.extents.indices where table.name.kind.rows != .entries {
        do throws(StorageError) {
          try state.reader.forEach(table, in: position..<position + 1) { (position, bytes) throws(DamagedBytes) in
            try Self.read(table.name.kind, &bytes, bounds.at(position))
          } what: {
            "\(what), rows from \($0 * StorageLimits.rowsPerChunk)"
          }
        } catch { try add(error) }
      }
    }
    let all = (Array(state.directory.extents) + [state.slot.directory]).sorted { $0.offset < $1.offset }
    for (left, right) in zip(all, all.dropFirst()) where right.offset < left.end {
      report.findings.append(FileFault(.damaged, path, at: right.offset, "two chunks stand on the same bytes"))
    }
  }

  private mutating func lookAtIndex(_ number: UInt32, _ tables: TableReader) throws(StorageError) {
    let index = tables.directory.indexes[Int(number)]
    let isOverNodes = if case .nodes = index.target { true } else { false }
    let capacity = isOverNodes ? tables.directory.nodeCapacity : tables.directory.relationshipCapacity
    do throws(StorageError) {
      for tree in try tables.trees(ofIndex: number) {
        try tree.forEachLeaf { page, _ throws(StorageError) in
          guard let extent = page.storedAt else { return }
          let leaf = IndexPage(owner: 0, isText: page.isText, isLeaf: true)
          do throws(StorageError) {
            try tables.reader.readLeaf(extent, into: leaf, capacity: capacity, "a leaf of the index `\(index.name)`")
          } catch { try add(error) }
        }
      }
    } catch { try add(error) }
  }

  private static func read(_ kind: TableKind, _ bytes: inout ByteReader, _ bounds: ChunkBounds) throws(DamagedBytes) {
    switch kind {
    case .liveNodes, .liveRelationships: _ = try BitmapChunk.read(from: &bytes, bounds: bounds)
    case .nodeLabelSets: _ = try LabelSetChunk.read(from: &bytes, bounds: bounds)
    case .relationships: _ = try RelationshipChunk.read(from: &bytes, bounds: bounds)
    case .nodeColumn, .relationshipColumn: _ = try ColumnChunk.read(from: &bytes, bounds: bounds)
    case .outgoing, .incoming: _ = try AdjacencyChunk.read(from: &bytes, bounds: bounds)
    case .indexLeaves, .indexFences: break
    }
  }
}
