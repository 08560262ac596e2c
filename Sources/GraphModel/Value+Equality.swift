// The `=` of openCypher: three-valued, numbers by their mathematical value, null whenever a null decides.

extension Value {
  /// Whether two values are equal as `=` says: `nil` stands for null. NaN equals nothing. Cost: linear in the content.
  public static func equals(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): nil
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)): NumberOrder.compare(a, b) == .same
    case (.list(let a), .list(let b)): equalLists(a, b)
    case (.map(let a), .map(let b)): equalMaps(a, b)
    default: left == right
    }
  }

  private static func equalLists(_ left: [Value], _ right: [Value]) -> Bool? {
    guard left.count == right.count else { return false }
    var unknown = false
    for place in left.indices {
      switch equals(left[place], right[place]) {
      case false?: return false
      case nil: unknown = true
      case true?: continue
      }
    }
    return unknown ? nil : true
  }

  private static func equalMaps(_ left: ValueMap, _ right: ValueMap) -> Bool? {
    guard left.count == right.count else { return false }
    var unknown = false
    for entry in left.entries {
      guard let other = right[entry.key] else { return false }
      switch equals(entry.value, other) {
      case false?: return false
      case nil: unknown = true
      case true?: continue
      }
    }
    return unknown ? nil : true
  }
}
