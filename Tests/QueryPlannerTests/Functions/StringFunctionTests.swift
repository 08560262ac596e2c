import GraphModel
import QueryPlanner
import Testing

@Suite struct StringFunctionTests {
  @Test func changesCase() throws {
    #expect(try call("toUpper", "straße") == "STRASSE")
    #expect(try call("toLower", "ÄB") == "äb")
    #expect(try call("upper", "a") == "A")
    #expect(try call("lower", "A") == "a")
    #expect(try call("toUpper", .null) == .null)
    expectError(.typeError, "InvalidArgumentType") { try call("toUpper", 1) }
  }

  @Test func countsUnicodeScalars() throws {
    #expect(try call("size", "中文") == 2)
    #expect(try call("size", "e\u{301}") == 2)
    #expect(try call("size", "👍🏽") == 2)
    #expect(try call("char_length", "中文") == 2)
    #expect(try call("character_length", "") == 0)
    #expect(try call("size", .list([1, .null])) == 2)
    expectError(.typeError, "InvalidArgumentType") { try call("size", 1) }
  }

  @Test func trims() throws {
    #expect(try call("trim", " \t a b\n ") == "a b")
    #expect(try call("ltrim", "  a ") == "a ")
    #expect(try call("rtrim", " a\u{3000}") == " a")
    #expect(try call("btrim", "xxaxx", "x") == "a")
    #expect(try call("trim", "   ") == "")
    #expect(try call("trim", "xyaxy", "yx") == "a")
  }

  @Test func takesParts() throws {
    #expect(try call("left", "中文字", 2) == "中文")
    #expect(try call("left", "ab", 5) == "ab")
    #expect(try call("right", "hello", 3) == "llo")
    #expect(try call("right", "ab", 0) == "")
    #expect(try call("substring", "0123456789", 1) == "123456789")
    #expect(try call("substring", "hello", 1, 3) == "ell")
    #expect(try call("substring", "hello", 9) == "")
    #expect(try call("substring", "hello", .integer(.max), .integer(.max)) == "")
    #expect(try call("substring", .null, 1) == .null)
    expectError(.argumentError, "NumberOutOfRange") { try call("substring", "hello", -1) }
    expectError(.argumentError, "NumberOutOfRange") { try call("left", "hello", -1) }
    expectError(.typeError, "InvalidArgumentType") { try call("right", "hello", 1.5) }
  }

  @Test func replaces() throws {
    #expect(try call("replace", "aaa", "a", "bc") == "bcbcbc")
    #expect(try call("replace", "aaaa", "aa", "b") == "bb")
    #expect(try call("replace", "abc", "", "-") == "-a-b-c-")
    #expect(try call("replace", "abc", "x", "y") == "abc")
    #expect(try call("replace", "中文中", "中", "") == "文")
  }

  @Test func splits() throws {
    #expect(try call("split", "one1two", "1") == ["one", "two"])
    #expect(try call("split", ",a,,b,", ",") == ["", "a", "", "b", ""])
    #expect(try call("split", "", ",") == [""])
    #expect(try call("split", "中文", "") == ["中", "文"])
    #expect(try call("split", "a,b;c", [",", ";"]) == ["a", "b", "c"])
    #expect(try call("split", .null, ",") == .null)
    expectError(.typeError, "InvalidArgumentType") { try call("split", "a", 1) }
  }

  @Test func reversesAndPads() throws {
    #expect(try call("reverse", "raksO") == "Oskar")
    #expect(try call("reverse", "中文") == "文中")
    #expect(try call("lpad", "7", 3, "0") == "007")
    #expect(try call("rpad", "ab", 5, "xy") == "abxyx")
    #expect(try call("lpad", "abc", 2) == "ab")
    expectError(.resourceExhausted, "ResultTooLarge") { try call("lpad", "a", .integer(1 << 40)) }
  }

  @Test func saysHowMuchItWillTake() throws {
    let replace = try #require(FunctionLibrary.scalar(named: "replace")?.resultBytes)
    #expect(replace(["aaaa", "a", "bbbb"]) >= 16)
    let pad = try #require(FunctionLibrary.scalar(named: "lpad")?.resultBytes)
    #expect(pad(["a", 1_000_000]) >= 1_000_000)
  }
}
