// What concurrent transactions did to lists, and the search for a cycle in what it says about their order. A list that only grows shows the
// order of the transactions that wrote it: who appended before whom (ww), who read whose element (wr), and who read before an element was
// appended (rw). With the order in time of those that did not overlap, a cycle of any length means that no order of the transactions one
// after another explains what they saw.
import Testing

/// The transactions of a run, as they committed.
struct TransactionHistory {
  /// What a transaction did to a list.
  enum Step {
    case append(key: Int, element: Int64)
    case read(key: Int, elements: [Int64])
  }

  /// A transaction that committed, and when it began and returned.
  struct Entry {
    var begun: Int
    var returned: Int
    var steps: [Step]
  }

  var entries: [Entry] = []

  /// Holds the history against the lists at its end; what no order of the transactions explains.
  func faults(final lists: [[Int64]]) -> [String] {
    var faults: [String] = []
    var writer: [Int64: Int] = [:]
    for (place, entry) in entries.enumerated() {
      for case .append(_, let element) in entry.steps { writer[element] = place }
    }
    for (key, list) in lists.enumerated() {
      if Set(list).count != list.count { faults.append("key \(key) holds an element twice") }
      for element in list where writer[element] == nil { faults.append("key \(key) holds \(element), which nobody committed") }
    }
    let held = Set(lists.flatMap { $0 })
    for element in writer.keys.sorted() where !held.contains(element) { faults.append("\(element) was committed and is lost") }
    var edges = [Set<Int>](repeating: [], count: entries.count)
    for list in lists {
      for (before, after) in zip(list, list.dropFirst()) { connect(writer[before], writer[after], &edges) }
    }
    for (place, entry) in entries.enumerated() {
      var own: [Int: Int] = [:]
      for step in entry.steps {
        switch step {
        case .append(let key, _): own[key, default: 0] += 1
        case .read(let key, let elements):
          guard elements.count <= lists[key].count, Array(lists[key].prefix(elements.count)) == elements else {
            faults.append("transaction \(place) read what is no prefix of key \(key)")
            continue
          }
          let foreign = elements.count - own[key, default: 0]
          if foreign > 0 { connect(writer[elements[foreign - 1]], place, &edges) }
          if elements.count < lists[key].count { connect(place, writer[lists[key][elements.count]], &edges) }
        }
      }
    }
    addTime(&edges)
    if !isFreeOfCycles(edges) { faults.append("the transactions fit no order") }
    return faults
  }

  private func connect(_ before: Int?, _ after: Int?, _ edges: inout [Set<Int>]) {
    if let before, let after, before != after { edges[before].insert(after) }
  }

  /// Who returned before another began comes before it.
  private func addTime(_ edges: inout [Set<Int>]) {
    for (one, first) in entries.enumerated() {
      for (two, second) in entries.enumerated() where first.returned < second.begun { edges[one].insert(two) }
    }
  }

  /// Takes away what nothing comes before, until nothing is left or only cycles are.
  private func isFreeOfCycles(_ edges: [Set<Int>]) -> Bool {
    var incoming = [Int](repeating: 0, count: edges.count)
    for targets in edges { for target in targets { incoming[target] += 1 } }
    var free = incoming.indices.filter { incoming[$0] == 0 }
    var taken = 0
    while let node = free.popLast() {
      taken += 1
      for target in edges[node] {
        incoming[target] -= 1
        if incoming[target] == 0 { free.append(target) }
      }
    }
    return taken == edges.count
  }
}

@Suite struct TransactionHistoryTests {
  /// The search finds what it is there to find: histories that no order explains.
  @Test func cyclesAreFound() {
    typealias Entry = TransactionHistory.Entry
    // Each read before the other wrote.
    let skew = TransactionHistory(entries: [
      Entry(begun: 0, returned: 9, steps: [.read(key: 0, elements: []), .append(key: 1, element: 1)]),
      Entry(begun: 1, returned: 8, steps: [.read(key: 1, elements: []), .append(key: 0, element: 2)]),
    ])
    #expect(skew.faults(final: [[2], [1]]) == ["the transactions fit no order"])
    // One returned before the other began, and was not seen.
    let stale = TransactionHistory(entries: [
      Entry(begun: 0, returned: 1, steps: [.append(key: 0, element: 1)]),
      Entry(begun: 2, returned: 3, steps: [.read(key: 0, elements: [])]),
    ])
    #expect(stale.faults(final: [[1]]) == ["the transactions fit no order"])
    let lost = TransactionHistory(entries: [Entry(begun: 0, returned: 1, steps: [.append(key: 0, element: 1)])])
    #expect(lost.faults(final: [[]]) == ["1 was committed and is lost"])
    let right = TransactionHistory(entries: [
      Entry(begun: 0, returned: 3, steps: [.append(key: 0, element: 1), .read(key: 0, elements: [1])]),
      Entry(begun: 1, returned: 2, steps: [.read(key: 0, elements: [])]),
    ])
    #expect(right.faults(final: [[1]]).isEmpty)
    #expect(right.faults(final: [[7]]).count > 1, "an element that nobody wrote, and reads of another list")
  }
}
