// Dense numbers for 64-bit keys: open addressing with linear probing over flat slots of 16 bytes, so that a look-up mostly touches
// one cache line. Numbers count from 0 in the order in which the keys came, so nothing that comes out depends on the hash.
// Invariant: at most half of the slots are taken. Memory is charged before it is taken.
import GraphModel
import GraphStorage

/// A table from 64-bit keys to dense numbers.
final class IntegerTable {
  private struct Slot {
    var key: UInt64
    /// The number plus one; 0 means that the slot is free.
    var number: UInt64
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// How many keys there are.
  private(set) var count = 0
  private var charged = 0

  /// An empty table.
  init() {
    mask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: Slot(key: 0, number: 0), count: 64)
  }

  deinit { slots.deallocate() }

  /// Mixed into every hash, so that nobody outside can choose keys that collide.
  private static let seed = UInt64.random(in: .min ... .max)

  @inline(__always) private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: StringHash.hash(key ^ IntegerTable.seed)) & mask
  }

  /// The number of a key, or nil.
  @inline(__always) func find(_ key: UInt64) -> Int? {
    var place = place(key)
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
    var place = place(key)
    while true {
      let slot = slots[place]
      if slot.key == key, slot.number != 0 { return Int(slot.number) - 1 }
      if slot.number == 0 {
        slots[place] = Slot(key: key, number: UInt64(truncatingIfNeeded: fresh) + 1)
        count += 1
        return fresh
      }
      place = (place + 1) & mask
    }
  }

  /// Makes room for so many more keys.
  func reserve(_ more: Int, _ limits: ExecutionLimits) throws(QueryError) {
    let wanted = (count + more) * 2
    guard wanted > mask + 1 else { return }
    var capacity = mask + 1
    while capacity < wanted { capacity *= 2 }
    let bytes = capacity * MemoryLayout<Slot>.stride
    try limits.charge(bytes)
    let old = (slots: slots, count: mask + 1)
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, number: 0), count: capacity)
    mask = capacity - 1
    for index in 0..<old.count where old.slots[index].number != 0 {
      var place = place(old.slots[index].key)
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = old.slots[index]
    }
    old.slots.deallocate()
    limits.release(charged)
    charged = bytes
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    limits.release(charged)
    charged = 0
  }
}
