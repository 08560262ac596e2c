// Tests of one string against something fixed: what predicates over string columns ask once per distinct string where they can.
import GraphModel
import GraphStorage
import QueryPlanner

/// A test of a string.
protocol StringTest {
  /// Whether a string passes.
  mutating func holds(_ text: StringReference) throws(QueryError) -> Bool
}

/// A comparison with a fixed string.
struct ComparisonTest: StringTest {
  let sign: BinaryOperator
  let fixed: StringReference
  @inline(__always) func holds(_ text: StringReference) throws(QueryError) -> Bool { sign.holds(text, fixed) }
}

/// Equality with a fixed string.
struct EqualityTest: StringTest {
  let fixed: StringReference
  @inline(__always) func holds(_ text: StringReference) throws(QueryError) -> Bool { text.isEqual(to: fixed) }
}

/// STARTS WITH.
struct PrefixTest: StringTest {
  let fixed: StringReference
  @inline(__always) func holds(_ text: StringReference) throws(QueryError) -> Bool { text.hasPrefix(fixed) }
}

/// ENDS WITH.
struct SuffixTest: StringTest {
  let fixed: StringReference
  @inline(__always) func holds(_ text: StringReference) throws(QueryError) -> Bool {
    ByteSearch.hasSuffix(text.start, text.count, fixed.start, fixed.count)
  }
}

/// CONTAINS.
struct ContainsTest: StringTest {
  let fixed: StringReference
  @inline(__always) func holds(_ text: StringReference) throws(QueryError) -> Bool {
    ByteSearch.contains(text.start, text.count, fixed.start, fixed.count)
  }
}

/// =~.
struct PatternTest: StringTest {
  let matcher: RegularExpressionMatcher
  func holds(_ text: StringReference) throws(QueryError) -> Bool { try matcher.matches(text.bytes) }
}

/// Membership in a set of strings.
struct MembershipTest: StringTest {
  let members: StringTable
  func holds(_ text: StringReference) throws(QueryError) -> Bool { members.find(text) != nil }
}

/// A test as a value, and the door to the loops made for it.
enum AnyStringTest {
  case comparison(ComparisonTest)
  case equality(EqualityTest)
  case prefix(PrefixTest)
  case suffix(SuffixTest)
  case contains(ContainsTest)
  case pattern(PatternTest)
  case membership(MembershipTest)

  /// Calls the loop that is made for the type of the test.
  @inline(__always) func run<Loop: StringTestLoop>(_ loop: Loop) throws(QueryError) {
    switch self {
    case .comparison(var test): try loop.run(&test)
    case .equality(var test): try loop.run(&test)
    case .prefix(var test): try loop.run(&test)
    case .suffix(var test): try loop.run(&test)
    case .contains(var test): try loop.run(&test)
    case .pattern(var test): try loop.run(&test)
    case .membership(var test): try loop.run(&test)
    }
  }
}

/// A loop that applies a test of any type.
protocol StringTestLoop {
  func run<Test: StringTest>(_ test: inout Test) throws(QueryError)
}
