// Arithmetic with durations: a temporal value moved forwards or backwards, durations added, and stretched by numbers. Fractions of
// months and days that stretching makes are carried down as in `duration({months: 0.5})`.

import GraphModel

/// The cases of + - * / in which a duration takes part.
enum ValueTemporalArithmetic {
  /// `left + right`; nil if that is no sum with a duration.
  static func add(_ left: Value, _ right: Value) throws(QueryError) -> Value? {
    switch (left, right) {
    case (.duration(let a), .duration(let b)):
      guard let sum = a.adding(b) else { throw TemporalFault.outOfRange("\(a) + \(b)") }
      return .duration(sum)
    case (_, .duration(let duration)): return try moved(left, duration, "+")
    case (.duration(let duration), _): return try moved(right, duration, "+")
    default: return nil
    }
  }

  /// The duration with every part of the other sign.
  static func negated(_ duration: CalendarDuration) throws(QueryError) -> CalendarDuration {
    guard let negated = duration.negated else { throw TemporalFault.outOfRange("-\(duration)") }
    return negated
  }

  /// `left - right`; nil if that is no difference with a duration.
  static func subtract(_ left: Value, _ right: Value) throws(QueryError) -> Value? {
    guard case .duration(let duration) = right else { return nil }
    let negated = try negated(duration)
    if case .duration = left { return try add(left, .duration(negated)) }
    return try moved(left, negated, "-")
  }

  /// `left * right`; nil if that is no product of a duration and a number.
  static func multiply(_ left: Value, _ right: Value) throws(QueryError) -> Value? {
    switch (left, right) {
    case (.duration(let duration), .integer), (.duration(let duration), .float):
      try scaled(duration, by: Fraction(right), "\(duration) * \(right.numberValue ?? 0)")
    case (.integer, .duration(let duration)), (.float, .duration(let duration)):
      try scaled(duration, by: Fraction(left), "\(duration) * \(left.numberValue ?? 0)")
    default: nil
    }
  }

  /// `left / right`; nil if that is no quotient of a duration and a number.
  static func divide(_ left: Value, _ right: Value) throws(QueryError) -> Value? {
    guard case .duration(let duration) = left, let divisor = right.numberValue else { return nil }
    if divisor == 0 { throw ArithmeticFault.division("\(duration) / 0") }
    return try scaled(duration, by: Fraction(right)?.inverted, "\(duration) / \(divisor)")
  }

  private static func moved(_ value: Value, _ duration: CalendarDuration, _ sign: String) throws(QueryError) -> Value? {
    let result: Value?
    switch value {
    case .date(let date): result = date.adding(duration).map { .date($0) }
    case .localTime(let time): result = .localTime(time.adding(duration))
    case .time(let time): result = .time(time.adding(duration))
    case .localDateTime(let moment): result = moment.adding(duration).map { .localDateTime($0) }
    case .dateTime(let moment): result = moment.adding(duration).map { .dateTime($0) }
    default: return nil
    }
    guard let result else { throw TemporalFault.outOfRange("\(value.temporalText ?? "") moved by \(duration)") }
    return result
  }

  private static func scaled(_ duration: CalendarDuration, by factor: Fraction?, _ calculation: String) throws(QueryError) -> Value {
    var sum = DurationSum()
    guard let factor, sum.add(duration, times: factor.numerator, over: factor.denominator), let result = sum.duration else {
      throw TemporalFault.outOfRange(calculation)
    }
    return .duration(result)
  }
}

/// A number as a fraction of whole numbers, exactly what its shortest digits say.
private struct Fraction {
  var numerator: Int128
  var denominator: Int128

  /// The fraction of an integer or a float; nil for anything else, and for what is not finite or too large to move a time by.
  init?(_ value: Value) {
    switch value {
    case .integer(let number): (numerator, denominator) = (Int128(number), 1)
    case .float(let number) where number.isFinite:
      let decimal = DecimalDigits(number)
      let whole = decimal.digits.reduce(Int128(0)) { $0 * 10 + Int128($1) }
      let shift = decimal.exponent - decimal.digits.count
      guard shift <= 18 else { return nil }
      // Digits below 10^-36 move nothing by as much as a nanosecond.
      let dropped = max(0, -shift - 36)
      numerator = dropped > 18 ? 0 : whole * Self.power(max(0, shift)) / Self.power(dropped)
      denominator = Self.power(min(36, max(0, -shift)))
      if decimal.isNegative { numerator = -numerator }
    default: return nil
    }
  }

  private static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// One divided by this number; nil for zero.
  var inverted: Fraction? {
    guard numerator != 0 else { return nil }
    var result = self
    (result.numerator, result.denominator) = numerator < 0 ? (-denominator, -numerator) : (denominator, numerator)
    return result
  }
}
