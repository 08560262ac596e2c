// Dates from fields: `{year, month, day}`, `{year, week, dayOfWeek}`, `{year, quarter, dayOfQuarter}`, `{year, ordinalDay}`, alone or
// over a date whose other parts stay. Kinds of dates do not mix. Alone, no part may be missing between those given; over a date,
// a day that a shorter month lacks becomes its last.

import GraphModel

extension TemporalFields {
  /// The date of the fields.
  /// - Parameter base: the date that gives what is not said.
  func date(over base: CalendarDate?) throws(QueryError) -> CalendarDate {
    let isWeek = numbers[.week] != nil || numbers[.dayOfWeek] != nil
    let isQuarter = numbers[.quarter] != nil || numbers[.dayOfQuarter] != nil
    let isOrdinal = numbers[.ordinalDay] != nil
    let isCalendar = numbers[.month] != nil || numbers[.day] != nil
    if [isWeek, isQuarter, isOrdinal, isCalendar].filter({ $0 }).count > 1 {
      throw TemporalFault.invalid(
        function, "parts of different kinds of dates are mixed",
        hint: "take year, month, day or year, week, dayOfWeek or year, quarter, dayOfQuarter or year, ordinalDay")
    }
    let date = if let base { try moved(base, isWeek, isQuarter, isOrdinal) } else { try fresh(isWeek, isQuarter, isOrdinal) }
    guard let date else { throw TemporalFault.invalid(function, "there is no such date: \(shown)") }
    return date
  }

  private var shown: String {
    let parts = Number.allCases.filter(\.isOfDate).compactMap { key in numbers[key].map { "\(key.rawValue) \($0)" } }
    return parts.joined(separator: ", ")
  }

  /// A date from its fields alone.
  private func fresh(_ isWeek: Bool, _ isQuarter: Bool, _ isOrdinal: Bool) throws(QueryError) -> CalendarDate? {
    guard let year = self[.year] else { throw missing(.year) }
    if isWeek {
      guard let week = self[.week] else { throw missing(.week) }
      return CalendarDate(weekYear: year, week: week, weekday: self[.dayOfWeek] ?? 1)
    }
    if isQuarter {
      guard let quarter = self[.quarter] else { throw missing(.quarter) }
      return CalendarDate(year: year, quarter: quarter, dayOfQuarter: self[.dayOfQuarter] ?? 1)
    }
    if isOrdinal { return CalendarDate(year: year, ordinalDay: self[.ordinalDay] ?? 1) }
    if self[.day] != nil, self[.month] == nil { throw missing(.month) }
    return CalendarDate(year: year, month: self[.month] ?? 1, day: self[.day] ?? 1)
  }

  func missing(_ key: Number) -> QueryError { TemporalFault.invalid(function, "\(key.rawValue) is missing") }

  /// A date with some of its parts changed.
  private func moved(_ base: CalendarDate, _ isWeek: Bool, _ isQuarter: Bool, _ isOrdinal: Bool) throws(QueryError) -> CalendarDate? {
    if isWeek { return inWeek(base) }
    guard let inYear = self[.year].map({ Self.clamped(year: $0, month: base.month, day: base.day) }) ?? base else { return nil }
    if isQuarter { return inQuarter(inYear) }
    if isOrdinal { return CalendarDate(year: inYear.year, ordinalDay: self[.ordinalDay] ?? 1) }
    guard let inMonth = self[.month].map({ Self.clamped(year: inYear.year, month: $0, day: inYear.day) }) ?? inYear else { return nil }
    return self[.day].map { CalendarDate(year: inMonth.year, month: inMonth.month, day: $0) } ?? inMonth
  }

  /// A year beside a week is the year of the week.
  private func inWeek(_ base: CalendarDate) -> CalendarDate? {
    guard let week = self[.week] else {
      guard let inYear = self[.year].map({ Self.clamped(year: $0, month: base.month, day: base.day) }) ?? base else { return nil }
      return CalendarDate(weekYear: inYear.weekYear, week: inYear.week, weekday: self[.dayOfWeek] ?? inYear.weekday)
    }
    return CalendarDate(weekYear: self[.year] ?? base.weekYear, week: week, weekday: self[.dayOfWeek] ?? base.weekday)
  }

  private func inQuarter(_ base: CalendarDate) -> CalendarDate? {
    guard let quarter = self[.quarter] else {
      return CalendarDate(year: base.year, quarter: base.quarter, dayOfQuarter: self[.dayOfQuarter] ?? 1)
    }
    guard (1...4).contains(quarter) else { return nil }
    if let day = self[.dayOfQuarter] { return CalendarDate(year: base.year, quarter: quarter, dayOfQuarter: day) }
    return Self.clamped(year: base.year, month: base.month + (quarter - base.quarter) * 3, day: base.day)
  }

  /// The date, or the last one of the month where it has no such day.
  private static func clamped(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard (CivilCalendar.yearMin...CivilCalendar.yearMax).contains(year), (1...12).contains(month) else { return nil }
    return CalendarDate(year: year, month: month, day: min(day, CivilCalendar.daysInMonth(year: year, month: month)))
  }
}
