// Building logical plans by hand and running them: variables by name, expressions in few letters, rows as values or as text.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner

/// The variables of one hand-made plan.
final class Names {
  private var known: [String: Variable] = [:]

  /// The node of a name.
  func node(_ name: String) -> Variable { variable(name, .node) }
  /// The relationship of a name.
  func relationship(_ name: String) -> Variable { variable(name, .relationship) }
  /// The relationship list of a name.
  func list(_ name: String) -> Variable { variable(name, .relationshipList) }
  /// The count of a name.
  func count(_ name: String) -> Variable { variable(name, .count) }
  /// The truth value of a name.
  func truth(_ name: String) -> Variable { variable(name, .truth) }
  /// The path of a name.
  func path(_ name: String) -> Variable { variable(name, .path) }
  /// The variable of a name, of any type.
  func any(_ name: String) -> Variable { variable(name, .any) }

  private func variable(_ name: String, _ type: VariableType) -> Variable {
    if let found = known[name] { return found }
    let made = Variable(id: known.count + 1, name: name, type: type)
    known[name] = made
    return made
  }
}

/// A literal.
func literal(_ value: Value) -> BoundExpression { BoundExpression(.literal(value)) }
/// A variable as an expression.
func read(_ variable: Variable) -> BoundExpression { BoundExpression(.variable(variable)) }
/// A property of a variable.
func property(_ variable: Variable, _ key: String) -> BoundExpression { BoundExpression(.property(read(variable), key: key)) }
/// A parameter.
func parameter(_ name: String) -> BoundExpression { BoundExpression(.parameter(name)) }
/// A comparison or calculation.
func binary(_ left: BoundExpression, _ operation: BinaryOperator, _ right: BoundExpression) -> BoundExpression {
  BoundExpression(.binary(operation, left, right))
}
/// A call of a pure function.
func call(_ name: String, _ arguments: BoundExpression...) throws -> BoundExpression {
  struct Unknown: Error {}
  guard let function = FunctionLibrary.scalar(named: name) else { throw Unknown() }
  return BoundExpression(.call(function, arguments))
}
/// A projection item.
func item(_ variable: Variable, _ expression: BoundExpression) -> ProjectionItem {
  ProjectionItem(variable: variable, expression: expression)
}
/// An aggregate.
func aggregate(
  _ variable: Variable, _ function: AggregateFunction, _ argument: BoundExpression? = nil, distinct: Bool = false
) -> AggregateItem {
  AggregateItem(variable: variable, function: function, argument: argument, parameter: nil, distinct: distinct)
}
/// A node as a value.
func node(_ offset: Int) -> Value { .node(Node(id: NodeID(rawValue: UInt32(offset)))) }
/// A relationship as a value.
func relationship(_ offset: Int) -> Value { .relationship(Relationship(id: RelationshipID(rawValue: UInt32(offset)))) }

extension LogicalPlan {
  /// A scan over every node or those with a label.
  func scan(_ node: Variable, label: String? = nil) -> LogicalPlan {
    .nodeScan(self, NodeScan(node: node, access: label.map { .label($0) } ?? .all))
  }

  /// An expansion.
  func expand(
    _ from: Variable, _ relationship: Variable?, _ to: Variable?, into: Bool = false, _ direction: Direction = .outgoing,
    types: [String] = [], labels: LabelTest? = nil, distinctFrom: [Variable] = []
  ) -> LogicalPlan {
    .expand(
      self, step(from, relationship, to, into: into, direction, types: types, labels: labels, distinctFrom: distinctFrom))
  }

  /// A filter.
  func filter(_ conditions: BoundExpression...) -> LogicalPlan { .filter(self, conditions) }

  /// A projection.
  func project(_ items: ProjectionItem...) -> LogicalPlan { .project(self, items) }

  /// A grouping.
  func aggregate(_ keys: [ProjectionItem], _ aggregates: AggregateItem...) -> LogicalPlan {
    .aggregate(self, Aggregation(keys: keys, aggregates: aggregates, weight: nil))
  }

  /// A correlated plan.
  func apply(_ kind: Apply.Kind, _ plan: LogicalPlan) -> LogicalPlan { .apply(self, Apply(kind: kind, plan: plan)) }

  /// The elements of a list.
  func unwind(_ list: BoundExpression, _ variable: Variable) -> LogicalPlan { .unwind(self, list: list, variable) }
}

/// A step over a relationship.
func step(
  _ from: Variable, _ relationship: Variable?, _ to: Variable?, into: Bool = false, _ direction: Direction = .outgoing,
  types: [String] = [], labels: LabelTest? = nil, distinctFrom: [Variable] = []
) -> Expand {
  Expand(
    from: from, relationship: relationship, to: to, isInto: into, direction: direction, types: types, toLabels: labels,
    distinctFrom: distinctFrom)
}

/// The physical plan that gives some variables of a logical one.
func prepare(_ plan: LogicalPlan, _ columns: [Variable], procedures: ProcedureLibrary = .standard) throws -> PhysicalPlan {
  try PhysicalPlanner.plan(.produce(plan, columns.map { ResultColumn(name: $0.name, variable: $0) }), procedures: procedures)
}

/// The rows of some variables of a plan over the last snapshot of a store.
func rows(
  _ plan: LogicalPlan, _ columns: [Variable], on store: GraphStore, parameters: [String: Value] = [:],
  limits: ExecutionLimits = ExecutionLimits()
) throws -> [[Value]] {
  let context = ExecutionContext(snapshot: store.snapshot(), parameters: parameters, limits: limits)
  let physical = try prepare(plan, columns)
  let first = try QueryRun.rows(physical, context)
  // A second run takes the operators of the first: they must be as new.
  let again = ExecutionContext(snapshot: store.snapshot(), parameters: parameters, limits: limits)
  let second = try QueryRun.rows(physical, again)
  struct RunsDiffer: Error { let first: [[Value]], second: [[Value]] }
  guard first.map(text) == second.map(text) else { throw RunsDiffer(first: first, second: second) }
  return first
}

/// The rows of a plan that writes, committed.
@discardableResult func update(
  _ plan: LogicalPlan, _ columns: [Variable] = [], on store: GraphStore, parameters: [String: Value] = [:]
) throws -> (rows: [[Value]], counters: WriteCounters) {
  let transaction = try store.beginWrite()
  let context = ExecutionContext(snapshot: transaction.base, transaction: transaction, parameters: parameters)
  let physical = columns.isEmpty ? try PhysicalPlanner.plan(.emptyResult(plan)) : try prepare(plan, columns)
  do {
    let found = try QueryRun.rows(physical, context)
    _ = try transaction.commit()
    return (found, transaction.counters)
  } catch {
    transaction.rollback()
    throw error
  }
}

/// Rows as lines of text, in an order of their own, for comparisons of bags.
func bag(_ rows: [[Value]]) -> [String] { rows.map(text).sorted() }

/// A row as text; entities by their offsets.
func text(_ row: [Value]) -> String { row.map(text).joined(separator: " | ") }

private func text(_ value: Value) -> String {
  switch value {
  case .null: "null"
  case .boolean(let truth): "\(truth)"
  case .integer(let number): "\(number)"
  case .float(let number): "\(number)"
  case .string(let text): "'\(text)'"
  case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
  case .map(let map): "{\(map.sortedEntries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
  case .node(let node): "(\(node.id.rawValue))"
  case .relationship(let relationship): "[\(relationship.id.rawValue)]"
  case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: value.constructorText ?? ""
  case .path(let path):
    "<\(path.nodes.map { "\($0.id.rawValue)" }.joined(separator: ","));\(path.relationships.map { "\($0.id.rawValue)" }.joined(separator: ","))>"
  }
}

/// The error that a body throws, if it is one of queries.
func queryError(_ body: () throws -> Void) -> QueryError? {
  do {
    try body()
    return nil
  } catch {
    return error as? QueryError
  }
}
