// A cursor over temporal text and the readers of its parts: dates, times and offsets. A reader that fails gives nil and may leave
// the cursor anywhere. Durations are read in `TemporalScan+Duration`.

/// A place in a temporal text.
struct TemporalScan {
  private let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }
  var isAtBracket: Bool { peek == 0x5B }
  /// The byte at the cursor, 0 at the end.
  var peek: UInt8 { place < bytes.count ? bytes[place] : 0 }
  private var isAtDigit: Bool { (0x30...0x39).contains(peek) }

  /// Takes a byte if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard !isAtEnd, peek == byte else { return false }
    place += 1
    return true
  }

  /// Takes a letter, given in upper case, in either case.
  mutating func takeLetter(_ upper: UInt8) -> Bool { take(upper) || take(upper | 0x20) }

  /// The number of digits at the cursor.
  var digitCount: Int { bytes[place...].prefix { (0x30...0x39).contains($0) }.count }

  /// Takes so many digits, at most nine, as a number.
  mutating func digits(_ count: Int) -> Int? {
    guard (1...9).contains(count), digitCount >= count else { return nil }
    var number = 0
    for _ in 0..<count {
      number = number * 10 + Int(peek - 0x30)
      place += 1
    }
    return number
  }

  /// Takes all digits at the cursor if their count is in a range.
  mutating func allDigits(_ counts: ClosedRange<Int>) -> Int? {
    let count = digitCount
    return counts.contains(count) ? digits(count) : nil
  }

  /// Takes all digits at the cursor, without their ASCII part.
  mutating func rawDigits() -> [UInt8] {
    let count = digitCount
    place += count
    return bytes[(place - count)..<place].map { $0 - 0x30 }
  }

  /// Takes `[…]` and gives what is within.
  mutating func bracketed() -> String? {
    guard take(0x5B), let end = bytes[place...].firstIndex(of: 0x5D) else { return nil }
    let text = String(decoding: bytes[place..<end], as: UTF8.self)
    place = end + 1
    return text
  }

  // MARK: Dates

  mutating func date() -> CalendarDate? {
    if peek == 0x2B || peek == 0x2D {
      let isNegative = take(0x2D)
      if !isNegative { _ = take(0x2B) }
      guard let year = allDigits(1...9) else { return nil }
      return restOfDate(year: isNegative ? -year : year)
    }
    let count = digitCount
    guard [4, 6, 7, 8].contains(count), let year = digits(4) else { return nil }
    switch count {
    case 6, 8:
      guard let month = digits(2) else { return nil }
      guard count == 8 else { return CalendarDate(year: year, month: month, day: 1) }
      return digits(2).flatMap { CalendarDate(year: year, month: month, day: $0) }
    case 7: return digits(3).flatMap { CalendarDate(year: year, ordinalDay: $0) }
    default: return restOfDate(year: year)
    }
  }

  /// What follows a year, if anything does.
  private mutating func restOfDate(year: Int) -> CalendarDate? {
    let isExtended = take(0x2D)
    if takeLetter(0x57) { return weekDate(year, isExtended: isExtended) }
    if takeLetter(0x51) { return quarterDate(year, isExtended: isExtended) }
    guard isExtended else { return CalendarDate(year: year, month: 1, day: 1) }
    if digitCount == 3 { return digits(3).flatMap { CalendarDate(year: year, ordinalDay: $0) } }
    guard let month = allDigits(1...2) else { return nil }
    guard take(0x2D) else { return CalendarDate(year: year, month: month, day: 1) }
    return allDigits(1...2).flatMap { CalendarDate(year: year, month: month, day: $0) }
  }

  private mutating func weekDate(_ year: Int, isExtended: Bool) -> CalendarDate? {
    guard let week = isExtended ? allDigits(1...2) : digits(2) else { return nil }
    let hasDay = isExtended ? take(0x2D) : isAtDigit
    guard let weekday = hasDay ? allDigits(1...1) : 1 else { return nil }
    return CalendarDate(weekYear: year, week: week, weekday: weekday)
  }

  private mutating func quarterDate(_ year: Int, isExtended: Bool) -> CalendarDate? {
    guard let quarter = digits(1) else { return nil }
    let hasDay = isExtended ? take(0x2D) : isAtDigit
    guard let day = hasDay ? allDigits(1...2) : 1 else { return nil }
    return CalendarDate(year: year, quarter: quarter, dayOfQuarter: day)
  }

  // MARK: Times

  mutating func time() -> LocalTime? {
    let count = digitCount
    guard let hour = digits(count == 1 ? 1 : 2) else { return nil }
    var (minute, second, nanosecond): (Int, Int, Int?) = (0, 0, 0)
    if count <= 2 {
      guard take(0x3A) else { return LocalTime(hour: hour, minute: 0) }
      guard let minutes = allDigits(1...2) else { return nil }
      minute = minutes
      if take(0x3A) {
        guard let seconds = allDigits(1...2) else { return nil }
        second = seconds
        nanosecond = fraction()
      }
    } else {
      guard count == 4 || count == 6, let minutes = digits(2) else { return nil }
      minute = minutes
      if count == 6 {
        guard let seconds = digits(2) else { return nil }
        second = seconds
        nanosecond = fraction()
      }
    }
    return nanosecond.flatMap { LocalTime(hour: hour, minute: minute, second: second, nanosecond: $0) }
  }

  /// A point or comma with up to nine digits as nanoseconds; zero if there is none, nil if it is wrong.
  private mutating func fraction() -> Int? {
    guard take(0x2E) || take(0x2C) else { return 0 }
    let count = digitCount
    guard var number = allDigits(1...9) else { return nil }
    for _ in count..<9 { number *= 10 }
    return number
  }

  /// An offset in seconds.
  mutating func offset() -> Int? {
    if takeLetter(0x5A) { return 0 }
    let isNegative = take(0x2D)
    guard isNegative || take(0x2B) else { return nil }
    var parts = [0, 0, 0]
    switch digitCount {
    case 1, 2:
      parts[0] = allDigits(1...2) ?? 0
      for index in 1...2 where take(0x3A) {
        guard let part = allDigits(2...2) else { return nil }
        parts[index] = part
      }
    case 4, 6:
      let count = digitCount / 2
      for index in 0..<count { parts[index] = digits(2) ?? 0 }
    default: return nil
    }
    let seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    guard parts[1] < 60, parts[2] < 60, seconds <= TimeZoneID.offsetSecondsMax else { return nil }
    return isNegative ? -seconds : seconds
  }

  mutating func localDateTime() -> LocalDateTime? {
    guard let date = date() else { return nil }
    guard takeLetter(0x54) else { return LocalDateTime(date, .midnight) }
    return time().map { LocalDateTime(date, $0) }
  }
}
