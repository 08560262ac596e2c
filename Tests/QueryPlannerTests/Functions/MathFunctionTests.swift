import GraphModel
import QueryPlanner
import Testing

@Suite struct MathFunctionTests {
  @Test func keepsIntegersIntegers() throws {
    #expect(try call("abs", -1) == 1)
    #expect(try call("abs", -1.5) == 1.5)
    #expect(try call("sign", -7) == -1)
    #expect(try call("sign", 0.0) == 0)
    expectError(.arithmeticError, "IntegerOverflow") { try call("abs", .integer(.min)) }
    expectError(.typeError, "InvalidArgumentType") { try call("abs", "1") }
  }

  @Test(arguments: [
    (1.5, 2.0), (-1.5, -1.0), (2.4, 2.0), (-2.6, -3.0), (0.49999999999999994, 0.0), (4503599627370497.5, 4503599627370498.0), (3.0, 3.0),
  ])
  func roundsHalvesUp(number: Double, expected: Double) throws {
    #expect(try call("round", .float(number)) == .float(expected))
  }

  @Test(arguments: [
    (1.005, 2, "HALF_UP", 1.01), (1.25, 1, "HALF_EVEN", 1.2), (1.35, 1, "HALF_EVEN", 1.4), (1.25, 1, "HALF_DOWN", 1.2),
    (-1.21, 1, "UP", -1.3), (-1.29, 1, "DOWN", -1.2), (-1.21, 1, "CEILING", -1.2), (-1.21, 1, "FLOOR", -1.3), (1234.5, -2, "HALF_UP", 1200.0),
    (1250.0, -2, "HALF_UP", 1300.0), (6.0, -1, "HALF_UP", 10.0), (4.0, -2, "HALF_UP", 0.0), (4.0, -2, "UP", 100.0), (0.0, 3, "UP", 0.0),
    (9.99, 1, "HALF_UP", 10.0), (1e300, 2, "HALF_UP", 1e300), (.leastNonzeroMagnitude, 5, "CEILING", 0.00001), (-2.5, 0, "HALF_UP", -3.0),
  ] as [(Double, Int64, String, Double)])
  func roundsToPlaces(number: Double, places: Int64, mode: String, expected: Double) throws {
    #expect(try call("round", .float(number), .integer(places), .string(mode)) == .float(expected))
  }

  @Test func roundsOddArguments() throws {
    #expect(try call("round", 3.14159, 3) == 3.142)
    #expect(try call("round", .float(.nan)) == .float(.nan))
    #expect(try call("round", .float(.infinity), 3) == .float(.infinity))
    #expect(try call("round", 7) == 7.0)
    #expect(try call("round", 1.5, .integer(.max)) == 1.5)
    #expect(try call("round", 1.5, .integer(.min)) == 0.0)
    expectError(.argumentError, "InvalidArgumentValue") { try call("round", 1.5, 1, "SIDEWAYS") }
  }

  @Test func followsIEEE() throws {
    #expect(try call("sqrt", 4) == 2.0)
    #expect(try call("sqrt", -1) == .float(.nan))
    #expect(try call("log", 0) == .float(-.infinity))
    #expect(try call("log10", 1000) == 3.0)
    #expect(try call("exp", 0) == 1.0)
    #expect(try call("ceil", 1.1) == 2.0)
    #expect(try call("floor", -1.1) == -2.0)
    #expect(try call("ceil", 3) == 3.0)
    #expect(try call("sin", 0) == 0.0)
    #expect(try call("cos", 0) == 1.0)
    #expect(try call("atan2", 0, 1) == 0.0)
    #expect(try call("degrees", .float(.pi)) == 180.0)
    #expect(try call("radians", 180) == .float(.pi))
    #expect(try call("haversin", 0) == 0.0)
    #expect(try call("pi") == .float(.pi))
    #expect(try call("e") == .float(2.718281828459045))
    #expect(try call("isNaN", .float(.nan)) == true)
    #expect(try call("isNaN", 1) == false)
    for name in ["tan", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth"] {
      #expect(try call(name, 0.5).numberValue?.isFinite == true, "\(name)")
    }
  }

  @Test func drawsThroughTheSeam() throws {
    let held = try FunctionSeams.$randomWord.withValue({ 1 << 63 }) { try call("rand") }
    #expect(held == 0.5)
    for _ in 0..<100 {
      let number = try #require(try call("rand").numberValue)
      #expect(number >= 0 && number < 1)
    }
  }
}
