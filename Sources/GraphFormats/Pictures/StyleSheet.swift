// How nodes and relationships look, as a small text: a rule per line, a selector and attributes.
//
//     // a comment
//     :Firm             shape=box fill=#FFF4CC line=#B38600
//     [:SERVES]         color=#2E7D32 label=serves caption="year value unit"
//     where status=planned  stroke=dashed
//     graph             font="Noto Sans CJK SC, sans-serif" direction=LR layout=dot
//
// Later rules win, attribute by attribute; so a sheet read after the built-in one changes only what it names. A node takes the
// rules of its labels in their order, so a narrowing label refines the one before it. Labels and types without a rule get
// colours from a palette by their name, the same in every picture.

internal import GraphModel

/// The rules of one or more sheets.
struct StyleSheet {
  private struct Rule {
    let selector: Selector
    let attributes: [(name: String, value: String)]
  }

  private enum Selector {
    case label(String)
    case type(String)
    case property(String, String)
    case graph
  }

  private var rules: [Rule] = []

  /// The built-in sheet.
  static let builtIn = (try? StyleSheet(builtInText, file: "built-in style sheet")) ?? StyleSheet()

  private init() {}

  /// Reads a sheet.
  /// - Throws: `badStyle` with the line.
  init(_ text: String, file: String) throws(FormatError) {
    guard text.utf8.count <= FormatLimits.styleSheetBytesMax else {
      throw FormatError(
        file: file, line: 0, code: "badStyle", message: "the style sheet is longer than \(FormatLimits.styleSheetBytesMax) bytes")
    }
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if let rule = try Self.rule(StyleLine(text: line, file: file, number: place + 1)) { rules.append(rule) }
    }
  }

  /// The rules of this sheet, then those of another.
  func followed(by other: StyleSheet) -> StyleSheet {
    var both = self
    both.rules += other.rules
    return both
  }

  private static func rule(_ line: StyleLine) throws(FormatError) -> Rule? {
    var words = try line.words()
    guard !words.isEmpty else { return nil }
    var head = words.removeFirst()
    let selector: Selector
    if head.name == "graph", head.value == nil {
      selector = .graph
    } else if head.name == "where", head.value == nil, !words.isEmpty {
      head = words.removeFirst()
      guard let value = head.value else { throw line.failure("'where' needs property=value") }
      selector = .property(head.name, value)
    } else if head.name.hasPrefix("[:"), head.name.hasSuffix("]"), head.value == nil {
      selector = .type(String(head.name.dropFirst(2).dropLast()))
    } else if head.name.hasPrefix(":"), head.value == nil {
      selector = .label(String(head.name.dropFirst()))
    } else {
      throw line.failure("a rule begins with :Label, [:TYPE], where property=value, or graph")
    }
    var attributes: [(name: String, value: String)] = []
    for word in words {
      guard let value = word.value else { throw line.failure("'\(word.name)' is no attribute=value") }
      try check(word.name, value, selector, line)
      attributes.append((word.name, value))
    }
    return Rule(selector: selector, attributes: attributes)
  }

  // MARK: What attributes may be

  private static let shapes = [
    "box", "rounded", "ellipse", "hexagon", "octagon", "cylinder", "note", "folder", "tab", "component", "house", "parallelogram",
    "trapezium",
    "diamond", "plain", "pill",
  ]
  private static let strokes = ["solid", "dashed", "dotted", "bold"]

  private static func check(_ name: String, _ value: String, _ selector: Selector, _ line: StyleLine) throws(FormatError) {
    let known: [String]
    switch selector {
    case .label: known = ["shape", "fill", "line", "text", "stroke"]
    case .type: known = ["color", "stroke", "arrow", "label", "caption"]
    case .property: known = ["fill", "line", "text", "stroke", "color"]
    case .graph: known = ["font", "direction", "layout", "background"]
    }
    guard known.contains(name) else {
      let hint =
        Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" } ?? "attributes here: \(known.joined(separator: ", "))"
      throw line.failure("unknown attribute '\(name)'", hint: hint)
    }
    let allowed: [String]? =
      switch name {
      case "shape": shapes
      case "stroke": strokes
      case "arrow": ["normal", "none", "both"]
      case "direction": ["LR", "RL", "TB", "BT"]
      case "layout": ["dot", "neato", "fdp", "sfdp", "circo", "twopi", "boxes"]
      default: nil
      }
    if let allowed, !allowed.contains(value) {
      throw line.failure("'\(value)' is no \(name)", hint: "one of \(allowed.joined(separator: ", "))")
    }
    if ["fill", "line", "text", "color", "background"].contains(name), !isColor(value) {
      throw line.failure("'\(value)' is no colour", hint: "write #RRGGBB or a name such as white")
    }
  }

  private static func isColor(_ text: String) -> Bool {
    if text.hasPrefix("#") {
      return text.utf8.count == 7 && text.utf8.dropFirst().allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    }
    return !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  // MARK: Styles

  /// How a node is drawn.
  func style(of node: Node) -> NodeStyle {
    var style = NodeStyle()
    var known = false
    for label in node.labels {
      for rule in rules {
        guard case .label(let name) = rule.selector, name.isByteEqual(to: label) else { continue }
        known = true
        Self.apply(rule.attributes, to: &style)
      }
    }
    if !known, let label = node.labels.first { style = Palette.node(label) }
    for rule in rules where matches(rule, node.properties) { Self.apply(rule.attributes, to: &style) }
    return style
  }

  /// The label that says what a node is: the first that a rule knows, since a second label may only narrow it; else the first.
  func mainLabel(of node: Node) -> String? {
    node.labels.first { label in
      rules.contains { rule in
        if case .label(let name) = rule.selector { name.isByteEqual(to: label) } else { false }
      }
    } ?? node.labels.first
  }

  /// How nodes of a label are drawn, for the legend.
  func style(ofLabel label: String) -> NodeStyle { style(of: Node(id: NodeID(rawValue: 0), labels: [label], properties: ValueMap())) }

  /// How relationships of a type are drawn, with these properties.
  func style(ofType type: String, _ properties: ValueMap = ValueMap()) -> EdgeStyle {
    var style = EdgeStyle()
    var known = false
    for rule in rules {
      guard case .type(let name) = rule.selector, name.isByteEqual(to: type) else { continue }
      known = true
      Self.apply(rule.attributes, to: &style)
    }
    if !known { style.color = Palette.edge(type) }
    for rule in rules where matches(rule, properties) { Self.apply(rule.attributes, to: &style) }
    if style.label.isEmpty { style.label = Self.words(of: type) }
    return style
  }

  /// How the whole is drawn.
  var picture: PictureStyle {
    var style = PictureStyle()
    for rule in rules {
      guard case .graph = rule.selector else { continue }
      for attribute in rule.attributes {
        switch attribute.name {
        case "font": style.font = attribute.value
        case "direction": style.direction = attribute.value
        case "layout": style.layout = attribute.value
        default: style.background = attribute.value
        }
      }
    }
    return style
  }

  private func matches(_ rule: Rule, _ properties: ValueMap) -> Bool {
    guard case .property(let name, let wanted) = rule.selector, let value = properties[name] else { return false }
    return (value.stringValue ?? value.temporalText ?? ValueText.string(of: value)).isByteEqual(to: wanted)
  }

  private static func apply(_ attributes: [(name: String, value: String)], to style: inout NodeStyle) {
    for attribute in attributes {
      switch attribute.name {
      case "shape": style.shape = attribute.value
      case "fill": style.fill = attribute.value
      case "line": style.line = attribute.value
      case "text": style.text = attribute.value
      case "stroke": style.stroke = attribute.value
      default: break
      }
    }
  }

  private static func apply(_ attributes: [(name: String, value: String)], to style: inout EdgeStyle) {
    for attribute in attributes {
      switch attribute.name {
      case "color": style.color = attribute.value
      case "stroke": style.stroke = attribute.value
      case "arrow": style.arrow = attribute.value
      case "label": style.label = attribute.value
      case "caption": style.caption = attribute.value.split(separator: " ").map(String.init)
      default: break
      }
    }
  }

  /// `TRANSFERS_TO` as `transfers to`.
  private static func words(of type: String) -> String {
    let isShouted = type.utf8.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
    return isShouted ? type.lowercased().replacing("_", with: " ") : type
  }
}

/// One line of a style sheet.
private struct StyleLine {
  let text: Substring
  let file: String
  let number: Int

  func failure(_ message: String, hint: String? = nil) -> FormatError {
    FormatError(file: file, line: number, code: "badStyle", message: message, hint: hint)
  }

  /// The words, parted by blanks; `name=value` or a bare name; either may stand in double quotes.
  func words() throws(FormatError) -> [(name: String, value: String?)] {
    var words: [(name: String, value: String?)] = []
    var rest = text[...]
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      if rest.isEmpty || rest.hasPrefix("//") { return words }
      let name = try part(&rest)
      guard rest.first == "=" else {
        words.append((name, nil))
        continue
      }
      rest.removeFirst()
      words.append((name, try part(&rest)))
    }
  }

  /// A run of characters up to a blank or `=`, with quoted stretches taken as they are.
  private func part(_ rest: inout Substring) throws(FormatError) -> String {
    var result = ""
    while let character = rest.first, character != " ", character != "\t", character != "=" {
      rest.removeFirst()
      guard character == "\"" else {
        result.append(character)
        continue
      }
      guard let end = rest.firstIndex(of: "\"") else { throw failure("a quote is never closed") }
      result += rest[..<end]
      rest = rest[rest.index(after: end)...]
    }
    return result
  }
}
