// The program's own time zones against what Python's zoneinfo says of the same release, and their names.
import GraphModel
import Testing

@Suite struct TimeZoneTests {
  private static func lines(_ text: String) -> [(zone: String, rest: [Substring])] {
    text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return (String(words[0]), Array(words.dropFirst()))
    }
  }

  @Test func offsetsAreThoseOfAnotherProgram() throws {
    #expect(TimeZoneTable.release == TimeZoneFacts.release)
    for (name, offsets) in Self.lines(TimeZoneFacts.offsets) {
      let zone = try #require(TimeZoneID(named: name), "no zone \(name)")
      for (moment, offset) in zip(TimeZoneFacts.moments, offsets) {
        #expect(zone.offsetSeconds(at: moment) == Int(offset), "\(name) at \(moment)")
      }
    }
  }

  @Test func localTimesMeanWhatAnotherProgramSays() throws {
    for (name, facts) in Self.lines(TimeZoneFacts.locals) {
      let zone = try #require(TimeZoneID(named: name))
      for fact in facts {
        let parts = fact.split(separator: "=").compactMap { Int64($0) }
        #expect(zone.moment(ofLocal: parts[0]) == parts[1], "\(name) at local \(parts[0])")
      }
    }
  }

  @Test func stockholmIn1818IsBehindItsHour() throws {
    let moment = try #require(ZonedDateTime("1818-07-21T21:40:32.142[Europe/Stockholm]"))
    #expect(moment.description == "1818-07-21T21:40:32.142+00:53:28[Europe/Stockholm]")
  }

  @Test func ofAnHourThatComesTwiceTheFirstIsMeantUnlessTheOffsetSaysSo() throws {
    let first = try #require(ZonedDateTime("2017-10-29T02:30[Europe/Stockholm]"))
    let second = try #require(ZonedDateTime("2017-10-29T02:30+01:00[Europe/Stockholm]"))
    #expect(first.offsetSeconds == 7200)
    #expect(second.offsetSeconds == 3600)
    #expect(second.epochSeconds - first.epochSeconds == 3600)
    #expect(ZonedDateTime("2017-10-29T02:30+03:00[Europe/Stockholm]") == nil, "clocks there never show that offset")
  }

  @Test func timesThatClocksSkipAreMovedForward() throws {
    #expect(ZonedDateTime("2017-03-26T02:30[Europe/Stockholm]")?.description == "2017-03-26T03:30+02:00[Europe/Stockholm]")
    #expect(ZonedDateTime("2011-12-30T12:00[Pacific/Apia]")?.description == "2011-12-31T12:00+14:00[Pacific/Apia]")
  }

  @Test func theRulesHoldToTheLastYear() throws {
    let summer = try #require(ZonedDateTime("+999999999-07-01T12:00[Europe/Stockholm]"))
    let winter = try #require(ZonedDateTime("+999999999-12-01T12:00[Europe/Stockholm]"))
    #expect(summer.offsetSeconds == 7200)
    #expect(winter.offsetSeconds == 3600)
    #expect(try #require(TimeZoneID(named: "America/New_York")).offsetSeconds(at: .min / 2) == -17762)
  }

  @Test func namesAreFoundWhateverTheirCaseAndSpelledAsTheDatabaseDoes() throws {
    #expect(TimeZoneID(named: "europe/stockholm")?.name == "Europe/Stockholm")
    #expect(TimeZoneID(named: "America/Los Angeles")?.name == "America/Los_Angeles")
    #expect(TimeZoneID(named: "Asia/Calcutta")?.name == "Asia/Calcutta", "an old name stays the name that was given")
    #expect(TimeZoneID(named: "Europe/Atlantis") == nil)
    #expect(TimeZoneID("+01:00")?.name == nil)
    #expect(TimeZoneID(offsetSeconds: 18 * 3600 + 1) == nil)
    #expect(TimeZoneID(offsetSeconds: .min) == nil)
    #expect(TimeZoneTable.names.count > 590)
  }

  @Test func everyZoneMovesTimeForward() throws {
    // Whatever the zone, a later moment is not told as a time of another day before, and telling it back gives the moment.
    for name in TimeZoneTable.names {
      let zone = try #require(TimeZoneID(named: name))
      for moment in stride(from: Int64(-4_000_000_000), to: 20_000_000_000, by: 86_413 * 977) {
        let offset = zone.offsetSeconds(at: moment)
        #expect(abs(offset) <= 16 * 3600, "\(name)")
        #expect(zone.moment(ofLocal: moment + Int64(offset), preferring: offset) == moment, "\(name) at \(moment)")
      }
    }
  }
}
