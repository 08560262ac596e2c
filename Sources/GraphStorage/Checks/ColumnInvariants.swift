// Property columns: only live entities have values, chunks count their values rightly, views show their chunks, values may be
// properties, and equal strings of a chunk share one code.

import GraphModel

/// Checks one property column.
struct ColumnInvariants {
  let name: String
  let table: PagedTable<ColumnChunk>
  let live: BitmapView

  func check() throws(StorageError) {
    for position in 0..<table.chunkCapacity {
      let view = table.view(at: position)
      guard let chunk = table.chunk(at: position) else {
        let isAbsent = view.kind == .absent && view.validity == ColumnChunk.absentPage.pointee.validity
        try require(isAbsent, "\(name), chunk \(position): an absent chunk has a view of its own")
        continue
      }
      let count = count(view)
      try require(view.validity == UnsafePointer(chunk.validity) && view.kind == chunk.kind, "\(name), chunk \(position): stale view")
      try require(chunk.presentCount == count, "\(name), chunk \(position): counts \(chunk.presentCount) of \(count) values")
      try require((view.kind == .absent) == (count == 0), "\(name), chunk \(position): kind \(view.kind) with \(count) values")
      for row in 0..<StorageLimits.rowsPerChunk { try checkRow(view, row, position) }
      if view.kind == .string { try checkStrings(view, position) }
    }
  }

  private func count(_ view: ColumnChunkView) -> Int {
    (0..<StorageLimits.wordsPerChunk).reduce(0) { $0 + view.validity[$1].nonzeroBitCount }
  }

  private func checkRow(_ view: ColumnChunkView, _ row: Int, _ position: Int) throws(StorageError) {
    let offset = position * StorageLimits.rowsPerChunk + row
    if view.isPresent(row) {
      try require(live.contains(UInt32(truncatingIfNeeded: offset)), "\(name): \(offset) is not there but has a value")
      if view.kind == .mixed {
        let value = view.mixed(row)
        try require(PropertyRule.admits(value), "\(name): \(offset) has a value of type \(value.typeName)")
      } else {
        try require(!view.value(row).isNull, "\(name): \(offset) holds no \(view.kind)")
      }
      return
    }
    let isZero =
      switch view.kind {
      case .absent: true
      case .boolean: view.booleans[row] == 0
      case .integer: view.integers[row] == 0
      case .float: view.floats[row].bitPattern == 0
      case .string: view.codes[row] == 0
      case .mixed: view.mixed(row).isNull
      case .date: view.days[row] == 0
      case .localDateTime: view.seconds[row] == 0 && view.nanoseconds[row] == 0
      case .dateTime: view.seconds[row] == 0 && view.nanoseconds[row] == 0 && view.offsets[row] == 0
      }
    try require(isZero, "\(name): \(offset) has no value but data")
  }

  private func checkStrings(_ view: ColumnChunkView, _ position: Int) throws(StorageError) {
    for code in 0..<Int(view.stringCount) {
      try require(view.stringOffsets[code] <= view.stringOffsets[code + 1], "\(name), chunk \(position): string \(code) has no end")
    }
    var codes: [GroupingKey: UInt32] = [:]
    for row in 0..<StorageLimits.rowsPerChunk where view.isPresent(row) {
      let code = view.codes[row]
      try require(code < view.stringCount, "\(name), chunk \(position): row \(row) has the unknown code \(code)")
      let bytes = view.string(row).bytes
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .invariantBroken("\(name), chunk \(position): row \(row) is not UTF-8")
      }
      let known = codes.updateValue(code, forKey: GroupingKey(.string(text)))
      try require(known == nil || known == code, "\(name), chunk \(position): row \(row) has a second code for an equal string")
    }
  }
}
