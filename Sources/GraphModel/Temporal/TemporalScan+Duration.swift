// Reading durations: by units (`P1Y2M3W4DT5H6M7.5S`, any part with a sign and a fraction) or as a date and a time
// (`P2012-02-02T14:37:21.545`). A fraction of a unit is carried into the smaller ones.

extension TemporalScan {
  mutating func duration() -> CalendarDuration? {
    let isNegative = take(0x2D)
    if !isNegative { _ = take(0x2B) }
    guard takeLetter(0x50) else { return nil }
    var sum = DurationSum()
    let isRead = digitCount >= 4 && isDateForm ? dateForm(&sum) : unitForm(&sum)
    guard isRead, let duration = sum.duration else { return nil }
    return isNegative ? duration.negated : duration
  }

  /// Whether what follows is `2012-…`, `20120202` or such, not a number with a unit.
  private var isDateForm: Bool {
    var ahead = self
    _ = ahead.rawDigits()
    return ahead.isAtEnd || ahead.peek == 0x2D || ((ahead.peek == 0x54 || ahead.peek == 0x74) && digitCount >= 4)
  }

  private mutating func unitForm(_ sum: inout DurationSum) -> Bool {
    var units: [(letter: UInt8, unit: DurationSum.Unit)] = [(0x59, .years), (0x4D, .months), (0x57, .weeks), (0x44, .days)]
    var isInTime = false
    var count = 0
    while !isAtEnd {
      if !isInTime, takeLetter(0x54) {
        units = [(0x48, .hours), (0x4D, .minutes), (0x53, .seconds)]
        isInTime = true
        if isAtEnd { return false }
        continue
      }
      let isNegative = take(0x2D)
      if !isNegative { _ = take(0x2B) }
      var number = rawDigits()
      let whole = number.count
      guard whole > 0 else { return false }
      if take(0x2E) || take(0x2C) {
        // `PT0.-5S` is how some write a negative fraction of a positive number; it means nothing here.
        let fraction = rawDigits()
        guard !fraction.isEmpty else { return false }
        number += fraction
      }
      guard let index = units.firstIndex(where: { $0.letter == peek & 0xDF }) else { return false }
      _ = takeLetter(units[index].letter)
      guard sum.add(units[index].unit, isNegative: isNegative, digits: number, exponent: whole) else { return false }
      units.removeFirst(index + 1)
      count += 1
    }
    return count > 0
  }

  private mutating func dateForm(_ sum: inout DurationSum) -> Bool {
    guard let year = digits(4) else { return false }
    let isExtended = take(0x2D)
    guard let month = digits(2), !isExtended || take(0x2D), let day = digits(2), month <= 12, day <= 31 else { return false }
    var isAdded = sum.add(.years, year) && sum.add(.months, month) && sum.add(.days, day)
    if takeLetter(0x54) {
      guard let time = time() else { return false }
      isAdded = isAdded && sum.add(.seconds, time.secondOfDay) && sum.add(.nanoseconds, time.nanosecond)
    }
    return isAdded
  }
}
