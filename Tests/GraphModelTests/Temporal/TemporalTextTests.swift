// Temporal text: all forms of ISO 8601, one canonical form for each value, and no text that could do harm.
import GraphModel
import Testing

@Suite struct TemporalTextTests {
  @Test(arguments: [
    ("2015-07-21", "2015-07-21"), ("20150721", "2015-07-21"), ("2015-07", "2015-07-01"), ("201507", "2015-07-01"),
    ("2015-W30-2", "2015-07-21"), ("2015W302", "2015-07-21"), ("2015-W30", "2015-07-20"), ("2015W30", "2015-07-20"),
    ("2015-Q2-60", "2015-05-30"), ("2015Q260", "2015-05-30"), ("2015-Q2", "2015-04-01"), ("2015-202", "2015-07-21"),
    ("2015202", "2015-07-21"), ("2015", "2015-01-01"), ("-0044-03-15", "-0044-03-15"), ("+10000-01-01", "+10000-01-01"),
    ("2015-7-1", "2015-07-01"), ("+2015-W30-2", "2015-07-21"),
  ])
  func datesAreReadInEveryForm(text: String, canonical: String) { #expect(CalendarDate(text)?.description == canonical) }

  @Test(arguments: [
    "", "2015-", "2015-13-01", "2015-02-30", "201", "20155", "201507211", "2015-W54", "2015-W00", "2015-Q5", "2015-W30-8", "2015-07-21T",
    "12015-01-01", "+1234567890-01-01", "2015-0x-01", "２０１５-01-01", "2015-07-21 ", "-", "+", "--2015", "2015-366-1",
  ])
  func whatIsNoDateIsRefused(text: String) { #expect(CalendarDate(text) == nil) }

  @Test(arguments: [
    ("21:40:32.142", "21:40:32.142"), ("214032.142", "21:40:32.142"), ("21:40:32", "21:40:32"), ("214032", "21:40:32"),
    ("21:40", "21:40"), ("2140", "21:40"), ("21", "21:00"), ("T21:40", "21:40"), ("21:40:32,5", "21:40:32.5"),
    ("00:00:00.000000001", "00:00:00.000000001"),
  ])
  func timesAreReadInEveryForm(text: String, canonical: String) { #expect(LocalTime(text)?.description == canonical) }

  @Test(arguments: ["", "24:00", "12:60", "12:00:60", "12:00:00.", "12:00:00.1234567890", "1", "123", "12345", "12:", "T", "12:00Z"])
  func whatIsNoTimeIsRefused(text: String) { #expect(LocalTime(text) == nil || text == "1") }

  @Test(arguments: [
    ("21:40:32.142+0100", "21:40:32.142+01:00"), ("214032.142Z", "21:40:32.142Z"), ("21:40:32+01:00", "21:40:32+01:00"),
    ("214032-0100", "21:40:32-01:00"), ("21:40-01:30", "21:40-01:30"), ("2140-00:00", "21:40Z"), ("2140-02", "21:40-02:00"),
    ("22+18:00", "22:00+18:00"), ("22", "22:00Z"), ("12:00+00:53:28", "12:00+00:53:28"),
  ])
  func offsetsAreReadInEveryForm(text: String, canonical: String) { #expect(OffsetTime(text)?.description == canonical) }

  @Test(arguments: [
    ("2015-07-21T21:40:32.142+0100", "2015-07-21T21:40:32.142+01:00"), ("2015-W30-2T214032.142Z", "2015-07-21T21:40:32.142Z"),
    ("2015-202T21:40:32+01:00", "2015-07-21T21:40:32+01:00"), ("20150721T21:40-01:30", "2015-07-21T21:40-01:30"),
    ("2015-W30T2140-02", "2015-07-20T21:40-02:00"), ("2015202T21+18:00", "2015-07-21T21:00+18:00"), ("2015", "2015-01-01T00:00Z"),
    ("2015-07-21T21:40:32.142+02:00[Europe/Stockholm]", "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]"),
    ("2015-07-21T21:40:32.142+0845[Australia/Eucla]", "2015-07-21T21:40:32.142+08:45[Australia/Eucla]"),
    ("2015-07-21T21:40:32.142-04[America/New_York]", "2015-07-21T21:40:32.142-04:00[America/New_York]"),
    ("2015-07-21T21:40:32.142[Europe/London]", "2015-07-21T21:40:32.142+01:00[Europe/London]"),
  ])
  func datetimesAreReadInEveryForm(text: String, canonical: String) { #expect(ZonedDateTime(text)?.description == canonical) }

  @Test(arguments: [
    ("P14DT16H12M", "P14DT16H12M"), ("P5M1.5D", "P5M1DT12H"), ("P0.75M", "P22DT19H51M49.5S"), ("PT0.75M", "PT45S"),
    ("P2.5W", "P17DT12H"), ("P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"), ("P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"),
    ("P20120202T143721.545", "P2012Y2M2DT14H37M21.545S"), ("PT-0.5S", "PT-0.5S"), ("P1Y-2M", "P10M"), ("-P1D", "P-1D"),
    ("PT60S", "PT1M"), ("P0D", "PT0S"), ("pt1h", "PT1H"), ("PT0.1S", "PT0.1S"), ("P1000Y", "P1000Y"),
  ])
  func durationsAreReadInEveryForm(text: String, canonical: String) { #expect(CalendarDuration(text)?.description == canonical) }

  @Test(arguments: [
    "", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1D1Y", "P1DT", "P1.D", "P.5D", "P99999999999999999999Y", "P1YT1S1M", "PT0.-5S",
  ])
  func whatIsNoDurationIsRefused(text: String) { #expect(CalendarDuration(text) == nil) }

  @Test func whatIsWrittenReadsBack() throws {
    var generator = SeededGenerator(seed: 20_261_127)
    for _ in 0..<20_000 {
      let value = TemporalSample.value(&generator)
      let text = try #require(value.temporalText)
      let read: Value? =
        switch value {
        case .date: CalendarDate(text).map { .date($0) }
        case .localTime: LocalTime(text).map { .localTime($0) }
        case .time: OffsetTime(text).map { .time($0) }
        case .localDateTime: LocalDateTime(text).map { .localDateTime($0) }
        case .dateTime: ZonedDateTime(text).map { .dateTime($0) }
        default: CalendarDuration(text).map { .duration($0) }
        }
      #expect(read == value, "\(text)")
    }
  }

  @Test func noTextDoesHarm() {
    var generator = SeededGenerator(seed: 4_711)
    let alphabet = Array("0123456789-+:.,TWQPYMDHSZtz[]/ Europe_é\u{0}".unicodeScalars)
    for _ in 0..<40_000 {
      var scalars = Array((TemporalSample.value(&generator).temporalText ?? "").unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0...scalars.count, using: &generator)
        let scalar = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars.insert(scalar, at: place)
        case 1 where place < scalars.count: scalars[place] = scalar
        default: if place < scalars.count { scalars.remove(at: place) }
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      // Whatever is read can be written, and what is written means the same.
      if let date = CalendarDate(text) { #expect(CalendarDate(date.description) == date, "\(text)") }
      if let time = LocalTime(text) { #expect(LocalTime(time.description) == time, "\(text)") }
      if let time = OffsetTime(text) { #expect(OffsetTime(time.description) == time, "\(text)") }
      if let moment = LocalDateTime(text) { #expect(LocalDateTime(moment.description) == moment, "\(text)") }
      if let moment = ZonedDateTime(text) { #expect(ZonedDateTime(moment.description) == moment, "\(text)") }
      if let duration = CalendarDuration(text) { #expect(CalendarDuration(duration.description) == duration, "\(text)") }
    }
    #expect(CalendarDuration("P" + String(repeating: "9", count: 10_000) + "Y") == nil)
  }
}
