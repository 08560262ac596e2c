// Random queries, clause by clause: a skeleton of kinds of clauses first, then each clause grown over the variables in scope and laid over
// elements that the graph really has. A clause that leaves no row is thrown away most of the time, so most queries have an answer.
import CypherSyntax
import GraphModel

/// A query and what a comparison must know of it.
struct GeneratedQuery {
  var text: String
  var isWriting = false
}

/// Writes random queries over one graph.
struct QueryGenerator {
  var numbers: SeededNumbers
  var context: QueryContext
  private var clauses: [String] = []
  private var counter = 0
  var isWriting = false
  /// Whether lists whose order is open (collected ones, those of patterns) are left out.
  var isOrderFree = false
  /// The most rows that a clause may leave.
  private let rowsMax = 80

  /// A generator from a seed.
  init(_ graph: NaiveGraph, seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    context = QueryContext(graph: graph)
  }

  /// A name that is not taken.
  mutating func name(_ prefix: String) -> String {
    counter += 1
    return "\(prefix)\(counter)"
  }

  /// A name for some elements only.
  mutating func maybeName(_ prefix: String, _ percent: Int) -> String { numbers.chance(percent) ? name(prefix) : "" }

  // MARK: Whole queries

  /// A query that reads.
  mutating func readingQuery() -> GeneratedQuery {
    if numbers.chance(7) { return union() }
    body()
    close { $0.projection("RETURN", isLast: true) }
    return GeneratedQuery(text: clauses.joined(separator: "\n"))
  }

  /// A query that writes, and reads before and perhaps after.
  mutating func writingQuery() -> GeneratedQuery {
    isWriting = true
    if numbers.chance(85) { append { $0.match() } }
    if numbers.chance(25) { append { $0.readingClause() } }
    for _ in 0..<Int.random(in: 1...3, using: &numbers) { append { $0.writingClause() } }
    if numbers.chance(30) {
      append { _ in ("WITH *", []) }
      append { $0.match() }
    }
    if clauses.isEmpty { clauses.append("CREATE (:A {p: 1})") }
    if numbers.chance(65) || !isUpdate(clauses[clauses.count - 1]) { close { $0.projection("RETURN", isLast: true) } }
    return GeneratedQuery(text: clauses.joined(separator: "\n"), isWriting: true)
  }

  /// MATCH, more clauses, and a WITH that projects every variable under its name: a stem for relations between queries.
  mutating func stem() -> (clauses: [String], variables: [ScopedVariable]) {
    body()
    return (clauses, context.variables)
  }

  private mutating func body() {
    append { $0.numbers.chance(8) ? $0.unwind() : $0.match() }
    for _ in 0..<numbers.pick([0, 0, 1, 1, 2, 3]) { append { $0.readingClause() } }
  }

  private func isUpdate(_ clause: String) -> Bool {
    ["CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH", "FOREACH"].contains { clause.hasPrefix($0) }
  }

  private mutating func union() -> GeneratedQuery {
    let start = context
    let width = Int.random(in: 1...2, using: &numbers)
    let branches = (0..<2).map { _ -> String in
      context = start
      clauses = []
      append { $0.match() }
      let items = (0..<width).map { "\(anything()) AS c\($0)" }.joined(separator: ", ")
      return (clauses + ["RETURN \(numbers.chance(20) ? "DISTINCT " : "")\(items)"]).joined(separator: "\n")
    }
    return GeneratedQuery(text: branches.joined(separator: numbers.chance(50) ? "\nUNION ALL\n" : "\nUNION\n"))
  }

  // MARK: Clauses

  /// Text and what it binds.
  typealias Piece = (text: String, added: [ScopedVariable])

  private mutating func readingClause() -> Piece {
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0, 1, 2: return match()
    case 3, 4: return match(isOptional: true)
    case 5, 6: return unwind()
    case 7, 8: return subqueryCall()
    default: return projection("WITH", isLast: false)
    }
  }

  /// Adds a clause, after some attempts to find one that leaves rows.
  mutating func append(_ make: (inout QueryGenerator) -> Piece) {
    for attempt in 0..<8 {
      let before = context
      let piece = make(&self)
      context = before
      guard let next = try? settled(piece) else { continue }
      if next.table.rows.count > rowsMax { continue }
      if next.table.rows.isEmpty, attempt < 7, numbers.chance(94) { continue }
      clauses.append(piece.text)
      context = next
      return
    }
  }

  private mutating func settled(_ piece: Piece) throws(NaiveError) -> QueryContext {
    var next = try context.after(piece.text, piece.added, &numbers)
    var names = Set(next.table.names)
    next.variables = next.variables.reversed().filter { names.remove($0.name) != nil }.reversed()
    return next
  }

  /// Adds the last clause: one that leaves rows where one is found.
  private mutating func close(_ make: (inout QueryGenerator) -> Piece) {
    var last = ""
    for _ in 0..<5 {
      last = make(&self).text
      if let next = try? context.after(last, [], &numbers), !next.table.rows.isEmpty { break }
    }
    clauses.append(last)
  }

  private mutating func unwind() -> Piece {
    let variable = name("u")
    let (list, kind): (String, VariableKind) =
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0 where !context.names(.relationships).isEmpty: (numbers.pick(context.names(.relationships)), .relationship)
      case 1 where !context.names(.path).isEmpty: ("nodes(\(numbers.pick(context.names(.path))))", .node)
      case 2 where !context.names(.nodes).isEmpty: (numbers.pick(context.names(.nodes)), .node)
      case 3 where !context.names(.list).isEmpty: (numbers.pick(context.names(.list)), .any)
      case 4: ("range(\(numbers.pick(["0", "1", "3"])), \(number(1)))", .number)
      case 5: ("[\(string(1)), \(string(1)), null]", .string)
      default: ("[\(number(1)), \(number(1)), \(numbers.pick(["null", "1", "2.0"]))]", .number)
      }
    return ("UNWIND \(list) AS \(variable)", [ScopedVariable(name: variable, kind: kind)])
  }

  private mutating func subqueryCall() -> Piece {
    let outer = context
    let imported = context.variables.filter { _ in numbers.chance(50) }.prefix(2)
    let byWith = numbers.chance(30) && !imported.isEmpty
    context.variables = Array(imported)
    let names = imported.map(\.name).joined(separator: ", ")
    let inner = match(isOptional: numbers.chance(15))
    var text = byWith ? "CALL { WITH \(names)\n" : "CALL (\(names)) { "
    var added: [ScopedVariable] = []
    if let next = try? context.after(inner.text, inner.added, &numbers), !next.table.rows.isEmpty {
      context = next
      let column = name("y")
      let last = subqueryResult(column)
      added = [ScopedVariable(name: column, kind: last.kind)]
      text += "\(inner.text)\nRETURN \(last.text) }"
    } else {
      let column = name("y")
      added = [ScopedVariable(name: column, kind: .number)]
      text += "RETURN \(number(0)) AS \(column) UNION ALL \(byWith ? "WITH \(names) " : "")RETURN 1 AS \(column) }"
    }
    context = outer
    return ((numbers.chance(20) ? "OPTIONAL " : "") + text, added)
  }

  private mutating func subqueryResult(_ column: String) -> (text: String, kind: VariableKind) {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: return ("count(*) AS \(column)", .number)
    case 1: return ("\(string(1)) AS \(column)", .string)
    case 2: return ("DISTINCT \(number(1)) AS \(column)", .number)
    case 3: return ("\(number(1)) AS \(column) ORDER BY \(column) LIMIT 2", .number)
    case 4 where !context.names(.node).isEmpty: return ("\(numbers.pick(context.names(.node))) AS \(column)", .node)
    default: return ("\(aggregate().text) AS \(column)", .any)
    }
  }

  // MARK: Projections

  /// WITH or RETURN: columns, perhaps grouped, distinct, ordered, cut, filtered.
  mutating func projection(_ keyword: String, isLast: Bool) -> Piece {
    if numbers.chance(isLast ? 4 : 8), !context.variables.isEmpty { return star(keyword, isLast: isLast) }
    var items: [(text: String, name: String, kind: VariableKind)] = []
    for variable in context.variables where numbers.chance(isLast ? 45 : 70) && variable.kind != .shortestPath {
      let alias = numbers.chance(10) ? name("z") : variable.name
      items.append((alias == variable.name ? alias : "\(variable.name) AS \(alias)", alias, variable.kind))
    }
    let groups = numbers.chance(isLast ? 35 : 25)
    if groups, numbers.chance(50) { items = Array(items.prefix(1)) }
    if items.isEmpty || groups || numbers.chance(45) {
      let alias = name("x")
      let made = groups ? aggregate() : expression()
      items.append(("\(made.text) AS \(alias)", alias, made.kind))
    }
    if groups, numbers.chance(30) {
      let (alias, made) = (name("x"), aggregate())
      items.append(("\(made.text) AS \(alias)", alias, made.kind))
    }
    var text = "\(keyword) \(numbers.chance(22) ? "DISTINCT " : "")" + items.map(\.text).joined(separator: ", ")
    text += slice(items.map(\.name), percent: isLast ? 30 : 15)
    let added = items.map { ScopedVariable(name: $0.name, kind: $0.kind) }
    guard !isLast, numbers.chance(30) else { return (text, added) }
    guard let next = try? context.after(text, [], &numbers), !next.table.rows.isEmpty else { return (text, added) }
    context = next
    context.variables = added
    return (text + "\nWHERE \(guided(condition(1)))", added)
  }

  private mutating func star(_ keyword: String, isLast: Bool) -> Piece {
    if context.variables.contains(where: { $0.kind == .shortestPath }) { return projectionOfNumber(keyword) }
    guard !isLast, numbers.chance(60) else { return ("\(keyword) *", []) }
    let (alias, made) = (name("x"), expression())
    return ("\(keyword) *, \(made.text) AS \(alias)", context.variables + [ScopedVariable(name: alias, kind: made.kind)])
  }

  private mutating func projectionOfNumber(_ keyword: String) -> Piece {
    let alias = name("x")
    return ("\(keyword) \(number(1)) AS \(alias)", [ScopedVariable(name: alias, kind: .number)])
  }

  /// ORDER BY every column, in any sequence and direction, and SKIP and LIMIT behind it: a total order up to equal rows.
  private mutating func slice(_ columns: [String], percent: Int) -> String {
    // New entities have no order of their own: a query that writes takes no part of its rows.
    guard !isWriting, numbers.chance(percent) else { return "" }
    let keys = columns.shuffled(using: &numbers).map { $0 + numbers.pick(["", "", " DESC", " ASC"]) }
    var text = " ORDER BY " + keys.joined(separator: ", ")
    if numbers.chance(35) { text += " SKIP \(numbers.pick(["0", "1", "2"]))" }
    if numbers.chance(60) { text += " LIMIT \(numbers.pick(["1", "2", "3", "5", "1 + 1"]))" }
    return text
  }

  /// An aggregation, or an expression around one.
  mutating func aggregate() -> (text: String, kind: VariableKind) {
    let entities = context.names(.node, .relationship)
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0, 1: return ("count(*)", .number)
    case 2 where !entities.isEmpty: return ("count(\(numbers.chance(50) ? "DISTINCT " : "")\(numbers.pick(entities)))", .number)
    case 3: return ("count(\(numbers.chance(50) ? "DISTINCT " : "")\(anything()))", .number)
    case 4: return ("sum(\(number(1)))", .number)
    case 5: return ("avg(\(number(1)))", .number)
    case 6: return ("min(\(anything()))", .any)
    case 7: return ("max(\(anything()))", .any)
    case 8: return ("size(collect(\(numbers.chance(50) ? "DISTINCT " : "")\(anything())))", .number)
    case 9 where !context.names(.node).isEmpty && !isOrderFree: return ("collect(\(numbers.pick(context.names(.node))))", .nodes)
    case 10 where !isOrderFree: return ("collect(\(number(1)))", .list)
    default: return ("count(*) + \(numbers.pick(["1", "sum(1)", "max(\(number(0)))"]))", .number)
    }
  }
}
