// A chunk of a property column in bytes: a kind, the rows that have the property, and the values of these rows alone.
//
// - boolean, integer: packed integers.
// - float: a byte for the form. 0: eight bytes each. 1 + d: packed integers that, divided by 10 to the power d, give the floats bit by bit.
// - string: the number of distinct texts, their packed lengths, their bytes one after another, then a packed code per row. Codes are
//   given in the order of the rows, so that a column without repetitions has codes 0, 1, 2 … which pack to nothing.
// - date: packed days. Datetimes: packed seconds, packed nanoseconds, and with a zone packed offsets.
// - mixed: the values one after another.

import GraphModel

extension ColumnChunk: StoredChunk {
  /// The powers of ten that floats are tried with.
  private static let scales: [Double] = [1, 10, 100, 1_000, 10_000]

  func append(to writer: inout ByteWriter) throws(StorageError) {
    writer.put(kind.rawValue)
    guard kind != .absent, let data else { return }
    RowSetCoding.append(UnsafePointer(validity), to: &writer)
    let view = view
    let rows = (0..<StorageLimits.rowsPerChunk).filter(isPresent)
    switch kind {
    case .absent: break
    case .boolean: writer.put(packed: rows.map { UInt32(view.booleans[$0]) })
    case .integer:
      let integers = data.assumingMemoryBound(to: Int64.self)
      rows.map { integers[$0] }.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    case .float: append(floats: rows.map { view.floats[$0] }, to: &writer)
    case .string: appendTexts(view, rows, to: &writer)
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
    writer.put(count: order.count)
    writer.put(packed: order.map { UInt32(truncatingIfNeeded: view.string(code: $0).count) })
    for code in order { writer.put(UnsafeRawBufferPointer(view.string(code: code).bytes)) }
    writer.put(packed: codes)
  }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> ColumnChunk {
    let chunk = ColumnChunk(owner: bounds.owner)
    guard let kind = ColumnKind(rawValue: try reader.byte()) else { throw reader.damaged("a column of an unknown kind") }
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
    try chunk.readValues(of: rows, from: &reader)
    return chunk
  }

  private func readValues(of rows: [Int], from reader: inout ByteReader) throws(DamagedBytes) {
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
    case .string: try readTexts(of: rows, data.assumingMemoryBound(to: UInt32.self), &reader)
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

  private func readTexts(of rows: [Int], _ codes: UnsafeMutablePointer<UInt32>, _ reader: inout ByteReader) throws(DamagedBytes) {
    let count = try reader.number(Int.self)
    try reader.require(count > 0 && count <= rows.count, "\(count) texts for \(rows.count) rows")
    let lengths = try reader.packed(count, below: Int(UInt32.max), what: "length of a text")
    let total = lengths.reduce(0) { $0 + Int($1) }
    try reader.require(total <= StorageLimits.chunkStringBytesMax, "texts of \(total) bytes")
    let bytes = UnsafeRawBufferPointer(start: try reader.take(total), count: total)
    let dictionary = StringDictionary(codeCapacity: count, byteCapacity: total)
    var start = 0
    for (code, length) in lengths.enumerated() {
      let text = UnsafeBufferPointer(
        rebasing: bytes.bindMemory(to: UInt8.self)[start..<start + Int(length)])
      let isText = !text.contains { $0 >= 0x80 } || String(validating: text, as: UTF8.self) != nil
      try reader.require(isText, "text \(code) is not UTF-8")
      dictionary.append(StringReference(start: text.baseAddress ?? StringReference.nothing, count: text.count), after: code)
      start += Int(length)
    }
    adopt(dictionary, count: count)
    let named = try reader.packed(rows.count, below: count, what: "code of a text")
    for (place, row) in rows.enumerated() { codes[row] = named[place] }
  }
}
