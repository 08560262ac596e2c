// Plans run over a small graph, row by row and operator by operator, each operator as its documentation says and nothing more:
// the other half of the oracle. Only what reads is here; sorting is stable and the rest keeps the order of its input.

import GraphModel
import QueryPlanner

/// Runs reading plans.
struct PlanInterpreter {
  let graph: SmallGraph
  let expressions: ExpressionInterpreter

  init(_ graph: SmallGraph, parameters: [String: Value] = [:]) {
    self.graph = graph
    expressions = ExpressionInterpreter(graph: graph, parameters: parameters)
  }

  struct Unsupported: Error {
    let plan: String
  }

  /// The rows of a plan as lists of column values.
  func result(of plan: LogicalPlan) throws -> [[Value]] {
    guard case .produce(_, let columns) = plan else { throw Unsupported(plan: "no result") }
    return try rows(of: plan, [:]).map { row in columns.map { row[$0.variable] ?? .string("missing \($0.name)") } }
  }

  /// The rows of a plan that starts at a row.
  func rows(of plan: LogicalPlan, _ start: Row) throws -> [Row] {
    var rows = [start]
    for step in plan.steps { rows = try run(step, rows, start) }
    return rows
  }

  private func run(_ step: LogicalPlan, _ rows: [Row], _ outer: Row) throws -> [Row] {
    switch step {
    case .nodeScan(_, let scan): return try rows.flatMap { try self.scan(scan, $0) }
    case .expand(_, let expand): return try rows.flatMap { try self.expand(expand, $0) }
    case .expandCount(_, let expand, let count):
      return try rows.compactMap { row in
        let found = try self.expand(expand, row).count
        return found == 0 ? nil : row.merging([count: .integer(Int64(found))]) { $1 }
      }
    case .intersect(_, let intersect): return try rows.flatMap { try self.intersect(intersect, $0) }
    case .variableExpand(_, let expand): return try rows.flatMap { try self.expand(expand, $0) }
    case .shortestPath(_, let search): return try rows.flatMap { try self.search(search, $0) }
    case .filter(_, let conditions): return try rows.filter { row in try conditions.allSatisfy { try expressions.isTrue($0, row) } }
    case .project(_, let items):
      return try rows.map { row in
        Row(try items.map { ($0.variable, try expressions.value($0.expression, row)) }, uniquingKeysWith: { $1 })
      }
    case .extend(_, let items):
      return try rows.map { row in
        row.merging(try items.map { ($0.variable, try expressions.value($0.expression, row)) }) { $1 }
      }
    case .aggregate(_, let aggregation): return try aggregate(aggregation, rows)
    case .distinct(_, let variables): return Self.distinct(rows.map { row in row.filter { variables.contains($0.key) } }, variables)
    case .sort(_, let keys): return try sort(rows, keys)
    case .top(_, let keys, let skip, let count):
      let sorted = try sort(rows, keys)
      return Array(sorted.dropFirst(try skip.map { try number($0, outer) } ?? 0).prefix(try number(count, outer)))
    case .skip(_, let count): return Array(rows.dropFirst(try number(count, outer)))
    case .limit(_, let count): return Array(rows.prefix(try number(count, outer)))
    case .unwind(_, let list, let variable):
      return try rows.flatMap { row -> [Row] in
        switch try expressions.value(list, row) {
        case .null: []
        case .list(let elements): elements.map { row.merging([variable: $0]) { $1 } }
        case let value: [row.merging([variable: value]) { $1 }]
        }
      }
    case .union(let branches, let output, let distinct):
      let all = try branches.flatMap { branch in
        try self.rows(of: branch.plan, outer).map { row in
          Row(zip(output, branch.columns).map { ($0, row[$1] ?? .null) }, uniquingKeysWith: { $1 })
        }
      }
      return distinct ? Self.distinct(all, output) : all
    case .apply(_, let apply): return try rows.flatMap { try self.apply(apply, $0) }
    case .eager, .produce: return rows
    default: throw Unsupported(plan: OperatorText.name(step))
    }
  }

  private func number(_ expression: BoundExpression, _ row: Row) throws -> Int {
    Int(try expressions.value(expression, row).integerValue ?? 0)
  }

  // MARK: Nodes and relationships

  private func scan(_ scan: NodeScan, _ row: Row) throws -> [Row] {
    try graph.labels.indices.filter { try self.found($0, by: scan, row) }.map { row.merging([scan.node: graph.node($0)]) { $1 } }
  }

  private func found(_ node: Int, by scan: NodeScan, _ row: Row) throws -> Bool {
    let own = row.merging([scan.node: graph.node(node)]) { $1 }
    func compared(_ label: String?, _ key: String, _ op: BinaryOperator, _ value: BoundExpression) throws -> Bool {
      if let label, !graph.labels[node].contains(label) { return false }
      let property = BoundExpression(.property(BoundExpression(.variable(scan.node)), key: key))
      return try expressions.isTrue(BoundExpression(.binary(op, property, value)), own)
    }
    switch scan.access {
    case .all: return true
    case .label(let label): return graph.labels[node].contains(label)
    case .indexEqual(let label, let key, let value): return try compared(label, key, .equal, value)
    case .indexIn(let label, let key, let value): return try compared(label, key, .isIn, value)
    case .indexPrefix(let label, let key, let value): return try compared(label, key, .startsWith, value)
    case .indexRange(let label, let key, let lower, let upper):
      if let lower, try !compared(label, key, lower.inclusive ? .greaterOrEqual : .greater, lower.value) { return false }
      if let upper, try !compared(label, key, upper.inclusive ? .lessOrEqual : .less, upper.value) { return false }
      return true
    case .identity(let value):
      switch try expressions.value(value, row) {
      case .integer(let id): return id == Int64(node)
      case .list(let ids): return ids.contains(.integer(Int64(node)))
      default: return false
      }
    }
  }

  private func place(_ variable: Variable, _ row: Row) -> Int? {
    if case .node(let node)? = row[variable] { return Int(node.id.rawValue) }
    return nil
  }

  /// The relationships that variables of a row stand for.
  private func forbidden(_ variables: [Variable], _ row: Row) -> Set<Int> {
    var found: Set<Int> = []
    for variable in variables {
      switch row[variable] {
      case .relationship(let relationship)?: found.insert(Int(relationship.id.rawValue))
      case .list(let list)?: for case .relationship(let relationship) in list { found.insert(Int(relationship.id.rawValue)) }
      default: break
      }
    }
    return found
  }

  private func expand(_ expand: Expand, _ row: Row) throws -> [Row] {
    guard let from = place(expand.from, row) else { return [] }
    let forbidden = forbidden(expand.distinctFrom, row)
    let target = expand.isInto ? expand.to.flatMap { place($0, row) } : nil
    if expand.isInto, target == nil { return [] }
    return graph.steps(from: from, expand.types, expand.direction).compactMap { step in
      guard !forbidden.contains(step.relationship), target.map({ $0 == step.other }) ?? true else { return nil }
      if let labels = expand.toLabels, !expressions.holds(labels, graph.labels[step.other]) { return nil }
      var next = row
      if let relationship = expand.relationship { next[relationship] = graph.relationship(step.relationship) }
      if let to = expand.to { next[to] = graph.node(step.other) }
      return next
    }
  }

  private func intersect(_ intersect: Intersect, _ row: Row) throws -> [Row] {
    guard let first = intersect.legs.first else { return [] }
    var rows = try expand(first.with(toLabels: .some(intersect.labels)), row)
    for leg in intersect.legs.dropFirst() { rows = try rows.flatMap { try expand(leg.with(isInto: true), $0) } }
    return rows
  }

  private func expand(_ expand: VariableExpand, _ row: Row) throws -> [Row] {
    guard let from = place(expand.from, row) else { return [] }
    let forbidden = forbidden(expand.distinctFrom, row)
    var found: [(relationships: [Int], node: Int)] = []
    try walk(expand.types, expand.direction, from, [], expand.maximumLength, forbidden, expand.relationshipCondition, row) { trail, node in
      if trail.count >= expand.minimumLength { found.append((trail, node)) }
    }
    if expand.mode == .reachable { found = try reachable(expand, from, row).map { ([], $0) } }
    return found.compactMap { trail in
      if expand.isInto, place(expand.to, row) != trail.node { return nil }
      if let labels = expand.toLabels, !expressions.holds(labels, graph.labels[trail.node]) { return nil }
      var next = row
      next[expand.to] = graph.node(trail.node)
      if let list = expand.relationships { next[list] = .list(trail.relationships.map(graph.relationship)) }
      if let length = expand.length { next[length] = .integer(Int64(trail.relationships.count)) }
      return next
    }
  }

  /// What a breadth-first search over walks reports: with either direction the start too, by going there and back.
  private func reachable(_ expand: VariableExpand, _ from: Int, _ row: Row) throws -> [Int] {
    var found: Set<Int> = expand.minimumLength == 0 ? [from] : []
    var frontier: Set<Int> = [from]
    for _ in 0..<min(expand.maximumLength ?? .max, graph.labels.count + 1) {
      var next: Set<Int> = []
      for node in frontier {
        for step in graph.steps(from: node, expand.types, expand.direction) {
          if let condition = expand.relationshipCondition {
            let inner = row.merging([condition.variable: graph.relationship(step.relationship)]) { $1 }
            if try !expressions.isTrue(condition.condition, inner) { continue }
          }
          next.insert(step.other)
        }
      }
      found.formUnion(next)
      frontier = next
    }
    return found.sorted()
  }

  private func walk(
    _ types: [String], _ direction: Direction, _ node: Int, _ trail: [Int], _ maximum: Int?, _ forbidden: Set<Int>,
    _ condition: StepCondition?, _ row: Row, _ visit: ([Int], Int) -> Void
  ) throws {
    visit(trail, node)
    if let maximum, trail.count >= maximum { return }
    for step in graph.steps(from: node, types, direction) where !trail.contains(step.relationship) && !forbidden.contains(step.relationship)
    {
      if let condition {
        let inner = row.merging([condition.variable: graph.relationship(step.relationship)]) { $1 }
        if try !expressions.isTrue(condition.condition, inner) { continue }
      }
      try walk(types, direction, step.other, trail + [step.relationship], maximum, forbidden, condition, row, visit)
    }
  }

  private func search(_ search: ShortestPath, _ row: Row) throws -> [Row] {
    guard let from = place(search.from, row), let to = place(search.to, row) else { return [] }
    var found: [[Int]] = []
    try walk(search.types, search.direction, from, [], search.maximumLength, [], search.relationshipCondition, row) { trail, node in
      if node == to, trail.count >= search.minimumLength { found.append(trail) }
    }
    guard let least = found.map(\.count).min() else { return [] }
    let shortest = found.filter { $0.count == least }
    return (search.all ? shortest : Array(shortest.prefix(1))).map { trail in
      var next = row
      if let list = search.relationships { next[list] = .list(trail.map(graph.relationship)) }
      if let length = search.length { next[length] = .integer(Int64(trail.count)) }
      if let path = search.path { next[path] = self.path(from, trail) }
      return next
    }
  }

  private func path(_ from: Int, _ trail: [Int]) -> Value {
    var nodes = [Node(id: NodeID(rawValue: UInt32(from)))]
    for step in trail {
      let ends = graph.relationships[step]
      let here = Int(nodes[nodes.count - 1].id.rawValue)
      nodes.append(Node(id: NodeID(rawValue: UInt32(ends.start == here ? ends.end : ends.start))))
    }
    return .path(Path(nodes: nodes, relationships: trail.map { GraphModel.Relationship(id: RelationshipID(rawValue: UInt32($0))) }))
  }

  // MARK: Rows as wholes

  private func apply(_ apply: Apply, _ row: Row) throws -> [Row] {
    let inner = try rows(of: apply.plan, row)
    switch apply.kind {
    case .join: return inner.map { row.merging($0) { $1 } }
    case .optional(let introduced):
      if inner.isEmpty { return [row.merging(introduced.map { ($0, .null) }) { $1 }] }
      return inner.map { found in row.merging(found.filter { introduced.contains($0.key) }) { $1 } }
    case .exists(let variable): return [row.merging([variable: .boolean(!inner.isEmpty)]) { $1 }]
    case .count(let variable): return [row.merging([variable: .integer(Int64(inner.count))]) { $1 }]
    case .collect(let expression, let variable):
      return [row.merging([variable: .list(try inner.map { try expressions.value(expression, row.merging($0) { $1 }) })]) { $1 }]
    case .semi(let negated): return inner.isEmpty == negated ? [row] : []
    case .unit: return [row]
    case .transactions(let batching):
      if batching.introduced.isEmpty { return [row] }
      return inner.map { row.merging($0) { $1 } }
    }
  }

  private static func distinct(_ rows: [Row], _ variables: [Variable]) -> [Row] {
    var seen: Set<GroupingKey> = []
    return rows.filter { row in seen.insert(GroupingKey(.list(variables.map { row[$0] ?? .null }))).inserted }
  }

  private func sort(_ rows: [Row], _ keys: [SortKey]) throws -> [Row] {
    let keyed = try rows.map { row in (row, try keys.map { try expressions.value($0.expression, row) }) }
    return keyed.enumerated().sorted { left, right in
      for (place, key) in keys.enumerated() {
        switch Value.orderability(left.element.1[place], right.element.1[place]) {
        case .less: return !key.descending
        case .greater: return key.descending
        default: continue
        }
      }
      return left.offset < right.offset
    }.map(\.element.0)
  }

  private func aggregate(_ aggregation: Aggregation, _ rows: [Row]) throws -> [Row] {
    var order: [GroupingKey] = []
    var groups: [GroupingKey: [Row]] = [:]
    for row in rows {
      let key = GroupingKey(.list(try aggregation.keys.map { try expressions.value($0.expression, row) }))
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    if aggregation.keys.isEmpty, order.isEmpty {
      order = [GroupingKey(.list([]))]
      groups[order[0]] = []
    }
    return try order.map { key in
      var result: Row = [:]
      for (item, value) in zip(aggregation.keys, key.value.listValue ?? []) { result[item.variable] = value }
      for item in aggregation.aggregates { result[item.variable] = try aggregate(item, groups[key] ?? [], aggregation.weight) }
      return result
    }
  }

  private func aggregate(_ item: AggregateItem, _ rows: [Row], _ weight: Variable?) throws -> Value {
    var values: [Value] = []
    for row in rows {
      let count = weight.flatMap { row[$0]?.integerValue } ?? 1
      let value = try item.argument.map { try expressions.value($0, row) } ?? .boolean(true)
      if !value.isNull { values += Array(repeating: value, count: Int(count)) }
    }
    if item.distinct {
      var seen: Set<GroupingKey> = []
      values = values.filter { seen.insert(GroupingKey($0)).inserted }
    }
    switch item.function {
    case .count: return .integer(Int64(values.count))
    case .collect: return .list(values.sorted { Value.isOrdered($0, before: $1) })
    case .min: return values.min { Value.isOrdered($0, before: $1) } ?? .null
    case .max: return values.max { Value.isOrdered($0, before: $1) } ?? .null
    case .sum: return try values.reduce(.integer(0)) { try BinaryOperator.add.apply($0, $1) }
    default: throw Unsupported(plan: item.function.rawValue)
    }
  }
}
