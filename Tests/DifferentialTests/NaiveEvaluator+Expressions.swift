// Expressions over one row, three-valued where the language is.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  /// The value of an expression.
  func value(of expression: Expression, _ row: Row) throws -> Value {
    switch expression.kind {
    case .literal(let value): return value
    case .parameter(let name): return parameters[name.text] ?? .null
    case .variable(let name):
      guard let value = row[name.text] else { throw NaiveError(reason: "unbound \(name.text)") }
      return value
    case .property(let base, let key): return try property(try value(of: base, row), key.text)
    case .list(let elements): return .list(try elements.map { try value(of: $0, row) })
    case .map(let entries): return .map(ValueMap(try entries.map { (key: $0.key.text, value: try value(of: $0.value, row)) }))
    case .unary(let sign, let operand): return try unary(sign, try value(of: operand, row))
    case .and(let parts): return connective(try parts.map { try value(of: $0, row).booleanValue }, absorbing: false)
    case .or(let parts): return connective(try parts.map { try value(of: $0, row).booleanValue }, absorbing: true)
    case .xor(let parts):
      let truths = try parts.map { try value(of: $0, row).booleanValue }
      return truths.contains(nil) ? .null : .boolean(truths.count { $0 == true } % 2 == 1)
    case .arithmetic(let first, let terms):
      return try terms.reduce(try value(of: first, row)) { try arithmetic($0, $1.operator, try value(of: $1.operand, row)) }
    case .comparison(let first, let terms): return try comparison(first, terms, row)
    case .binary(let sign, let left, let right): return try binary(sign, try value(of: left, row), try value(of: right, row))
    case .isNull(let operand, let negated): return .boolean(try value(of: operand, row).isNull != negated)
    case .hasLabels(let operand, let labels): return try hasLabels(try value(of: operand, row), labels, row)
    case .case(let choice): return try conditional(choice, row)
    case .function(let call): return try function(call, row)
    case .listComprehension(let comprehension): return try comprehend(comprehension, row)
    case .quantifier(let quantifier): return try quantify(quantifier, row)
    case .pattern(let pattern): return .boolean(try !matches(of: [pattern], row).isEmpty)
    case .subquery(let kind, let body): return try subquery(kind, body, row)
    default: throw NaiveError(reason: "expression beyond the oracle")
    }
  }

  private func property(_ base: Value, _ key: String) throws -> Value {
    switch base {
    case .null: .null
    case .node(let node): node.properties[key] ?? .null
    case .relationship(let relationship): relationship.properties[key] ?? .null
    case .map(let map): map[key] ?? .null
    default: throw NaiveError(reason: "property of \(base.typeName)")
    }
  }

  private func unary(_ sign: UnaryOperator, _ operand: Value) throws -> Value {
    switch (sign, operand) {
    case (_, .null): .null
    case (.not, .boolean(let truth)): .boolean(!truth)
    case (.minus, .integer(let number)): .integer(-number)
    case (.minus, .float(let number)): .float(-number)
    case (.plus, .integer), (.plus, .float): operand
    default: throw NaiveError(reason: "\(sign) of \(operand.typeName)")
    }
  }

  private func connective(_ truths: [Bool?], absorbing: Bool) -> Value {
    if truths.contains(absorbing) { return .boolean(absorbing) }
    return truths.contains(nil) ? .null : .boolean(!absorbing)
  }

  /// Sums, differences and products of numbers; `+` of strings and lists.
  func arithmetic(_ left: Value, _ sign: ArithmeticOperator, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.null, _), (_, .null): return .null
    case (.integer(let a), .integer(let b)):
      let result: (partialValue: Int64, overflow: Bool)
      switch sign {
      case .add: result = a.addingReportingOverflow(b)
      case .subtract: result = a.subtractingReportingOverflow(b)
      case .multiply: result = a.multipliedReportingOverflow(by: b)
      default: throw NaiveError(reason: "operator \(sign)")
      }
      if result.overflow { throw NaiveError(reason: "overflow") }
      return .integer(result.partialValue)
    case (.string(let a), .string(let b)) where sign == .add: return .string(a + b)
    case (.list(let a), .list(let b)) where sign == .add: return .list(a + b)
    default:
      guard let a = left.numberValue, let b = right.numberValue else { throw NaiveError(reason: "operands of \(sign)") }
      switch sign {
      case .add: return .float(a + b)
      case .subtract: return .float(a - b)
      case .multiply: return .float(a * b)
      case .divide: return .float(a / b)
      default: throw NaiveError(reason: "operator \(sign)")
      }
    }
  }

  private func comparison(_ first: Expression, _ terms: [ComparisonTerm], _ row: Row) throws -> Value {
    var left = try value(of: first, row)
    var truths: [Bool?] = []
    for term in terms {
      let right = try value(of: term.operand, row)
      truths.append(compare(left, term.operator, right))
      left = right
    }
    return connective(truths, absorbing: false)
  }

  private func compare(_ left: Value, _ sign: ComparisonOperator, _ right: Value) -> Bool? {
    switch sign {
    case .equal: return Value.equals(left, right)
    case .notEqual: return Value.equals(left, right).map { !$0 }
    case .less: return Value.compare(left, right).map { $0 == .less }
    case .lessOrEqual: return Value.compare(left, right).map { $0 == .less || $0 == .same }
    case .greater: return Value.compare(left, right).map { $0 == .greater }
    case .greaterOrEqual: return Value.compare(left, right).map { $0 == .greater || $0 == .same }
    }
  }

  private func binary(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch (sign, left, right) {
    case (.in, _, .null): return .null
    case (.in, _, .list(let elements)): return connective(elements.map { Value.equals(left, $0) }, absorbing: true)
    case (.startsWith, .string(let a), .string(let b)): return .boolean(Array(a.utf8).starts(with: b.utf8))
    case (.endsWith, .string(let a), .string(let b)): return .boolean(Array(a.utf8).reversed().starts(with: Array(b.utf8).reversed()))
    case (.contains, .string(let a), .string(let b)): return .boolean(contains(Array(a.utf8), Array(b.utf8)))
    case (.startsWith, _, _), (.endsWith, _, _), (.contains, _, _): return .null
    default: throw NaiveError(reason: "operator \(sign)")
    }
  }

  private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    part.count <= text.count && (0...(text.count - part.count)).contains { Array(text[$0..<($0 + part.count)]) == part }
  }

  private func hasLabels(_ operand: Value, _ labels: LabelExpression, _ row: Row) throws -> Value {
    switch operand {
    case .null: .null
    case .node(let node): .boolean(try satisfies(labels, node.labels, row))
    case .relationship(let relationship): .boolean(try satisfies(labels, [relationship.type], row))
    default: throw NaiveError(reason: "labels of \(operand.typeName)")
    }
  }

  private func conditional(_ choice: CaseExpression, _ row: Row) throws -> Value {
    for branch in choice.branches {
      let holds: Bool
      if let subject = choice.subject {
        holds = Value.equals(try value(of: subject, row), try value(of: branch.condition, row)) == true
      } else {
        holds = try isTrue(branch.condition, row)
      }
      if holds { return try value(of: branch.result, row) }
    }
    return try choice.otherwise.map { try value(of: $0, row) } ?? .null
  }

  private func function(_ call: FunctionCall, _ row: Row) throws -> Value {
    let arguments = try call.arguments.map { try value(of: $0, row) }
    switch (call.name.text.lowercased(), arguments.first) {
    case ("coalesce", _): return arguments.first { !$0.isNull } ?? .null
    case (_, .null?): return .null
    case ("id", .node(let node)?): return .integer(Int64(node.id.rawValue))
    case ("id", .relationship(let relationship)?): return .integer(Int64(relationship.id.rawValue))
    case ("labels", .node(let node)?): return .list(node.labels.map { .string($0) })
    case ("type", .relationship(let relationship)?): return .string(relationship.type)
    case ("size", .list(let elements)?): return .integer(Int64(elements.count))
    case ("length", .path(let path)?): return .integer(Int64(path.length))
    case ("nodes", .path(let path)?): return .list(path.nodes.map { .node($0) })
    case ("relationships", .path(let path)?): return .list(path.relationships.map { .relationship($0) })
    case ("startnode", .relationship(let relationship)?): return graph.node(relationship.start).map { .node($0) } ?? .null
    case ("endnode", .relationship(let relationship)?): return graph.node(relationship.end).map { .node($0) } ?? .null
    default: throw NaiveError(reason: "function \(call.name.text)")
    }
  }

  private func comprehend(_ comprehension: ListComprehension, _ row: Row) throws -> Value {
    let list = try value(of: comprehension.list, row)
    if list.isNull { return .null }
    guard let elements = list.listValue else { throw NaiveError(reason: "comprehension over \(list.typeName)") }
    return .list(
      try elements.compactMap { element in
        let inner = row.merging([comprehension.variable.text: element]) { $1 }
        if let predicate = comprehension.predicate, try !isTrue(predicate, inner) { return nil }
        return try comprehension.result.map { try value(of: $0, inner) } ?? element
      })
  }

  private func quantify(_ quantifier: QuantifierPredicate, _ row: Row) throws -> Value {
    let list = try value(of: quantifier.list, row)
    if list.isNull { return .null }
    guard let elements = list.listValue, let predicate = quantifier.predicate else { throw NaiveError(reason: "quantifier") }
    let truths = try elements.map { try value(of: predicate, row.merging([quantifier.variable.text: $0]) { $1 }).booleanValue }
    switch quantifier.kind {
    case .all: return connective(truths, absorbing: false)
    case .any: return connective(truths, absorbing: true)
    case .none: return connective(truths.map { $0.map { !$0 } }, absorbing: false)
    case .single:
      let certain = truths.count { $0 == true }
      if certain > 1 { return .boolean(false) }
      return truths.contains(nil) ? .null : .boolean(certain == 1)
    }
  }

  private func subquery(_ kind: SubqueryKind, _ body: SubqueryBody, _ row: Row) throws -> Value {
    let rows: [[Value]]
    switch body {
    case .patterns(let patterns, let predicate):
      var found = try matches(of: patterns, row)
      if let predicate { found = try found.filter { try isTrue(predicate, $0.row) } }
      rows = found.map { _ in [] }
    case .query(let query): rows = try evaluate(query, outer: row).rows
    }
    switch kind {
    case .exists: return .boolean(!rows.isEmpty)
    case .count: return .integer(Int64(rows.count))
    case .collect: return .list(rows.map { $0.first ?? .null })
    }
  }
}
