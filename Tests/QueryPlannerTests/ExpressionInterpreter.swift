// Bound expressions evaluated over one row as plainly as can be: half of the oracle against which optimised plans are held.

import GraphModel
import QueryPlanner

typealias Row = [Variable: Value]

/// Evaluates expressions.
struct ExpressionInterpreter {
  let graph: SmallGraph
  let parameters: [String: Value]

  func isTrue(_ condition: BoundExpression, _ row: Row) throws -> Bool { try value(condition, row) == .boolean(true) }

  func value(_ expression: BoundExpression, _ row: Row) throws -> Value {
    switch expression.kind {
    case .literal(let value): return value
    case .parameter(let name): return parameters[name] ?? .null
    case .variable(let variable):
      guard let value = row[variable] else { throw Missing(variable: variable.name) }
      return value
    case .property(let base, let key): return property(try value(base, row), key)
    case .element(let base, let index): return try ValueAccess.element(try value(base, row), try value(index, row))
    case .slice(let list, let from, let to):
      return try ValueAccess.slice(try value(list, row), from: try from.map { try value($0, row) }, to: try to.map { try value($0, row) })
    case .list(let elements): return .list(try elements.map { try value($0, row) })
    case .map(let entries): return .map(ValueMap(try entries.map { (key: $0.key, value: try value($0.value, row)) }))
    case .unary(let op, let operand): return try op.apply(try value(operand, row))
    case .binary(let op, let left, let right): return try op.apply(try value(left, row), try value(right, row))
    case .chain(let first, let links):
      return try links.reduce(try value(first, row)) { try $1.sign.apply($0, try value($1.operand, row)) }
    case .conjunction(let parts): return try logical(parts, neutral: true, row)
    case .disjunction(let parts): return try logical(parts, neutral: false, row)
    case .isNull(let operand, let negated): return .boolean(try value(operand, row).isNull != negated)
    case .isTyped(let operand, let test, let negated): return .boolean(test.holds(try value(operand, row)) != negated)
    case .hasLabels(let operand, let test): return try labels(try value(operand, row), test)
    case .conditional(let alternatives, let otherwise):
      for alternative in alternatives where try isTrue(alternative.condition, row) { return try value(alternative.result, row) }
      return try value(otherwise, row)
    case .call(let function, let arguments):
      let values = try arguments.map { try value($0, row) }
      if function.returnsNullOnNull, values.contains(where: \.isNull) { return .null }
      return try function.body(values, StatementClock())
    case .entity(let function, let argument): return try entity(function, try value(argument, row))
    case .listComprehension, .quantifier, .reduce: return try comprehension(expression, row)
    case .path(let start, let steps): return try path(start, steps, row)
    }
  }

  struct Missing: Error {
    let variable: String
  }

  func property(_ value: Value, _ key: String) -> Value {
    switch value {
    case .node(let node): graph.properties[Int(node.id.rawValue)][key] ?? .null
    case .relationship(let relationship): graph.relationships[Int(relationship.id.rawValue)].properties[key] ?? .null
    case .map(let map): map[key] ?? .null
    default: .null
    }
  }

  private func logical(_ parts: [BoundExpression], neutral: Bool, _ row: Row) throws -> Value {
    var result = Value.boolean(neutral)
    for part in parts {
      switch try value(part, row) {
      case .boolean(let truth): if truth != neutral { return .boolean(truth) }
      default: result = .null
      }
    }
    return result
  }

  func labels(_ value: Value, _ test: LabelTest) throws -> Value {
    switch value {
    case .node(let node): .boolean(holds(test, graph.labels[Int(node.id.rawValue)]))
    case .relationship(let relationship): .boolean(holds(test, [graph.relationships[Int(relationship.id.rawValue)].type]))
    default: .null
    }
  }

  func holds(_ test: LabelTest, _ names: Set<String>) -> Bool {
    switch test {
    case .name(let name): names.contains(name)
    case .any: !names.isEmpty
    case .not(let inner): !holds(inner, names)
    case .and(let parts): parts.allSatisfy { holds($0, names) }
    case .or(let parts): parts.contains { holds($0, names) }
    }
  }

  private func entity(_ function: EntityFunction, _ value: Value) throws -> Value {
    switch (function, value) {
    case (_, .null): return .null
    case (.labels, .node(let node)): return .list(graph.labels[Int(node.id.rawValue)].sorted().map { .string($0) })
    case (.id, .node(let node)): return .integer(Int64(node.id.rawValue))
    case (.id, .relationship(let relationship)): return .integer(Int64(relationship.id.rawValue))
    case (.type, .relationship(let relationship)): return .string(graph.relationships[Int(relationship.id.rawValue)].type)
    case (.startNode, .relationship(let relationship)): return graph.node(graph.relationships[Int(relationship.id.rawValue)].start)
    case (.endNode, .relationship(let relationship)): return graph.node(graph.relationships[Int(relationship.id.rawValue)].end)
    case (.nodes, .path(let path)): return .list(path.nodes.map { .node($0) })
    case (.relationships, .path(let path)): return .list(path.relationships.map { .relationship($0) })
    case (.length, .path(let path)): return .integer(Int64(path.length))
    default: throw Missing(variable: "\(function)")
    }
  }

  private func comprehension(_ expression: BoundExpression, _ row: Row) throws -> Value {
    switch expression.kind {
    case .listComprehension(let variable, let list, let predicate, let projection):
      guard case .list(let elements) = try value(list, row) else { return .null }
      var result: [Value] = []
      for element in elements {
        var inner = row
        inner[variable] = element
        if let predicate, try !isTrue(predicate, inner) { continue }
        result.append(try projection.map { try value($0, inner) } ?? element)
      }
      return .list(result)
    case .quantifier(let quantifier, let variable, let list, let predicate):
      guard case .list(let elements) = try value(list, row) else { return .null }
      let truths = try elements.map { element -> Bool? in
        var inner = row
        inner[variable] = element
        return try value(predicate, inner).booleanValue
      }
      return Self.quantified(quantifier, truths)
    case .reduce(let accumulator, let initial, let variable, let list, let body):
      guard case .list(let elements) = try value(list, row) else { return .null }
      var inner = row
      inner[accumulator] = try value(initial, row)
      for element in elements {
        inner[variable] = element
        inner[accumulator] = try value(body, inner)
      }
      return inner[accumulator] ?? .null
    default: return .null
    }
  }

  private static func quantified(_ quantifier: Quantifier, _ truths: [Bool?]) -> Value {
    let isUnknown = truths.contains { $0 == nil }
    let count = truths.filter { $0 == true }.count
    switch quantifier {
    case .all: return truths.contains(false) ? .boolean(false) : (isUnknown ? .null : .boolean(true))
    case .any: return count > 0 ? .boolean(true) : (isUnknown ? .null : .boolean(false))
    case .none: return count > 0 ? .boolean(false) : (isUnknown ? .null : .boolean(true))
    case .single: return count > 1 ? .boolean(false) : (isUnknown ? .null : .boolean(count == 1))
    }
  }

  private func path(_ start: Variable, _ steps: [Variable], _ row: Row) throws -> Value {
    guard case .node(let first)? = row[start] else { return .null }
    var nodes = [first]
    var relationships: [GraphModel.Relationship] = []
    func walk(_ relationship: GraphModel.Relationship) {
      let ends = graph.relationships[Int(relationship.id.rawValue)]
      let here = Int(nodes[nodes.count - 1].id.rawValue)
      relationships.append(relationship)
      nodes.append(Node(id: NodeID(rawValue: UInt32(ends.start == here ? ends.end : ends.start))))
    }
    for step in steps {
      switch row[step] {
      case .relationship(let relationship)?: walk(relationship)
      case .list(let list)?: for case .relationship(let relationship) in list { walk(relationship) }
      default: return .null
      }
    }
    return .path(Path(nodes: nodes, relationships: relationships))
  }
}
