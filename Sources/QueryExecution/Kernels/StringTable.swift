// Dense numbers for strings by their bytes: open addressing over slots that hold 32 bits of the hash beside the number, so that
// bytes are compared only where the hash agrees, and growing reads no string. In front of it a small direct-mapped memory of the
// places that strings were last found at: a string of the store that comes again from the same chunk comes from the same address.
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

  private struct State {
    var slots: UnsafeMutablePointer<Slot>
    var mask: Int
    var charged = 0
  }

  private static let recentCount = 512
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
  private let recent = UnsafeMutablePointer<Recent>.allocate(capacity: StringTable.recentCount)
  /// The strings by number.
  let strings = GrowingBuffer<StringReference>()

  /// An empty table.
  init() {
    state.initialize(to: State(slots: StringTable.freeSlots(64), mask: 63))
    recent.initialize(repeating: Recent(start: 0, count: 0, number: 0), count: StringTable.recentCount)
  }

  deinit {
    state.pointee.slots.deallocate()
    state.deallocate()
    recent.deallocate()
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: count)
    return slots
  }

  /// How many strings there are.
  @inline(__always) var count: Int { strings.count }

  /// The number of a string, or nil.
  func find(_ text: StringReference) -> Int? {
    let hash = UInt32(truncatingIfNeeded: text.hash)
    let place = place(of: text, hash)
    let number = state.pointee.slots[place].number
    return number == 0 ? nil : Int(number) - 1
  }

  /// The slot of a string, or the free one where it would go.
  @inline(__always) private func place(of text: StringReference, _ hash: UInt32) -> Int {
    let (slots, mask, strings) = (state.pointee.slots, state.pointee.mask, strings.elements)
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 || (slot.hash == hash && strings[Int(slot.number) - 1].isEqual(to: text)) { return place }
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
    if count * 2 >= state.pointee.mask { try grow(limits) }
    let hash = UInt32(truncatingIfNeeded: text.hash)
    let place = place(of: text, hash)
    let number = state.pointee.slots[place].number
    if number != 0 { return Int(number) - 1 }
    try strings.append(try keep(text), limits)
    state.pointee.slots[place] = Slot(hash: hash, number: UInt32(truncatingIfNeeded: count))
    return count - 1
  }

  private func grow(_ limits: ExecutionLimits) throws(QueryError) {
    let old = state.pointee
    let capacity = (old.mask + 1) * 2
    let bytes = capacity * MemoryLayout<Slot>.stride
    try limits.charge(bytes)
    let (slots, mask) = (StringTable.freeSlots(capacity), capacity - 1)
    for index in 0...old.mask where old.slots[index].number != 0 {
      var place = Int(old.slots[index].hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = old.slots[index]
    }
    old.slots.deallocate()
    limits.release(old.charged)
    state.pointee = State(slots: slots, mask: mask, charged: bytes)
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(state.pointee.charged)
    state.pointee.charged = 0
    strings.releaseCharge(limits)
  }
}
