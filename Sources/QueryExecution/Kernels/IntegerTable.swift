// Dense numbers for 64-bit keys: open addressing with linear probing over flat slots of 16 bytes, so that a look-up mostly touches
// one cache line. Numbers count from 0 in the order in which the keys came, so nothing that comes out depends on the hash.
// Invariant: at most half of the slots are taken. Memory is charged before it is taken. The table's own state lies behind a pointer,
// so that look-ups pay no access check.
import GraphModel
import GraphStorage

/// A table from 64-bit keys to dense numbers.
final class IntegerTable {
  private struct Slot {
    var key: UInt64
    /// The number plus one; 0 means that the slot is free.
    var number: UInt64
  }

  private struct State {
    var slots: UnsafeMutablePointer<Slot>
    var mask: Int
    var count = 0
    var charged = 0
  }

  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

  /// Mixed into every hash, so that nobody outside can choose keys that collide.
  private static let processSeed = UInt64.random(in: .min ... .max)
  private let seed = IntegerTable.processSeed

  /// An empty table.
  init() { state.initialize(to: State(slots: IntegerTable.freeSlots(64), mask: 63)) }

  deinit {
    state.pointee.slots.deallocate()
    state.deallocate()
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(key: 0, number: 0), count: count)
    return slots
  }

  /// How many keys there are.
  @inline(__always) var count: Int { state.pointee.count }

  @inline(__always) private func place(_ key: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: StringHash.hash(key ^ seed)) & mask }

  /// The number of a key, or nil.
  @inline(__always) func find(_ key: UInt64) -> Int? {
    let (slots, mask) = (state.pointee.slots, state.pointee.mask)
    var place = place(key, mask)
    while true {
      let slot = slots[place]
      if slot.number == 0 { return nil }
      if slot.key == key { return Int(slot.number) - 1 }
      place = (place + 1) & mask
    }
  }

  /// The number of a key, given the next one if it is new.
  /// - Precondition: there is room (`reserve`).
  @inline(__always) func number(_ key: UInt64) -> Int { number(key, orElse: count) }

  /// The number of a key, given another one than the next if it is new: for tables that share their numbers with others.
  /// - Precondition: there is room (`reserve`).
  @inline(__always) func number(_ key: UInt64, orElse fresh: Int) -> Int {
    let (slots, mask) = (state.pointee.slots, state.pointee.mask)
    var place = place(key, mask)
    while true {
      let slot = slots[place]
      if slot.key == key, slot.number != 0 { return Int(slot.number) - 1 }
      if slot.number == 0 {
        slots[place] = Slot(key: key, number: UInt64(truncatingIfNeeded: fresh) + 1)
        state.pointee.count += 1
        return fresh
      }
      place = (place + 1) & mask
    }
  }

  /// Makes room for so many more keys.
  func reserve(_ more: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let old = state.pointee
    let wanted = (old.count + more) * 2
    guard wanted > old.mask + 1 else { return }
    var capacity = old.mask + 1
    while capacity < wanted { capacity *= 2 }
    let bytes = capacity * MemoryLayout<Slot>.stride
    try limits.charge(bytes)
    let slots = IntegerTable.freeSlots(capacity)
    let mask = capacity - 1
    for index in 0...old.mask where old.slots[index].number != 0 {
      var place = place(old.slots[index].key, mask)
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = old.slots[index]
    }
    old.slots.deallocate()
    limits.release(old.charged)
    state.pointee = State(slots: slots, mask: mask, count: old.count, charged: bytes)
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(state.pointee.charged)
    state.pointee.charged = 0
  }
}
