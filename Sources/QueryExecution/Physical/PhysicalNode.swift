// The physical plan as a value: what each operator does, which columns it gets and which it gives. Made once per query, shared
// by every run of it.
package import QueryPlanner

/// One operator of a physical plan.
package struct PhysicalNode: Sendable {
  /// The place of the operator in profiles: numbered from the bottom up, plans inside plans before the operator that holds them.
  package let number: Int
  /// What it was made of.
  let step: PlanStep
  /// What the operator does.
  package let operation: Operation
  /// The columns of its input.
  package let input: ChunkLayout
  /// The columns of its output.
  package let layout: ChunkLayout

  /// The operations. They mirror the logical plan without its inputs; what is decided here stands in further parts.
  package indirect enum Operation: Sendable {
    case nodeScan(NodeScan)
    case expand(Expand)
    case expandCount(Expand, count: Variable)
    case intersect(Intersect)
    /// One row per input row that says how many rows there would be. `spanning` are relationships that are known to lead from the
    /// start of one leg to that of another.
    case intersectCount(Intersect, count: Variable, spanning: Set<Variable>)
    case variableExpand(VariableExpand)
    case shortestPath(ShortestPath)
    case pathSearch(PathSearch)
    case filter([BoundExpression])
    /// Each column of the layout is one of the items or comes from the input.
    case project([ProjectionItem])
    case aggregate(Aggregation)
    case distinct([Variable])
    case sort([SortKey])
    case top([SortKey], skip: BoundExpression?, count: BoundExpression)
    case skip(BoundExpression)
    case limit(BoundExpression)
    case unwind(list: BoundExpression, Variable)
    case union([Branch], output: [Variable], distinct: Bool)
    /// The inner plan runs for a whole chunk of outer rows; `tag` says in each inner row which outer row it belongs to. `weight` is
    /// the column that says how many rows an inner row stands for, where `count` is asked.
    case apply(Apply.Kind, inner: PhysicalChain, tag: Variable, weight: Variable?)
    /// The inner plan runs for one outer row after the other.
    case applyPerRow(Apply.Kind, inner: PhysicalChain)
    case procedureCall(ProcedureCall, Procedure)
    case eager
    case create([CreatePattern])
    case merge(Merge, match: PhysicalChain)
    case set([SetItem])
    case remove([RemoveItem])
    case delete([BoundExpression], detach: Bool)
    case foreach(Variable, list: BoundExpression, updates: PhysicalChain)
    case emptyResult
    case produce([ResultColumn])
  }

  /// One side of a union.
  package struct Branch: Sendable {
    package let chain: PhysicalChain
    package let columns: [Variable]
  }
}

/// Operators that feed each other, from the bottom up; the first gets the argument rows.
package struct PhysicalChain: Sendable {
  /// The columns of the argument rows.
  package let source: ChunkLayout
  /// The operators.
  package let nodes: [PhysicalNode]
  /// The columns of the rows that come out.
  package var layout: ChunkLayout { nodes.last?.layout ?? source }
}
