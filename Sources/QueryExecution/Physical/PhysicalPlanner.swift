// From the logical plan to the physical one, in three walks along each chain of operators:
// 1. shape: correlated joins whose inner plan is row-wise become part of the chain, and a last expansion that only a count reads
//    becomes a multiplicity (`PhysicalPlanner+Shape`);
// 2. downwards: which variables are still read above each operator;
// 3. upwards: the layout of each operator's chunks, which holds what the input gives and somebody above still reads.
// Nothing here looks at the graph or at parameters.
package import GraphModel
package import QueryPlanner

/// Makes physical plans.
package struct PhysicalPlanner {
  /// The procedures that plans may call.
  let procedures: ProcedureLibrary
  private var operatorCount = 0
  private var syntheticCount = 0

  private init(procedures: ProcedureLibrary) { self.procedures = procedures }

  /// The physical plan of a logical plan, ready to run any number of times.
  /// - Throws: `ResourceExhausted` for a plan that is too long or nests too deeply, `ProcedureNotFound`, `InternalError` for a plan
  ///   that reads what it does not have.
  package static func plan(
    _ logical: LogicalPlan, procedures: ProcedureLibrary = .standard
  ) throws(QueryError) -> PhysicalPlan {
    var planner = PhysicalPlanner(procedures: procedures)
    let chain = try planner.chain(logical, source: ChunkLayout([]), live: [], depth: 0)
    var columns: [ResultColumn] = []
    if case .produce(_, let produced) = logical { columns = produced }
    return PhysicalPlan(chain: chain, columns: columns, isWriting: PlanShape.isWriting(logical), operatorCount: planner.operatorCount)
  }

  /// The chain of a plan over argument rows of a layout, giving at least the variables that are read above.
  mutating func chain(
    _ plan: LogicalPlan, source: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalChain {
    var steps = shape(plan)
    return try chain(&steps, source: source, live: live, depth: depth)
  }

  mutating func chain(
    _ steps: inout [PlanStep], source: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalChain {
    guard depth <= PhysicalLimits.nestingMax, steps.count <= PhysicalLimits.chainLengthMax else {
      throw .runtime(
        .resourceExhausted, "PlanTooLarge",
        "the plan has more than \(PhysicalLimits.chainLengthMax) steps in a row or \(PhysicalLimits.nestingMax) plans inside each other",
        hint: "split the query")
    }
    let liveAbove = Self.liveAbove(steps, top: live)
    var nodes: [PhysicalNode] = []
    var layout = source
    for (place, step) in steps.enumerated() {
      let node = try node(step, input: layout, live: liveAbove[place], depth: depth)
      nodes.append(node)
      layout = node.layout
    }
    return PhysicalChain(source: source, nodes: nodes)
  }

  /// For each step the variables that are read above it.
  private static func liveAbove(_ steps: [PlanStep], top: Set<Variable>) -> [Set<Variable>] {
    var live = top
    var result: [Set<Variable>] = []
    for step in steps.reversed() {
      result.append(live)
      let reads = step.reads(live: live)
      live.subtract(step.introduced)
      live.formUnion(reads)
    }
    result.reverse()
    return result
  }

  /// A variable that no query has.
  mutating func syntheticVariable(_ name: String, _ type: VariableType) -> Variable {
    syntheticCount += 1
    return Variable(id: -syntheticCount, name: "  \(name)\(syntheticCount)", type: type)
  }

  private mutating func node(
    _ step: PlanStep, input: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalNode {
    let operation = try operation(step, input: input, live: live, depth: depth)
    let layout = layout(of: operation, step, input: input, live: live)
    operatorCount += 1
    return PhysicalNode(number: operatorCount - 1, step: step, operation: operation, input: input, layout: layout)
  }

  /// The columns that an operation gives.
  private func layout(of operation: PhysicalNode.Operation, _ step: PlanStep, input: ChunkLayout, live: Set<Variable>) -> ChunkLayout {
    switch operation {
    case .filter, .skip, .limit, .set, .remove, .delete, .foreach: return input
    case .emptyResult: return ChunkLayout([])
    case .produce(let columns): return ChunkLayout(columns.map(\.variable))
    case .union(_, let output, _): return ChunkLayout(output)
    case .apply(.optional, let inner, _, _), .apply(.join, let inner, _, _):
      return ChunkLayout(inner.layout.variables.filter(live.contains))
    case .apply(.semi, _, _, _), .applyPerRow(.semi, _), .applyPerRow(.unit, _): return input
    case .apply, .applyPerRow(.exists, _), .applyPerRow(.count, _), .applyPerRow(.collect, _):
      return ChunkLayout(input.variables + step.introduced.filter(live.contains))
    case .applyPerRow(.transactions(let batching), _):
      return ChunkLayout(input.variables.filter(live.contains) + batching.adds.filter(live.contains))
    case .applyPerRow(_, let inner):
      let added = inner.layout.variables.filter { live.contains($0) && input.column(of: $0) == nil }
      return ChunkLayout(input.variables.filter(live.contains) + added)
    case .aggregate, .distinct: return ChunkLayout(step.introduced.filter(live.contains))
    default:
      let introduced = step.introduced.filter(live.contains)
      let replaced = Set(introduced)
      return ChunkLayout(input.variables.filter { live.contains($0) && !replaced.contains($0) } + introduced)
    }
  }
}

extension PhysicalPlanner {
  /// What a step does, with the plans inside it planned.
  private mutating func operation(
    _ step: PlanStep, input: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalNode.Operation {
    switch step {
    case .counted(let intersect, let weight, let spanning): return .intersectCount(intersect, count: weight, spanning: spanning)
    case .created(let patterns): return .create(patterns)
    case .plan(let plan): return try operation(plan, input: input, live: live, depth: depth)
    }
  }

  private mutating func operation(
    _ plan: LogicalPlan, input: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalNode.Operation {
    switch plan {
    case .argument: throw .runtime(.internalError, "InvalidPlan", "an argument stands above an operator")
    case .nodeScan(_, let scan): return .nodeScan(scan)
    case .expand(_, let step): return .expand(step)
    case .intersect(_, let intersect): return .intersect(intersect)
    case .expandCount(_, let step, let count): return .expandCount(step, count: count)
    case .variableExpand(_, let step): return .variableExpand(step)
    case .shortestPath(_, let search): return .shortestPath(search)
    case .pathSearch(_, let search): return .pathSearch(search)
    case .filter(_, let conditions): return .filter(conditions)
    case .project(_, let items), .extend(_, let items): return .project(items.filter { live.contains($0.variable) })
    case .aggregate(_, let grouping): return .aggregate(grouping)
    case .distinct(_, let variables): return .distinct(variables)
    case .sort(_, let keys): return .sort(keys)
    case .top(_, let keys, let skip, let count): return .top(keys, skip: skip, count: count)
    case .skip(_, let count): return .skip(count)
    case .limit(_, let count): return .limit(count)
    case .unwind(_, let list, let variable): return .unwind(list: list, variable)
    case .union(let branches, let output, let distinct):
      var planned: [PhysicalNode.Branch] = []
      for branch in branches {
        let chain = try chain(branch.plan, source: input, live: Set(branch.columns), depth: depth + 1)
        planned.append(PhysicalNode.Branch(chain: chain, columns: branch.columns))
      }
      return .union(planned, output: output, distinct: distinct)
    case .apply(_, let apply): return try operation(apply, input: input, live: live, depth: depth)
    case .procedureCall(_, let call): return .procedureCall(call, try procedures.procedure(named: call.name, at: call.span))
    case .eager: return .eager
    case .emptyResult: return .emptyResult
    case .produce(_, let columns): return .produce(columns)
    case .create, .merge, .set, .remove, .delete, .foreach: return try update(plan, input: input, depth: depth)
    }
  }

  private mutating func update(_ plan: LogicalPlan, input: ChunkLayout, depth: Int) throws(QueryError) -> PhysicalNode.Operation {
    switch plan {
    case .create(_, let pattern): return .create([pattern])
    case .merge(_, let merge):
      let source = Self.restrict(input, to: merge.match.readsFromOutside)
      return .merge(merge, match: try chain(merge.match, source: source, live: Set(merge.introduced), depth: depth + 1))
    case .set(_, let items): return .set(items)
    case .remove(_, let items): return .remove(items)
    case .delete(_, let expressions, let detach): return .delete(expressions, detach: detach)
    case .foreach(_, let variable, let list, let updates):
      let outer = Self.restrict(input, to: updates.readsFromOutside.subtracting([variable]))
      let source = ChunkLayout(outer.variables + [variable])
      return .foreach(variable, list: list, updates: try chain(updates, source: source, live: [], depth: depth + 1))
    default: throw .runtime(.internalError, "InvalidPlan", "an operator without a physical form")
    }
  }

  /// A correlated plan: over whole chunks where its rows depend on one outer row each, else row by row.
  private mutating func operation(
    _ apply: Apply, input: ChunkLayout, live: Set<Variable>, depth: Int
  ) throws(QueryError) -> PhysicalNode.Operation {
    var wanted: Set<Variable> = []
    switch apply.kind {
    case .join, .optional: wanted = live
    case .collect(let expression, _): wanted = expression.variables
    case .transactions(let batching): wanted = live.intersection(batching.introduced)
    case .exists, .count, .semi, .unit: break
    }
    var isBatched = false
    if case .transactions = apply.kind { isBatched = true }
    guard !isBatched, PlanShape.isRowWise(apply.plan) else {
      let source = Self.restrict(input, to: apply.plan.readsFromOutside.union(wanted.subtracting(live)))
      return .applyPerRow(apply.kind, inner: try chain(apply.plan, source: source, live: wanted, depth: depth + 1))
    }
    let tag = syntheticVariable("tag", .count)
    var steps = shape(apply.plan)
    var weight: Variable?
    switch apply.kind {
    case .count: weight = multiplicity(top: &steps)
    case .exists, .semi: _ = multiplicity(top: &steps)  // a weight that nobody reads: the operator looks for one row alone
    default: break
    }
    wanted.insert(tag)
    if let weight { wanted.insert(weight) }
    let kept = wanted.union(apply.plan.readsFromOutside)
    let source = ChunkLayout(Self.restrict(input, to: kept).variables + [tag])
    let inner = try chain(&steps, source: source, live: wanted, depth: depth + 1)
    return .apply(apply.kind, inner: inner, tag: tag, weight: weight)
  }

  /// The columns of a layout that are in a set.
  private static func restrict(_ layout: ChunkLayout, to variables: Set<Variable>) -> ChunkLayout {
    ChunkLayout(layout.variables.filter(variables.contains))
  }
}
