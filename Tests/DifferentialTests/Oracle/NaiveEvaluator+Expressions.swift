// Expressions over one row, three-valued where the language is. Inside of a projection that groups, `group` holds the rows of the group,
// and aggregating functions run over it.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  /// The value of an expression.
  func value(of expression: Expression, _ row: Row, group: [Row]? = nil) throws(NaiveError) -> Value {
    try spend()
    switch expression.kind {
    case .literal(let value): return value
    case .parameter(let name):
      guard let value = parameters[name.text] else { throw .beyond("parameter \(name.text)") }
      return value
    case .variable(let name):
      guard let value = row[name.text] else { throw .beyond("unbound \(name.text)") }
      return value
    case .property(let base, let key): return try property(try value(of: base, row, group: group), key.text)
    case .subscript(let base, let index):
      return try element(of: try value(of: base, row, group: group), at: try value(of: index, row, group: group))
    case .slice(let base, let from, let to): return try slice(base, from, to, row, group)
    case .list(let elements): return .list(try values(of: elements, row, group))
    case .map(let entries):
      var map = ValueMap()
      for entry in entries { map[entry.key.text] = try value(of: entry.value, row, group: group) }
      return .map(map)
    case .unary, .binary, .arithmetic, .comparison, .and, .or, .xor: return try operation(expression, row, group)
    case .isNull(let operand, let negated): return .boolean(try value(of: operand, row, group: group).isNull != negated)
    case .hasLabels(let operand, let labels): return try hasLabels(try value(of: operand, row, group: group), labels, row)
    case .case(let choice): return try conditional(choice, row, group)
    case .function(let call): return try function(call, row, group)
    case .countStar:
      guard let group else { throw .beyond("count(*) outside of a projection") }
      return .integer(Int64(group.count))
    default: return try scoped(expression, row)
    }
  }

  /// The values of several expressions.
  func values(of expressions: [Expression], _ row: Row, _ group: [Row]? = nil) throws(NaiveError) -> [Value] {
    try expressions.map { (expression) throws(NaiveError) in try value(of: expression, row, group: group) }
  }

  /// Expressions that bring names of their own.
  private func scoped(_ expression: Expression, _ row: Row) throws(NaiveError) -> Value {
    switch expression.kind {
    case .listComprehension(let comprehension): return try comprehend(comprehension, row)
    case .patternComprehension(let comprehension): return try comprehend(comprehension, row)
    case .quantifier(let quantifier): return try quantify(quantifier, row)
    case .reduce(let reduction): return try reduce(reduction, row)
    case .mapProjection(let projection): return try project(projection, row)
    case .pattern(let pattern): return try self.pattern(pattern, row)
    case .subquery(let kind, let body): return try subquery(kind, body, row)
    default: throw .beyond("expression")
    }
  }

  // MARK: Parts of values

  /// The properties of an entity or the entries of a map; nil stands for null.
  func properties(of base: Value) throws(NaiveError) -> ValueMap? {
    switch base {
    case .null: return nil
    case .map(let map): return map
    case .node(let node):
      guard let content = graph.nodes[node.id] else { throw .failed("a deleted node has no properties") }
      return content.properties
    case .relationship(let relationship):
      guard let content = graph.relationships[relationship.id] else { throw .failed("a deleted relationship has no properties") }
      return content.properties
    default: throw .failed("property of a \(base.typeName)")
    }
  }

  private func property(_ base: Value, _ key: String) throws(NaiveError) -> Value {
    if let component = try temporalComponent(base, key) { return component }
    return try properties(of: base)?[key] ?? .null
  }

  private func element(of base: Value, at index: Value) throws(NaiveError) -> Value {
    switch (base, index) {
    case (.null, _), (_, .null): return .null
    case (.list(let elements), .integer(let place)):
      let place = place < 0 ? place + Int64(elements.count) : place
      return place >= 0 && place < elements.count ? elements[Int(place)] : .null
    case (.map, .string(let key)), (.node, .string(let key)), (.relationship, .string(let key)): return try property(base, key)
    default: throw .failed("no element of a \(base.typeName) under a \(index.typeName)")
    }
  }

  private func slice(_ base: Expression, _ from: Expression?, _ to: Expression?, _ row: Row, _ group: [Row]?) throws(NaiveError) -> Value {
    let list = try value(of: base, row, group: group)
    var bounds: [Value?] = []
    for bound in [from, to] {
      if let bound { bounds.append(try value(of: bound, row, group: group)) } else { bounds.append(nil) }
    }
    if list.isNull || bounds.contains(where: { $0?.isNull == true }) { return .null }
    guard let elements = list.listValue else { throw .failed("slice of a \(list.typeName)") }
    var places: [Int] = []
    for (bound, open) in zip(bounds, [0, elements.count]) {
      guard let bound else {
        places.append(open)
        continue
      }
      guard let number = bound.integerValue else { throw .failed("a bound of a slice is a \(bound.typeName)") }
      let clamped = Int(max(-1_000_000, min(1_000_000, number)))
      places.append(max(0, min(elements.count, clamped < 0 ? clamped + elements.count : clamped)))
    }
    return .list(places[0] < places[1] ? Array(elements[places[0]..<places[1]]) : [])
  }

  private func project(_ projection: MapProjection, _ row: Row) throws(NaiveError) -> Value {
    guard let subject = row[projection.subject.text] else { throw .beyond("unbound") }
    guard let properties = try properties(of: subject) else { return .null }
    var map = ValueMap()
    for item in projection.items {
      switch item {
      case .property(let key): map[key.text] = properties[key.text] ?? .null
      case .allProperties: for entry in properties.entries { map[entry.key] = entry.value }
      case .entry(let entry): map[entry.key.text] = try value(of: entry.value, row)
      case .variable(let name):
        guard let value = row[name.text] else { throw .beyond("unbound") }
        map[name.text] = value
      }
    }
    return .map(map)
  }

  // MARK: Choices and labels

  private func hasLabels(_ operand: Value, _ labels: LabelExpression, _ row: Row) throws(NaiveError) -> Value {
    switch operand {
    case .null: return .null
    case .node(let node):
      guard let content = graph.nodes[node.id] else { throw .failed("a deleted node has no labels") }
      return .boolean(try satisfies(labels, content.labels, row))
    case .relationship(let relationship):
      guard let type = graph.type(of: relationship.id) else { throw .failed("no such relationship") }
      return .boolean(try satisfies(labels, [type], row))
    default: throw .failed("labels of a \(operand.typeName)")
    }
  }

  private func conditional(_ choice: CaseExpression, _ row: Row, _ group: [Row]?) throws(NaiveError) -> Value {
    var subject: Value?
    if let expression = choice.subject { subject = try value(of: expression, row, group: group) }
    for branch in choice.branches {
      for test in branch.tests {
        let condition = try value(of: test, row, group: group)
        let holds: Bool
        if let subject { holds = NaiveRelations.equal(subject, condition) == true } else { holds = try truth(condition) == true }
        if holds { return try value(of: branch.result, row, group: group) }
      }
    }
    guard let otherwise = choice.otherwise else { return .null }
    return try value(of: otherwise, row, group: group)
  }

  // MARK: Walks over lists and matches

  private func elements(_ list: Expression, _ row: Row) throws(NaiveError) -> [Value]? {
    let list = try value(of: list, row)
    if list.isNull { return nil }
    guard let elements = list.listValue else { throw .failed("a list was wanted, not a \(list.typeName)") }
    return elements
  }

  private func comprehend(_ comprehension: ListComprehension, _ row: Row) throws(NaiveError) -> Value {
    guard let elements = try elements(comprehension.list, row) else { return .null }
    var results: [Value] = []
    for element in elements {
      let inner = row.merging([comprehension.variable.text: element]) { $1 }
      if let predicate = comprehension.predicate, try !isTrue(predicate, inner) { continue }
      if let result = comprehension.result { results.append(try value(of: result, inner)) } else { results.append(element) }
    }
    return .list(results)
  }

  private func comprehend(_ comprehension: PatternComprehension, _ row: Row) throws(NaiveError) -> Value {
    var rows = try matches(of: [comprehension.pattern], row).map(\.row)
    if let predicate = comprehension.predicate { rows = try filter(rows, predicate) }
    return .list(try rows.map { (row) throws(NaiveError) in try value(of: comprehension.result, row) })
  }

  private func quantify(_ quantifier: QuantifierPredicate, _ row: Row) throws(NaiveError) -> Value {
    guard let elements = try elements(quantifier.list, row) else { return .null }
    guard let predicate = quantifier.predicate else { throw .beyond("quantifier without a condition") }
    let truths = try elements.map { (element) throws(NaiveError) in
      try truth(try value(of: predicate, row.merging([quantifier.variable.text: element]) { $1 }))
    }
    let (certain, unknown) = (truths.count { $0 == true }, truths.contains(nil))
    switch quantifier.kind {
    case .all: return truths.contains(false) ? .boolean(false) : (unknown ? .null : .boolean(true))
    case .any: return certain > 0 ? .boolean(true) : (unknown ? .null : .boolean(false))
    case .none: return certain > 0 ? .boolean(false) : (unknown ? .null : .boolean(true))
    case .single: return certain > 1 ? .boolean(false) : (unknown ? .null : .boolean(certain == 1))
    }
  }

  private func reduce(_ reduction: Reduction, _ row: Row) throws(NaiveError) -> Value {
    guard let elements = try elements(reduction.list, row) else { return .null }
    var accumulator = try value(of: reduction.initial, row)
    for element in elements {
      accumulator = try value(
        of: reduction.result, row.merging([reduction.accumulator.text: accumulator, reduction.variable.text: element]) { $1 })
    }
    return accumulator
  }

  private func pattern(_ pattern: PathPattern, _ row: Row) throws(NaiveError) -> Value {
    let isShortest = pattern.selector == .shortestPathFunction || pattern.selector == .allShortestPathsFunction
    guard isShortest else { return .boolean(try !matches(of: [pattern], row).isEmpty) }
    var named = pattern
    named.variable = Identifier(" path")
    let paths = try matches(of: [named], row).compactMap { $0.row[" path"] }
    return pattern.selector == .shortestPathFunction ? paths.first ?? .null : .list(paths)
  }

  private func subquery(_ kind: SubqueryKind, _ body: SubqueryBody, _ row: Row) throws(NaiveError) -> Value {
    var rows: [[Value]]
    switch body {
    case .patterns(let patterns, let predicate):
      var found = try matches(of: patterns, row).map(\.row)
      if let predicate { found = try filter(found, predicate) }
      rows = found.map { _ in [] }
    case .query(let query):
      rows = try evaluate(query, outer: NaiveTable(names: Array(row.keys), rows: [row]), imports: .everywhere).rows
    }
    switch kind {
    case .exists: return .boolean(!rows.isEmpty)
    case .count: return .integer(Int64(rows.count))
    case .collect: return .list(rows.map { $0.first ?? .null })
    }
  }
}
