// Making temporal values: from maps, texts, other values and a clock that stands still.
import GraphModel
import QueryPlanner
import Testing

@Suite struct TemporalFunctionTests {
  /// 2026-11-27T21:00:00.5Z, in a transaction that began a minute before.
  private let clock = StatementClock(
    statement: .init(seconds: 1_795_813_200, nanoseconds: 500_000_000), transaction: .init(seconds: 1_795_813_140),
    realtime: { .init(seconds: 1_795_813_201) })

  private func text(_ name: String, _ arguments: Value...) throws -> String? { try call(name, arguments, clock).temporalText }
  private func map(_ entries: KeyValuePairs<String, Value>) -> Value { .map(ValueMap(entries.map { (key: $0.key, value: $0.value) })) }

  @Test func theClockStandsStillForAStatement() throws {
    #expect(try text("datetime") == "2026-11-27T21:00:00.5Z")
    #expect(try text("datetime.statement") == "2026-11-27T21:00:00.5Z")
    #expect(try text("datetime.transaction") == "2026-11-27T20:59Z")
    #expect(try text("datetime.realtime") == "2026-11-27T21:00:01Z")
    #expect(try text("date", map(["timezone": "Asia/Shanghai"])) == "2026-11-28", "there it is tomorrow already")
    #expect(try text("localtime.statement", "America/Los Angeles") == "13:00:00.5")
    #expect(try text("time", map(["timezone": "Europe/Stockholm"])) == "22:00:00.5+01:00")
    #expect(try text("localdatetime") == "2026-11-27T21:00:00.5")
  }

  @Test func aPlanHasNoClock() throws {
    let date = try #require(FunctionLibrary.scalar(named: "date"))
    #expect(try date.body(["2020-01-01"], .absent).temporalText == "2020-01-01")
    expectError(.internalError, "NoClock") { try date.body([], .absent) }
    let realtime = try #require(FunctionLibrary.scalar(named: "datetime.realtime"))
    expectError(.internalError, "NoClock") { try realtime.body([], .absent) }
    #expect(!realtime.isDeterministic && date.isDeterministic)
  }

  @Test func partsAreKeptOrReplaced() throws {
    let other = try call("date", ["1984-11-11"], clock)
    #expect(try text("date", map(["date": other, "week": 1])) == "1984-01-08")
    #expect(try text("date", map(["date": other, "quarter": 3])) == "1984-08-11")
    #expect(try text("date", map(["date": other, "ordinalDay": 28])) == "1984-01-28")
    #expect(try text("date", map(["date": try call("date", ["2024-02-29"], clock), "year": 2023])) == "2023-02-28")
    #expect(try text("date", map(["year": 1817, "week": 1])) == "1816-12-30")
    let time = try call("time", ["12:31:14.645876+01:00"], clock)
    #expect(try text("time", map(["time": time, "second": 42, "timezone": "+05:00"])) == "16:31:42.645876+05:00")
    #expect(try text("time", map(["time": time, "millisecond": 1])) == "12:31:14.001+01:00")
    #expect(try text("localtime", map(["time": time])) == "12:31:14.645876")
  }

  @Test(arguments: [
    ("date", "{month: 3}"), ("date", "{year: 1984, day: 3}"), ("date", "{year: 1984, month: 13}"), ("date", "{}"),
    ("date", "{year: 1984, hour: 3}"), ("date", "{year: 1984, week: 10, month: 3}"), ("localtime", "{minute: 3}"),
    ("localtime", "{hour: 24}"), ("localtime", "{hour: 1, minute: 2, second: 3, millisecond: 1000}"),
    ("time", "{timezone: '+19:00', hour: 1}"),
    ("datetime", "{year: 1984, timezone: 'Europe/Atlantis'}"), ("datetime", "{epochSeconds: 1, epochMillis: 1}"),
    ("datetime", "{epochSeconds: 1, year: 1984}"), ("localdatetime", "{yeer: 1984}"), ("duration", "{fortnights: 1}"), ("duration", "{}"),
  ])
  func mapsThatMakeNoValueAreRefused(function: String, fields: String) throws {
    let argument = try Self.map(fields)
    expectError(.argumentError, "InvalidArgumentValue") { try call(function, [argument], clock) }
  }

  /// `{name: 1, other: 'text'}`.
  private static func map(_ text: String) throws -> Value {
    var entries = ValueMap()
    for part in text.dropFirst().dropLast().split(separator: ",") {
      let pair = part.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      entries[String(pair[0])] =
        pair[1].hasPrefix("'") ? .string(String(pair[1].dropFirst().dropLast())) : .integer(try #require(Int64(pair[1])))
    }
    return .map(entries)
  }

  @Test func numbersOfSecondsAreMoments() throws {
    #expect(try text("datetime.fromEpoch", 416_779, 999_999_999) == "1970-01-05T19:46:19.999999999Z")
    #expect(try text("datetime.fromEpochMillis", -1) == "1969-12-31T23:59:59.999Z")
    #expect(try text("datetime", map(["epochMillis": -1, "timezone": "Asia/Shanghai"])) == "1970-01-01T07:59:59.999+08:00[Asia/Shanghai]")
    expectError(.arithmeticError, "TemporalOverflow") { try call("datetime.fromEpoch", [.integer(.max), .integer(.max)], clock) }
    expectError(.arithmeticError, "TemporalOverflow") { try call("datetime", [map(["epochSeconds": .integer(.min)])], clock) }
  }

  @Test func truncationKeepsWhatItIsTold() throws {
    let moment = try call("datetime", ["2017-11-11T12:31:14.645876123+01:00"], clock)
    #expect(try text("datetime.truncate", "millisecond", moment, map(["nanosecond": 2])) == "2017-11-11T12:31:14.645000002+01:00")
    #expect(try text("datetime.truncate", "weekYear", moment, map(["day": 5])) == "2017-01-05T00:00+01:00")
    #expect(try text("date.truncate", "week", moment, map(["dayOfWeek": 2])) == "2017-11-07")
    #expect(try text("date.truncate", "MILLENNIUM", try call("date", ["-0001-05-05"], clock)) == "-1000-01-01")
    #expect(try text("localtime.truncate", "day", moment) == "00:00")
    #expect(try text("time.truncate", "hour", moment, map(["timezone": "+05:00"])) == "12:00+05:00")
    #expect(try text("date.truncate", "month") == "2026-11-01")
    expectError(.argumentError, "InvalidArgumentValue") { try call("date.truncate", ["hour", moment], clock) }
    expectError(.argumentError, "InvalidArgumentValue") { try call("localtime.truncate", ["week", moment], clock) }
    expectError(.argumentError, "InvalidArgumentValue") { try call("date.truncate", ["fortnight", moment], clock) }
    expectError(.typeError, "InvalidArgumentType") { try call("date.truncate", ["day", 1], clock) }
    expectError(.arithmeticError, "TemporalOverflow") { try call("date.truncate", ["decade", .date(.min)], clock) }
  }

  @Test func componentsAreFoundByName() throws {
    func part(_ value: Value, _ name: String) throws -> Value { try ValueAccess.property(value, name) }
    let moment = try call("datetime", ["1984-11-11T12:31:14.645876123[Europe/Stockholm]"], clock)
    #expect(try part(moment, "epochMillis") == 469_020_674_645)
    #expect(try part(moment, "timezone") == "Europe/Stockholm")
    #expect(try part(moment, "offset") == "+01:00")
    let span = try call("duration", ["P1Y4M10DT1H1M1.111111111S"], clock)
    #expect(try part(span, "monthsOfQuarter") == 1)
    #expect(try part(span, "nanoseconds") == 3_661_111_111_111)
    expectError(.typeError, "InvalidArgumentType") { try part(span, "monthOfQuarter") }
    expectError(.arithmeticError, "IntegerOverflow") { try part(.duration(try #require(CalendarDuration(seconds: .max))), "nanoseconds") }
  }
}
