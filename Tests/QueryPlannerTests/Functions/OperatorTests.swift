import GraphModel
import QueryPlanner
import Testing

@Suite struct FunctionsOperatorTests {
  private func apply(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws -> Value { try sign.apply(left, right) }

  @Test func calculatesWithIntegers() throws {
    #expect(try apply(.add, 1, 2) == 3)
    #expect(try apply(.divide, 7, 2) == 3)
    #expect(try apply(.divide, -7, 2) == -3)
    #expect(try apply(.modulo, -7, 2) == -1)
    #expect(try apply(.modulo, .integer(.min), -1) == 0)
    #expect(try apply(.power, 2, 3) == 8.0)
    expectError(.arithmeticError, "IntegerOverflow") { try apply(.add, .integer(.max), 1) }
    expectError(.arithmeticError, "IntegerOverflow") { try apply(.subtract, .integer(.min), 1) }
    expectError(.arithmeticError, "IntegerOverflow") { try apply(.multiply, .integer(.min), -1) }
    expectError(.arithmeticError, "IntegerOverflow") { try apply(.divide, .integer(.min), -1) }
    expectError(.arithmeticError, "IntegerOverflow") { try UnaryOperator.negate.apply(.integer(.min)) }
    expectError(.arithmeticError, "DivisionByZero") { try apply(.divide, 1, 0) }
    expectError(.arithmeticError, "DivisionByZero") { try apply(.modulo, 1, 0) }
  }

  @Test func calculatesWithFloats() throws {
    #expect(try apply(.add, 1, 0.5) == 1.5)
    #expect(try apply(.divide, 1.0, 0) == .float(.infinity))
    #expect(try apply(.divide, 0.0, 0) == .float(.nan))
    #expect(try apply(.modulo, 5.5, 2) == 1.5)
    #expect(try apply(.multiply, .null, 2) == .null)
    #expect(try UnaryOperator.plus.apply(1.5) == 1.5)
    expectError(.typeError, "InvalidArgumentType") { try apply(.subtract, "a", 1) }
    expectError(.typeError, "InvalidArgumentType") { try UnaryOperator.negate.apply("a") }
    expectError(.typeError, "InvalidArgumentType") { try UnaryOperator.plus.apply("a") }
  }

  @Test func joinsStringsAndLists() throws {
    #expect(try apply(.add, "a", 1) == "a1")
    #expect(try apply(.add, 1.5, "a") == "1.5a")
    #expect(try apply(.add, "a", true) == "atrue")
    #expect(try apply(.add, [1], [2]) == [1, 2])
    #expect(try apply(.add, [1], 2) == [1, 2])
    #expect(try apply(.add, 1, [2]) == [1, 2])
    #expect(try apply(.add, [1], .null) == .null)
    #expect(try apply(.concatenate, "a", "b") == "ab")
    #expect(try apply(.concatenate, [1], [2]) == [1, 2])
    expectError(.typeError, "InvalidArgumentType") { try apply(.concatenate, "a", 1) }
    expectError(.typeError, "InvalidArgumentType") { try apply(.add, true, 1) }
    expectError(.typeError, "InvalidArgumentType") { try apply(.add, "a", .map([:])) }
  }

  @Test func comparesThreeValued() throws {
    #expect(try apply(.equal, 1, 1.0) == true)
    #expect(try apply(.equal, "1", 1) == false)
    #expect(try apply(.equal, .null, .null) == .null)
    #expect(try apply(.notEqual, [1, .null], [1, 2]) == .null)
    #expect(try apply(.less, 1, "a") == .null)
    #expect(try apply(.less, .float(.nan), 1) == false)
    #expect(try apply(.greaterOrEqual, .float(.nan), .float(.nan)) == false)
    #expect(try apply(.less, "a", "b") == true)
    #expect(try apply(.less, .integer(.max), 0x1p63) == true)
    #expect(try apply(.less, false, true) == true)
  }

  @Test func searchesBytes() throws {
    #expect(try apply(.startsWith, "中文", "中") == true)
    #expect(try apply(.endsWith, "中文", "中") == false)
    #expect(try apply(.contains, "abcabd", "abd") == true)
    #expect(try apply(.contains, "", "") == true)
    #expect(try apply(.contains, "", "a") == false)
    #expect(try apply(.contains, "e\u{301}", "e") == true)
    for sign in [BinaryOperator.startsWith, .endsWith, .contains, .matches] {
      #expect(try apply(sign, 1, "a") == .null)
      #expect(try apply(sign, "a", .null) == .null)
    }
  }

  @Test func looksIntoLists() throws {
    #expect(try apply(.isIn, .null, []) == false)
    #expect(try apply(.isIn, .null, [1]) == .null)
    #expect(try apply(.isIn, 1, [.null, 1.0]) == true)
    #expect(try apply(.isIn, 1, [.null, 2]) == .null)
    #expect(try apply(.isIn, 1, .null) == .null)
    #expect(try apply(.isIn, [1, 2], [[1, .null]]) == .null)
    expectError(.typeError, "InvalidArgumentType") { try apply(.isIn, 1, 1) }
  }

  @Test func knowsThreeTruths() throws {
    #expect(try apply(.exclusiveOr, true, false) == true)
    #expect(try apply(.exclusiveOr, true, .null) == .null)
    #expect(try UnaryOperator.not.apply(.null) == .null)
    expectError(.typeError, "InvalidArgumentType") { try UnaryOperator.not.apply(1) }
    expectError(.typeError, "InvalidArgumentType") { try apply(.exclusiveOr, .null, 1) }
  }

  @Test func reachesIntoContainers() throws {
    #expect(try ValueAccess.element([1, 2, 3], -1) == 3)
    #expect(try ValueAccess.element([1], 1) == .null)
    #expect(try ValueAccess.element([1], .integer(.min)) == .null)
    #expect(try ValueAccess.element([1], .null) == .null)
    #expect(try ValueAccess.element(.map(["a": 1]), "a") == 1)
    expectError(.typeError, "ListElementAccessByNonInteger") { try ValueAccess.element([1], 1.0) }
    expectError(.typeError, "MapElementAccessByNonString") { try ValueAccess.element(.map([:]), 12.3) }
    expectError(.typeError, "InvalidArgumentType") { try ValueAccess.element(100, 0) }
    #expect(try ValueAccess.slice([1, 2, 3], from: -3, to: -1) == [1, 2])
    #expect(try ValueAccess.slice([1, 2, 3], from: 3, to: 1) == [])
    #expect(try ValueAccess.slice([1, 2, 3], from: -5, to: 5) == [1, 2, 3])
    #expect(try ValueAccess.slice([1, 2, 3], from: .integer(.min), to: .integer(.max)) == [1, 2, 3])
    #expect(try ValueAccess.slice([1], from: .null, to: nil) == .null)
    expectError(.typeError, "InvalidArgumentType") { try ValueAccess.slice([1], from: "a", to: nil) }
    expectError(.typeError, "InvalidArgumentType") { try ValueAccess.property([1], "a") }
  }

  @Test func testsTypes() {
    #expect(TypeTest.integer.holds(1) && TypeTest.integer.holds(.null) && !TypeTest.integer.holds(1.0))
    #expect(!TypeTest.notNull(.integer).holds(.null))
    #expect(TypeTest.number.holds(1.5))
    #expect(TypeTest.list(.notNull(.string)).holds(["a"]) && !TypeTest.list(.notNull(.string)).holds([.null]))
    #expect(TypeTest.anyOf([.string, .boolean]).holds(true) && !TypeTest.anyOf([.string, .boolean]).holds(1))
  }
}
