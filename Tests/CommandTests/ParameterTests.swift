// Parameters: typed by what they look like, by a file's declaration, or by JSON.

import Ecosystem
import GraphModel
import Testing

@testable import innograph

@Suite struct ParameterTextTests {
  @Test(arguments: [
    ("42", Value.integer(42)), ("-7", .integer(-7)), ("0", .integer(0)), ("-9223372036854775808", .integer(.min)),
    ("1.5", .float(1.5)), ("-0.25e3", .float(-250)), ("1e3", .float(1000)), ("2E-1", .float(0.2)),
    ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ("[1, \"a\", null]", .list([1, "a", nil])), ("{\"a\": {\"b\": [true]}}", .map(["a": .map(["b": .list([true])])])),
  ])
  func `a text that looks like a value is one`(text: String, value: Value) throws {
    #expect(try ParameterText.value(of: text, name: "p") == value)
  }

  @Test(arguments: [
    "", "上海", "007", "+1", "1.", ".5", "1e", "1e+", "-", "0x10", "9223372036854775808", "1e999", "NaN", "True", "NULL", "a=b", "1 2",
    "\"x\"",
  ])
  func `everything else is a string as it stands`(text: String) throws {
    #expect(try ParameterText.value(of: text, name: "p") == .string(text))
  }

  @Test func `a call that makes a temporal value or a point is that value`() throws {
    let day = Value.date(try #require(CalendarDate("2021-01-01")))
    #expect(try ParameterText.value(of: "date('2021-01-01')", name: "p") == day)
    #expect(try ParameterText.value(of: "DATE( \"2020-W53-5\" )", name: "p") == day)
    #expect(try ParameterText.value(of: "duration('PT90M')", name: "p").temporalText == "PT1H30M")
    #expect(try ParameterText.value(of: "point({longitude: 121.47, latitude: 31.23})", name: "p").typeName == "POINT")
    for text in ["date()", "date(2021)", "dates('2021-01-01')", "(date('2021-01-01'))"] {
      #expect(try ParameterText.value(of: text, name: "p") == .string(text))
    }
    #expect(throws: ToolFailure.self) { try ParameterText.value(of: "date('2021-02-30')", name: "p") }
    #expect(throws: ToolFailure.self) { try ParameterText.value(of: "point({x: 1})", name: "p") }
  }

  @Test func `a broken list is refused rather than taken as a string`() {
    #expect(throws: ToolFailure.self) { try ParameterText.value(of: "[1, 2", name: "p") }
    #expect(throws: ToolFailure.self) { try ParameterText.value(of: "{a: 1}", name: "p") }
    #expect(throws: ToolFailure.self) { try ParameterText.value(of: "{\"a\": 1, \"a\": 2}", name: "p") }
  }
}

@Suite struct ParameterSetTests {
  private func declared(_ texts: String...) throws -> [ParameterDeclaration] {
    try ParameterDeclaration.declarations(in: texts.map { "// param: \($0)\n" }.joined(), file: "f")
  }

  @Test func `a declared type decides how a text is read`() throws {
    let declarations = try declared("code STRING", "n INTEGER", "share FLOAT", "names LIST<STRING>", "yes BOOLEAN")
    let assignments = ["code=007", "n=7", "share=2", "names=[\"一\", \"b\"]", "yes=true"]
    let set = try ParameterSet.gather(declarations: declarations, file: nil, assignments: assignments)
    #expect(set.values == ["code": "007", "n": 7, "share": .float(2), "names": .list(["一", "b"]), "yes": true])
    for wrong in ["n=many", "n=1.5", "share=x", "names=[1]", "names=a", "yes=1", "code:=7"] {
      #expect(throws: ToolFailure.self, "\(wrong)") {
        try ParameterSet.gather(declarations: declarations, file: nil, assignments: [wrong], allowsMissing: true)
      }
    }
  }

  @Test func `what is given wins over a default`() throws {
    let declarations = try declared("a INTEGER = 1", "b INTEGER = 2")
    #expect(try ParameterSet.gather(declarations: declarations, file: nil, assignments: ["b=3"]).values == ["a": 1, "b": 3])
  }

  @Test func `a declared date needs no more than its text`() throws {
    let declarations = try declared("since DATE = date('2020-01-01') — the first day", "at ZONED DATETIME", "span DURATION")
    let assignments = ["at=2020-01-01T12:00[Asia/Shanghai]", "span=duration('P1D')"]
    let set = try ParameterSet.gather(declarations: declarations, file: nil, assignments: assignments)
    #expect(set.values["since"]?.temporalText == "2020-01-01")
    #expect(set.values["at"]?.temporalText == "2020-01-01T12:00+08:00[Asia/Shanghai]")
    #expect(set.values["span"]?.temporalText == "P1D")
    for wrong in ["since=2020-02-30", "since=1", "at=date('2020-01-01')"] {
      #expect(throws: ToolFailure.self) {
        try ParameterSet.gather(declarations: declarations, file: nil, assignments: [wrong], allowsMissing: true)
      }
    }
  }

  @Test func `json says exactly what is meant`() throws {
    let set = try ParameterSet.gather(declarations: [], file: nil, assignments: ["a:=\"1\"", "$b=1", "c:={\"x\": 1.0}", "d=a:=b"])
    #expect(set.values == ["a": "1", "b": 1, "c": .map(["x": .float(1)]), "d": "a:=b"])
    let typed = ["d:=[{\"$type\": \"Date\", \"_value\": \"2021-01-01\"}]"]
    let dates = try ParameterSet.gather(declarations: [], file: nil, assignments: typed)
    #expect(dates.values == ["d": [.date(try #require(CalendarDate("2021-01-01")))]])
  }

  @Test(arguments: [
    ["a"], ["=1"], ["a=1", "a=2"], ["a:=[1"],
  ])
  func `assignments that make no sense are refused`(assignments: [String]) {
    #expect(throws: ToolFailure.self) { try ParameterSet.gather(declarations: [], file: nil, assignments: assignments) }
  }

  @Test func `an undeclared name is refused with the nearest, a missing one is listed`() throws {
    let declarations = try declared("city STRING — where", "since INTEGER = 1")
    #expect { try ParameterSet.gather(declarations: declarations, file: nil, assignments: ["ctiy=x"]) } throws: {
      ($0 as? ToolFailure)?.text.contains("did you mean 'city'?") == true
    }
    #expect { try ParameterSet.gather(declarations: declarations, file: nil, assignments: []) } throws: {
      let text = ($0 as? ToolFailure)?.text ?? ""
      return text.contains("city STRING — where") && !text.contains("since")
    }
    let planned = try ParameterSet.gather(declarations: declarations, file: nil, assignments: [], allowsMissing: true)
    #expect(planned.values == ["city": .null, "since": 1])
  }

  @Test func `the shell takes several spellings`() throws {
    for text in ["city 上海", "city = 上海", "city => '上海'", "$city := \"上海\"", "city: '上海'"] {
      let (name, value) = try Shell.parameter(text)
      #expect((name, value) == ("city", "上海"), "\(text)")
    }
    #expect(try Shell.parameter("n 3").value == 3)
    #expect(throws: ToolFailure.self) { try Shell.parameter("n") }
    #expect(throws: ToolFailure.self) { try Shell.parameter("") }
  }
}
