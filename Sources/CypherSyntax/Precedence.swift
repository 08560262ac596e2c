// How strongly the parts of an expression hold together; the parser climbs these levels and the printer puts parentheses by them.

/// The levels of binding, weakest first.
enum Precedence: Int, Comparable {
  case or, xor, and, not, comparison, predicate, additive, multiplicative, power, sign
  /// `base:Label`, behind which no look-up follows.
  case label
  /// What needs no parentheses anywhere.
  case operand

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  /// The level at which the operands right of an operator of this one are read.
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .operand }
}
