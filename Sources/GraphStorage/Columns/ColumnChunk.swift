// A property column of one chunk of rows: validity bits and data of one kind, and the change from one kind to another.
//
// Invariants:
// - `data` is a block of this chunk's own, laid out as `kind` says, or `nil` for an absent column; for mixed columns it is a
//   table of 32 pointers into `blocks` (or to the shared nulls).
// - Rows without a validity bit hold zero (code 0, null in mixed blocks), which keeps equal contents equal.
// - `dictionary` is there exactly for string columns and holds at least `stringCount` codes.
// Writing a value of another kind turns the chunk into a mixed one; a chunk does not turn back by itself, except to absent.

import GraphModel

/// One chunk of a property column.
final class ColumnChunk: TableChunk, @unchecked Sendable {
  typealias View = ColumnChunkView

  let owner: UInt64
  private(set) var kind: ColumnKind
  let validity: UnsafeMutablePointer<UInt64>
  private(set) var presentCount: Int
  private(set) var data: UnsafeMutableRawPointer?
  private(set) var dictionary: StringDictionary?
  private(set) var stringCount = 0
  private(set) var blocks: [MixedBlock?] = []

  nonisolated(unsafe) private static let emptyBytes = UnsafeRawPointer(BitmapChunk.absentPage[0])

  nonisolated(unsafe) static let absentPage: UnsafePointer<View> = makeAbsentPage(of: view(ofAbsent: BitmapChunk.absentPage[0]))

  private static func view(ofAbsent validity: UnsafePointer<UInt64>) -> ColumnChunkView {
    ColumnChunkView(
      kind: .absent, validity: validity, data: emptyBytes, stringOffsets: emptyBytes.assumingMemoryBound(to: UInt32.self),
      stringHeap: emptyBytes.assumingMemoryBound(to: UInt8.self), stringCount: 0)
  }

  init(owner: UInt64) {
    self.owner = owner
    kind = .absent
    validity = .allocate(capacity: StorageLimits.wordsPerChunk)
    validity.initialize(repeating: 0, count: StorageLimits.wordsPerChunk)
    presentCount = 0
    data = nil
  }

  init(copying other: ColumnChunk, owner: UInt64) {
    self.owner = owner
    kind = other.kind
    validity = .allocate(capacity: StorageLimits.wordsPerChunk)
    validity.initialize(from: other.validity, count: StorageLimits.wordsPerChunk)
    presentCount = other.presentCount
    dictionary = other.dictionary
    stringCount = other.stringCount
    blocks = other.blocks
    data = other.data.map { source in
      let copy = Self.allocate(other.kind)
      copy.copyMemory(from: source, byteCount: Self.byteCount(other.kind))
      return copy
    }
  }

  deinit {
    validity.deallocate()
    data?.deallocate()
  }

  var view: ColumnChunkView {
    guard let data else { return Self.view(ofAbsent: UnsafePointer(validity)) }
    return ColumnChunkView(
      kind: kind, validity: UnsafePointer(validity), data: UnsafeRawPointer(data),
      stringOffsets: dictionary.map { UnsafePointer($0.offsets) } ?? Self.emptyBytes.assumingMemoryBound(to: UInt32.self),
      stringHeap: dictionary.map { UnsafePointer($0.heap) } ?? Self.emptyBytes.assumingMemoryBound(to: UInt8.self),
      stringCount: UInt32(truncatingIfNeeded: stringCount))
  }

  /// Bytes of the data of a kind.
  private static func byteCount(_ kind: ColumnKind) -> Int {
    let rows = StorageLimits.rowsPerChunk
    return switch kind {
    case .absent: 0
    case .boolean: rows
    case .integer, .float, .date: rows * 8
    case .string: rows * 4
    case .localDateTime: rows * 12
    case .dateTime: rows * 16
    case .mixed: rows / MixedBlock.rows * MemoryLayout<UnsafePointer<Value>>.stride
    }
  }

  private static func allocate(_ kind: ColumnKind) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer.allocate(byteCount: byteCount(kind), alignment: 8)
  }

  /// The kind in which a value is kept best; `absent` for null.
  static func kind(for value: Value) -> ColumnKind {
    switch value {
    case .null: .absent
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .date: .date
    case .localDateTime: .localDateTime
    case .dateTime(let moment): moment.zone.isNamed ? .mixed : .dateTime
    default: .mixed
    }
  }
}

extension ColumnChunk {
  /// Whether a row has the property.
  func isPresent(_ row: Int) -> Bool { (validity[row >> 6] >> UInt64(row & 63)) & 1 != 0 }

  /// Sets the value of a row. Only the owner calls this.
  /// - Precondition: the value may be a property and is not null.
  /// - Throws: `capacityExceeded` when the strings of the chunk would pass 4 GiB.
  func set(_ value: Value, row: Int) throws(StorageError) {
    let wanted = Self.kind(for: value)
    if kind == .absent { become(wanted) } else if kind != wanted, kind != .mixed { becomeMixed() }
    guard let data else { return }
    switch (kind, value) {
    case (.boolean, .boolean(let truth)): data.assumingMemoryBound(to: UInt8.self)[row] = truth ? 1 : 0
    case (.integer, .integer(let number)): data.assumingMemoryBound(to: Int64.self)[row] = number
    case (.float, .float(let number)): data.assumingMemoryBound(to: Double.self)[row] = number
    case (.string, .string(let text)):
      data.assumingMemoryBound(to: UInt32.self)[row] = try text.withReference { text throws(StorageError) in try encode(text) }
    case (.date, .date(let date)): data.assumingMemoryBound(to: Int64.self)[row] = date.daysSinceEpoch
    case (.localDateTime, .localDateTime(let moment)): write(moment.secondsSinceEpoch, moment.nanosecond, row, data)
    case (.dateTime, .dateTime(let moment)):
      write(moment.epochSeconds, moment.nanosecond, row, data)
      (data + ColumnKind.zoneOffset).assumingMemoryBound(to: Int32.self)[row] = Int32(truncatingIfNeeded: moment.offsetSeconds)
    default: ownedBlock(row / MixedBlock.rows).values[row % MixedBlock.rows] = value
    }
    setPresent(row)
  }

  private func write(_ seconds: Int64, _ nanoseconds: Int32, _ row: Int, _ data: UnsafeMutableRawPointer) {
    data.assumingMemoryBound(to: Int64.self)[row] = seconds
    (data + ColumnKind.nanosecondsOffset).assumingMemoryBound(to: Int32.self)[row] = nanoseconds
  }

  /// Sets the string of a row of a string column. Only the owner calls this.
  func set(text: StringReference, row: Int) throws(StorageError) {
    guard kind == .string, let data else { return try set(.string(text.string), row: row) }
    data.assumingMemoryBound(to: UInt32.self)[row] = try encode(text)
    setPresent(row)
  }

  /// Notes that a row has a value.
  func setPresent(_ row: Int) {
    guard !isPresent(row) else { return }
    validity[row >> 6] |= 1 << UInt64(row & 63)
    presentCount += 1
  }

  /// Gives an absent column a kind, with room for as many strings as there are rows. Only a loader calls this.
  func begin(_ wanted: ColumnKind) {
    become(wanted)
    if wanted == .string {
      dictionary = StringDictionary(codeCapacity: StorageLimits.rowsPerChunk, byteCapacity: StorageLimits.rowsPerChunk * 16)
    }
  }

  /// Takes the kind back where no value came. Only a loader calls this.
  func forget() { becomeAbsent() }

  /// Takes a finished dictionary in place of its own. Only a reader of files calls this.
  func adopt(_ finished: StringDictionary, count: Int) {
    dictionary = finished
    stringCount = count
  }

  /// Writes a value of a mixed column. Only a reader of files calls this.
  func put(mixed value: Value, row: Int) { ownedBlock(row / MixedBlock.rows).values[row % MixedBlock.rows] = value }

  /// Gives back the room that a finished chunk does not need. Only a loader calls this.
  func seal() throws(StorageError) {
    if presentCount == 0 { becomeAbsent() } else if kind == .string { dictionary = try compacted(roomFor: 0, isExact: true) }
  }

  /// Takes the value of a row away. Only the owner calls this.
  func remove(row: Int) {
    guard isPresent(row), let data else { return }
    validity[row >> 6] &= ~(1 << UInt64(row & 63))
    presentCount -= 1
    switch kind {
    case .absent: break
    case .boolean: data.assumingMemoryBound(to: UInt8.self)[row] = 0
    case .integer, .date: data.assumingMemoryBound(to: Int64.self)[row] = 0
    case .localDateTime: write(0, 0, row, data)
    case .dateTime:
      write(0, 0, row, data)
      (data + ColumnKind.zoneOffset).assumingMemoryBound(to: Int32.self)[row] = 0
    case .float: data.assumingMemoryBound(to: Double.self)[row] = 0
    case .string: data.assumingMemoryBound(to: UInt32.self)[row] = 0
    case .mixed: ownedBlock(row / MixedBlock.rows).values[row % MixedBlock.rows] = .null
    }
    if presentCount == 0 { becomeAbsent() }
  }

  private func become(_ wanted: ColumnKind) {
    let fresh = Self.allocate(wanted)
    fresh.initializeMemory(as: UInt8.self, repeating: 0, count: Self.byteCount(wanted))
    if wanted == .mixed {
      let count = StorageLimits.rowsPerChunk / MixedBlock.rows
      fresh.assumingMemoryBound(to: UnsafePointer<Value>.self).update(repeating: MixedBlock.nulls, count: count)
      blocks = Array(repeating: nil, count: count)
    }
    if wanted == .string { dictionary = StringDictionary(codeCapacity: 4, byteCapacity: 64) }
    kind = wanted
    data = fresh
  }

  private func becomeAbsent() {
    data?.deallocate()
    data = nil
    dictionary = nil
    stringCount = 0
    blocks = []
    kind = .absent
  }

  private func becomeMixed() {
    let old = view
    var values: [(row: Int, value: Value)] = []
    values.reserveCapacity(presentCount)
    for row in 0..<StorageLimits.rowsPerChunk where old.isPresent(row) { values.append((row, old.value(row))) }
    becomeAbsent()
    become(.mixed)
    for entry in values { ownedBlock(entry.row / MixedBlock.rows).values[entry.row % MixedBlock.rows] = entry.value }
  }

  private func ownedBlock(_ index: Int) -> MixedBlock {
    if let block = blocks[index], block.owner == owner { return block }
    let block = blocks[index].map { MixedBlock(copying: $0, owner: owner) } ?? MixedBlock(owner: owner)
    blocks[index] = block
    data?.assumingMemoryBound(to: UnsafePointer<Value>.self)[index] = UnsafePointer(block.values)
    return block
  }
}

extension ColumnChunk {
  /// The code of a string, added to the dictionary if it is new.
  private func encode(_ text: StringReference) throws(StorageError) -> UInt32 {
    if let code = dictionary?.code(of: text, below: stringCount) { return code }
    if let dictionary, dictionary.hasRoom(after: stringCount, bytes: text.count) {
      dictionary.append(text, after: stringCount)
    } else {
      let larger = try compacted(roomFor: text.count)
      larger.append(text, after: stringCount)
      dictionary = larger
    }
    stringCount += 1
    return UInt32(truncatingIfNeeded: stringCount - 1)
  }

  /// A dictionary of only the strings in use, with room to double or none; the codes of the rows are rewritten to it.
  private func compacted(roomFor bytes: Int, isExact: Bool = false) throws(StorageError) -> StringDictionary {
    guard let old = dictionary, let codes = data?.assumingMemoryBound(to: UInt32.self) else {
      return StringDictionary(codeCapacity: 4, byteCapacity: max(64, bytes))
    }
    var renamed = [UInt32](repeating: .max, count: stringCount)
    var liveBytes = 0
    var liveCount = 0
    for row in 0..<StorageLimits.rowsPerChunk where isPresent(row) && renamed[Int(codes[row])] == .max {
      renamed[Int(codes[row])] = 0
      liveCount += 1
      liveBytes += old.string(Int(codes[row])).count
    }
    let limit = StorageLimits.chunkStringBytesMax
    guard liveBytes <= limit - bytes else {
      throw .capacityExceeded("the strings of one property in one chunk of \(StorageLimits.rowsPerChunk) rows pass \(limit) bytes")
    }
    let fresh =
      isExact
      ? StringDictionary(codeCapacity: liveCount, byteCapacity: liveBytes)
      : StringDictionary(
        codeCapacity: min(StorageLimits.rowsPerChunk * 2, max(4, liveCount * 2)),
        byteCapacity: min(limit, max(64, (liveBytes + bytes) * 2)))
    var count = 0
    for code in 0..<stringCount where renamed[code] == 0 {
      renamed[code] = fresh.append(old.string(code), after: count)
      count += 1
    }
    for row in 0..<StorageLimits.rowsPerChunk where isPresent(row) { codes[row] = renamed[Int(codes[row])] }
    stringCount = count
    return fresh
  }
}
