// Texts taken apart and put together again: what relations need to derive one query from another.
import CypherSyntax
import GraphModel

/// A stem: clauses that read, and the variables after them.
struct Stem {
  var clauses: [String]
  var variables: [String]
  /// The nodes among the variables that the witness has.
  var nodes: [String]

  /// Grows a stem; nil where no variable is left.
  init?(_ generator: inout QueryGenerator) {
    let (clauses, scoped) = generator.stem()
    variables = scoped.filter { $0.kind != .shortestPath }.map(\.name)
    self.clauses = clauses
    nodes = generator.context.names(.node)
    if variables.isEmpty || clauses.isEmpty { return nil }
  }

  var text: String { clauses.joined(separator: "\n") }
  /// The stem's rows as a query.
  var query: String { "\(text)\nRETURN \(variables.joined(separator: ", "))" }

  /// The stem with a condition: in the last MATCH where that has none, else behind a WITH.
  func filtered(_ condition: String) -> String {
    if let last = clauses.last, last.hasPrefix("MATCH"), !last.contains("WHERE") { return "\(text)\nWHERE \(condition)" }
    return "\(text)\nWITH *\nWHERE \(condition)"
  }

  /// The filtered stem's rows as a query.
  func query(where condition: String) -> String { "\(filtered(condition))\nRETURN \(variables.joined(separator: ", "))" }
}

/// One MATCH of plain patterns, every element named.
struct PlainMatch {
  var patterns: [PathPattern]
  var predicate: Expression?
  private(set) var names: [String] = []

  /// Reads a MATCH; nil where it is optional or holds anything but nodes and relationships.
  init?(_ text: String) {
    guard case .query(let query)? = (try? Parser.statement(in: text + "\nFINISH"))?.kind,
      case .match(let match)? = query.branches.first?.clauses.first, !match.isOptional
    else { return nil }
    patterns = match.patterns
    predicate = match.predicate
    for place in patterns.indices {
      if patterns[place].selector != nil || patterns[place].variable != nil { return nil }
      for element in patterns[place].elements.indices { nameElement(place, element) }
    }
    var seen: Set<String> = []
    names = names.filter { seen.insert($0).inserted }
  }

  private mutating func nameElement(_ pattern: Int, _ element: Int) {
    let fresh = Identifier("e\(pattern)_\(element)")
    switch patterns[pattern].elements[element] {
    case .node(var node):
      node.variable = node.variable ?? fresh
      names.append(node.variable?.text ?? "")
      patterns[pattern].elements[element] = .node(node)
    case .relationship(var relationship):
      relationship.variable = relationship.variable ?? fresh
      names.append(relationship.variable?.text ?? "")
      patterns[pattern].elements[element] = .relationship(relationship)
    case .group: break
    }
  }

  /// The relationships with their variables, pattern by pattern; whether each is one of variable length.
  func relationships(_ pattern: Int) -> [(name: String, isRun: Bool)] {
    patterns[pattern].elements.compactMap {
      if case .relationship(let relationship) = $0 { (relationship.variable?.text ?? "", relationship.length != nil) } else { nil }
    }
  }

  var hasRun: Bool { patterns.indices.contains { relationships($0).contains { $0.isRun } } }
  var condition: String { predicate.map { "\nWHERE \(Printer.text(of: $0))" } ?? "" }
  /// The columns of every element.
  var columns: String { names.joined(separator: ", ") }
  /// The patterns as text.
  var texts: [String] { patterns.map { Printer.text(of: $0) } }
  /// The whole as a query over every element.
  var query: String { "MATCH \(texts.joined(separator: ", "))\(condition)\nRETURN \(columns)" }
}

extension PathPattern {
  /// The same pattern written from its end.
  var backwards: PathPattern {
    var pattern = self
    pattern.elements = elements.reversed().map(\.flipped)
    return pattern
  }

  /// The same pattern with every arrow turned.
  var turned: PathPattern {
    var pattern = self
    pattern.elements = elements.map(\.flipped)
    return pattern
  }
}

extension PathElement {
  /// The element with its arrow turned.
  fileprivate var flipped: PathElement {
    guard case .relationship(var relationship) = self else { return self }
    switch relationship.direction {
    case .outgoing: relationship.direction = .incoming
    case .incoming: relationship.direction = .outgoing
    case .both: break
    }
    return .relationship(relationship)
  }
}
