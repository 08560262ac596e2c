// The neighbours of all nodes over relationships of one type in one direction, as readers see them.
// Invariant: the pointers are valid while the snapshot that handed out the reader is held; for the view of a transaction,
// until its next write. Any node offset may be asked for; one without a chunk has no neighbours.

/// Neighbours by node, for one relationship type and direction.
@usableFromInline package struct AdjacencyReader: @unchecked Sendable {
  @usableFromInline let pages: PageList<AdjacencyChunkView>
  @usableFromInline let absent: UnsafePointer<AdjacencyChunkView>
  /// The number of entries: the relationships of the type.
  @usableFromInline package let count: Int

  @usableFromInline init(pages: PageList<AdjacencyChunkView>, absent: UnsafePointer<AdjacencyChunkView>, count: Int) {
    self.pages = pages
    self.absent = absent
    self.count = count
  }

  /// The chunk in which a node lies.
  @inlinable func chunk(of node: UInt32) -> UnsafePointer<AdjacencyChunkView> {
    let page = Int(node >> StorageLimits.pageShift)
    return page < pages.count ? pages[page] + Int((node >> StorageLimits.chunkShift) & StorageLimits.pageMask) : absent
  }

  /// Whether a chunk of 2,048 nodes surely has no neighbours at all, so that a scan may pass it over.
  @inlinable package func isAbsent(chunk index: Int) -> Bool {
    let page = index / StorageLimits.chunksPerPage
    guard page < pages.count else { return true }
    let view = pages[page] + index % StorageLimits.chunksPerPage
    return view.pointee.offsets == absent.pointee.offsets && view.pointee.special == nil
  }

  /// The number of neighbours of a node, a neighbour counted once per relationship. Cost: constant.
  @inlinable package func degree(of node: UInt32) -> Int {
    let view = chunk(of: node)
    let row = Int(node & 2_047)
    guard view.pointee.special != nil else {
      return Int(view.pointee.offsets[row &+ 1]) &- Int(view.pointee.offsets[row])
    }
    return specialDegree(view, row)
  }

  @usableFromInline func specialDegree(_ view: UnsafePointer<AdjacencyChunkView>, _ row: Int) -> Int {
    if let override = view.pointee.override(row) { return override.pointee.degree }
    return view.pointee.baseRun(row, special: view.pointee.special).count
  }

  /// The neighbours of a node if they lie in one run, as those of almost every node do; `nil` for a hub. Cost: constant.
  @inlinable package func singleRun(of node: UInt32) -> NeighbourRun? {
    let view = chunk(of: node)
    let row = Int(node & 2_047)
    if view.pointee.special == nil {
      let start = Int(view.pointee.offsets[row])
      return NeighbourRun(
        neighbours: view.pointee.neighbours + start, relationships: view.pointee.relationships + start,
        count: Int(view.pointee.offsets[row &+ 1]) &- start)
    }
    return specialRun(view, row)
  }

  @usableFromInline func specialRun(_ view: UnsafePointer<AdjacencyChunkView>, _ row: Int) -> NeighbourRun? {
    if let override = view.pointee.override(row) { return override.pointee.runs == nil ? override.pointee.single : nil }
    return view.pointee.baseRun(row, special: view.pointee.special)
  }

  /// The runs of a hub; empty for every other node.
  @usableFromInline package func hubRuns(of node: UInt32) -> UnsafeBufferPointer<NeighbourRun> {
    guard let override = chunk(of: node).pointee.override(Int(node & 2_047)), let runs = override.pointee.runs else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: runs, count: override.pointee.runCount)
  }

  /// Calls a body with the runs of a node, none of them empty, ascending altogether.
  @inlinable package func forEachRun<E>(of node: UInt32, _ body: (NeighbourRun) throws(E) -> Void) throws(E) {
    if let run = singleRun(of: node) {
      if run.count > 0 { try body(run) }
      return
    }
    let runs = hubRuns(of: node)
    for index in 0..<runs.count { try body(runs[index]) }
  }

  /// Whether a relationship leads from a node to a neighbour. Cost: logarithmic in the degree.
  @inlinable package func contains(_ node: UInt32, neighbour: UInt32) -> Bool {
    var found = false
    forEachRun(of: node) { run in
      if found || run.neighbours[run.count &- 1] < neighbour { return }
      let position = run.firstPosition(of: neighbour)
      found = position < run.count && run.neighbours[position] == neighbour
    }
    return found
  }
}
