// The arithmetic of the proleptic Gregorian calendar over plain numbers: days since 1970-01-01 against year, month and day, and
// the weeks of ISO 8601. Any year that the temporal types admit fits many times over, so that nothing here can overflow.

/// The Gregorian calendar, extended to all years.
package enum CivilCalendar {
  /// The smallest year of the temporal types.
  package static let yearMin = -999_999_999
  /// The largest year of the temporal types.
  package static let yearMax = 999_999_999
  /// The days of the temporal types.
  package static let dayRange = days(year: yearMin, month: 1, day: 1)...days(year: yearMax, month: 12, day: 31)

  /// The quotient rounded down; the divisor is positive.
  @inlinable package static func floorDiv(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  /// The rest of `floorDiv`, never negative.
  @inlinable package static func floorMod(_ number: Int64, _ divisor: Int64) -> Int64 {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }

  /// Whether a year has 366 days.
  package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// The days of a month from 1 to 12.
  package static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days of a year before the first of a month from 1 to 12.
  package static func daysBefore(month: Int, year: Int) -> Int {
    // Counting months from March makes the irregular February the last one.
    let common = month < 3 ? (month - 1) * 31 : (153 * (month - 3) + 2) / 5 + 59
    return month > 2 && isLeap(year) ? common + 1 : common
  }

  /// The days from 1970-01-01 to a date; the month is from 1 to 12, the day may be any.
  package static func days(year: Int, month: Int, day: Int) -> Int64 {
    let before = Int64(year) - 1
    let leaps = floorDiv(before, 4) - floorDiv(before, 100) + floorDiv(before, 400)
    return before * 365 + leaps + Int64(daysBefore(month: month, year: year) + day - 1) - 719_162
  }

  /// The date of a day counted from 1970-01-01.
  package static func date(ofDay day: Int64) -> (year: Int, month: Int, day: Int) {
    // Eras of 400 years from 0000-03-01, so that the leap day ends a year.
    let shifted = day + 719_468
    let era = floorDiv(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    return (year, month, Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
  }

  /// The day of the week: Monday is 1, Sunday 7.
  package static func weekday(ofDay day: Int64) -> Int { Int(floorMod(day + 3, 7)) + 1 }

  /// The Monday of the first week of a year: the week that holds January 4th.
  package static func firstMonday(ofWeekYear year: Int) -> Int64 {
    let fourth = days(year: year, month: 1, day: 4)
    return fourth - Int64(weekday(ofDay: fourth) - 1)
  }

  /// The number of weeks of a year: 52 or 53.
  package static func weeks(inWeekYear year: Int) -> Int {
    Int(firstMonday(ofWeekYear: year + 1) - firstMonday(ofWeekYear: year)) / 7
  }
}
