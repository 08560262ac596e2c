// From the physical plan to operators: chains are put together from the top down, each operator knowing the one it feeds. An operator
// of the language stands here with one line.
import GraphModel
import QueryPlanner

/// Puts operators together.
struct OperatorAssembler {
  /// Where the operators of a run are measured.
  let profile: PlanProfile?

  /// What the operators of an inner plan may know of outer rows that are answered already.
  typealias Answered = (tag: Variable, marks: TagMarks)

  /// The operators of a chain that feeds `sink`; the first of them. Where the sink is part of an operator, `owner` is its number.
  func assemble(
    _ chain: PhysicalChain, into sink: PhysicalOperator, owner: Int? = nil, answered: Answered? = nil
  ) throws(QueryError) -> PhysicalOperator {
    var output = sink
    var above = owner
    for node in chain.nodes.reversed() {
      if let profile { output = ProbeOperator(below: node.number, above: above, profile: profile, output: output) }
      output = try make(node, output, answered)
      above = node.number
    }
    if let profile { output = ProbeOperator(below: nil, above: above, profile: profile, output: output) }
    return output
  }

  private func make(_ node: PhysicalNode, _ output: PhysicalOperator, _ answered: Answered?) throws(QueryError) -> PhysicalOperator {
    let (input, layout) = (node.input, node.layout)
    switch node.operation {
    case .nodeScan(let scan): return try NodeScanOperator(scan, input: input, layout: layout, output: output)
    case .expand(let step):
      if step.isInto, let target = step.to {
        return try ExpandIntoOperator(step, target: target, input: input, layout: layout, output: output)
      }
      return try ExpandOperator(step, input: input, layout: layout, answered: answered, output: output)
    case .expandCount(let step, let count):
      return try ExpandCountOperator(step, count: count, input: input, layout: layout, output: output)
    case .intersect(let intersect): return try IntersectOperator(intersect, input: input, layout: layout, output: output)
    case .intersectCount(let intersect, let count, let spanning):
      return try IntersectCountOperator(intersect, count: count, spanning: spanning, input: input, layout: layout, output: output)
    case .variableExpand(let step):
      if step.mode == .reachable, step.minimumLength < 2 {
        return try ReachableOperator(step, input: input, layout: layout, output: output)
      }
      return try TrailOperator(step, input: input, layout: layout, output: output)
    case .shortestPath(let search): return try ShortestPathOperator(search, input: input, layout: layout, output: output)
    case .pathSearch(let search): return try PathSearchOperator(search, input: input, layout: layout, output: output)
    case .filter(let conditions): return try FilterOperator(conditions, input: input, output: output)
    case .project(let items): return try ProjectOperator(items, input: input, layout: layout, output: output)
    case .produce: return try ProjectOperator([], input: input, layout: layout, output: output)
    case .aggregate(let grouping): return try AggregateOperator(grouping, input: input, layout: layout, output: output)
    case .distinct(let variables): return try DistinctOperator(variables, input: input, layout: layout, output: output)
    case .sort(let keys): return try SortOperator(keys, input: input, layout: layout, output: output)
    case .top(let keys, let skip, let count):
      return try TopOperator(keys, skip: skip, count: count, input: input, layout: layout, output: output)
    case .skip(let count): return try LimitOperator(skip: count, limit: nil, output: output)
    case .limit(let count): return try LimitOperator(skip: nil, limit: count, output: output)
    case .unwind(let list, let variable): return try UnwindOperator(list, variable, input: input, layout: layout, output: output)
    case .eager: return EagerOperator(input: input, layout: layout, output: output)
    case .procedureCall(let call, let procedure):
      return try ProcedureOperator(call, procedure, input: input, layout: layout, output: output)
    case .create(let patterns): return try CreateOperator(patterns, input: input, layout: layout, output: output)
    case .set(let items): return try SetOperator(items, input: input, output: output)
    case .remove(let items): return try RemoveOperator(items, input: input, output: output)
    case .delete(let expressions, let detach): return try DeleteOperator(expressions, detach: detach, input: input, output: output)
    case .emptyResult: return EmptyResultOperator(output: output)
    case .union, .apply, .applyPerRow, .merge, .foreach: return try makeNested(node, output)
    }
  }

  /// The operators that hold plans of their own.
  private func makeNested(_ node: PhysicalNode, _ output: PhysicalOperator) throws(QueryError) -> PhysicalOperator {
    let (input, layout) = (node.input, node.layout)
    switch node.operation {
    case .union(let branches, let variables, let distinct):
      return try makeUnion(node, branches, variables, distinct: distinct, output)
    case .apply(let kind, let inner, let tag, let weight): return try makeApply(node, kind, inner, tag, weight, output)
    case .applyPerRow(.transactions(let batching), let inner): return try makeTransactions(node, batching, inner, output)
    case .applyPerRow(let kind, let inner):
      let isWriting = inner.isWriting
      let collector = try makeCollector(kind, inner, isWriting: isWriting, input, layout, output)
      return ApplyPerRowOperator(
        inner: try assemble(inner, into: collector, owner: node.number), source: inner.source, collector: collector, isWriting: isWriting,
        input: input, output: output)
    case .merge(let merge, let match):
      let full = MergeRows.layout(merge, input: input)
      let rows = try MergeRows(
        merge, inner: match.layout, input: input, full: full,
        output: try ProjectOperator([], input: full, layout: layout, output: output))
      return MergeOperator(match: try assemble(match, into: rows, owner: node.number), source: match.source, rows: rows, input: input)
    case .foreach(_, let list, let updates):
      return try ForeachOperator(
        list: list, updates: try assemble(updates, into: DiscardOperator(), owner: node.number), source: updates.source,
        isSingle: updates.nodes.count == 1, input: input, output: output)
    default: throw .runtime(.internalError, "InvalidPlan", "an operator without a form")
    }
  }

  private func makeUnion(
    _ node: PhysicalNode, _ branches: [PhysicalNode.Branch], _ variables: [Variable], distinct: Bool, _ output: PhysicalOperator
  ) throws(QueryError) -> PhysicalOperator {
    let gate = UnionGate()
    let target = distinct ? try DistinctOperator(variables, input: node.layout, layout: node.layout, output: output) : output
    var entries: [PhysicalOperator] = []
    for branch in branches {
      let collector = try UnionCollector(branch.columns, layout: branch.chain.layout, gate: gate, output: target)
      entries.append(try assemble(branch.chain, into: collector, owner: node.number))
    }
    return UnionOperator(branches: entries, gate: gate, isWriting: branches.contains { $0.chain.isWriting }, output: target)
  }

  private func makeApply(
    _ node: PhysicalNode, _ kind: Apply.Kind, _ inner: PhysicalChain, _ tag: Variable, _ weight: Variable?, _ output: PhysicalOperator
  ) throws(QueryError) -> PhysicalOperator {
    let collector: ApplyCollector
    var answered: Answered?
    switch kind {
    case .exists, .semi:
      let marks = TagMarks()
      var negated: Bool?
      if case .semi(let isNegated) = kind { negated = isNegated }
      collector = try ExistsCollector(tag: tag, inner: inner.layout, marks: marks, negated: negated)
      answered = (tag: tag, marks: marks)
    case .count: collector = try CountCollector(tag: tag, weight: weight, inner: inner.layout)
    case .collect(let expression, _): collector = try CollectCollector(expression, tag: tag, inner: inner.layout)
    case .optional, .join:
      collector = try OptionalCollector(tag: tag, inner: inner.layout, input: node.input, layout: node.layout, output: output)
    case .transactions: throw .runtime(.internalError, "InvalidPlan", "batches run row by row")
    case .unit: return output  // nothing is written inside, so nothing is to be done
    }
    return ApplyOperator(
      inner: try assemble(inner, into: collector, owner: node.number, answered: answered), source: inner.source, collector: collector,
      input: node.input,
      output: output)
  }

  private func makeCollector(
    _ kind: Apply.Kind, _ inner: PhysicalChain, isWriting: Bool, _ input: ChunkLayout, _ layout: ChunkLayout, _ output: PhysicalOperator
  ) throws(QueryError) -> RowCollector {
    switch kind {
    case .join: return JoinRowCollector(inner: inner.layout, input: input, layout: layout, isOptional: false, output: output)
    case .optional: return JoinRowCollector(inner: inner.layout, input: input, layout: layout, isOptional: true, output: output)
    case .exists: return ExistsRowCollector(negated: nil, isWriting: isWriting)
    case .semi(let negated): return ExistsRowCollector(negated: negated, isWriting: isWriting)
    case .count: return try GatherRowCollector(nil, inner: inner.layout)
    case .collect(let expression, _): return try GatherRowCollector(expression, inner: inner.layout)
    case .unit: return UnitRowCollector()
    case .transactions: throw .runtime(.internalError, "InvalidPlan", "batches have an operator of their own")
    }
  }

  /// The batches of a subquery; the inner operators are made anew after a batch that failed.
  private func makeTransactions(
    _ node: PhysicalNode, _ batching: TransactionBatching, _ inner: PhysicalChain, _ output: PhysicalOperator
  ) throws(QueryError) -> PhysicalOperator {
    let (input, layout) = (node.input, TransactionsOperator.rowLayout(node.layout, batching))
    return try TransactionsOperator(batching, input: input, layout: node.layout, output: output) { results throws(QueryError) in
      let kind: Apply.Kind =
        batching.introduced.isEmpty ? .unit : (batching.isOptional ? .optional(introduced: batching.introduced) : .join)
      let collector = try makeCollector(kind, inner, isWriting: true, input, layout, results)
      return ApplyPerRowOperator(
        inner: try assemble(inner, into: collector, owner: node.number), source: inner.source, collector: collector, isWriting: true,
        input: input, output: results)
    }
  }
}

extension PhysicalChain {
  /// Whether the chain changes the graph.
  var isWriting: Bool {
    nodes.contains { node in
      switch node.operation {
      case .create, .merge, .set, .remove, .delete, .foreach: true
      case .applyPerRow(.transactions, _): true
      case .applyPerRow(_, let inner), .apply(_, let inner, _, _): inner.isWriting
      case .union(let branches, _, _): branches.contains { $0.chain.isWriting }
      default: false
      }
    }
  }
}
