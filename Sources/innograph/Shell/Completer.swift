// Which words can stand where the cursor stands, told from the text before it: `:commands` at the start, formats and files behind
// some of them, labels after `:` in parentheses, types after `:` in brackets, property keys after `.` and in braces, parameters
// after `$`, and keywords and functions elsewhere. Nothing is offered inside strings and comments. No parser: a text under edit
// seldom parses.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Completes words of the language and of a graph.
struct Completer {
  /// The names to offer.
  struct Names {
    var labels: [String] = []
    var relationshipTypes: [String] = []
    var propertyKeys: [String] = []
    var parameters: [String] = []
    var keywords: [String] = []
    var functions: [String] = []
  }

  /// The names now; asked for at each Tab.
  let names: () -> Names

  /// What can stand before the cursor, given the text before it; `nil` where nothing is offered.
  func complete(_ before: String) -> Completion? {
    if let directive = directive(before) { return directive }
    var script = CypherScript()
    _ = script.feed(before)
    if script.isInsideText { return nil }
    let scalars = Array(before.unicodeScalars)
    var start = scalars.count
    while start > 0, Self.isWord(scalars[start - 1]) { start -= 1 }
    let typed = String(String.UnicodeScalarView(scalars[start...]))
    return candidates(typed, after: scalars[..<start])
  }

  private func candidates(_ typed: String, after: ArraySlice<Unicode.Scalar>) -> Completion? {
    let names = names()
    switch after.last {
    case "$": return Self.matching(typed, names.parameters)
    case ".":
      // `1.` and `..` begin no property.
      guard let before = after.dropLast().last, Self.isWord(before) || before == ")" || before == "]" || before == "`",
        !("0"..."9").contains(before) || !Self.isNumber(before: after.dropLast())
      else { return nil }
      return Self.matching(typed, names.propertyKeys.map { NameText.quoted($0) })
    default: break
    }
    let context = Self.context(after)
    switch context {
    case .label: return Self.matching(typed, names.labels.map { NameText.quoted($0) })
    case .relationshipType: return Self.matching(typed, names.relationshipTypes.map { NameText.quoted($0) })
    case .mapKey: return Self.matching(typed, names.propertyKeys.map { NameText.quoted($0) }, ending: ": ")
    case .word:
      guard !typed.isEmpty else { return nil }
      let isLower = typed.unicodeScalars.contains { $0.properties.isLowercase } && typed == typed.lowercased()
      let keywords = names.keywords.map { isLower ? $0.lowercased() : $0.uppercased() }
      return Self.matching(typed, keywords + names.functions.map { $0 + "(" }, ending: " ")
    }
  }

  private enum Context { case label, relationshipType, mapKey, word }

  /// What a word stands for, told from the text before it.
  private static func context(_ text: ArraySlice<Unicode.Scalar>) -> Context {
    var place = text.endIndex - 1
    while place >= text.startIndex, text[place].properties.isWhitespace { place -= 1 }
    guard place >= text.startIndex else { return .word }
    let last = text[place]
    let opening = lastOpening(text[..<place])
    if last == "{" || (last == "," && opening == "{") { return isMapOpening(text, opening: last == "{" ? place : nil) ? .mapKey : .word }
    guard ":|&!".unicodeScalars.contains(last) else { return .word }
    if opening == "{", last == ":" { return .word }
    guard last == ":" || isLabelExpression(text[..<place]) else { return .word }
    return opening == "[" ? .relationshipType : .label
  }

  /// Whether a brace opens a map of properties rather than a subquery.
  private static func isMapOpening(_ text: ArraySlice<Unicode.Scalar>, opening: Int?) -> Bool {
    guard var place = opening.map({ $0 - 1 }) else { return true }
    while place >= text.startIndex, text[place].properties.isWhitespace { place -= 1 }
    guard place >= text.startIndex else { return true }
    var start = place + 1
    while start > text.startIndex, isWord(text[start - 1]) { start -= 1 }
    let word = String(String.UnicodeScalarView(text[start..<max(start, place + 1)])).uppercased()
    return !["EXISTS", "COUNT", "COLLECT", "CALL"].contains(word)
  }

  /// Whether the words before `|`, `&` or `!` belong to labels or types: only their signs stand back to a `:`.
  private static func isLabelExpression(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    for scalar in text.reversed() {
      if scalar == ":" { return true }
      guard isWord(scalar) || "|&!`()".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace else { return false }
    }
    return false
  }

  /// The bracket, parenthesis or brace that is still open.
  private static func lastOpening(_ text: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    var closed = 0
    for scalar in text.reversed() {
      switch scalar {
      case ")", "]", "}": closed += 1
      case "(", "[", "{":
        if closed == 0 { return scalar }
        closed -= 1
      default: break
      }
    }
    return nil
  }

  /// Whether the word at the end is a number.
  private static func isNumber(before text: ArraySlice<Unicode.Scalar>) -> Bool {
    var place = text.endIndex
    while place > text.startIndex, isWord(text[place - 1]) { place -= 1 }
    return place < text.endIndex && ("0"..."9").contains(text[place])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || ("0"..."9").contains(scalar) || scalar.properties.isAlphabetic || scalar.properties.isXIDContinue && !scalar.isASCII
  }

  /// The names that begin with what was typed, in any case, once each and in byte order.
  static func matching(_ typed: String, _ names: [String], ending: String = "") -> Completion? {
    let wanted = typed.lowercased()
    var found: [String] = []
    for name in names.sorted(by: { $0.isByteLess(than: $1) }) where name.lowercased().hasPrefix(wanted) {
      if found.last.map({ !$0.isByteEqual(to: name) }) ?? true { found.append(name) }
    }
    guard !found.isEmpty else { return nil }
    return Completion(typedScalars: typed.unicodeScalars.count, candidates: found, ending: found[0].hasSuffix("(") ? "" : ending)
  }

  /// Completes a `:command` and its argument; `nil` where the text is none.
  private func directive(_ before: String) -> Completion? {
    guard before.first == ":", !before.contains("\n") else { return nil }
    guard let blank = before.firstIndex(of: " ") else {
      return Self.matching(before, ShellDirective.all.map { ":" + $0.name }, ending: " ")
    }
    let argument = String(before[before.index(after: blank)...])
    switch before[..<blank] {
    case ":format": return Self.matching(argument, OutputFormat.named.map(\.name))
    case ":source", ":export": return FileNames.complete(argument)
    case ":help": return Self.matching(argument, ShellDirective.all.map(\.name))
    case ":param": return Self.matching(argument, names().parameters, ending: " ")
    case ":explain", ":profile": return complete(argument)
    default: return nil
    }
  }
}
