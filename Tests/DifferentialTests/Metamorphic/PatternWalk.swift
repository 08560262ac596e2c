// A pattern as a graph of its own: nodes with their tests, relationships between them. Printed again as any set of paths that goes over each
// relationship once, from anywhere, either way, the tests of a node spread over the places where it stands.
import CypherSyntax
import GraphModel

/// The elements of a MATCH, free of the order in which they were written.
struct PatternWalk {
  private struct Link {
    let pattern: RelationshipPattern
    let from: String
    let to: String
  }

  private var tests: [String: [String]] = [:]
  private var nodes: [String] = []
  private var links: [Link] = []

  /// Takes a match apart; nil where a relationship stands in it twice, or a node with two maps.
  init?(_ match: PlainMatch) {
    for pattern in match.patterns {
      var previous: (node: String, relationship: RelationshipPattern?) = ("", nil)
      for element in pattern.elements {
        switch element {
        case .node(let node):
          let name = node.variable?.text ?? ""
          add(node, name)
          if let relationship = previous.relationship { links.append(Link(pattern: relationship, from: previous.node, to: name)) }
          previous = (name, nil)
        case .relationship(let relationship): previous.relationship = relationship
        case .group: return nil
        }
      }
    }
    if Set(links.map { $0.pattern.variable?.text }).count != links.count { return nil }
    if tests.values.contains(where: { $0.count { $0.hasPrefix(" ") } > 1 }) { return nil }
  }

  private mutating func add(_ node: NodePattern, _ name: String) {
    if !nodes.contains(name) { nodes.append(name) }
    if let labels = node.labels { tests[name, default: []].append(":\(Printer.text(of: labels))") }
    if let properties = node.properties { tests[name, default: []].append(" \(Printer.text(of: properties))") }
  }

  /// The paths of a random walk.
  func paths(_ numbers: inout SeededNumbers) -> [String] {
    var paths: [[String]] = []
    var rest = links.shuffled(using: &numbers)
    while let link = rest.popLast() {
      var path: [String] = []
      var here = append(link, isForward: numbers.chance(50), &path)
      while numbers.chance(65), let place = rest.indices.first(where: { rest[$0].from == here || rest[$0].to == here }) {
        let next = rest.remove(at: place)
        path.removeLast()
        here = append(next, isForward: next.from == here, &path)
      }
      paths.append(path)
    }
    for node in nodes where !links.contains(where: { $0.from == node || $0.to == node }) { paths.append([node]) }
    return spread(paths.shuffled(using: &numbers), &numbers)
  }

  private func append(_ link: Link, isForward: Bool, _ path: inout [String]) -> String {
    var pattern = PathPattern.sample
    var relationship = link.pattern
    if !isForward { relationship.direction = relationship.direction.reversed }
    pattern.elements = [pattern.elements[0], .relationship(relationship), pattern.elements[0]]
    let arrow = Printer.text(of: pattern).dropFirst(2).dropLast(2)
    path += isForward ? [link.from, " \(arrow)", link.to] : [link.to, " \(arrow)", link.from]
    return path[path.count - 1]
  }

  /// Puts each test of a node on one of its occurrences.
  private func spread(_ paths: [[String]], _ numbers: inout SeededNumbers) -> [String] {
    var texts = paths.map { $0.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : "(\($0))" } }
    for node in nodes {
      let places = paths.indices.flatMap { path in paths[path].indices.filter { paths[path][$0] == node }.map { (path, $0) } }
      var own: [Int: [String]] = [:]
      for test in tests[node] ?? [] { own[Int.random(in: places.indices, using: &numbers), default: []].append(test) }
      for (place, tests) in own {
        let labels = tests.filter { $0.hasPrefix(":") }.map { "(\($0.dropFirst()))" }.joined(separator: "&")
        let maps = tests.filter { $0.hasPrefix(" ") }
        texts[places[place].0][places[place].1] = "(\(node)\(labels.isEmpty ? "" : ":\(labels)")\(maps.joined()))"
      }
    }
    return texts.map { $0.joined() }
  }
}

extension PathPattern {
  /// `()`, to build others from.
  fileprivate static let sample: PathPattern = {
    guard case .query(let query)? = (try? Parser.statement(in: "MATCH () FINISH"))?.kind,
      case .match(let match)? = query.branches[0].clauses.first
    else { preconditionFailure("the empty node pattern parses") }
    return match.patterns[0]
  }()
}
