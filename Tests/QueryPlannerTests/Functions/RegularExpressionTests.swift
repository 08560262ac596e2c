import GraphModel
import QueryPlanner
import Testing

@Suite struct FunctionsRegularExpressionTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    try RegularExpressionMatcher(RegularExpression(pattern)).matches(text)
  }

  @Test(arguments: [
    ("", "", true), ("", "a", false), ("abc", "abc", true), ("abc", "abcd", false), ("a.c", "abc", true), ("a.c", "a\nc", false),
    ("(?s)a.c", "a\nc", true), ("a*", "", true), ("a*", "aaaa", true), ("a+", "", false), ("a?b", "b", true), ("a{2,3}", "a", false),
    ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false), ("a{2}", "aa", true), ("a{2,}", "aaaaa", true), ("a{0}b", "b", true),
    ("a|bc|d", "bc", true), ("(a|b)*c", "ababc", true), ("(?:ab)+", "abab", true), ("(?<name>a)b", "ab", true), ("[a-c]+", "abc", true),
    ("[^a-c]+", "xyz", true), ("[^a-c]+", "xaz", false), ("[a-z&&[^aeiou]]+", "xyz", true), ("[a-z&&[^aeiou]]+", "xay", false),
    ("[]a]+", "]a", true), ("[a\\]]+", "]a", true), ("[-a]+", "-a", true), ("[a-]+", "-a", true), ("[\\d_]+", "1_2", true), ("[ab[cd]]+", "abcd", true),
    ("\\d+", "2024", true), ("\\d", "٣", false), ("\\w+", "a_1", true), ("\\s", "\t", true), ("\\S\\D\\W", "ab-", true), ("\\.", ".", true),
    ("\\Qa.b*\\E+", "a.b**", true), ("\\u4e2d.*", "中文", true), ("\\x41\\x{1F600}", "A😀", true), ("\\uD83D\\uDE00", "😀", true), ("\\t\\n", "\t\n", true),
    ("\\p{L}+", "中文äb", true), ("\\p{Lu}", "a", false), ("\\P{L}", "1", true), ("\\p{IsHan}+", "中文", true), ("\\p{IsHan}", "a", false),
    ("\\p{Alpha}\\p{Digit}", "a1", true), ("(?i)StraSSe", "strasse", true), ("(?i)ÄÖ", "äö", true), ("(?i)[a-z]+", "ABC", true), ("(?i:a)b", "Ab", true),
    ("(?i:a)b", "AB", false), ("a(?i)b|c", "aB", true), ("^a$", "a", true), ("a^b", "ab", false), ("(?m)a$\\n^b", "a\nb", true), ("\\bfoo\\b.*", "foo bar", true),
    (".*\\Boo", "foo", true), ("a\\b.b", "a b", true), ("\\Aa\\z", "a", true), ("a*?b+?", "aab", true), ("(?x) a  b # comment", "ab", true), (".*", "👍中\t", true),
    (".*foo.*", "a foo b", true), ("(a*)*", "aaaa", true), ("(a|aa)+", "aaaaa", true), ("x*y*z*", "xxzz", true), ("\\R", "\r\n", true),
    (".*\\.(png|jpe?g)", "中.jpeg", true), ("((a{2}){2}){2}", "aaaaaaaa", true), ("()*a", "a", true), ("(|a)+", "aaa", true), ("[^\\n]*", "ab", true),
  ])
  func matchesWholeTexts(pattern: String, text: String, expected: Bool) throws {
    #expect(try matches(pattern, text) == expected, "\(pattern) on \(text)")
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*a", "a**", "a{3,2}", "a{", "a{x}", "\\", "[z-a]", "(?=a)", "(?!a)", "(?<=a)b", "(?>a)", "a*+", "(a)\\1", "\\p{Nonsense}", "\\q",
    "a{999999}", "\\x{110000}", "[[:alpha:]", "(?q)a", "\\k<a>",
  ])
  func refusesPatterns(pattern: String) {
    expectError(.argumentError, "InvalidRegularExpression") { .boolean(try matches(pattern, "a")) }
  }

  @Test(arguments: ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*a){12}b", "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaab"])
  func staysLinear(pattern: String) throws {
    #expect(try matches(pattern, String(repeating: "a", count: 2_000)) == false)
  }

  @Test func boundsPatterns() {
    let deep = String(repeating: "(", count: 500) + "a" + String(repeating: ")", count: 500)
    expectError(.argumentError, "InvalidRegularExpression") { .boolean(try matches(deep, "a")) }
    expectError(.argumentError, "InvalidRegularExpression") { .boolean(try matches(String(repeating: "[", count: 5_000), "a")) }
    expectError(.argumentError, "InvalidRegularExpression") { .boolean(try matches("((a{1000}){1000}){1000}", "a")) }
    expectError(.argumentError, "InvalidRegularExpression") { .boolean(try matches(String(repeating: "a", count: 20_000), "a")) }
    #expect(throws: Never.self) { try matches("((((){5000}){5000}){5000}){5000}a", "a") }
  }

  @Test func spendsNoMoreThanItsBudget() {
    // Assertions forbid the automaton that remembers, so that every character costs a step for every thread.
    let pattern = "(\\b|" + String(repeating: "a?", count: 100) + ")*c"
    expectError(.resourceExhausted, "RegularExpressionBudgetExceeded") {
      let matcher = RegularExpressionMatcher(try RegularExpression(pattern), stepsMax: 100_000)
      return .boolean(try matcher.matches(String(repeating: "a", count: 2_000)))
    }
  }

  @Test func survivesManyStates() throws {
    // 2^10 states of the automaton: more than are kept.
    let pattern = "(a|b)*a(a|b){9}"
    let matcher = RegularExpressionMatcher(try RegularExpression(pattern))
    var generator = SplitMix(seed: 7)
    for _ in 0..<300 {
      let text = String((0..<40).map { _ in generator.next() % 2 == 0 ? "a" : "b" })
      let expected = Array(text)[text.count - 10] == "a"
      #expect(try matcher.matches(text) == expected, "\(text)")
    }
  }

  @Test func agreesWithBacktracking() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SplitMix(seed: seed)
    for _ in 0..<400 {
      let (pattern, tree) = RandomPattern.make(&generator, depth: 3)
      let matcher = RegularExpressionMatcher(try RegularExpression(pattern))
      for _ in 0..<10 {
        let text = String((0..<Int(generator.next() % 7)).map { _ in ["a", "b", "中"][Int(generator.next() % 3)] as Character })
        #expect(try matcher.matches(text) == tree.matchesWhole(Array(text)), "seed \(seed): \(pattern) on \(text)")
      }
    }
  }
}

/// A pattern as a tree and a backtracking matcher over it: slow, obvious.
private indirect enum RandomPattern {
  case character(Character)
  case any
  case sequence(RandomPattern, RandomPattern)
  case either(RandomPattern, RandomPattern)
  case star(RandomPattern)
  case optional(RandomPattern)

  static func make(_ generator: inout SplitMix, depth: Int) -> (String, RandomPattern) {
    if depth == 0 {
      switch generator.next() % 4 {
      case 0: return ("a", .character("a"))
      case 1: return ("b", .character("b"))
      case 2: return ("中", .character("中"))
      default: return (".", .any)
      }
    }
    let (text, tree) = make(&generator, depth: depth - 1)
    switch generator.next() % 4 {
    case 0:
      let other = make(&generator, depth: depth - 1)
      return ("(?:\(text))(?:\(other.0))", .sequence(tree, other.1))
    case 1:
      let other = make(&generator, depth: depth - 1)
      return ("(\(text)|\(other.0))", .either(tree, other.1))
    case 2: return ("(\(text))*", .star(tree))
    default: return ("(\(text))?", .optional(tree))
    }
  }

  /// The places where a match that starts at a place can end.
  private func ends(_ text: [Character], from: Int) -> Set<Int> {
    switch self {
    case .character(let character): return from < text.count && text[from] == character ? [from + 1] : []
    case .any: return from < text.count ? [from + 1] : []
    case .sequence(let first, let second): return Set(first.ends(text, from: from).flatMap { second.ends(text, from: $0) })
    case .either(let first, let second): return first.ends(text, from: from).union(second.ends(text, from: from))
    case .optional(let inner): return inner.ends(text, from: from).union([from])
    case .star(let inner):
      var found: Set<Int> = [from]
      var fresh: Set<Int> = [from]
      while !fresh.isEmpty {
        fresh = Set(fresh.flatMap { inner.ends(text, from: $0) }).subtracting(found)
        found.formUnion(fresh)
      }
      return found
    }
  }

  func matchesWhole(_ text: [Character]) -> Bool { ends(text, from: 0).contains(text.count) }
}

/// A small generator with a seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
