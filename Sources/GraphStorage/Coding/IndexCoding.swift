// Indexes in bytes. A leaf is one extent, so that a look-up reads one; the fences of all leaves are another, from which the levels above
// are made when an index is first asked.
//
// - Entries: the packed heads, details and offsets, as many of each; for strings how many bytes each shares with the one before, how many
//   follow, these bytes, and the packed offsets. The bytes are packed where that gains, which a byte before them says.
// - A leaf: the number of its entries, the entries.
// - The fences: for each class of keys the number of entries, of different keys and of leaves, then the fences as entries.
// What is read is held against the order of entries, the fences of the leaf, and the bounds of offsets.

import GraphModel

/// Entries of an index outside of a page: what is read from a file before it becomes a page.
/// Invariant: strings lie in `bytes` one behind another, string i up to `ends[i]`; fixed keys have heads and details.
final class IndexEntries: Sendable {
  let isText: Bool
  private let heads: [UInt64]
  private let details: [UInt32]
  private let bytes: [UInt8]
  private let ends: [Int]
  private let ids: [UInt32]

  /// The number of entries.
  var count: Int { ids.count }

  /// Calls a body with an entry; a string in it is valid during the call alone.
  func withPlace<Result>(_ position: Int, _ body: (IndexPlace) -> Result) -> Result {
    guard isText else { return body(IndexPlace(key: IndexKey(head: heads[position], detail: details[position]), id: ids[position])) }
    let start = position == 0 ? 0 : ends[position - 1]
    return bytes.withUnsafeBufferPointer { bytes in
      let base = bytes.baseAddress ?? StringReference.nothing
      return body(IndexPlace(key: IndexKey(text: StringReference(start: base + start, count: ends[position] - start)), id: ids[position]))
    }
  }

  /// Calls a body with all entries; strings in them are valid during the call alone.
  func withPlaces<Result>(_ body: ([IndexPlace]) -> Result) -> Result {
    guard isText else {
      return body(ids.indices.map { IndexPlace(key: IndexKey(head: heads[$0], detail: details[$0]), id: ids[$0]) })
    }
    return bytes.withUnsafeBufferPointer { bytes in
      let base = bytes.baseAddress ?? StringReference.nothing
      var start = 0
      return body(
        ids.indices.map { position in
          defer { start = ends[position] }
          return IndexPlace(key: IndexKey(text: StringReference(start: base + start, count: ends[position] - start)), id: ids[position])
        })
    }
  }

  /// Reads entries.
  init(_ count: Int, isText: Bool, from reader: inout ByteReader) throws(DamagedBytes) {
    self.isText = isText
    if isText {
      let shared = try reader.packed(count, below: Int(UInt32.max), what: "shared bytes")
      let rest = try reader.packed(count, below: Int(UInt32.max), what: "length of a text")
      (bytes, ends) = try Self.texts(shared, rest, try reader.texts(rest.reduce(0) { $0 + Int($1) }), reader)
      (heads, details) = ([], [])
    } else {
      heads = try Self.integers(count, &reader).map { UInt64(bitPattern: $0) }
      details = try reader.packed(count, below: Int(UInt32.max) + 1, what: "detail of a key")
      (bytes, ends) = ([], [])
    }
    ids = try reader.packed(count, below: Int(UInt32.max) + 1, what: "offset")
  }

  private static func integers(_ count: Int, _ reader: inout ByteReader) throws(DamagedBytes) -> [Int64] {
    try reader.require(count / IntegerPacking.blockCount * 2 <= reader.remaining, "\(count) keys in \(reader.remaining) bytes")
    var numbers = [Int64](repeating: 0, count: max(1, count))
    let target = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, count))
    defer { target.deallocate() }
    try IntegerPacking.read(count, from: &reader, into: target)
    for place in 0..<count { numbers[place] = target[place] }
    if count == 0 { numbers.removeAll() }
    return numbers
  }

  private static func texts(
    _ shared: [UInt32], _ rest: [UInt32], _ tails: [UInt8], _ reader: ByteReader
  ) throws(DamagedBytes) -> ([UInt8], [Int]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var (before, used) = (0..<0, 0)
    for place in shared.indices {
      let (from, tail) = (Int(shared[place]), Int(rest[place]))
      try reader.require(from <= before.count, "a text shares more than the one before it has")
      try reader.require(bytes.count + from + tail <= StorageLimits.chunkStringBytesMax, "texts of an index are too long")
      let start = bytes.count
      for byte in before.prefix(from) { bytes.append(bytes[byte]) }
      bytes.append(contentsOf: tails[used..<used + tail])
      used += tail
      before = start..<bytes.count
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }
}

/// Writes entries, leaves and fences.
enum IndexCoding {
  /// Entries that are being gathered to be written.
  struct Gathered {
    let isText: Bool
    private var heads: [Int64] = []
    private var details: [UInt32] = []
    private var shared: [UInt32] = []
    private var rest: [UInt32] = []
    private var tails: [UInt8] = []
    private var last: [UInt8] = []
    private var ids: [UInt32] = []

    init(isText: Bool) { self.isText = isText }

    mutating func add(_ place: IndexPlace) {
      ids.append(place.id)
      guard isText else {
        heads.append(Int64(bitPattern: place.key.head))
        details.append(place.key.detail)
        return
      }
      let text = Array(place.key.text.bytes)
      let common = zip(last, text).prefix { $0 == $1 }.count
      shared.append(UInt32(truncatingIfNeeded: common))
      rest.append(UInt32(truncatingIfNeeded: text.count - common))
      tails.append(contentsOf: text[common...])
      last = text
    }

    func append(to writer: inout ByteWriter) {
      if isText {
        writer.put(packed: shared)
        writer.put(packed: rest)
        writer.put(texts: tails)
      } else {
        heads.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
        writer.put(packed: details)
      }
      writer.put(packed: ids)
    }
  }

  /// Appends a leaf.
  static func append(_ leaf: IndexPage, to writer: inout ByteWriter) {
    var entries = Gathered(isText: leaf.isText)
    for place in 0..<leaf.count { entries.add(IndexPlace(key: leaf.key(place), id: leaf.ids[place])) }
    writer.put(count: leaf.count)
    entries.append(to: &writer)
  }

  /// Reads a leaf into a page without entries.
  static func read(_ reader: inout ByteReader, into leaf: IndexPage, capacity: Int) throws(DamagedBytes) {
    let count = try reader.number(Int.self)
    try reader.require(count > 0 && count <= leaf.capacity, "a leaf with \(count) entries")
    let entries = try IndexEntries(count, isText: leaf.isText, from: &reader)
    let isOrdered = entries.withPlaces { places in
      for place in places {
        guard Int(place.id) < capacity, leaf.count == 0 || leaf.isLess(leaf.count - 1, than: place) else { return false }
        leaf.insert(place.key, id: place.id, child: nil, at: leaf.count)
      }
      return true
    }
    try reader.require(isOrdered, "a leaf is not ascending")
  }
}

extension ByteWriter {
  /// Appends bytes of texts, packed where that gains.
  mutating func put(texts bytes: [UInt8]) {
    guard let packed = bytes.withUnsafeBufferPointer(TextPacking.packed) else {
      put(0)
      return put(bytes)
    }
    put(1)
    put(count: packed.count)
    put(packed)
  }
}

extension ByteReader {
  /// Reads so many bytes of texts.
  mutating func texts(_ count: Int) throws(DamagedBytes) -> [UInt8] {
    let form = try byte()
    try require(form <= 1, "texts of the unknown form \(form)")
    let stored = form == 1 ? try self.count() : count
    try require(stored <= remaining && count / 256 <= stored, "texts of \(count) bytes in \(stored)")
    let bytes = UnsafeRawBufferPointer(start: try take(stored), count: stored)
    guard form == 1 else { return Array(bytes) }
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, count))
    defer { target.deallocate() }
    try TextPacking.unpack(bytes, into: target, count: count)
    return Array(UnsafeBufferPointer(start: target, count: count))
  }
}
