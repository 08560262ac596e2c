// Queries: branches, clauses in their order, and what a query may end with in its place (alone, in CALL { }, in an
// expression).

import CypherSyntax
import GraphModel

/// Where a query stands.
enum QueryPlace: Equatable {
  case top
  /// In `CALL { }`.
  case call
  /// In an expression: it may not write.
  case expression(SubqueryKind)
}

/// A bound query with what is known of its columns.
struct TypedQuery {
  let query: BoundQuery
  let columns: [TypedColumn]
}

extension Binder {
  /// Binds a query that is a statement.
  func bindStatement(_ query: Query) throws(QueryError) -> BoundQuery {
    if query.branches.count == 1, query.branches[0].clauses.count == 1, case .callProcedure(let call) = query.branches[0].clauses[0] {
      return try bindStandaloneCall(call)
    }
    return try bindQuery(query, as: .top).query
  }

  /// Binds a query whose branches begin in the current scope.
  func bindQuery(_ query: Query, as place: QueryPlace) throws(QueryError) -> TypedQuery {
    let start = scope
    var branches: [(branch: BoundBranch, columns: [TypedColumn])] = []
    let outerPlace = queryPlace
    queryPlace = QueryNesting(place: place, isUnion: query.branches.count > 1)
    defer { queryPlace = outerPlace }
    for branch in query.branches {
      branches.append(try within(start) { () throws(QueryError) -> (BoundBranch, [TypedColumn]) in try bindBranch(branch, as: place) })
    }
    guard branches.count > 1, let first = branches.first else {
      let only = branches[0]
      return TypedQuery(
        query: BoundQuery(branches: [only.branch], isDistinct: false, columns: only.branch.columns), columns: only.columns)
    }
    return try unite(first.columns, branches, query)
  }

  private func unite(
    _ first: [TypedColumn], _ branches: [(branch: BoundBranch, columns: [TypedColumn])], _ query: Query
  ) throws(QueryError) -> TypedQuery {
    var bound: [BoundBranch] = []
    var types = first.map(\.type)
    for (place, branch) in branches.enumerated() {
      var ordered: [ResultColumn] = []
      for (column, wanted) in first.enumerated() {
        guard branch.columns.count == first.count, let found = branch.columns.first(where: { $0.name == wanted.name }) else {
          throw BindingErrors.syntax(
            "DifferentColumnsInUnion", "all branches of a UNION need the same columns", at: query.branches[place].span,
            hint: "the first branch returns \(first.map(\.name.text).joined(separator: ", "))")
        }
        ordered.append(ResultColumn(name: wanted.name.text, variable: found.variable))
        types[column] = types[column].joined(with: found.type)
      }
      if branch.columns.count != first.count {
        throw BindingErrors.syntax(
          "DifferentColumnsInUnion", "all branches of a UNION need the same columns", at: query.branches[place].span)
      }
      bound.append(BoundBranch(clauses: branch.branch.clauses, columns: ordered))
    }
    let columns = zip(first, types).map { column, type in
      TypedColumn(name: column.name, variable: variables.named(column.name.text, type.variableType), type: type)
    }
    let results = columns.map { ResultColumn(name: $0.name.text, variable: $0.variable) }
    return TypedQuery(query: BoundQuery(branches: bound, isDistinct: query.union == .distinct, columns: results), columns: columns)
  }

  private func bindBranch(_ branch: SingleQuery, as place: QueryPlace) throws(QueryError) -> (BoundBranch, [TypedColumn]) {
    var clauses: [BoundClause] = []
    var columns: [TypedColumn] = []
    try checkEnd(of: branch, as: place)
    for clause in branch.clauses {
      if case .expression(let kind) = place, clause.isUpdating {
        throw BindingErrors.composition("\(kind.rawValue) { } may only read", at: clause.span)
      }
      if case .return(let projection) = clause {
        try count(clause)
        let (bound, returned) = try bindProjection(projection, isReturn: true)
        clauses.append(.project(bound))
        columns = returned
      } else {
        try bindClause(clause, into: &clauses)
      }
    }
    return (BoundBranch(clauses: clauses, columns: columns.map { ResultColumn(name: $0.name.text, variable: $0.variable) }), columns)
  }

  /// Refuses a query that ends in a clause whose rows nobody takes.
  private func checkEnd(of branch: SingleQuery, as place: QueryPlace) throws(QueryError) {
    guard let last = branch.clauses.last else { return }
    if case .expression = place { return }
    switch last {
    case .match, .unwind, .with, .loadCSV, .use:
      throw BindingErrors.composition("a query cannot end with this clause", at: last.span, hint: "add a RETURN")
    default: break
    }
  }

  /// Binds any clause but RETURN.
  func bindClause(_ clause: Clause, into clauses: inout [BoundClause]) throws(QueryError) {
    try count(clause)
    switch clause {
    case .match(let match): clauses.append(.match(try bindMatch(match)))
    case .unwind(let unwind): clauses += try bindUnwind(unwind)
    case .with(let projection): clauses.append(.project(try bindProjection(projection, isReturn: false).0))
    case .return(let projection): clauses.append(.project(try bindProjection(projection, isReturn: true).0))
    case .finish: clauses.append(.finish)
    case .create(let create): clauses += try bindCreate(create)
    case .merge(let merge): clauses += try bindMerge(merge)
    case .set(let set): clauses += try bindSet(set)
    case .remove(let remove): clauses += try bindRemove(remove)
    case .delete(let delete): clauses += try bindDelete(delete)
    case .foreach(let foreach): clauses += try bindForeach(foreach)
    case .callProcedure(let call): clauses += try bindInnerCall(call)
    case .callSubquery(let call): clauses.append(try bindSubqueryCall(call))
    case .loadCSV(let load): clauses += try bindLoadCSV(load)
    case .use(let use): throw BindingErrors.notSupported("USE", at: use.span, hint: "open the database that is meant")
    }
  }

  private func count(_ clause: Clause) throws(QueryError) {
    clauseCount += 1
    guard clauseCount <= PlannerLimits.clausesMax else {
      throw .compile(
        .resourceExhausted, "TooManyClauses", "a query may have \(PlannerLimits.clausesMax) clauses", at: clause.span,
        hint: "divide it into several statements, or pass a list as a parameter and UNWIND it")
    }
  }

  private func bindMatch(_ match: MatchClause) throws(QueryError) -> BoundMatch {
    if let moment = match.asOf {
      throw BindingErrors.notSupported("AS OF", at: moment.span, hint: "compare validFrom and validTo in WHERE")
    }
    let bound = try bindMatchParts(match.patterns, match.predicate, isOptional: match.isOptional, mode: match.mode, use: .match)
    for advice in match.advice { try noteUnused(advice) }
    return bound
  }

  private func bindUnwind(_ unwind: UnwindClause) throws(QueryError) -> [BoundClause] {
    aggregation = AggregationState(mode: .forbidden("in UNWIND"))
    let (list, subqueries) = try gatheringSubqueries { () throws(QueryError) -> TypedExpression in try bind(unwind.list) }
    if scope[unwind.variable] != nil { throw BindingErrors.alreadyBound(unwind.variable, "and cannot be the variable of UNWIND") }
    let type: StaticType
    if case .list(let element) = list.type { type = element } else { type = list.type == .any ? .any : list.type }
    let variable = variables.named(unwind.variable.text, type.variableType)
    scope.declare(unwind.variable, variable, type)
    return Self.compute(subqueries) + [.unwind(list: list.expression, variable)]
  }

  // MARK: CALL { }

  private func bindSubqueryCall(_ call: SubqueryCall) throws(QueryError) -> BoundClause {
    if let transactions = call.transactions { return try bindTransactions(call, transactions) }
    let outer = scope
    reads.append([])
    defer { reads.removeLast() }
    let bound = try bindImports(call, outer)
    for column in bound.columns {
      if outer[column.name] != nil { throw BindingErrors.alreadyBound(column.name, "outside of the subquery") }
    }
    let query = call.isOptional ? fresh(bound) : bound
    for column in query.columns { scope.declare(column.name, column.variable, column.type) }
    return .subquery(query.query, isOptional: call.isOptional)
  }

  func bindImports(_ call: SubqueryCall, _ outer: Scope) throws(QueryError) -> TypedQuery {
    var inner = Scope()
    switch call.imports {
    case .all: inner = outer.asImported
    case .variables(let names):
      for name in names {
        let entry = try resolve(name)
        inner.declare(name, entry.variable, entry.type)
      }
      inner = inner.asImported
    case nil: return try bindImportingWith(call, outer)
    }
    return try within(inner) { () throws(QueryError) -> TypedQuery in try bindQuery(call.body, as: .call) }
  }

  /// The older form, where a leading WITH of plain names imports.
  private func bindImportingWith(_ call: SubqueryCall, _ outer: Scope) throws(QueryError) -> TypedQuery {
    var body = call.body
    var inner = Scope()
    for place in body.branches.indices {
      guard case .with(let projection)? = body.branches[place].clauses.first, projection.isImport else { continue }
      noteDeprecated("a WITH that imports into CALL { }", at: projection.span, use: "the names before the braces: CALL (a, b) { … }")
      if projection.includesAll { inner = inner.overlaid(by: outer) }
      for item in projection.items {
        guard case .variable(let name) = item.expression.kind else { continue }
        let entry = try resolve(name)
        inner.declare(name, entry.variable, entry.type)
      }
      body.branches[place].clauses.removeFirst()
      guard !body.branches[place].clauses.isEmpty else {
        throw BindingErrors.composition("a subquery cannot end with this WITH", at: projection.span, hint: "add a RETURN")
      }
    }
    let query = body
    return try within(inner) { () throws(QueryError) -> TypedQuery in try bindQuery(query, as: .call) }
  }

  /// The same query under output variables of its own, which may be null.
  func fresh(_ bound: TypedQuery) -> TypedQuery {
    let columns = bound.columns.map { column in
      TypedColumn(name: column.name, variable: variables.named(column.name.text, column.type.variableType), type: column.type)
    }
    let branches: [BoundBranch] = bound.query.branches.map { branch in
      BoundBranch(clauses: branch.clauses, columns: branch.columns)
    }
    let results = columns.map { ResultColumn(name: $0.name.text, variable: $0.variable) }
    if branches.count > 1 {
      return TypedQuery(query: BoundQuery(branches: branches, isDistinct: bound.query.isDistinct, columns: results), columns: columns)
    }
    var projection = BoundProjection()
    projection.items = zip(columns, branches[0].columns).map { ProjectionItem(variable: $0.variable, expression: .variable($1.variable)) }
    let branch = BoundBranch(clauses: branches[0].clauses + [.project(projection)], columns: results)
    return TypedQuery(query: BoundQuery(branches: [branch], isDistinct: false, columns: results), columns: columns)
  }
}

extension Projection {
  /// Whether this is a WITH of plain names, as it imports variables into a subquery.
  var isImport: Bool {
    guard !isDistinct, order.isEmpty, skip == nil, limit == nil, predicate == nil else { return false }
    return items.allSatisfy { item in
      guard item.alias == nil, case .variable = item.expression.kind else { return false }
      return true
    }
  }
}
