// The relations between temporal values: exact equality, what `<` compares, and the total order over values of all kinds.
import GraphModel
import Testing

@Suite struct TemporalOrderTests {
  private static func moment(_ text: String) throws -> Value { .dateTime(try #require(ZonedDateTime(text))) }
  private static func point(_ system: CoordinateSystem, _ x: Double, _ y: Double) throws -> Value {
    .point(try #require(Point(system, x: x, y: y)))
  }

  @Test func oneMomentInTwoZonesIsTwoValuesInAnOrder() throws {
    let west = try Self.moment("2020-01-01T11:00-01:00")
    let utc = try Self.moment("2020-01-01T12:00Z")
    let named = try Self.moment("2020-01-01T12:00Z[Europe/London]")
    let east = try Self.moment("2020-01-01T13:00+01:00")
    for (left, right) in [(west, utc), (utc, named), (named, east)] {
      #expect(Value.equals(left, right) == false)
      #expect(Value.compare(left, right) == .less)
      #expect(Value.isOrdered(left, before: right))
    }
  }

  @Test func timesComeInTheOrderOfTheirMomentOnOneDay() throws {
    let early = Value.time(try #require(OffsetTime("12:35:15+05:00")))
    let late = Value.time(try #require(OffsetTime("10:35-08:00")))
    #expect(Value.compare(early, late) == .less)
  }

  @Test func durationsAndPointsHaveNoNaturalOrder() throws {
    let (month, days) = (Value.duration(try #require(CalendarDuration("P1M"))), Value.duration(try #require(CalendarDuration("P30D"))))
    #expect(Value.compare(month, days) == nil)
    #expect(Value.equals(month, days) == false)
    #expect(Value.isOrdered(days, before: month), "an average month has more than 30 days")
    let (day, hours) = (Value.duration(try #require(CalendarDuration("P1D"))), Value.duration(try #require(CalendarDuration("PT24H"))))
    #expect(Value.equals(day, hours) == false)
    #expect(Value.orderability(day, hours) != .same)
    #expect(Value.compare(try Self.point(.cartesian, 1, 2), try Self.point(.cartesian, 3, 4)) == nil)
    #expect(Value.equals(try Self.point(.cartesian, 1, 2), try Self.point(.wgs84, 1, 2)) == false)
  }

  @Test func valuesOfDifferentKindsDoNotCompare() throws {
    let date = Value.date(try #require(CalendarDate("2020-01-01")))
    let local = Value.localDateTime(try #require(LocalDateTime("2020-01-01")))
    #expect(Value.compare(date, local) == nil)
    #expect(Value.equals(date, local) == false)
    #expect(Value.equals(date, .null) == nil)
  }

  @Test func kindsStandInTheirPlaces() throws {
    let ordered: [Value] = [
      ["a list"], try Self.point(.cartesian, 1, 2), try Self.moment("2020-01-01T00:00Z"),
      .localDateTime(try #require(LocalDateTime("2020-01-01"))), .date(try #require(CalendarDate("2020-01-01"))),
      .time(try #require(OffsetTime("12:00Z"))), .localTime(.midnight), .duration(.zero), "text", false, 1, .null,
    ]
    for (left, right) in zip(ordered, ordered.dropFirst()) { #expect(Value.isOrdered(left, before: right), "\(left) before \(right)") }
  }

  @Test func theOrderIsTotal() throws {
    var generator = SeededGenerator(seed: 5)
    var values: [Value] = [.null, 1, 1.5, .float(.nan), "text", true, [1], .map(["a": 1])]
    for _ in 0..<150 { values.append(TemporalSample.value(&generator)) }
    for x in [-1.0, 0, 181] { values.append(try Self.point(.cartesian, x, 2)) }
    values.append(contentsOf: values.prefix(40))
    for left in values {
      for right in values {
        let order = Value.orderability(left, right)
        #expect(Value.orderability(right, left) == order.reversed, "\(left) against \(right)")
        #expect((order == .same) == (left == right), "\(left) against \(right)")
        if left == right { #expect(GroupingKey(left).hashValue == GroupingKey(right).hashValue) }
      }
    }
    let sorted = values.sorted { Value.isOrdered($0, before: $1) }
    for first in stride(from: 0, to: sorted.count, by: 3) {
      for second in stride(from: first, to: sorted.count, by: 5) { #expect(!Value.isOrdered(sorted[second], before: sorted[first])) }
    }
  }

  @Test func pointsAreFiniteAndOnTheGlobe() throws {
    #expect(Point(.cartesian, x: .nan, y: 0) == nil)
    #expect(Point(.cartesian, x: 0, y: .infinity) == nil)
    #expect(Point(.wgs84, x: 0, y: 90.5) == nil)
    #expect(Point(.wgs84, x: 190, y: 0)?.x == -170)
    #expect(Point(.wgs84, x: -540, y: 0)?.x == 180 || Point(.wgs84, x: -540, y: 0)?.x == -180)
    #expect(Point(.cartesian, x: -0.0, y: 0)?.x.sign == .plus)
  }

  @Test func aValueIsNoLargerForTheZoneItKnows() {
    #expect(MemoryLayout<Value>.stride == 24)
  }
}
