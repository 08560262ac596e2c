// Equivalence, the relation of DISTINCT, grouping, UNION and collect(DISTINCT): like `=`, but null is equivalent to null and
// NaN to NaN, at any depth; 1 and 1.0 are equivalent.

/// A value that compares and hashes by equivalence.
public struct GroupingKey: Hashable, Sendable {
  /// The value under comparison.
  public let value: Value

  /// Wraps a value.
  public init(_ value: Value) { self.value = value }

  /// Whether two values are equivalent.
  public static func == (left: GroupingKey, right: GroupingKey) -> Bool { equivalent(left.value, right.value) }

  private static func equivalent(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)): NumberOrder.compare(a, b) == .same
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { equivalent($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.entries.allSatisfy { entry in
          guard let other = b[entry.key] else { return false }
          return equivalent(entry.value, other)
        }
    default: left == right
    }
  }

  /// Hashes in accordance with `==`: a float with an integral value hashes as that integer.
  public func hash(into hasher: inout Hasher) { Self.hash(value, into: &hasher) }

  private static func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .float(let number):
      if let whole = Int64(exactly: number) { Value.integer(whole).hash(into: &hasher) } else { value.hash(into: &hasher) }
    case .list(let elements):
      hasher.combine(elements.count)
      for element in elements { hash(element, into: &hasher) }
    case .map(let map):
      for entry in map.sortedEntries {
        entry.key.hashBytes(into: &hasher)
        hash(entry.value, into: &hasher)
      }
    default: value.hash(into: &hasher)
    }
  }
}
