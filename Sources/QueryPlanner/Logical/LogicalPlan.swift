// The logical plan: a chain of operators, each with the plan that feeds it, down to `argument`. Scans have an input too (one
// scan per input row), so a cartesian product is two scans in a row, and a subquery is a chain that starts at the enclosing
// row. Nothing here belongs to one executor: names are names, not store identifiers.
// Invariants: an operator reads only variables that its input provides (`PlanVerifier` checks it after every rule); a variable
// is introduced by one operator alone; write operators are fenced by `eager` where reading and writing could meet.

package import GraphModel

/// A tree of logical operators.
package indirect enum LogicalPlan: Hashable, Sendable {
  /// One row: the variables of the enclosing plan, or no variables at the top.
  case argument
  /// For each row, the nodes that the access finds.
  case nodeScan(LogicalPlan, NodeScan)
  /// For each row, the relationships at a bound node and their other ends.
  case expand(LogicalPlan, Expand)
  /// For each row, the nodes adjacent to several bound nodes at once: sorted neighbour lists intersected.
  case intersect(LogicalPlan, Intersect)
  /// For each row, the number of relationships at a bound node instead of the rows: rows with none are dropped.
  case expandCount(LogicalPlan, Expand, count: Variable)
  /// For each row, trails of several relationships, or the nodes they reach.
  case variableExpand(LogicalPlan, VariableExpand)
  /// For each row, one or all shortest paths between two bound nodes.
  case shortestPath(LogicalPlan, ShortestPath)
  /// For each row, paths from a bound node: repeated parts, modes and selectors.
  case pathSearch(LogicalPlan, PathSearch)
  /// The rows for which all conditions are true.
  case filter(LogicalPlan, [BoundExpression])
  /// Rows of exactly these variables.
  case project(LogicalPlan, [ProjectionItem])
  /// The input's variables and these.
  case extend(LogicalPlan, [ProjectionItem])
  /// One row per group.
  case aggregate(LogicalPlan, Aggregation)
  /// Each combination of the variables once; rows of exactly these variables.
  case distinct(LogicalPlan, [Variable])
  case sort(LogicalPlan, [SortKey])
  /// The first rows of the sorted input without sorting all of it; `count` and `skip` are constant expressions.
  case top(LogicalPlan, [SortKey], skip: BoundExpression?, count: BoundExpression)
  case skip(LogicalPlan, BoundExpression)
  case limit(LogicalPlan, BoundExpression)
  /// For each row, the elements of a list; null gives no row, another value itself.
  case unwind(LogicalPlan, list: BoundExpression, Variable)
  /// The rows of several plans under the same output variables; each branch ends in a projection to its own `columns`.
  case union([UnionBranch], output: [Variable], distinct: Bool)
  /// For each row, a correlated plan.
  case apply(LogicalPlan, Apply)
  case procedureCall(LogicalPlan, ProcedureCall)
  /// All input rows before the first output row, so that reads and writes on both sides do not meet.
  case eager(LogicalPlan)
  case create(LogicalPlan, CreatePattern)
  case merge(LogicalPlan, Merge)
  case set(LogicalPlan, [SetItem])
  case remove(LogicalPlan, [RemoveItem])
  case delete(LogicalPlan, [BoundExpression], detach: Bool)
  /// For each element of a list, updates; passes its input on.
  case foreach(LogicalPlan, Variable, list: BoundExpression, updates: LogicalPlan)
  /// A query without RETURN: runs its input and gives no rows.
  case emptyResult(LogicalPlan)
  /// The top of a reading query: the columns in order.
  case produce(LogicalPlan, [ResultColumn])
}

/// How a scan finds nodes.
package struct NodeScan: Hashable, Sendable {
  package let node: Variable
  package let access: Access

  /// A scan of nodes.
  package init(node: Variable, access: Access) {
    self.node = node
    self.access = access
  }

  /// The ways to find nodes. Index accesses ask expressions that read only variables of the input and parameters.
  package enum Access: Hashable, Sendable {
    case all
    case label(String)
    /// Nodes with a value in an index; `label` is nil for an index over every node.
    case indexEqual(label: String?, property: String, BoundExpression)
    /// Nodes with any value of a list in an index, each once.
    case indexIn(label: String?, property: String, BoundExpression)
    case indexRange(label: String?, property: String, lower: Bound?, upper: Bound?)
    case indexPrefix(label: String?, property: String, BoundExpression)
    /// Nodes by identity: an integer or a list of integers.
    case identity(BoundExpression)
  }

  /// One end of a range.
  package struct Bound: Hashable, Sendable {
    package let value: BoundExpression
    package let inclusive: Bool
    package init(value: BoundExpression, inclusive: Bool) {
      self.value = value
      self.inclusive = inclusive
    }
  }
}

/// One step over a relationship.
package struct Expand: Hashable, Sendable {
  /// The bound node where the step starts.
  package let from: Variable
  /// The relationship, or nil if nothing reads it.
  package let relationship: Variable?
  /// The other end, or nil if nothing reads it.
  package let to: Variable?
  /// Whether `to` is bound already: then only relationships to that very node count.
  package let isInto: Bool
  package let direction: Direction
  /// The types admitted; empty means every type.
  package let types: [String]
  /// What the other end's labels must satisfy, checked while expanding.
  package let toLabels: LabelTest?
  /// Relationship or relationship-list variables of the same MATCH that this relationship must differ from.
  package let distinctFrom: [Variable]

  /// A step.
  package init(
    from: Variable, relationship: Variable?, to: Variable?, isInto: Bool, direction: Direction, types: [String], toLabels: LabelTest?,
    distinctFrom: [Variable]
  ) {
    self.from = from
    self.relationship = relationship
    self.to = to
    self.isInto = isInto
    self.direction = direction
    self.types = types
    self.toLabels = toLabels
    self.distinctFrom = distinctFrom
  }
}

/// A node found from several bound nodes at once.
package struct Intersect: Hashable, Sendable {
  /// The node found.
  package let node: Variable
  package let labels: LabelTest?
  /// Two or more steps that all end at `node`; their `to` is `node` and `isInto` is false.
  package let legs: [Expand]

  /// An intersection.
  package init(node: Variable, labels: LabelTest?, legs: [Expand]) {
    self.node = node
    self.labels = labels
    self.legs = legs
  }
}

/// Several steps over relationships of one kind.
package struct VariableExpand: Hashable, Sendable {
  /// What rows come out.
  package enum Mode: Hashable, Sendable {
    /// One row for each trail: a walk that repeats no relationship.
    case trails
    /// One row for each node that some trail reaches, per input row: a breadth-first search. Only planned where nothing reads
    /// the relationships, no uniqueness against other relationships is asked, and duplicates cannot be seen.
    case reachable
  }

  package let from: Variable
  /// The list of relationships of the trail, or nil if nothing reads it.
  package let relationships: Variable?
  /// The number of relationships of the trail, or nil if nothing reads it.
  package let length: Variable?
  package let to: Variable
  /// Whether `to` is bound already.
  package let isInto: Bool
  package let direction: Direction
  package let types: [String]
  package let toLabels: LabelTest?
  package let minimumLength: Int
  /// nil means no bound.
  package let maximumLength: Int?
  package let mode: Mode
  /// A condition on each relationship walked, over a variable that stands for it.
  package let relationshipCondition: StepCondition?
  package let distinctFrom: [Variable]

  /// A variable-length step.
  package init(
    from: Variable, relationships: Variable?, length: Variable?, to: Variable, isInto: Bool, direction: Direction, types: [String],
    toLabels: LabelTest?, minimumLength: Int, maximumLength: Int?, mode: Mode, relationshipCondition: StepCondition?,
    distinctFrom: [Variable]
  ) {
    self.from = from
    self.relationships = relationships
    self.length = length
    self.to = to
    self.isInto = isInto
    self.direction = direction
    self.types = types
    self.toLabels = toLabels
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.mode = mode
    self.relationshipCondition = relationshipCondition
    self.distinctFrom = distinctFrom
  }
}

/// A condition on the parts of a path as they are walked.
package struct StepCondition: Hashable, Sendable {
  /// Stands for the relationship (or node) under test.
  package let variable: Variable
  /// May read the row's other variables too.
  package let condition: BoundExpression

  /// A condition.
  package init(variable: Variable, condition: BoundExpression) {
    self.variable = variable
    self.condition = condition
  }
}

/// Shortest paths between two bound nodes.
package struct ShortestPath: Hashable, Sendable {
  package let from: Variable
  package let to: Variable
  /// The path, or nil if nothing reads it.
  package let path: Variable?
  /// The list of relationships, or nil if nothing reads it.
  package let relationships: Variable?
  /// The length, or nil if nothing reads it.
  package let length: Variable?
  package let direction: Direction
  package let types: [String]
  /// 0 or 1.
  package let minimumLength: Int
  package let maximumLength: Int?
  /// All of the shortest, not one.
  package let all: Bool
  /// A condition on each relationship, part of the search.
  package let relationshipCondition: StepCondition?
  /// A condition on each node of the path, part of the search.
  package let nodeCondition: StepCondition?

  /// A search.
  package init(
    from: Variable, to: Variable, path: Variable?, relationships: Variable?, length: Variable?, direction: Direction, types: [String],
    minimumLength: Int, maximumLength: Int?, all: Bool, relationshipCondition: StepCondition?, nodeCondition: StepCondition?
  ) {
    self.from = from
    self.to = to
    self.path = path
    self.relationships = relationships
    self.length = length
    self.direction = direction
    self.types = types
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.all = all
    self.relationshipCondition = relationshipCondition
    self.nodeCondition = nodeCondition
  }
}

/// An expression and the variable that receives it.
package struct ProjectionItem: Hashable, Sendable {
  package let variable: Variable
  package let expression: BoundExpression

  /// An item.
  package init(variable: Variable, expression: BoundExpression) {
    self.variable = variable
    self.expression = expression
  }
}

/// A sort key.
package struct SortKey: Hashable, Sendable {
  package let expression: BoundExpression
  package let descending: Bool

  /// A key.
  package init(expression: BoundExpression, descending: Bool) {
    self.expression = expression
    self.descending = descending
  }
}

/// A column of the result: its name as the query spells it, and the variable.
package struct ResultColumn: Hashable, Sendable {
  package let name: String
  package let variable: Variable

  /// A column.
  package init(name: String, variable: Variable) {
    self.name = name
    self.variable = variable
  }
}

/// One side of a union.
package struct UnionBranch: Hashable, Sendable {
  package let plan: LogicalPlan
  /// In the order of the union's output.
  package let columns: [Variable]

  /// A branch.
  package init(plan: LogicalPlan, columns: [Variable]) {
    self.plan = plan
    self.columns = columns
  }
}
