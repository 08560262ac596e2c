import GraphModel
import QueryPlanner
import Testing

@Suite struct ConversionFunctionTests {
  private static let unconvertible: [Value] = [
    [], .map([:]), .node(Node(id: NodeID(rawValue: 0))), .relationship(Relationship(id: RelationshipID(rawValue: 0))),
    .path(Path(nodes: [Node(id: NodeID(rawValue: 0))], relationships: [])),
  ]

  @Test func refusesTypesWithoutAnyForm() throws {
    for value in Self.unconvertible {
      for name in ["toString", "toInteger", "toFloat", "toBoolean"] {
        expectError(.typeError, "InvalidArgumentValue") { try call(name, value) }
        #expect(try call(name + "OrNull", value) == .null)
      }
    }
    expectError(.typeError, "InvalidArgumentValue") { try call("toBoolean", 1.0) }
    expectError(.typeError, "InvalidArgumentValue") { try call("toFloat", true) }
  }

  @Test func convertsToIntegers() throws {
    #expect(try call("toInteger", 2.9) == 2)
    #expect(try call("toInteger", -2.9) == -2)
    #expect(try call("toInteger", "2.9") == 2)
    #expect(try call("toInteger", " 42 ") == 42)
    #expect(try call("toInteger", "1e3") == 1000)
    #expect(try call("toInteger", "9223372036854775807") == .integer(.max))
    #expect(try call("toInteger", "foo") == .null)
    #expect(try call("toInteger", "") == .null)
    #expect(try call("toInteger", "0x1F") == .null)
    #expect(try call("toInteger", true) == 1)
    #expect(try call("toInteger", .null) == .null)
    expectError(.arithmeticError, "IntegerOverflow") { try call("toInteger", 1e300) }
    expectError(.arithmeticError, "IntegerOverflow") { try call("toInteger", .float(.nan)) }
    expectError(.arithmeticError, "IntegerOverflow") { try call("toInteger", "9223372036854775808") }
    #expect(try call("toIntegerOrNull", 1e300) == .null)
    #expect(try call("toIntegerList", ["1", "x", 2.5, .null, []]) == [1, .null, 2, .null, .null])
  }

  @Test func convertsToFloats() throws {
    #expect(try call("toFloat", 3) == 3.0)
    #expect(try call("toFloat", "5") == 5.0)
    #expect(try call("toFloat", "-.5e1") == -5.0)
    #expect(try call("toFloat", "NaN") == .float(.nan))
    #expect(try call("toFloat", "-Infinity") == .float(-.infinity))
    for text in ["", ".", "1e", "nan", "inf", "0x1p3", "1_000", "1 2", "--1", "1.2.3"] {
      #expect(try call("toFloat", .string(text)) == .null, "\(text)")
    }
    #expect(try call("toFloatList", ["1.5", true]) == [1.5, .null])
  }

  @Test func convertsToBooleans() throws {
    #expect(try call("toBoolean", "TRUE") == true)
    #expect(try call("toBoolean", " false ") == false)
    #expect(try call("toBoolean", "tr ue") == .null)
    #expect(try call("toBoolean", "yes") == .null)
    #expect(try call("toBoolean", 0) == false)
    #expect(try call("toBoolean", 7) == true)
    #expect(try call("toBooleanList", ["true", 0, 1.5]) == [true, false, .null])
  }

  @Test(arguments: [
    (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (2.3, "2.3"), (-1234.5, "-1234.5"), (0.001, "0.001"), (0.0001, "1.0E-4"), (9999999.0, "9999999.0"),
    (10000000.0, "1.0E7"), (1.5e20, "1.5E20"), (.leastNonzeroMagnitude, "5.0E-324"), (1.7976931348623157e308, "1.7976931348623157E308"), (123456.789, "123456.789"),
    (.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity"), (0.1 + 0.2, "0.30000000000000004"),
  ])
  func writesFloats(number: Double, text: String) throws {
    #expect(try call("toString", .float(number)) == .string(text))
    #expect(try call("toFloat", .string(text)) == .float(number))
  }

  @Test func writesOtherValues() throws {
    #expect(try call("toString", 42) == "42")
    #expect(try call("toString", true) == "true")
    #expect(try call("toString", "apa") == "apa")
    #expect(try call("toStringList", [1, 2.3, true, .null, []]) == ["1", "2.3", "true", .null, .null])
  }
}
