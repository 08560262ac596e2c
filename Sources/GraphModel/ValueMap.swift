// A map from names to values that keeps the order in which keys came and compares keys by bytes.
// Invariant: no key stands twice. Look-up is linear: property maps are small, and order must reach the output unchanged.

/// An ordered map from names to values. Equality ignores the order of the keys.
public struct ValueMap: Sendable {
  /// The entries in order.
  public private(set) var entries: [(key: String, value: Value)]

  /// An empty map.
  public init() { entries = [] }

  /// A map of these entries; of a key given twice the last value stays, at the first place. Cost: quadratic only in repeated keys beyond 16.
  public init(_ entries: some Sequence<(key: String, value: Value)>) {
    self.entries = []
    for entry in entries { self[entry.key] = entry.value }
  }

  /// The number of entries.
  public var count: Int { entries.count }
  /// Whether there is no entry.
  public var isEmpty: Bool { entries.isEmpty }
  /// The keys in order.
  public var keys: [String] { entries.map(\.key) }

  /// The value under a key, `nil` where there is none; setting `nil` removes the key. Cost: linear in the number of entries.
  public subscript(key: String) -> Value? {
    get { index(of: key).map { entries[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  private func index(of key: String) -> Int? { entries.firstIndex { $0.key.isByteEqual(to: key) } }

  /// The entries ordered by the bytes of their keys.
  public var sortedEntries: [(key: String, value: Value)] { entries.sorted { $0.key.isByteLess(than: $1.key) } }
}

extension ValueMap: Hashable {
  /// Same keys with exactly the same values, whatever the order.
  public static func == (left: ValueMap, right: ValueMap) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes in accordance with `==`.
  public func hash(into hasher: inout Hasher) {
    for entry in sortedEntries {
      entry.key.hashBytes(into: &hasher)
      hasher.combine(entry.value)
    }
  }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  /// A map of these entries.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements.map { (key: $0.0, value: $0.1) })
  }
}
