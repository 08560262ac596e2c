// Filling a fresh chunk from typed batches, for bulk loads: many rows at once, in ascending order.
// Invariant: the chunk is private to the loader until it is sealed, and rows come once each, so no row is written over.

import GraphModel

extension ColumnChunk {
  /// Writes values into the rows from `row` on; `isPresent` says of which there are values, `nil` that of all.
  func fill(_ values: PropertyColumn, _ range: Range<Int>, isPresent: [Bool]?, row: Int) throws(StorageError) {
    switch values {
    case .booleans(let list):
      if let data = claim(.boolean) {
        let target = data.assumingMemoryBound(to: UInt8.self) + row
        return mark(range, isPresent, row) { target[$0 - range.lowerBound] = list[$0] ? 1 : 0 }
      }
    case .integers(let list):
      if let data = claim(.integer) {
        let target = data.assumingMemoryBound(to: Int64.self) + row
        return mark(range, isPresent, row) { target[$0 - range.lowerBound] = list[$0] }
      }
    case .floats(let list):
      if let data = claim(.float) {
        let target = data.assumingMemoryBound(to: Double.self) + row
        return mark(range, isPresent, row) { target[$0 - range.lowerBound] = list[$0] }
      }
    case .texts(let list):
      if claim(.string) != nil { return try fill(list, range, isPresent, row) }
    case .values: break
    }
    for place in range where isPresent?[place] ?? true {
      let value = values.value(at: place)
      if !value.isNull { try set(value, row: row + place - range.lowerBound) }
    }
  }

  /// Copies the value of a row of another chunk, if it has one.
  func copy(_ other: UnsafePointer<ColumnChunkView>, _ from: Int, to row: Int) throws(StorageError) {
    guard other.pointee.isPresent(from) else { return }
    guard let data = claim(other.pointee.kind) else { return try set(other.pointee.value(from), row: row) }
    switch other.pointee.kind {
    case .integer, .date, .float: data.assumingMemoryBound(to: Int64.self)[row] = other.pointee.integers[from]
    case .boolean: data.assumingMemoryBound(to: UInt8.self)[row] = other.pointee.booleans[from]
    case .string: try set(text: other.pointee.string(from), row: row)
    case .absent, .mixed, .localDateTime, .dateTime: try set(other.pointee.value(from), row: row)
    }
    setPresent(row)
  }

  private func fill(_ texts: TextColumn, _ range: Range<Int>, _ isPresent: [Bool]?, _ row: Int) throws(StorageError) {
    for place in range where isPresent?[place] ?? true {
      let target = row + place - range.lowerBound
      try texts.withText(at: place) { text throws(StorageError) in try set(text: text, row: target) }
    }
  }

  /// The data, if the chunk keeps or can come to keep values of a kind.
  private func claim(_ wanted: ColumnKind) -> UnsafeMutableRawPointer? {
    if kind == .absent { begin(wanted) }
    return kind == wanted ? data : nil
  }

  private func mark(_ range: Range<Int>, _ isPresent: [Bool]?, _ row: Int, _ write: (Int) -> Void) {
    for place in range where isPresent?[place] ?? true {
      write(place)
      setPresent(row + place - range.lowerBound)
    }
    if presentCount == 0 { forget() }
  }
}
