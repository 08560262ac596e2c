// Dense numbers for strings by their bytes: open addressing over slots that hold half of the hash beside the number, so that
// bytes are compared only where the hash agrees. In front of it a small direct-mapped memory of the places that strings were
// last found at: a string of the store that comes again from the same chunk comes from the same address.
// Invariant: the strings in the table stay where they are while it lives; who adds one that would not stores it first.
import GraphModel
import GraphStorage

/// A table from strings to dense numbers.
final class StringTable {
  private struct Slot {
    var hash: UInt32
    /// The number plus one; 0 means that the slot is free.
    var number: UInt32
  }

  private struct Recent {
    var start: UInt
    var count: Int
    var number: Int
  }

  private static let recentCount = 512
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private let recent: UnsafeMutablePointer<Recent>
  /// The strings by number.
  private(set) var strings: GrowingBuffer<StringReference>
  private var charged = 0

  /// An empty table.
  init() {
    mask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: 64)
    recent = .allocate(capacity: StringTable.recentCount)
    recent.initialize(repeating: Recent(start: 0, count: 0, number: 0), count: StringTable.recentCount)
    strings = GrowingBuffer()
  }

  deinit {
    slots.deallocate()
    recent.deallocate()
  }

  /// How many strings there are.
  var count: Int { strings.count }

  /// The number of a string, or nil.
  func find(_ text: StringReference) -> Int? {
    let hash = text.hash
    var place = Int(truncatingIfNeeded: hash) & mask
    let check = UInt32(truncatingIfNeeded: hash >> 32)
    while true {
      let slot = slots[place]
      if slot.number == 0 { return nil }
      if slot.hash == check, strings[Int(slot.number) - 1].isEqual(to: text) { return Int(slot.number) - 1 }
      place = (place + 1) & mask
    }
  }

  /// The number of a string, given the next one if it is new.
  /// - Parameters:
  ///   - isStable: whether the bytes stay where they are, unchanged, while the table lives.
  ///   - keep: gives the string a place that lasts; called for new strings alone.
  @inline(__always) func number(
    _ text: StringReference, isStable: Bool, _ limits: ExecutionLimits, keep: (StringReference) throws(QueryError) -> StringReference
  ) throws(QueryError) -> Int {
    guard isStable else { return try add(text, limits, keep: keep) }
    let address = UInt(bitPattern: text.start)
    let near = recent + Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 55)
    if near.pointee.start == address, near.pointee.count == text.count { return near.pointee.number }
    let number = try add(text, limits, keep: keep)
    near.pointee = Recent(start: address, count: text.count, number: number)
    return number
  }

  /// The same past the memory.
  func add(
    _ text: StringReference, _ limits: ExecutionLimits, keep: (StringReference) throws(QueryError) -> StringReference
  ) throws(QueryError) -> Int {
    if count * 2 >= mask { try grow(limits) }
    let hash = text.hash
    var place = Int(truncatingIfNeeded: hash) & mask
    let check = UInt32(truncatingIfNeeded: hash >> 32)
    while slots[place].number != 0 {
      let slot = slots[place]
      if slot.hash == check, strings[Int(slot.number) - 1].isEqual(to: text) { return Int(slot.number) - 1 }
      place = (place + 1) & mask
    }
    try strings.append(try keep(text), limits)
    slots[place] = Slot(hash: check, number: UInt32(truncatingIfNeeded: count))
    return count - 1
  }

  private func grow(_ limits: ExecutionLimits) throws(QueryError) {
    let capacity = (mask + 1) * 2
    let bytes = capacity * MemoryLayout<Slot>.stride
    try limits.charge(bytes)
    slots.deallocate()
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: capacity)
    mask = capacity - 1
    for number in 0..<count {
      let hash = strings[number].hash
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = Slot(hash: UInt32(truncatingIfNeeded: hash >> 32), number: UInt32(truncatingIfNeeded: number + 1))
    }
    limits.release(charged)
    charged = bytes
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(charged)
    charged = 0
    strings.releaseCharge(limits)
  }
}
