// The texts of the plans as the graph's tests read them. They are no part of the checkout: SEEDS_DIR names their folder, `../shared/seeds`
// beside the checkout is looked for by itself, and without them the tests that need them say so and do nothing.
import Foundation

/// The text of one plan.
struct PlanText {
  /// Letters and digits alone, in compatibility form and lower case: what is left when a line breaks, a quote or a bracket differs.
  let letters: NSString
  /// The numbers that stand in the text.
  let numbers: Set<Double>

  private static let files = [
    "jiading-sti-2021": "000_", "zhangjiang-2021": "001_", "songjiang-sti-2022": "002_", "jiading-sei-2021": "003_", "neobay-2023": "004_",
  ]

  /// The plans by the ids of their documents; nil where their texts are not at hand.
  static func all() throws -> [String: PlanText]? {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = ProcessInfo.processInfo.environment["SEEDS_DIR"] ?? checkout.deletingLastPathComponent().path + "/shared/seeds"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var plans: [String: PlanText] = [:]
    for (document, prefix) in files {
      guard let name = names.first(where: { $0.hasPrefix(prefix) }) else {
        print("notice: the plans' texts are not in \(folder); set SEEDS_DIR to compare the graph with them")
        return nil
      }
      plans[document] = PlanText(try String(contentsOfFile: folder + "/" + name, encoding: .utf8))
    }
    return plans
  }

  /// Reads a text.
  init(_ text: String) {
    letters = PlanText.letters(of: text) as NSString
    let folded = text.precomposedStringWithCompatibilityMapping
    numbers = Set(folded.matches(of: /[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?/).compactMap { Double($0.output.replacing(",", with: "")) })
  }

  /// A text without what line breaks, quotes, brackets, width and case make of it.
  static func letters(of text: String) -> String {
    let kept = text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "%" || $0 == "."
    }
    return String(String.UnicodeScalarView(kept))
  }

  /// Whether a name stands in the text as it is.
  func contains(_ name: String) -> Bool {
    let wanted = PlanText.letters(of: name)
    return !wanted.isEmpty && letters.range(of: wanted, options: .literal).location != NSNotFound
  }

  /// Whether a name stands in the text in parts, as plans write several names that share one: at most three parts of two characters or
  /// more, all within sixty characters of the first.
  func containsInParts(_ name: String) -> Bool {
    let wanted = Array(PlanText.letters(of: name))
    guard wanted.count > 3 else { return false }
    for length in stride(from: wanted.count - 2, through: 2, by: -1) {
      let first = String(wanted[..<length])
      var from = 0
      while from < letters.length {
        let found = letters.range(of: first, options: .literal, range: NSRange(location: from, length: letters.length - from))
        if found.location == NSNotFound { break }
        let start = max(0, found.location - 60)
        let window = letters.substring(with: NSRange(location: start, length: min(letters.length, found.location + 60) - start))
        if PlanText.canBeCut(wanted[length...], into: 2, from: window) { return true }
        from = found.location + 1
      }
    }
    return false
  }

  private static func canBeCut(_ name: ArraySlice<Character>, into most: Int, from window: String) -> Bool {
    if name.isEmpty { return true }
    guard most > 0, name.count >= 2 else { return false }
    for length in stride(from: name.count, through: 2, by: -1) {
      let part = name.prefix(length)
      if window.range(of: String(part), options: .literal) != nil, canBeCut(name.dropFirst(length), into: most - 1, from: window) {
        return true
      }
    }
    return false
  }

  /// Whether a number stands in the text: in digits, or as one of its Chinese numerals before a measure word.
  func contains(_ number: Double, unit: String) -> Bool {
    if numbers.contains(abs(number)) { return true }
    guard let whole = Int(exactly: abs(number)), let measure = unit.first else { return false }
    return PlanText.numerals(of: whole).contains { contains($0 + String(measure)) }
  }

  /// The Chinese numerals of a number below one hundred.
  static func numerals(of number: Int) -> [String] {
    let digits = Array("零一二三四五六七八九").map(String.init)
    switch number {
    case 2: return ["二", "两"]
    case 0..<10: return [digits[number]]
    case 10..<100:
      let tens = number / 10 == 1 ? "" : digits[number / 10]
      return [tens + "十" + (number % 10 == 0 ? "" : digits[number % 10])]
    default: return []
    }
  }
}
