// The sorted trees behind indexes against sorted arrays: both kinds of keys, all orders of insertion and removal that matter,
// older versions unchanged.

import GraphModel
import Testing

@testable import GraphStorage

/// A tree and the array that it must agree with.
private struct TreePair {
  var tree: SortedTree
  var entries: [(key: [UInt8], number: UInt64, id: UInt32)] = []
  var owner: UInt64 = 1

  init(isText: Bool) { tree = SortedTree(isText: isText) }

  func withKey<Result>(_ bytes: [UInt8], _ number: UInt64, _ body: (IndexKey) -> Result) -> Result {
    guard tree.isText else { return body(IndexKey(head: number >> 4, detail: UInt32(number & 15))) }
    return bytes.withUnsafeBufferPointer {
      body(IndexKey(text: StringReference(start: $0.baseAddress ?? StringReference.nothing, count: $0.count)))
    }
  }

  private func position(_ bytes: [UInt8], _ number: UInt64, _ id: UInt32) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      let isBefore =
        entry.key != bytes
        ? entry.key.lexicographicallyPrecedes(bytes) : (entry.number != number ? entry.number < number : entry.id < id)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func insert(_ bytes: [UInt8], _ number: UInt64, _ id: UInt32) {
    let place = position(bytes, number, id)
    if place < entries.count, entries[place].id == id, entries[place].key == bytes, entries[place].number == number { return }
    entries.insert((bytes, number, id), at: place)
    withKey(bytes, number) { tree.insert($0, id: id, owner: owner) }
  }

  mutating func remove(at place: Int) {
    let entry = entries.remove(at: place)
    let wasThere = withKey(entry.key, entry.number) { tree.remove($0, id: entry.id, owner: owner) }
    #expect(wasThere)
    let isThereAgain = withKey(entry.key, entry.number) { tree.remove($0, id: entry.id, owner: owner) }
    #expect(!isThereAgain)
  }

  var ids: [UInt32] {
    var found: [UInt32] = []
    tree.forEachRun(from: nil, to: nil, descending: false) { run in
      found.append(contentsOf: run)
      return true
    }
    return found
  }

  func check() throws {
    try TreeInvariants(name: "tree", tree: tree).check()
    try #require(ids == entries.map(\.id))
    var reversed: [UInt32] = []
    tree.forEachRun(from: nil, to: nil, descending: true) { run in
      reversed.append(contentsOf: run)
      return true
    }
    try #require(reversed == entries.map(\.id).reversed())
  }
}

@Suite struct SortedTreeTests {
  private static func text(_ random: inout SeededGenerator, _ style: Int) -> [UInt8] {
    let number = Int.random(in: 0..<1_200, using: &random)
    switch style {
    case 0: return Array("Project-\(number)".utf8)
    case 1: return (0..<Int.random(in: 0...4, using: &random)).map { _ in UInt8.random(in: 0...2, using: &random) }
    case 2: return Array(repeating: 7, count: number / 10) + [UInt8.random(in: 0...9, using: &random)]
    default: return Array("\(number % 7)".utf8) + Array(repeating: 1, count: number % 3 == 0 ? 9_000 : 3)
    }
  }

  @Test(arguments: 0..<4, [UInt64(1), 2, 3]) func texts(style: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var pair = TreePair(isText: true)
    try grow(&pair, &random) { Self.text(&$0, style) }
  }

  @Test(arguments: 1...UInt64(4)) func numbers(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var pair = TreePair(isText: false)
    try grow(&pair, &random) { _ in [] }
  }

  private func grow(_ pair: inout TreePair, _ random: inout SeededGenerator, _ text: (inout SeededGenerator) -> [UInt8]) throws {
    for round in 0..<12 {
      let isGrowing = round % 4 != 3
      let old = pair
      for _ in 0..<300 {
        if isGrowing || pair.entries.isEmpty {
          pair.insert(
            text(&random), pair.tree.isText ? 0 : UInt64.random(in: 0..<900, using: &random), UInt32.random(in: 0..<50, using: &random))
        } else {
          pair.remove(at: Int.random(in: 0..<pair.entries.count, using: &random))
        }
      }
      try pair.check()
      try old.check()
      pair.owner += 1
    }
    for _ in 0..<40 { try checkRange(pair, text(&random), text(&random), &random) }
    while !pair.entries.isEmpty { pair.remove(at: Int.random(in: 0..<pair.entries.count, using: &random)) }
    try pair.check()
    #expect(pair.tree.root == nil && pair.tree.distinct == 0)
  }

  private func checkRange(_ pair: TreePair, _ low: [UInt8], _ high: [UInt8], _ random: inout SeededGenerator) throws {
    let numbers = (UInt64.random(in: 0..<900, using: &random), UInt64.random(in: 0..<900, using: &random))
    var found: [UInt32] = []
    pair.withKey(low, numbers.0) { from in
      pair.withKey(high, numbers.1) { to in
        _ = pair.tree.forEachRun(from: .before(from), to: .behind(to), descending: false) { run in
          found.append(contentsOf: run)
          return true
        }
      }
    }
    let expected = pair.entries.filter { entry in
      pair.tree.isText
        ? !entry.key.lexicographicallyPrecedes(low) && !high.lexicographicallyPrecedes(entry.key)
        : entry.number >= numbers.0 && entry.number <= numbers.1
    }
    try #require(found == expected.map(\.id))
  }

  @Test(arguments: [true, false], [0, 1, 224, 225, 1_000, 30_000]) func builtAtOnce(isText: Bool, count: Int) throws {
    var builder = SortedTreeBuilder(isText: isText, owner: 1)
    var pair = TreePair(isText: isText)
    for number in 0..<count {
      let digits = String(1_000_000 + number / 2)
      let entry = (key: Array("key/\(digits)".utf8), number: UInt64(number / 2), id: UInt32(number % 2))
      pair.withKey(entry.key, entry.number) { builder.append($0, id: entry.id) }
      pair.entries.append(entry)
    }
    pair.tree = builder.finish()
    try pair.check()
    #expect(pair.tree.count == count && pair.tree.distinct == (count + 1) / 2)
  }

  /// A first child that is split below what its fence was.
  @Test(arguments: [true, false]) func descendingInsertions(isText: Bool) throws {
    var pair = TreePair(isText: isText)
    for number in (0..<3_000).reversed() {
      pair.owner += number % 100 == 0 ? 1 : 0
      pair.insert(isText ? Array("key \(10_000 + number)".utf8) : [], isText ? 0 : UInt64(number), 3)
    }
    try pair.check()
    var random = SeededGenerator(seed: 5)
    for _ in 0..<500 { pair.remove(at: Int.random(in: 0..<pair.entries.count, using: &random)) }
    for number in 0..<3_000 { pair.insert(isText ? Array("key \(10_000 + number)".utf8) : [], isText ? 0 : UInt64(number), 3) }
    try pair.check()
  }

  /// Removing the first children of inner pages and growing again below the fences that are left, over three levels.
  @Test(arguments: [true, false]) func growsAgainInTheMiddle(isText: Bool) throws {
    var builder = SortedTreeBuilder(isText: isText, owner: 1)
    var pair = TreePair(isText: isText)
    func key(_ number: Int) -> ([UInt8], UInt64) { isText ? (Array("key \(1_000_000 + number)".utf8), 0) : ([], UInt64(number)) }
    for number in stride(from: 0, to: 80_000, by: 2) {
      pair.withKey(key(number).0, key(number).1) { builder.append($0, id: 1) }
    }
    pair.tree = builder.finish()
    var alive = Set(stride(from: 0, to: 80_000, by: 2))
    func change(_ number: Int, isInsertion: Bool) {
      pair.withKey(key(number).0, key(number).1) {
        if isInsertion { pair.tree.insert($0, id: 1, owner: pair.owner) } else { pair.tree.remove($0, id: 1, owner: pair.owner) }
      }
      if isInsertion { alive.insert(number) } else { alive.remove(number) }
    }
    for number in stride(from: 20_000, to: 60_000, by: 2) { change(number, isInsertion: false) }
    try TreeInvariants(name: "tree", tree: pair.tree).check()
    pair.owner = 2
    for number in stride(from: 59_999, to: 20_001, by: -4) { change(number, isInsertion: true) }
    try TreeInvariants(name: "tree", tree: pair.tree).check()
    #expect(pair.tree.count == alive.count)
  }

  @Test func ascendingInsertionsFillPages() throws {
    var tree = SortedTree(isText: false)
    for number in 0..<10_000 { tree.insert(IndexKey(head: UInt64(number)), id: 1, owner: 1) }
    var leaves = 0
    tree.forEachRun(from: nil, to: nil, descending: false) { _ in
      leaves += 1
      return true
    }
    #expect(leaves == (10_000 + 255) / 256)
  }
}
