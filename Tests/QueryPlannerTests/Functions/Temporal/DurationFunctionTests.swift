// Durations: made, measured between values of different kinds, and calculated with.
import GraphModel
import QueryPlanner
import Testing

@Suite struct DurationFunctionTests {
  private func value(_ function: String, _ text: String) throws -> Value { try call(function, .string(text)) }

  @Test(arguments: [
    ("date", "1984-10-11", "date", "2015-06-24", "P30Y8M13D"), ("date", "1984-10-11", "localtime", "16:30", "PT16H30M"),
    ("date", "1984-10-11", "datetime", "2014-07-21T21:40:36.143+0200", "P29Y9M10DT21H40M36.143S"),
    ("localtime", "14:30", "date", "2015-06-24", "PT-14H-30M"), ("localtime", "14:30", "time", "16:30+0100", "PT2H"),
    ("time", "14:30", "time", "16:30+0100", "PT1H"),
    ("datetime", "2014-07-21T21:40:36.143+0200", "date", "2015-06-24", "P11M2DT2H19M23.857S"),
    ("datetime", "2014-07-21T21:40:36.143+0200", "time", "16:30+0100", "PT-4H-10M-36.143S"),
    ("datetime", "2017-10-28T23:00+02:00[Europe/Stockholm]", "datetime", "2017-10-29T04:00+01:00[Europe/Stockholm]", "PT6H"),
    ("localdatetime", "2018-01-02T10:00:00.1", "localdatetime", "2018-01-01T10:00:00.2", "PT-23H-59M-59.9S"),
    ("date", "-999999999-01-01", "date", "+999999999-12-31", "P1999999998Y11M30D"),
  ])
  func distancesAreInMonthsDaysAndSeconds(from: String, start: String, to: String, end: String, expected: String) throws {
    #expect(try call("duration.between", value(from, start), value(to, end)).temporalText == expected)
  }

  @Test func distancesInOneUnit() throws {
    let (start, end) = (try value("date", "1984-10-11"), try value("localdatetime", "2016-07-21T21:45:22.142"))
    #expect(try call("duration.inMonths", start, end).temporalText == "P31Y9M")
    #expect(try call("duration.inDays", start, end).temporalText == "P11606D")
    #expect(try call("duration.inSeconds", start, end).temporalText == "PT278565H45M22.142S")
    #expect(try call("duration.inMonths", value("localtime", "14:30"), start).temporalText == "PT0S")
    expectError(.typeError, "InvalidArgumentType") { try call("duration.inDays", start, 1) }
  }

  @Test func theDistanceAddedToTheStartGivesTheEnd() throws {
    var seed: UInt64 = 17
    func random(_ bound: UInt64) -> Int64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((seed >> 33) % bound)
    }
    for _ in 0..<2_000 {
      let start = try #require(LocalDateTime(secondsSinceEpoch: random(4_000_000_000) - 2_000_000_000, nanosecond: random(1_000_000_000)))
      let end = try #require(LocalDateTime(secondsSinceEpoch: random(4_000_000_000) - 2_000_000_000, nanosecond: random(1_000_000_000)))
      guard case .duration(let distance) = try call("duration.between", .localDateTime(start), .localDateTime(end)) else { continue }
      #expect(start.adding(distance) == end, "\(start) + \(distance)")
      guard case .duration(let seconds) = try call("duration.inSeconds", .localDateTime(start), .localDateTime(end)) else { continue }
      #expect(start.adding(seconds) == end, "\(start) + \(seconds)")
    }
  }

  @Test func fractionsOfUnitsAreCarriedDown() throws {
    let parts: ValueMap = [
      "years": 12.5, "months": 5.5, "days": 14.5, "hours": 16.5, "minutes": 12.5, "seconds": 70.5, "nanoseconds": 3,
    ]
    #expect(try call("duration", .map(parts)).temporalText == "P12Y11M29DT33H58M13.500000003S")
    #expect(try call("duration", .map(["seconds": 0.1])).temporalText == "PT0.1S")
    #expect(try call("duration", .map(["weeks": 2.5, "days": .null])) == .null)
    expectError(.arithmeticError, "TemporalOverflow") { try call("duration", .map(["years": .integer(.max)])) }
    expectError(.arithmeticError, "TemporalOverflow") { try call("duration", .map(["days": 1e30])) }
    expectError(.argumentError, "InvalidArgumentValue") { try call("duration", .map(["days": .float(.nan)])) }
  }

  @Test func durationsAreAddedAndStretched() throws {
    let long = try value("duration", "P12Y5M14DT16H13M10.000000001S")
    #expect(try ValueArithmetic.multiply(long, 2).temporalText == "P24Y10M28DT32H26M20.000000002S")
    #expect(try ValueArithmetic.multiply(0.5, long).temporalText == "P6Y2M22DT13H21M8S")
    #expect(try ValueArithmetic.divide(long, 2).temporalText == "P6Y2M22DT13H21M8S")
    #expect(try ValueArithmetic.divide(value("duration", "P1D"), 3).temporalText == "PT8H")
    #expect(try ValueArithmetic.subtract(long, long).temporalText == "PT0S")
    #expect(try ValueArithmetic.add(value("duration", "P1D"), value("date", "2024-02-28")).temporalText == "2024-02-29")
    expectError(.arithmeticError, "DivisionByZero") { try ValueArithmetic.divide(long, 0) }
    expectError(.arithmeticError, "DivisionByZero") { try ValueArithmetic.divide(long, .float(-0.0)) }
    expectError(.arithmeticError, "TemporalOverflow") { try ValueArithmetic.multiply(long, 1e300) }
    expectError(.arithmeticError, "TemporalOverflow") { try ValueArithmetic.multiply(long, .float(.infinity)) }
    expectError(.arithmeticError, "TemporalOverflow") { try ValueArithmetic.multiply(long, .integer(.min)) }
    expectError(.arithmeticError, "TemporalOverflow") { try ValueArithmetic.add(.date(.max), value("duration", "P1D")) }
    for wrong in [Value.integer(1), "text", .boolean(true), .date(.epoch)] {
      expectError(.typeError, "InvalidArgumentType") { try ValueArithmetic.subtract(.date(.epoch), wrong) }
    }
  }
}
