// Which node an external key means: open-addressing tables, one for whole numbers and one for strings, that a loader fills
// while nodes come and asks while relationships come.
// Invariants: a slot is empty where its node is `none`; tables are at most half full; no key stands twice.

import GraphModel

/// Nodes by the keys that the outside knows them by.
package struct ExternalKeys {
  /// What stands for "no node".
  package static let none = UInt32.max

  private var numbers = NumberTable()
  private var texts = TextTable()

  /// No keys.
  package init() {}

  /// Gives keys to consecutive nodes.
  /// - Returns: the row of the first key that another node has, after which nothing was added.
  package mutating func insert(_ keys: KeyColumn, first: UInt32) -> Int? {
    var node = first
    for place in 0..<keys.count {
      let isNew =
        switch keys {
        case .integers(let list): numbers.insert(list[place], node)
        case .texts(let list): list.withText(at: place) { texts.insert($0, node) }
        }
      if !isNew { return place }
      node &+= 1
    }
    return nil
  }

  /// The nodes of some keys, `none` where there is no such node.
  package func nodes(_ keys: KeyColumn) -> [UInt32] {
    switch keys {
    case .integers(let list): list.map(numbers.node)
    case .texts(let list): (0..<list.count).map { list.withText(at: $0, texts.node) }
    }
  }
}

/// Nodes by whole numbers.
private struct NumberTable {
  private var slots = [(key: Int64, node: UInt32)](repeating: (0, ExternalKeys.none), count: 1_024)
  private var count = 0

  private func place(of key: Int64) -> Int {
    var place = Int(truncatingIfNeeded: StringHash.hash(UInt64(bitPattern: key))) & (slots.count - 1)
    while slots[place].node != ExternalKeys.none, slots[place].key != key { place = (place + 1) & (slots.count - 1) }
    return place
  }

  func node(_ key: Int64) -> UInt32 { slots[place(of: key)].node }

  mutating func insert(_ key: Int64, _ node: UInt32) -> Bool {
    let free = place(of: key)
    guard slots[free].node == ExternalKeys.none else { return false }
    slots[free] = (key, node)
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, ExternalKeys.none), count: old.count * 2)
    for slot in old where slot.node != ExternalKeys.none { slots[place(of: slot.key)] = slot }
  }
}

/// Nodes by strings.
private struct TextTable {
  private var slots = [(hash: UInt64, entry: UInt32)](repeating: (0, ExternalKeys.none), count: 1_024)
  private var keys = TextColumn()
  private var nodes: [UInt32] = []

  private func place(of text: StringReference, _ hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place].entry != ExternalKeys.none {
      if slots[place].hash == hash, keys.withText(at: Int(slots[place].entry), { $0.isEqual(to: text) }) { return place }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  func node(_ text: StringReference) -> UInt32 {
    let entry = slots[place(of: text, text.hash)].entry
    return entry == ExternalKeys.none ? entry : nodes[Int(entry)]
  }

  mutating func insert(_ text: StringReference, _ node: UInt32) -> Bool {
    let hash = text.hash
    let free = place(of: text, hash)
    guard slots[free].entry == ExternalKeys.none else { return false }
    slots[free] = (hash, UInt32(truncatingIfNeeded: nodes.count))
    keys.append(text)
    nodes.append(node)
    if nodes.count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, ExternalKeys.none), count: old.count * 2)
    for slot in old where slot.entry != ExternalKeys.none {
      var place = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
      while slots[place].entry != ExternalKeys.none { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
