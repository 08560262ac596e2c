// Reads the feature files: the small part of Gherkin that they use. Background steps come before each scenario's own.

/// The scenarios of one feature file.
package struct FeatureFile {
  private struct Block {
    var name: String
    var tags: [String]
    var isOutline: Bool
    var lines: [RawStep] = []
    var examples: [FeatureTable] = []
  }

  private struct RawStep {
    var text: String
    var document: String?
    var table: FeatureTable = []
  }

  /// The scenarios, outlines expanded.
  package let scenarios: [Scenario]

  /// Reads a file's text; `name` is its path below the features folder, without the ending.
  package init(name: String, text: String) {
    var background = Block(name: "", tags: [], isOutline: false)
    var blocks: [Block] = []
    var pendingTags: [String] = []
    var inBackground = false
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let raw = lines.popFirst() {
      let line = FeatureFile.trimmed(raw)
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("Feature:") { continue }
      if line.hasPrefix("@") {
        pendingTags += line.split(separator: " ").map(String.init)
      } else if line.hasPrefix("Background:") {
        inBackground = true
      } else if let title = FeatureFile.title(of: line) {
        inBackground = false
        blocks.append(Block(name: title.name, tags: pendingTags, isOutline: title.isOutline))
        pendingTags = []
      } else if line.hasPrefix("Examples:") {
        blocks[blocks.count - 1].examples.append([])
      } else if line.hasPrefix("|") {
        let cells = FeatureFile.cells(line)
        if inBackground {
          background.lines[background.lines.count - 1].table.append(cells)
        } else if let place = blocks.indices.last, !blocks[place].examples.isEmpty {
          blocks[place].examples[blocks[place].examples.count - 1].append(cells)
        } else if let place = blocks.indices.last {
          blocks[place].lines[blocks[place].lines.count - 1].table.append(cells)
        }
      } else if line == "\"\"\"" {
        let document = FeatureFile.document(&lines, indent: raw.prefix { $0 == " " }.count)
        if inBackground {
          background.lines[background.lines.count - 1].document = document
        } else if let place = blocks.indices.last {
          blocks[place].lines[blocks[place].lines.count - 1].document = document
        }
      } else {
        let step = RawStep(text: FeatureFile.withoutKeyword(line))
        if inBackground { background.lines.append(step) } else if let place = blocks.indices.last { blocks[place].lines.append(step) }
      }
    }
    scenarios = blocks.flatMap { FeatureFile.expand($0, background: background.lines, file: name) }
  }

  private static func title(of line: String) -> (name: String, isOutline: Bool)? {
    for (keyword, isOutline) in [("Scenario Outline:", true), ("Scenario:", false)] where line.hasPrefix(keyword) {
      return (trimmed(line.dropFirst(keyword.count)), isOutline)
    }
    return nil
  }

  private static func withoutKeyword(_ line: String) -> String {
    for keyword in ["Given ", "When ", "Then ", "And ", "But "] where line.hasPrefix(keyword) {
      return String(line.dropFirst(keyword.count))
    }
    return line
  }

  private static func document(_ lines: inout ArraySlice<Substring>, indent: Int) -> String {
    var content: [Substring] = []
    while let line = lines.popFirst() {
      if trimmed(line) == "\"\"\"" { break }
      content.append(line.prefix(indent).allSatisfy { $0 == " " } ? line.dropFirst(indent) : line.drop { $0 == " " })
    }
    return content.joined(separator: "\n")
  }

  /// The cells of a table row: `\|` is a bar, `\\` a backslash, `\n` a line break.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var escaped = false
    for character in line.dropFirst() {
      if escaped {
        cell += character == "|" ? "|" : (character == "\\" ? "\\" : (character == "n" ? "\n" : "\\\(character)"))
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == "|" {
        cells.append(trimmed(cell[...]))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static func expand(_ block: Block, background: [RawStep], file: String) -> [Scenario] {
    let steps = background + block.lines
    guard block.isOutline else { return [Scenario(id: "\(file) \(block.name)", steps: steps.map(step), tags: block.tags)] }
    var scenarios: [Scenario] = []
    for table in block.examples {
      guard let header = table.first else { continue }
      for row in table.dropFirst() {
        let filled = steps.map { raw in
          RawStep(
            text: fill(raw.text, header, row), document: raw.document.map { fill($0, header, row) },
            table: raw.table.map { $0.map { fill($0, header, row) } })
        }
        scenarios.append(Scenario(id: "\(file) \(block.name) #\(scenarios.count + 1)", steps: filled.map(step), tags: block.tags))
      }
    }
    return scenarios
  }

  private static func fill(_ text: String, _ header: [String], _ row: [String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      result += rest[..<open]
      let tail = rest[open...]
      if let place = header.indices.first(where: { tail.hasPrefix("<\(header[$0])>") }) {
        result += row[place]
        rest = tail.dropFirst(header[place].count + 2)
      } else {
        result += "<"
        rest = tail.dropFirst()
      }
    }
    return result + rest
  }

  private static func step(_ raw: RawStep) -> Scenario.Step {
    let text = raw.text
    switch text {
    case "any graph", "an empty graph": return .graph(name: nil)
    case "having executed:": return .execute(raw.document ?? "")
    case "parameters are:": return .parameters(raw.table)
    case "executing query:": return .query(raw.document ?? "")
    case "executing control query:": return .control(raw.document ?? "")
    case "the result should be, in any order:": return .result(raw.table, ordered: false, listsAsBags: false)
    case "the result should be, in order:": return .result(raw.table, ordered: true, listsAsBags: false)
    case "the result should be (ignoring element order for lists):": return .result(raw.table, ordered: false, listsAsBags: true)
    case "the result should be, in order (ignoring element order for lists):": return .result(raw.table, ordered: true, listsAsBags: true)
    case "the result should be empty": return .emptyResult
    case "the side effects should be:": return .sideEffects(raw.table)
    case "no side effects": return .noSideEffects
    default: return otherStep(text, raw.table)
    }
  }

  private static func otherStep(_ text: String, _ table: FeatureTable) -> Scenario.Step {
    if text.hasPrefix("there exists a procedure ") { return .procedure(String(text.dropFirst("there exists a procedure ".count)), table) }
    if text.hasPrefix("the "), text.hasSuffix(" graph") { return .graph(name: String(text.dropFirst(4).dropLast(6))) }
    // "a SyntaxError should be raised at compile time: UndefinedVariable"
    let words = text.split(separator: " ").map(String.init)
    if words.count >= 7, words[0] == "a" || words[0] == "an", let raised = words.firstIndex(of: "at"), let detail = words.last {
      let phase = words[(raised + 1)..<(words.count - 1)].joined(separator: " ")
      return .error(kind: words[1], phase: String(phase.prefix { $0 != ":" }), detail: detail)
    }
    return .unknown(text)
  }
}
