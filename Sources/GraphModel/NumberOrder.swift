// Integers against floats without rounding: 2^53 + 1 is greater than the double 2^53, and NaN is unordered.

/// The outcome of comparing two numbers.
public enum NumberOrder: Sendable {
  /// The left is smaller.
  case less
  /// Both are the same number.
  case same
  /// The left is greater.
  case greater
  /// One of them is not a number.
  case unordered

  /// Compares an integer with a float by their exact mathematical values.
  @inlinable public static func compare(_ left: Int64, _ right: Double) -> NumberOrder {
    if right.isNaN { return .unordered }
    if right >= 0x1p63 { return .less }
    if right < -0x1p63 { return .greater }
    let whole = Int64(right)  // in range by the two tests above; truncates towards zero
    if left != whole { return left < whole ? .less : .greater }
    let rest = right - Double(whole)
    return rest > 0 ? .less : (rest < 0 ? .greater : .same)
  }

  /// Compares two floats.
  @inlinable public static func compare(_ left: Double, _ right: Double) -> NumberOrder {
    if left < right { return .less }
    if left > right { return .greater }
    return left == right ? .same : .unordered
  }

  /// Compares two integers.
  @inlinable public static func compare(_ left: Int64, _ right: Int64) -> NumberOrder {
    left < right ? .less : (left == right ? .same : .greater)
  }

  /// Compares two values of a total order.
  static func of<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> NumberOrder {
    left < right ? .less : (left == right ? .same : .greater)
  }

  /// The outcome with the sides exchanged.
  @inlinable public var reversed: NumberOrder {
    switch self {
    case .less: .greater
    case .greater: .less
    case .same, .unordered: self
    }
  }
}
