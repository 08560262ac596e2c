// The distinct strings of one property in one chunk: offsets by code, and one heap of UTF-8 bytes. It only grows, so that the
// versions of a chunk share it: each version knows how many codes it may use and never looks further.
//
// Invariants:
// - Codes below a version's count, their offsets and their bytes are never written again. The one writer appends behind
//   them, in memory that no reader of an older version touches; what a transaction that was rolled back appended is
//   overwritten by the next.
// - `slots` (an open-addressing table of code + 1, by hash) is read and written by the one writer alone. It may hold codes
//   that were given up by a rollback; every hit is therefore checked against the version's count and the bytes.
// - Within one version no string has two codes.

import Glibc

/// An append-only dictionary of strings, shared by the versions of a column chunk.
final class StringDictionary: @unchecked Sendable {
  let codeCapacity: Int
  let byteCapacity: Int
  let offsets: UnsafeMutablePointer<UInt32>
  let heap: UnsafeMutablePointer<UInt8>
  private var slots: UnsafeMutablePointer<UInt32>?
  private var slotMask = 0
  private var entries = 0

  /// An empty dictionary with room for some codes and bytes.
  init(codeCapacity: Int, byteCapacity: Int) {
    self.codeCapacity = codeCapacity
    self.byteCapacity = byteCapacity
    offsets = .allocate(capacity: codeCapacity + 1)
    offsets[0] = 0
    heap = .allocate(capacity: max(1, byteCapacity))
  }

  deinit {
    offsets.deallocate()
    heap.deallocate()
    slots?.deallocate()
  }

  /// The string of a code.
  func string(_ code: Int) -> StringReference {
    StringReference(start: UnsafePointer(heap) + Int(offsets[code]), count: Int(offsets[code + 1] - offsets[code]))
  }

  /// Whether another string of so many bytes fits behind the first `count` codes.
  func hasRoom(after count: Int, bytes: Int) -> Bool {
    count < codeCapacity && byteCapacity - Int(offsets[count]) >= bytes
  }

  /// Appends a string behind the first `count` codes and returns its code, `count`.
  /// - Precondition: there is room, and the string has no code below `count`.
  @discardableResult func append(_ text: StringReference, after count: Int) -> UInt32 {
    let start = Int(offsets[count])
    (heap + start).update(from: text.start, count: text.count)
    offsets[count + 1] = UInt32(truncatingIfNeeded: start + text.count)
    if slots != nil { enter(code: count, hash: text.hash) }
    return UInt32(truncatingIfNeeded: count)
  }

  /// The code of a string among the first `count`, if it has one. Builds the table on first use.
  func code(of text: StringReference, below count: Int) -> UInt32? {
    guard count > 0 else { return nil }
    if slots == nil { buildSlots(count: count) }
    guard let slots else { return nil }
    var place = Int(truncatingIfNeeded: text.hash) & slotMask
    for _ in 0...slotMask {
      let entry = Int(slots[place])
      if entry == 0 { return nil }
      if entry <= count, string(entry - 1).isEqual(to: text) { return UInt32(truncatingIfNeeded: entry - 1) }
      place = (place + 1) & slotMask
    }
    return nil
  }

  private func buildSlots(count: Int) {
    var size = 16
    while size < (codeCapacity + 1) * 2 { size *= 2 }
    slotMask = size - 1
    slots?.deallocate()
    let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    fresh.initialize(repeating: 0, count: size)
    slots = fresh
    entries = 0
    for code in 0..<count { enter(code: code, hash: string(code).hash) }
  }

  private func enter(code: Int, hash: UInt64) {
    guard let slots else { return }
    entries += 1
    if entries * 4 > (slotMask + 1) * 3 {  // filled up by codes that rollbacks gave up
      buildSlots(count: code + 1)
      return
    }
    var place = Int(truncatingIfNeeded: hash) & slotMask
    while slots[place] != 0 { place = (place + 1) & slotMask }
    slots[place] = UInt32(truncatingIfNeeded: code + 1)
  }
}
