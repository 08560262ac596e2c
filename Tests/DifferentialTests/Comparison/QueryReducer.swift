// Smaller queries: each lacks one branch, clause, condition, pattern, column or part of an expression. The reducer tries them in turn and
// keeps what still shows the difference, together with smaller graphs, until nothing can go.
import CypherSyntax
import GraphModel

/// Makes a failing pair of query and graph small.
struct QueryReducer {
  /// Whether a pair still shows the difference.
  let fails: (SmallGraph, String) -> Bool
  private var triesLeft = 1_500

  /// A reducer for a difference.
  init(fails: @escaping (SmallGraph, String) -> Bool) { self.fails = fails }

  /// The smallest pair found.
  mutating func reduce(_ graph: SmallGraph, _ text: String) -> (graph: SmallGraph, text: String) {
    var (graph, text) = (graph, text)
    let fails = fails
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      while let smaller = first(QueryReducer.reductions(of: text), { fails(graph, $0) }) {
        text = smaller
        isShrinking = true
      }
      while let smaller = first(graph.reductions, { fails($0, text) }) {
        graph = smaller
        isShrinking = true
      }
    }
    return (graph, text)
  }

  private mutating func first<Candidate>(_ candidates: [Candidate], _ test: (Candidate) -> Bool) -> Candidate? {
    for candidate in candidates where triesLeft > 0 {
      triesLeft -= 1
      if test(candidate) { return candidate }
    }
    return nil
  }

  // MARK: Queries and clauses

  /// The queries that lack something, the largest losses first.
  static func reductions(of text: String) -> [String] {
    guard let statement = try? Parser.statement(in: text), case .query(let query) = statement.kind else { return [] }
    return reductions(of: query).map { Printer.text(of: $0) }.filter { $0 != text }
  }

  private static func reductions(of query: Query) -> [Query] {
    var smaller: [Query] = []
    if query.branches.count > 1 {
      for branch in query.branches {
        var single = query
        single.branches = [branch]
        single.union = nil
        smaller.append(single)
      }
    }
    for (place, branch) in query.branches.enumerated() {
      for clauses in reductions(of: branch.clauses) where !clauses.isEmpty {
        var changed = query
        changed.branches[place].clauses = clauses
        smaller.append(changed)
      }
    }
    return smaller
  }

  private static func reductions(of clauses: [Clause]) -> [[Clause]] {
    let shorter = clauses.indices.map { place in Array(clauses[..<place] + clauses[(place + 1)...]) }
    return shorter
      + clauses.indices.flatMap { place in
        reductions(of: clauses[place]).map { changed in
          var clauses = clauses
          clauses[place] = changed
          return clauses
        }
      }
  }

  private static func reductions(of clause: Clause) -> [Clause] {
    switch clause {
    case .match(let match):
      return dropping(match, \.predicate).map { .match($0) }
        + removing(match, \.patterns).filter { !$0.patterns.isEmpty }.map { .match($0) }
        + changing(match, \.patterns, reductions(of:)).map { .match($0) } + shrinking(match, \.predicate).map { .match($0) }
    case .unwind(let unwind): return changing(unwind, \.list).map { .unwind($0) }
    case .with(let projection): return reductions(of: projection).map { .with($0) }
    case .return(let projection): return reductions(of: projection).map { .return($0) }
    case .create(let create): return removing(create, \.patterns).filter { !$0.patterns.isEmpty }.map { .create($0) }
    case .merge(let merge): return removing(merge, \.actions).map { .merge($0) }
    case .set(let set): return removing(set, \.items).filter { !$0.items.isEmpty }.map { .set($0) }
    case .foreach(let foreach): return changing(foreach, \.list).map { .foreach($0) }
    case .callSubquery(let call):
      return reductions(of: call.body).map { body in
        var call = call
        call.body = body
        return .callSubquery(call)
      }
    default: return []
    }
  }

  private static func reductions(of projection: Projection) -> [Projection] {
    var smaller: [Projection] = []
    if projection.isDistinct {
      var plain = projection
      plain.isDistinct = false
      smaller.append(plain)
    }
    smaller += removing(projection, \.order) + dropping(projection, \.skip) + dropping(projection, \.limit)
    smaller += dropping(projection, \.predicate) + removing(projection, \.items).filter { !$0.items.isEmpty || $0.includesAll }
    smaller += changing(projection, \.items) { item in
      reductions(of: item.expression).map { expression in
        var changed = item
        changed.alias = Identifier(item.columnName)
        changed.expression = expression
        return changed
      }
    }
    return smaller + shrinking(projection, \.predicate)
  }

  // MARK: Patterns

  private static func reductions(of pattern: PathPattern) -> [PathPattern] {
    var smaller: [PathPattern] = []
    if pattern.elements.count > 2, pattern.selector == nil {
      for elements in [Array(pattern.elements.dropLast(2)), Array(pattern.elements.dropFirst(2))] {
        var shorter = pattern
        shorter.elements = elements
        smaller.append(shorter)
      }
    }
    smaller += dropping(pattern, \.variable)
    return smaller + changing(pattern, \.elements, reductions(of:))
  }

  private static func reductions(of element: PathElement) -> [PathElement] {
    switch element {
    case .node(let node):
      return (dropping(node, \.labels) + dropping(node, \.properties) + dropping(node, \.predicate) + dropping(node, \.variable)).map {
        .node($0)
      }
    case .relationship(let relationship):
      return
        (dropping(relationship, \.types) + dropping(relationship, \.properties) + dropping(relationship, \.length)
        + dropping(relationship, \.variable)).map { .relationship($0) }
    case .group: return []
    }
  }

  // MARK: Expressions

  private static func reductions(of expression: Expression) -> [Expression] {
    let children = ExpressionParts.children(of: expression)
    var smaller = children
    if !children.isEmpty { smaller += [.literal(.null), .literal(.boolean(true))].map { Expression($0, at: .none) } }
    for operands in lacking(expression) { smaller.append(operands) }
    for (place, child) in children.enumerated() {
      for shrunk in reductions(of: child) {
        var parts = children
        parts[place] = shrunk
        smaller.append(ExpressionParts.replacing(expression, with: parts))
      }
    }
    return smaller + insides(expression)
  }

  /// Lists and connectives without one operand.
  private static func lacking(_ expression: Expression) -> [Expression] {
    func without(_ operands: [Expression], least: Int, _ make: ([Expression]) -> Expression.Kind) -> [Expression] {
      guard operands.count > least else { return [] }
      return operands.indices.map { place in
        var fewer = operands
        fewer.remove(at: place)
        return Expression(make(fewer), at: .none)
      }
    }
    switch expression.kind {
    case .list(let operands): return without(operands, least: 0) { .list($0) }
    case .and(let operands): return without(operands, least: 2) { .and($0) }
    case .or(let operands): return without(operands, least: 2) { .or($0) }
    default: return []
    }
  }

  /// Smaller patterns and queries inside an expression.
  private static func insides(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .pattern(let pattern):
      return reductions(of: pattern).filter { $0.elements.count > 2 }.map { Expression(.pattern($0), at: .none) }
    case .subquery(let kind, .patterns(let patterns, let predicate)):
      let bare = predicate == nil ? [] : [Expression(.subquery(kind, .patterns(patterns, predicate: nil)), at: .none)]
      return bare
        + patterns.indices.flatMap { place in
          reductions(of: patterns[place]).map { smaller in
            var patterns = patterns
            patterns[place] = smaller
            return Expression(.subquery(kind, .patterns(patterns, predicate: predicate)), at: .none)
          }
        }
    case .subquery(let kind, .query(let query)):
      return reductions(of: query).map { Expression(.subquery(kind, .query($0)), at: .none) }
    default: return []
    }
  }

  // MARK: One part less

  private static func dropping<Whole, Part>(_ whole: Whole, _ path: WritableKeyPath<Whole, Part?>) -> [Whole] {
    guard whole[keyPath: path] != nil else { return [] }
    var smaller = whole
    smaller[keyPath: path] = nil
    return [smaller]
  }

  private static func removing<Whole, Part>(_ whole: Whole, _ path: WritableKeyPath<Whole, [Part]>) -> [Whole] {
    whole[keyPath: path].indices.map { place in
      var smaller = whole
      smaller[keyPath: path].remove(at: place)
      return smaller
    }
  }

  private static func changing<Whole, Part>(
    _ whole: Whole, _ path: WritableKeyPath<Whole, [Part]>, _ reduce: (Part) -> [Part]
  ) -> [Whole] {
    whole[keyPath: path].indices.flatMap { place in
      reduce(whole[keyPath: path][place]).map { part in
        var smaller = whole
        smaller[keyPath: path][place] = part
        return smaller
      }
    }
  }

  private static func changing<Whole>(_ whole: Whole, _ path: WritableKeyPath<Whole, Expression>) -> [Whole] {
    reductions(of: whole[keyPath: path]).map { expression in
      var smaller = whole
      smaller[keyPath: path] = expression
      return smaller
    }
  }

  private static func shrinking<Whole>(_ whole: Whole, _ path: WritableKeyPath<Whole, Expression?>) -> [Whole] {
    guard let expression = whole[keyPath: path] else { return [] }
    return reductions(of: expression).map { shrunk in
      var smaller = whole
      smaller[keyPath: path] = shrunk
      return smaller
    }
  }
}
