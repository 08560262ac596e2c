// Moving times by durations: against stepping day by day, at the ends of the calendar, through changes of clocks.
import GraphModel
import Testing

@Suite struct TemporalArithmeticTests {
  @Test func movingADateIsSteppingThroughItsDays() throws {
    var generator = SeededGenerator(seed: 99)
    for _ in 0..<2_000 {
      let start = try #require(CalendarDate(daysSinceEpoch: Int64.random(in: -200_000...200_000, using: &generator)))
      let (months, days) = (Int64.random(in: -40...40, using: &generator), Int64.random(in: -50...50, using: &generator))
      // A month further is the same day of the next month, or its last: found by looking at the days one after the other.
      var (year, month) = (start.year, start.month)
      for _ in 0..<abs(months) {
        month += months > 0 ? 1 : -1
        if month > 12 { (year, month) = (year + 1, 1) }
        if month < 1 { (year, month) = (year - 1, 12) }
      }
      var day = start.day
      while CalendarDate(year: year, month: month, day: day) == nil { day -= 1 }
      let expected = try #require(CalendarDate(year: year, month: month, day: day)).daysSinceEpoch + days
      let duration = try #require(CalendarDuration(months: months, days: days, seconds: 3_599))
      #expect(start.adding(duration)?.daysSinceEpoch == expected, "\(start) + \(duration)")
    }
  }

  @Test func addingAndTakingAwaySecondsComesBack() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      guard case .dateTime(let moment) = TemporalSample.value(&generator) else { continue }
      let duration = try #require(
        CalendarDuration(
          seconds: Int64.random(in: -1_000_000_000...1_000_000_000, using: &generator),
          nanoseconds: Int64.random(in: 0..<1_000_000_000, using: &generator)))
      guard let later = moment.adding(duration) else { continue }
      #expect(later.adding(try #require(duration.negated)) == moment, "\(moment) + \(duration)")
    }
  }

  @Test func nothingOverflows() throws {
    let day = try #require(CalendarDuration(days: 1))
    let last = LocalDateTime(.max, .max)
    #expect(CalendarDate.max.adding(day) == nil)
    #expect(last.adding(day) == nil)
    #expect(last.adding(try #require(CalendarDuration(nanoseconds: 1))) == nil)
    #expect(ZonedDateTime(last, zone: .utc)?.adding(day) == nil)
    #expect(ZonedDateTime(epochSeconds: .max, zone: .utc) == nil)
    #expect(ZonedDateTime(epochSeconds: .min, nanosecond: .min, zone: .utc) == nil)
    #expect(LocalDateTime(secondsSinceEpoch: .max, nanosecond: .max) == nil)
    #expect(CalendarDuration(seconds: .max, nanoseconds: 1_000_000_000) == nil)
    #expect(CalendarDuration(months: .max) == nil, "an average month is longer than a second")
    #expect(CalendarDuration(days: .min) == nil)
    let long = try #require(CalendarDuration(seconds: .max))
    #expect(long.adding(long) == nil)
    #expect(try #require(CalendarDuration(seconds: .min)).negated == nil)
    #expect(LocalTime.max.adding(long).nanosecondOfDay < 86_400_000_000_000)
    #expect(CalendarDate.epoch.adding(long) == nil)
  }

  @Test func aDayIsWhatClocksCountAndAnHourWhatPasses() throws {
    let eve = try #require(ZonedDateTime("2017-10-28T12:00[Europe/Stockholm]"))
    #expect(eve.adding(try #require(CalendarDuration("P1D")))?.description == "2017-10-29T12:00+01:00[Europe/Stockholm]")
    #expect(eve.adding(try #require(CalendarDuration("PT24H")))?.description == "2017-10-29T11:00+01:00[Europe/Stockholm]")
    let second = try #require(ZonedDateTime("2017-10-29T02:30+01:00[Europe/Stockholm]"))
    #expect(second.adding(.zero) == second, "the second of two equal hours stays the second")
    #expect(second.adding(try #require(CalendarDuration("P1D")))?.adding(try #require(CalendarDuration("P-1D")))?.offsetSeconds == 3600)
  }

  @Test func fractionsAreCarriedDownExactly() {
    func sum(_ parts: [(DurationSum.Unit, [UInt8], Int)]) -> String? {
      var sum = DurationSum()
      for part in parts where !sum.add(part.0, isNegative: false, digits: part.1, exponent: part.2) { return nil }
      return sum.duration?.description
    }
    #expect(sum([(.months, [5, 5], 1)]) == "P5M15DT5H14M33S")
    #expect(sum([(.seconds, [1], 0)]) == "PT0.1S")
    #expect(sum([(.days, [1, 4, 5], 2), (.hours, [1, 6, 5], 2)]) == "P14DT28H30M")
    #expect(sum([(.years, [1], 30)]) == nil)
    #expect(sum([(.nanoseconds, [9], 0)]) == "PT0S", "less than a nanosecond is nothing")
    var third = DurationSum()
    let isAdded = third.add(CalendarDuration(days: 1) ?? .zero, times: 1, over: 3)
    #expect(isAdded)
    #expect(third.duration?.description == "PT8H", "a third of a day is whole hours, although a third has no end")
  }
}
