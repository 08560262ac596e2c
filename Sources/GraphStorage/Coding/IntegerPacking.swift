// Integers in as few bits as a simple scheme gives: blocks of 256, each of them the same number throughout, or numbers above the least
// of them in a fixed number of bits, or steps from one to the next above the least step. Sorted identifiers, columns of one value and
// small ranges shrink to little; what has no pattern costs its bits and five bytes a block.
//
// A block: a byte for the method and width (0 for constant, 1...64 for numbers of that width, 65...129 for steps of width 0...64), the
// first or least number, for steps the least step, then the packed bits, lowest first, padded to a byte.

/// Packs and unpacks integers.
enum IntegerPacking {
  static let blockCount = 256
  private static let stepsBase: UInt8 = 65

  /// Appends integers. Cost: linear.
  static func append(_ values: UnsafeBufferPointer<Int64>, to writer: inout ByteWriter) {
    var start = 0
    while start < values.count {
      let end = min(start + blockCount, values.count)
      append(block: UnsafeBufferPointer(rebasing: values[start..<end]), to: &writer)
      start = end
    }
  }

  private static func append(block: UnsafeBufferPointer<Int64>, to writer: inout ByteWriter) {
    var (least, most) = (block[0], block[0])
    var (leastStep, mostStep) = (Int64.max, Int64.min)
    for place in 1..<max(1, block.count) {
      least = min(least, block[place])
      most = max(most, block[place])
      let step = block[place] &- block[place - 1]
      leastStep = min(leastStep, step)
      mostStep = max(mostStep, step)
    }
    let width = 64 - UInt64(bitPattern: most &- least).leadingZeroBitCount
    let stepWidth = block.count < 2 ? 64 : 64 - UInt64(bitPattern: mostStep &- leastStep).leadingZeroBitCount
    if width == 0 || width <= stepWidth {
      writer.put(UInt8(width))
      writer.put(signed: least)
      if width > 0 { pack(block.count, width, to: &writer) { UInt64(bitPattern: block[$0] &- least) } }
    } else {
      writer.put(stepsBase + UInt8(stepWidth))
      writer.put(signed: block[0])
      writer.put(signed: leastStep)
      if stepWidth > 0 { pack(block.count - 1, stepWidth, to: &writer) { UInt64(bitPattern: block[$0 + 1] &- block[$0] &- leastStep) } }
    }
  }

  private static func pack(_ count: Int, _ width: Int, to writer: inout ByteWriter, _ value: (Int) -> UInt64) {
    var word: UInt64 = 0
    var used = 0
    for place in 0..<count {
      let bits = value(place)
      word |= bits << UInt64(used)
      used += width
      if used >= 64 {
        writer.put64(word)
        used -= 64
        word = used == 0 ? 0 : bits >> UInt64(width - used)
      }
    }
    while used > 0 {
      writer.put(UInt8(truncatingIfNeeded: word))
      word >>= 8
      used -= 8
    }
  }

  /// Reads integers into memory with room for them. Cost: linear.
  static func read(_ count: Int, from reader: inout ByteReader, into target: UnsafeMutablePointer<Int64>) throws(DamagedBytes) {
    var start = 0
    while start < count {
      let block = min(blockCount, count - start)
      try read(block: block, from: &reader, into: target + start)
      start += block
    }
  }

  private static func read(
    block count: Int, from reader: inout ByteReader, into target: UnsafeMutablePointer<Int64>
  ) throws(DamagedBytes) {
    let method = try reader.byte()
    let first = try reader.signed()
    if method < stepsBase {
      guard method > 0 else { return target.update(repeating: first, count: count) }
      try unpack(count, Int(method), from: &reader) { target[$0] = first &+ Int64(bitPattern: $1) }
      return
    }
    let width = Int(method - stepsBase)
    try reader.require(width <= 64, "packed integers of \(width) bits")
    let least = try reader.signed()
    var last = first
    target[0] = first
    guard width > 0 else {
      for place in 1..<max(1, count) {
        last = last &+ least
        target[place] = last
      }
      return
    }
    try unpack(count - 1, width, from: &reader) { place, bits in
      last = last &+ least &+ Int64(bitPattern: bits)
      target[place + 1] = last
    }
  }

  /// Reads packed bits. The reader's memory ends with `ByteBlock.padding`, so eight bytes can be loaded at every bit.
  private static func unpack(
    _ count: Int, _ width: Int, from reader: inout ByteReader, _ body: (Int, UInt64) -> Void
  ) throws(DamagedBytes) {
    let bytes = try reader.take((count * width + 7) / 8)
    let mask = width == 64 ? UInt64.max : 1 << UInt64(width) - 1
    var bit = 0
    for place in 0..<count {
      let shift = bit & 7
      var word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)) >> UInt64(shift)
      if shift + width > 64 { word |= UInt64(bytes.load(fromByteOffset: bit >> 3 + 8, as: UInt8.self)) << UInt64(64 - shift) }
      body(place, word & mask)
      bit += width
    }
  }
}

extension ByteWriter {
  /// Appends small numbers, packed.
  mutating func put(packed numbers: UnsafeBufferPointer<UInt32>) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: numbers.count) { wide in
      for place in 0..<numbers.count { wide[place] = Int64(numbers[place]) }
      IntegerPacking.append(UnsafeBufferPointer(wide), to: &self)
    }
  }

  /// Appends small numbers, packed.
  mutating func put(packed numbers: [UInt32]) { numbers.withUnsafeBufferPointer { put(packed: $0) } }
}

extension ByteReader {
  /// Reads packed numbers, each of them below a bound.
  mutating func packed(_ count: Int, below bound: Int, what: String) throws(DamagedBytes) -> [UInt32] {
    // A block takes at least two bytes, so a wrong count cannot ask for memory without end.
    try require(count / IntegerPacking.blockCount * 2 <= remaining, "\(count) packed numbers in \(remaining) bytes")
    let wide = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, count))
    defer { wide.deallocate() }
    try IntegerPacking.read(count, from: &self, into: wide)
    var numbers = [UInt32](repeating: 0, count: count)
    for place in 0..<count {
      guard let number = UInt32(exactly: wide[place]), number < bound else { throw damaged("\(what) \(wide[place]) of \(bound)") }
      numbers[place] = number
    }
    return numbers
  }
}
