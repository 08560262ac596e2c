// Dates against a calendar that is walked day by day, and moving dates by months and days.
import GraphModel
import Testing

@Suite struct CalendarTests {
  /// A calendar that knows nothing but how long months are.
  private struct WalkedCalendar {
    var (year, month, day) = (1599, 1, 1)
    var weekday = 5  // 1599-01-01 was a Friday
    var ordinalDay = 1

    static func length(_ year: Int, _ month: Int) -> Int {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func advance() {
      weekday = weekday % 7 + 1
      ordinalDay += 1
      day += 1
      if day > Self.length(year, month) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month, ordinalDay) = (year + 1, 1, 1) }
    }
  }

  @Test func datesAgreeWithAWalkThroughTheCalendar() throws {
    var walked = WalkedCalendar()
    let start = try #require(CalendarDate(year: 1599, month: 1, day: 1)).daysSinceEpoch
    var week = 0
    for day in start..<(start + 365 * 900) {
      let date = try #require(CalendarDate(daysSinceEpoch: day))
      let parts = date.parts
      guard parts.year == walked.year, parts.month == walked.month, parts.day == walked.day, date.weekday == walked.weekday,
        date.ordinalDay == walked.ordinalDay, CalendarDate(year: parts.year, month: parts.month, day: parts.day) == date,
        CalendarDate(weekYear: date.weekYear, week: date.week, weekday: date.weekday) == date,
        CalendarDate(year: date.year, quarter: date.quarter, dayOfQuarter: date.dayOfQuarter) == date,
        CalendarDate(year: date.year, ordinalDay: date.ordinalDay) == date
      else {
        Issue.record("day \(day) is told as \(date), walked to \(walked)")
        return
      }
      if date.weekday == 1 {
        // Weeks count up one by one and begin anew with the week that holds January 4th.
        let isFirst = (1...4).contains(date.day) && date.month == 1 || (date.month == 12 && date.day >= 29)
        week = isFirst ? 1 : week + 1
        if week > 0, day > start + 400, date.week != week { Issue.record("\(date) is in week \(date.week), counted \(week)") }
      }
      walked.advance()
    }
  }

  @Test func theCalendarEndsWhereYearsDo() {
    #expect(CalendarDate.max.description == "+999999999-12-31")
    #expect(CalendarDate.min.description == "-999999999-01-01")
    #expect(CalendarDate.max.adding(days: 1) == nil)
    #expect(CalendarDate.min.adding(days: -1) == nil)
    #expect(CalendarDate.max.adding(months: 1) == nil)
    #expect(CalendarDate.max.adding(months: .max) == nil)
    #expect(CalendarDate.min.adding(days: .min) == nil)
    #expect(CalendarDate(daysSinceEpoch: .max) == nil)
    #expect(CalendarDate(year: .max, month: 1, day: 1) == nil)
    #expect(CalendarDate(weekYear: .min, week: 1, weekday: 1) == nil)
    #expect(CalendarDate(weekYear: 999_999_999, week: 53, weekday: 1) == nil)
  }

  @Test func monthsEndWhereTheyMust() throws {
    let last = try #require(CalendarDate("2024-01-31"))
    #expect(last.adding(months: 1)?.description == "2024-02-29")
    #expect(last.adding(months: 13)?.description == "2025-02-28")
    #expect(last.adding(months: -11)?.description == "2023-02-28")
    #expect(try #require(CalendarDate("0000-03-31")).adding(months: -1)?.description == "0000-02-29")
  }

  @Test func daysThatAreNotThereAreRefused() {
    #expect(CalendarDate(year: 2021, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CalendarDate(weekYear: 2017, week: 53, weekday: 1) == nil)
    #expect(CalendarDate(weekYear: 2015, week: 53, weekday: 7)?.description == "2016-01-03")
    #expect(CalendarDate(year: 2017, ordinalDay: 366) == nil)
    #expect(CalendarDate(year: 2017, quarter: 1, dayOfQuarter: 91) == nil)
  }
}
