// A chunk of a property column in bytes: a kind, the rows that have the property, and the values of these rows alone.
//
// - boolean, integer: packed integers.
// - float: a byte for the form. 0: eight bytes each. 1 + d: packed integers that, divided by 10 to the power d, give the floats bit by bit.
// - string: the number of distinct texts, their packed lengths, their bytes one after another, then a packed code per row. Codes are
//   given in the order of the rows, so that a column without repetitions has codes 0, 1, 2 … which pack to nothing. Where the bytes are
//   packed (see `TextPacking`), the kind is 128 more and the number of packed bytes stands before them.
// - date: packed days. Datetimes: packed seconds, packed nanoseconds, and with a zone packed offsets.
// - mixed: the values one after another.

import GraphModel

extension ColumnChunk: StoredChunk {
  /// The powers of ten that floats are tried with.
  private static let scales: [Double] = [1, 10, 100, 1_000, 10_000]

  /// Added to the kind of a column whose texts are packed.
  private static let packedTexts: UInt8 = 128

  func append(to writer: inout ByteWriter) throws(StorageError) {
    let view = view
    let rows = (0..<StorageLimits.rowsPerChunk).filter(isPresent)
    if kind == .string { return appendTexts(view, rows, to: &writer) }
    writer.put(kind.rawValue)
    guard kind != .absent, let data else { return }
    RowSetCoding.append(UnsafePointer(validity), to: &writer)
    switch kind {
    case .absent, .string: break
    case .boolean: writer.put(packed: rows.map { UInt32(view.booleans[$0]) })
    case .integer:
      let integers = data.assumingMemoryBound(to: Int64.self)
      rows.map { integers[$0] }.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    case .float: append(floats: rows.map { view.floats[$0] }, to: &writer)
    case .date, .localDateTime, .dateTime: append(moments: rows, data, to: &writer)
    case .mixed: for row in rows { try ValueCoding.append(view.mixed(row), to: &writer) }
    }
  }

  private func append(moments rows: [Int], _ data: UnsafeMutableRawPointer, to writer: inout ByteWriter) {
    let seconds = data.assumingMemoryBound(to: Int64.self)
    rows.map { seconds[$0] }.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    if kind == .date { return }
    for offset in kind == .dateTime ? [ColumnKind.nanosecondsOffset, ColumnKind.zoneOffset] : [ColumnKind.nanosecondsOffset] {
      let part = (data + offset).assumingMemoryBound(to: Int32.self)
      rows.map { Int64(part[$0]) }.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    }
  }

  private func append(floats: [Double], to writer: inout ByteWriter) {
    for (digits, scale) in Self.scales.enumerated() {
      var scaled: [Int64] = []
      for float in floats {
        let product = (float * scale).rounded()
        guard abs(product) < 9e15, let whole = Int64(exactly: product), (Double(whole) / scale).bitPattern == float.bitPattern else {
          break
        }
        scaled.append(whole)
      }
      guard scaled.count == floats.count else { continue }
      writer.put(UInt8(1 + digits))
      return scaled.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    }
    writer.put(0)
    for float in floats { writer.put64(float.bitPattern) }
  }

  private func appendTexts(_ view: ColumnChunkView, _ rows: [Int], to writer: inout ByteWriter) {
    var renamed = [UInt32](repeating: .max, count: stringCount)
    var order: [UInt32] = []
    var codes: [UInt32] = []
    codes.reserveCapacity(rows.count)
    for row in rows {
      let code = Int(view.codes[row])
      if renamed[code] == .max {
        renamed[code] = UInt32(truncatingIfNeeded: order.count)
        order.append(view.codes[row])
      }
      codes.append(renamed[code])
    }
    var bytes: [UInt8] = []
    for code in order { bytes.append(contentsOf: view.string(code: code).bytes) }
    let packed = bytes.withUnsafeBufferPointer(TextPacking.packed)
    writer.put(kind.rawValue + (packed == nil ? 0 : Self.packedTexts))
    RowSetCoding.append(UnsafePointer(validity), to: &writer)
    writer.put(count: order.count)
    writer.put(packed: order.map { UInt32(truncatingIfNeeded: view.string(code: $0).count) })
    if let packed { writer.put(count: packed.count) }
    writer.put(packed ?? bytes)
    writer.put(packed: codes)
  }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> ColumnChunk {
    let chunk = ColumnChunk(owner: bounds.owner)
    let number = try reader.byte()
    let isPacked = number == ColumnKind.string.rawValue + packedTexts
    guard let kind = isPacked ? .string : ColumnKind(rawValue: number) else { throw reader.damaged("a column of an unknown kind") }
    guard kind != .absent else { return chunk }
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: StorageLimits.wordsPerChunk)
    defer { words.deallocate() }
    let count = try RowSetCoding.read(from: &reader, into: words)
    try reader.require(count > 0, "a column without rows")
    chunk.begin(kind)
    var rows: [Int] = []
    rows.reserveCapacity(count)
    for row in 0..<StorageLimits.rowsPerChunk where words[row >> 6] >> UInt64(row & 63) & 1 != 0 {
      rows.append(row)
      chunk.setPresent(row)
    }
    try chunk.readValues(of: rows, isPacked: isPacked, from: &reader)
    return chunk
  }

  private func readValues(of rows: [Int], isPacked: Bool, from reader: inout ByteReader) throws(DamagedBytes) {
    guard let data else { return }
    switch kind {
    case .absent: break
    case .boolean:
      let truths = try reader.packed(rows.count, below: 2, what: "truth value")
      let target = data.assumingMemoryBound(to: UInt8.self)
      for (place, row) in rows.enumerated() { target[row] = UInt8(truncatingIfNeeded: truths[place]) }
    case .integer:
      try Self.readIntegers(rows.count, &reader) { data.assumingMemoryBound(to: Int64.self)[rows[$0]] = $1 }
    case .float:
      let target = data.assumingMemoryBound(to: Double.self)
      let form = Int(try reader.byte())
      if form == 0 {
        for row in rows { target[row] = Double(bitPattern: try reader.fixed64()) }
      } else {
        try reader.require(form <= Self.scales.count, "floats of the unknown form \(form)")
        let scale = Self.scales[form - 1]
        try Self.readIntegers(rows.count, &reader) { target[rows[$0]] = Double($1) / scale }
      }
    case .date, .localDateTime, .dateTime: try readMoments(of: rows, data, &reader)
    case .string: try readTexts(of: rows, isPacked: isPacked, data.assumingMemoryBound(to: UInt32.self), &reader)
    case .mixed:
      for row in rows {
        let value = try ValueCoding.read(from: &reader)
        try reader.require(PropertyRule.admits(value), "a value of type \(value.typeName) is no property")
        put(mixed: value, row: row)
      }
    }
  }

  private func readMoments(of rows: [Int], _ data: UnsafeMutableRawPointer, _ reader: inout ByteReader) throws(DamagedBytes) {
    try Self.readIntegers(rows.count, &reader) { data.assumingMemoryBound(to: Int64.self)[rows[$0]] = $1 }
    let parts =
      kind == .date ? [] : kind == .dateTime ? [ColumnKind.nanosecondsOffset, ColumnKind.zoneOffset] : [ColumnKind.nanosecondsOffset]
    var isInRange = true
    for offset in parts {
      let part = (data + offset).assumingMemoryBound(to: Int32.self)
      try Self.readIntegers(rows.count, &reader) { place, number in
        part[rows[place]] = Int32(truncatingIfNeeded: number)
        let most: Int64 = offset == ColumnKind.nanosecondsOffset ? 999_999_999 : Int64(TimeZoneID.offsetSecondsMax)
        if number > most || number < (offset == ColumnKind.nanosecondsOffset ? 0 : -most) { isInRange = false }
      }
    }
    let view = view
    for row in rows where isInRange { isInRange = !view.value(row).isNull }
    try reader.require(isInRange, "a date or datetime out of range")
  }

  private static func readIntegers(
    _ count: Int, _ reader: inout ByteReader, _ body: (Int, Int64) -> Void
  ) throws(DamagedBytes) {
    let numbers = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, count))
    defer { numbers.deallocate() }
    try IntegerPacking.read(count, from: &reader, into: numbers)
    for place in 0..<count { body(place, numbers[place]) }
  }

  private func readTexts(
    of rows: [Int], isPacked: Bool, _ codes: UnsafeMutablePointer<UInt32>, _ reader: inout ByteReader
  ) throws(DamagedBytes) {
    let count = try reader.number(Int.self)
    try reader.require(count > 0 && count <= rows.count, "\(count) texts for \(rows.count) rows")
    let lengths = try reader.packed(count, below: Int(UInt32.max), what: "length of a text")
    let total = lengths.reduce(0) { $0 + Int($1) }
    try reader.require(total <= StorageLimits.chunkStringBytesMax, "texts of \(total) bytes")
    let stored = isPacked ? try reader.count() : total
    // A packed byte stands for at most 255, so a wrong length cannot ask for memory without end.
    try reader.require(total / 256 <= stored, "texts of \(total) bytes in \(stored)")
    let bytes = UnsafeRawBufferPointer(start: try reader.take(stored), count: stored)
    let dictionary = StringDictionary(codeCapacity: count, byteCapacity: total)
    if isPacked {
      try TextPacking.unpack(bytes, into: dictionary.heap, count: total)
    } else {
      UnsafeMutableRawPointer(dictionary.heap).copyMemory(from: bytes.baseAddress ?? UnsafeRawPointer(dictionary.heap), byteCount: total)
    }
    try reader.require(Self.areTexts(UnsafeBufferPointer(start: dictionary.heap, count: total), lengths), "a text is not UTF-8")
    for (code, length) in lengths.enumerated() { dictionary.offsets[code + 1] = dictionary.offsets[code] + length }
    adopt(dictionary, count: count)
    let named = try reader.packed(rows.count, below: count, what: "code of a text")
    for (place, row) in rows.enumerated() { codes[row] = named[place] }
  }

  /// Whether bytes cut into these lengths are UTF-8: as a whole, with every cut between two characters.
  private static func areTexts(_ bytes: UnsafeBufferPointer<UInt8>, _ lengths: [UInt32]) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var start = 0
    for length in lengths {
      if length > 0, bytes[start] & 0xC0 == 0x80 { return false }
      start += Int(length)
    }
    return true
  }
}
