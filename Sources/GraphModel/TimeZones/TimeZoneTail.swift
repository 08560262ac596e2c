// The rule for the time after the last recorded change of a zone: a POSIX TZ string such as `CET-1CEST,M3.5.0,M10.5.0/3`.
// Only the form that the tz database writes is read: names, offsets (positive to the west) and dates as month, week, weekday
// with an optional hour, which may lie outside of the day.

/// A yearly rule, or one offset for good.
struct TimeZoneTail: Sendable {
  /// A date of every year: the n-th (5: the last) weekday of a month, and a time in seconds after its midnight.
  private struct YearDate: Sendable {
    var month = 1
    var week = 1
    var weekday = 0
    var seconds: Int64 = 7200

    /// The seconds since 1970 of this date's time in a year, as local clocks show it.
    func localSeconds(in year: Int) -> Int64 {
      let first = CivilCalendar.days(year: year, month: month, day: 1)
      let firstWeekday = Int(CivilCalendar.floorMod(first + 4, 7))  // 1970-01-01 was a Thursday, Sunday counts 0
      var day = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      while day > CivilCalendar.daysInMonth(year: year, month: month) { day -= 7 }
      return (first + Int64(day - 1)) * 86_400 + seconds
    }
  }

  private let standard: Int32
  private let summer: Int32?
  private var start = YearDate()
  private var end = YearDate()

  /// Reads a rule; nil if there is none.
  init?(_ rule: ArraySlice<UInt8>) {
    var scan = Scan(rest: rule)
    guard scan.name(), let west = scan.time() else { return nil }
    standard = Int32(clamping: -west)
    guard scan.name() else {
      summer = nil
      return
    }
    summer = scan.isAtComma ? standard + 3600 : Int32(clamping: -(scan.time() ?? 0))
    guard let start = scan.date(), let end = scan.date() else { return nil }
    (self.start, self.end) = (start, end)
  }

  /// The offset at a moment.
  func offset(at moment: Int64) -> Int32 {
    guard summer != nil else { return standard }
    return changes(around: moment).last { $0.moment <= moment }?.after ?? standard
  }

  /// The changes of the year of a moment and of its neighbours, in ascending order.
  func changes(around moment: Int64) -> [TimeZoneRules.Change] {
    guard let summer else { return [] }
    let year = CivilCalendar.date(ofDay: CivilCalendar.floorDiv(moment, 86_400)).year
    return (year - 1...year + 1).flatMap { year in
      [
        TimeZoneRules.Change(moment: start.localSeconds(in: year) - Int64(standard), before: standard, after: summer),
        TimeZoneRules.Change(moment: end.localSeconds(in: year) - Int64(summer), before: summer, after: standard),
      ]
    }.sorted { $0.moment < $1.moment }
  }

  /// Reads the parts of a rule one after the other.
  private struct Scan {
    var rest: ArraySlice<UInt8>

    var isAtComma: Bool { rest.first == 0x2C }

    /// Skips a name: letters, or anything within `<>`.
    mutating func name() -> Bool {
      guard let byte = rest.first else { return false }
      if byte == 0x3C {
        guard let end = rest.firstIndex(of: 0x3E) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let letters = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      rest = rest.dropFirst(letters.count)
      return !letters.isEmpty
    }

    mutating func number() -> Int64? {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return Int64(String(decoding: digits, as: UTF8.self))
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// Hours, and perhaps minutes and seconds, as seconds.
    mutating func time() -> Int64? {
      let isNegative = take(0x2D)
      if !isNegative { _ = take(0x2B) }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      if take(0x27) { seconds += (number() ?? 0) * 60 }
      if take(0x27) { seconds += number() ?? 0 }
      return isNegative ? -seconds : seconds
    }

    /// `,M10.5.0/3`.
    mutating func date() -> YearDate? {
      var date = YearDate()
      guard take(0x2C), take(0x4D), let month = number(), take(0x2E), let week = number(), take(0x2E), let weekday = number() else {
        return nil
      }
      (date.month, date.week, date.weekday) = (Int(month), Int(week), Int(weekday))
      if take(0x2F) { date.seconds = time() ?? 7200 }
      return date
    }
  }
}
