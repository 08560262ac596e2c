// Durations from parts with fractions. A fraction of a month counts days by the average month, a fraction of a day counts 24
// hours; whole parts stay what they are. The sums are decimal, in 10^-18 of a month, day and second, so that 0.1 means a tenth.
// Invariant: sums fit into 128 bits; whoever adds too much is told so.

/// Parts of a duration, added up.
package struct DurationSum {
  /// What a part counts.
  package enum Unit: Sendable {
    case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds
  }

  private static let scaleDigits = 18
  private static let scale: Int128 = 1_000_000_000_000_000_000
  private var months: Int128 = 0
  private var days: Int128 = 0
  private var seconds: Int128 = 0

  /// Nothing yet.
  package init() {}

  /// Adds a decimal number `0.d₁d₂… × 10^exponent` of a unit; false if it is too much.
  package mutating func add(_ unit: Unit, isNegative: Bool, digits: [UInt8], exponent: Int) -> Bool {
    guard digits.contains(where: { $0 != 0 }) else { return true }
    let leading = digits.prefix { $0 == 0 }.count
    guard exponent - leading <= 20 else { return false }
    var number: Int128 = 0
    var place = leading
    while place < exponent + Self.scaleDigits {
      let (shifted, overflow) = number.multipliedReportingOverflow(by: 10)
      if overflow { return false }
      number = shifted + Int128(place < digits.count ? digits[place] : 0)
      place += 1
    }
    return add(unit, scaled: isNegative ? -number : number)
  }

  /// Adds a whole number of a unit; false if it is too much.
  package mutating func add(_ unit: Unit, _ number: some BinaryInteger) -> Bool {
    guard let number = Int64(exactly: number) else { return false }
    return add(unit, scaled: Int128(number) * Self.scale)
  }

  /// Adds the parts of a duration, each times a fraction of whole numbers, the lower one positive; false if it is too much.
  package mutating func add(_ duration: CalendarDuration, times numerator: Int128, over denominator: Int128) -> Bool {
    func scaled(_ part: Int64) -> Int128? {
      let (product, overflow) = Int128(part).multipliedReportingOverflow(by: numerator)
      if overflow { return nil }
      var (result, rest) = product.quotientAndRemainder(dividingBy: denominator)
      // Long division, digit by digit, since the rest times the scale need not fit.
      for _ in 0..<Self.scaleDigits {
        let (shifted, a) = rest.multipliedReportingOverflow(by: 10)
        let (higher, b) = result.multipliedReportingOverflow(by: 10)
        if a || b { return nil }
        result = higher + shifted / denominator
        rest = shifted % denominator
      }
      return result
    }
    guard let months = scaled(duration.months), let days = scaled(duration.days), let seconds = scaled(duration.seconds),
      let nanoseconds = scaled(Int64(duration.nanoseconds))
    else { return false }
    return add(.months, scaled: months) && add(.days, scaled: days) && add(.seconds, scaled: seconds)
      && add(.nanoseconds, scaled: nanoseconds)
  }

  private mutating func add(_ unit: Unit, scaled number: Int128) -> Bool {
    switch unit {
    case .years: Self.add(number, 12, 1, to: &months)
    case .quarters: Self.add(number, 3, 1, to: &months)
    case .months: Self.add(number, 1, 1, to: &months)
    case .weeks: Self.add(number, 7, 1, to: &days)
    case .days: Self.add(number, 1, 1, to: &days)
    case .hours: Self.add(number, 3600, 1, to: &seconds)
    case .minutes: Self.add(number, 60, 1, to: &seconds)
    case .seconds: Self.add(number, 1, 1, to: &seconds)
    case .milliseconds: Self.add(number, 1, 1_000, to: &seconds)
    case .microseconds: Self.add(number, 1, 1_000_000, to: &seconds)
    case .nanoseconds: Self.add(number, 1, 1_000_000_000, to: &seconds)
    }
  }

  private static func add(_ number: Int128, _ factor: Int128, _ divisor: Int128, to sum: inout Int128) -> Bool {
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    if overflow { return false }
    let (total, overflows) = sum.addingReportingOverflow(product / divisor)
    sum = total
    return !overflows
  }

  /// The duration, fractions carried down and cut off below a nanosecond; nil if it is too long to count.
  package var duration: CalendarDuration? {
    let (wholeMonths, restOfMonth) = Self.split(months, slack: 1)
    // An average month has 30.436875 days.
    let (allDays, a) = days.addingReportingOverflow(restOfMonth * 30_436_875 / 1_000_000)
    let (wholeDays, restOfDay) = Self.split(allDays, slack: 100)
    let (allSeconds, b) = seconds.addingReportingOverflow(restOfDay * 86_400)
    let (wholeSeconds, rest) = Self.split(allSeconds, slack: 10_000_000)
    guard !a, !b, let months = Int64(exactly: wholeMonths), let days = Int64(exactly: wholeDays),
      let seconds = Int64(exactly: wholeSeconds)
    else { return nil }
    let nanoseconds = Self.nudged(rest, 10_000_000) / 1_000_000_000
    return CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: Int64(nanoseconds))
  }

  /// The whole part and the rest, of one sign. What lies below the next whole by no more than the slack, which is what periodic
  /// fractions lose when they are cut off, is that whole.
  private static func split(_ sum: Int128, slack: Int128) -> (whole: Int128, rest: Int128) {
    let whole = nudged(sum, slack) / scale
    let rest = sum - whole * scale
    return (whole, (rest < 0) == (sum < 0) ? rest : 0)
  }

  /// A number moved away from zero; at the end of 128 bits it stays.
  private static func nudged(_ number: Int128, _ slack: Int128) -> Int128 {
    let (moved, overflow) = number.addingReportingOverflow(number < 0 ? -slack : (number > 0 ? slack : 0))
    return overflow ? number : moved
  }
}
