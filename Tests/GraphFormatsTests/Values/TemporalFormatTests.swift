// Temporal values and points in every text form: typed JSON both ways, plain JSON, column types, cells, literals.
import GraphFormats
import GraphModel
import Testing

@Suite struct TemporalFormatTests {
  private func typed(_ value: Value) -> String {
    var bytes: [UInt8] = []
    TypedJSON.append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func read(_ json: String) throws(FormatError) -> Value {
    try TypedJSON.value(of: JSONTree.parse(Array(json.utf8), file: ""), file: "")
  }

  @Test func typedJSONReadsBack() throws {
    for value in SampleGraph.temporal { #expect(try read(typed(value)) == value, "\(typed(value))") }
    let all = Value.list(SampleGraph.temporal)
    #expect(try read(typed(all)) == all)
  }

  @Test(arguments: [
    ("Date", "1984-10-11"), ("Time", "12:31:14.645+01:00"), ("LocalTime", "12:31"), ("OffsetDateTime", "1984-10-11T12:31:14.645+01:00"),
    ("ZonedDateTime", "1984-10-11T12:31:14.645+01:00[Europe/Stockholm]"), ("LocalDateTime", "1984-10-11T12:31:14.000000012"),
    ("Duration", "P1Y2M-3DT-4H-0.5S"), ("Point", "SRID=4326;POINT (12.99 55.6)"), ("Point", "SRID=9157;POINT Z (1.0 2.0 3.0)"),
  ])
  func typedJSONHasTheShapesOfTheProtocol(type: String, text: String) throws {
    let json = "{\"$type\":\"\(type)\",\"_value\":\"\(text)\"}"
    #expect(typed(try read(json)) == json)
  }

  @Test(arguments: [
    ("Date", "2021-02-30"), ("Date", "12:31"), ("Time", "25:00"), ("OffsetDateTime", "1984-10-11T12:31+01:00[Europe/Stockholm]"),
    ("ZonedDateTime", "1984-10-11T12:31+01:00"), ("ZonedDateTime", "1984-10-11T12:31+01:00[Europe/Atlantis]"), ("Duration", "1D"),
    ("Point", "SRID=1;POINT (1 2)"), ("Point", "SRID=4326;POINT (12.99 95.6)"), ("Point", "SRID=9157;POINT (1 2)"),
    ("Point", "SRID=7203;POINT (1 2"), ("Point", "SRID=7203;POINT ((1 2))"), ("Point", "SRID=7203;POINT (1 x)"), ("Point", "POINT (1 2)"),
    ("Point", ""),
  ])
  func whatIsNoValueOfItsTypeIsRefused(type: String, text: String) {
    #expect(throws: FormatError.self) { try read("{\"$type\":\"\(type)\",\"_value\":\"\(text)\"}") }
    #expect(throws: FormatError.self) { try read("{\"$type\":\"\(type)\",\"_value\":1}") }
  }

  @Test func otherSpellingsOfAValueAreRead() throws {
    #expect(typed(try read("{\"$type\":\"Duration\",\"_value\":\"PT90M\"}")).contains("PT1H30M"))
    #expect(typed(try read("{\"$type\":\"LocalTime\",\"_value\":\"12:31:00\"}")).contains("\"12:31\""))
    #expect(typed(try read("{\"$type\":\"Point\",\"_value\":\"srid=7203;point(1 2)\"}")).contains("POINT (1.0 2.0)"))
  }

  @Test func columnTypesReadWhatTheyWrite() throws {
    for value in SampleGraph.temporal {
      let type = try #require(TextualType(of: value))
      #expect(type.value(of: TextualType.text(of: value)) == value)
    }
    let forms = [
      "{longitude:121.47, latitude:31.23}", "{\"x\": 121.47, 'y': 31.23, crs: 'WGS-84'}", "{ srid : 4326 , x : 121.47 , y : 31.23 }",
      "SRID=4326;POINT (121.47 31.23)",
    ]
    let place = Value.point(try #require(Point(.wgs84, x: 121.47, y: 31.23)))
    for form in forms { #expect(TextualType.point.value(of: form) == place, "\(form)") }
    for wrong in [
      "", "{}", "{x:1}", "{x:1,y:2,x:3}", "{x:1,y:2,w:3}", "{x:1,y:2", "{x:1;y:2}", "{longitude:1,latitude:2,crs:cartesian}", "{x:a,y:2}",
    ] {
      #expect(TextualType.point.value(of: wrong) == nil, "\(wrong)")
    }
  }

  @Test func plainFormsAreForTheEye() throws {
    let day = Value.date(try #require(CalendarDate("1984-10-11")))
    let place = Value.point(try #require(Point(.wgs84, x: 12.99, y: 55.6)))
    #expect(PlainJSON.string(of: [day, place]) == "[\"1984-10-11\",{\"srid\":4326,\"x\":12.99,\"y\":55.6}]")
    #expect(ValueText.string(of: [day, place]) == "[date('1984-10-11'), point({srid: 4326, x: 12.99, y: 55.6})]")
  }
}
