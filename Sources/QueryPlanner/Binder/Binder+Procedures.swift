// CALL of procedures, alone or inside a query, and SHOW, which is such a call in other words.

import CypherSyntax
import GraphModel

extension Binder {
  /// A query that is nothing but a call: arguments may come from parameters, and all fields are returned if none is named.
  func bindStandaloneCall(_ call: CypherSyntax.ProcedureCall) throws(QueryError) -> BoundQuery {
    var clauses: [BoundClause] = []
    let columns = try bindCall(call, isStandalone: true, into: &clauses)
    if columns.isEmpty { return BoundQuery(branches: [BoundBranch(clauses: clauses, columns: [])], isDistinct: false, columns: []) }
    var projection = BoundProjection()
    projection.items = columns.map { ProjectionItem(variable: $0.variable, expression: .variable($0.variable)) }
    let results = columns.map { ResultColumn(name: $0.name.text, variable: $0.variable) }
    let branch = BoundBranch(clauses: clauses + [.project(projection)], columns: results)
    return BoundQuery(branches: [branch], isDistinct: false, columns: results)
  }

  /// A call among other clauses.
  func bindInnerCall(_ call: CypherSyntax.ProcedureCall) throws(QueryError) -> [BoundClause] {
    var clauses: [BoundClause] = []
    _ = try bindCall(call, isStandalone: false, into: &clauses)
    return clauses
  }

  private func bindCall(
    _ call: CypherSyntax.ProcedureCall, isStandalone: Bool, into clauses: inout [BoundClause]
  ) throws(QueryError)
    -> [TypedColumn]
  {
    guard let signature = procedures[call.name.text] else {
      throw .compile(
        .procedureError, "ProcedureNotFound", "procedure `\(call.name.text)` is not known", at: call.name.span,
        hint: BindingErrors.didYouMean(call.name.text, among: procedures.names) ?? "SHOW PROCEDURES lists all")
    }
    if signature.isWriting { isWriting = true }
    aggregation = AggregationState(mode: .forbidden("in the arguments of a procedure"))
    let (arguments, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      try bindArguments(call, signature, isStandalone: isStandalone)
    }
    let columns = try bindYield(call, signature, isStandalone: isStandalone)
    let bound = ProcedureCall(
      name: signature.name, arguments: arguments, yields: columns.map { .init(field: $0.field, variable: $0.column.variable) },
      isVoid: signature.fields.isEmpty, span: call.span)
    clauses += Self.compute(subqueries) + [.call(bound, isOptional: call.isOptional)]
    for column in columns { scope.declare(column.column.name, column.column.variable, column.column.type) }
    try bindYieldCondition(call, into: &clauses)
    return columns.map(\.column)
  }

  private func bindYieldCondition(_ call: CypherSyntax.ProcedureCall, into clauses: inout [BoundClause]) throws(QueryError) {
    guard let predicate = call.predicate else { return }
    aggregation = AggregationState(mode: .forbidden("in WHERE"))
    let (condition, subqueries) = try gatheringSubqueries { () throws(QueryError) -> BoundExpression in
      try bindTruth(predicate, of: "WHERE")
    }
    clauses += Self.compute(subqueries) + [.filter(condition.conjuncts)]
  }

  // MARK: Arguments

  private func bindArguments(
    _ call: CypherSyntax.ProcedureCall, _ signature: ProcedureSignature, isStandalone: Bool
  ) throws(QueryError)
    -> [BoundExpression]
  {
    guard let given = call.arguments else { return try implicitArguments(call, signature, isStandalone: isStandalone) }
    let needed = signature.arguments.prefix { $0.defaultValue == nil }.count
    guard given.count <= signature.arguments.count, given.count >= needed else {
      throw BindingErrors.syntax(
        "InvalidNumberOfArguments", "`\(signature.name)` takes \(signature.arguments.count) arguments, not \(given.count)", at: call.span,
        hint: signature.arguments.isEmpty ? nil : "it takes \(signature.arguments.map(\.name).joined(separator: ", "))")
    }
    var bound: [BoundExpression] = []
    for (argument, expression) in zip(signature.arguments, given) {
      let value = try bind(expression)
      guard Self.fits(value.type, argument.type) else {
        throw BindingErrors.wrongOperand(
          of: "argument `\(argument.name)`", wanted: "a value of type \(Self.staticType(argument.type).name)", got: value.type,
          at: expression.span)
      }
      bound.append(value.expression)
    }
    for argument in signature.arguments.dropFirst(given.count) { bound.append(.literal(argument.defaultValue ?? .null)) }
    return bound
  }

  private func implicitArguments(
    _ call: CypherSyntax.ProcedureCall, _ signature: ProcedureSignature, isStandalone: Bool
  )
    throws(QueryError) -> [BoundExpression]
  {
    guard isStandalone || signature.arguments.isEmpty else {
      throw BindingErrors.syntax(
        "InvalidArgumentPassingMode", "inside a query the arguments of a procedure must be written out", at: call.span,
        hint: "write \(signature.name)(\(signature.arguments.map(\.name).joined(separator: ", ")))")
    }
    var bound: [BoundExpression] = []
    for argument in signature.arguments {
      let name = Identifier(argument.name, at: call.span)
      if let value = argument.defaultValue, let parameters, !parameters.contains(argument.name) {
        bound.append(.literal(value))
      } else {
        bound.append(try bindParameter(name, at: call.span).expression)
      }
    }
    return bound
  }

  /// Whether a value of the static type may be passed.
  private static func fits(_ type: StaticType, _ wanted: TypeTest) -> Bool {
    if type.isOpen { return true }
    switch wanted {
    case .notNull(let inner): return fits(type, inner)
    case .any, .anyOf: return true
    case .number, .float: return type.admitsNumber
    case .integer: return type == .integer || type == .number
    case .list: return type.admitsList
    case .boolean: return type == .boolean
    case .string: return type == .string
    case .node: return type == .node
    case .relationship: return type == .relationship
    case .path: return type == .path
    case .map: return [.map, .node, .relationship].contains(type)
    case .null: return false
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: return type == Self.staticType(wanted)
    }
  }

  // MARK: YIELD

  private func bindYield(
    _ call: CypherSyntax.ProcedureCall, _ signature: ProcedureSignature, isStandalone: Bool
  ) throws(QueryError)
    -> [(field: String, column: TypedColumn)]
  {
    switch call.yield {
    case nil, .all:
      if isStandalone { return try yieldAll(signature, at: call.span) }
      if call.yield == nil, signature.fields.isEmpty { return [] }
      // Without YIELD no field is a variable; `YIELD *` belongs to a call that stands alone.
      throw BindingErrors.syntax(
        call.yield == nil ? "UndefinedVariable" : "UnexpectedSyntax", "inside a query the fields of a procedure must be named",
        at: call.span,
        hint: "write YIELD \(signature.fields.map(\.name).joined(separator: ", "))")
    case .items(let items):
      var result: [(field: String, column: TypedColumn)] = []
      for item in items {
        guard let field = signature.fields.first(where: { $0.name.isByteEqual(to: item.field.text) }) else {
          throw BindingErrors.syntax(
            "UndefinedVariable", "`\(signature.name)` yields no `\(item.field.text)`", at: item.span,
            hint: BindingErrors.didYouMean(item.field.text, among: signature.fields.map(\.name))
              ?? "it yields \(signature.fields.map(\.name).joined(separator: ", "))")
        }
        if scope[item.variable] != nil || result.contains(where: { $0.column.name == item.variable }) {
          throw BindingErrors.alreadyBound(item.variable, "and cannot be yielded")
        }
        result.append((field.name, column(item.variable, field)))
      }
      return result
    }
  }

  private func yieldAll(_ signature: ProcedureSignature, at span: SourceSpan) throws(QueryError) -> [(field: String, column: TypedColumn)] {
    signature.fields.map { ($0.name, column(Identifier($0.name, at: span), $0)) }
  }

  private func column(_ name: Identifier, _ field: ProcedureSignature.Field) -> TypedColumn {
    let type = Self.staticType(field.type)
    return TypedColumn(name: name, variable: variables.named(name.text, type.variableType), type: type)
  }

  // MARK: SHOW

  /// What the words between SHOW and its subject mean: conditions on the columns of the listing.
  private func showConditions(_ command: ShowCommand, _ columns: [TypedColumn]) throws(QueryError) -> [BoundExpression] {
    guard let filter = command.filter, filter != "ALL" else { return [] }
    func column(_ name: String, is text: String) -> BoundExpression? {
      guard let column = columns.first(where: { $0.name.text == name }) else { return nil }
      return BoundExpression(.binary(.equal, .variable(column.variable), .literal(.string(text))), at: command.span)
    }
    var words = filter.split(separator: " ").map(String.init)
    switch command.subject {
    case .indexes where ["RANGE", "FULLTEXT", "LOOKUP", "TEXT", "POINT", "VECTOR"].contains(filter):
      if let isOfKind = column("type", is: filter) { return [isOfKind] }
    case .functions where filter == "BUILT IN": return []
    case .functions where filter == "USER DEFINED": return [.literal(.boolean(false))]
    case .constraints:
      var entities = ["NODE", "RELATIONSHIP"]
      if let kind = words.first, ["NODE", "RELATIONSHIP", "REL"].contains(kind) {
        entities = [kind == "NODE" ? "NODE" : "RELATIONSHIP"]
        words.removeFirst()
      }
      if let column = columns.first(where: { $0.name.text == "type" }), let types = Self.constraintTypes(words, entities) {
        let list = BoundExpression.literal(.list(types.map(Value.string)))
        return [BoundExpression(.binary(.isIn, .variable(column.variable), list), at: command.span)]
      }
    default: break
    }
    throw BindingErrors.notSupported(
      "SHOW \(filter) \(command.subject.rawValue)", at: command.span, hint: "leave out \(filter), and filter with WHERE")
  }

  /// The types of constraints that the words of a filter mean; nil where they mean none.
  private static func constraintTypes(_ words: [String], _ entities: [String]) -> [String]? {
    let suffix: String
    switch words.joined(separator: " ") {
    case "UNIQUE", "UNIQUENESS", "PROPERTY UNIQUENESS": return entities.map { $0 == "NODE" ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS" }
    case "KEY": suffix = "KEY"
    case "EXIST", "EXISTENCE", "PROPERTY EXIST", "PROPERTY EXISTENCE": suffix = "PROPERTY_EXISTENCE"
    case "PROPERTY TYPE", "TYPE": suffix = "PROPERTY_TYPE"
    default: return nil
    }
    return entities.map { "\($0)_\(suffix)" }
  }

  /// SHOW as a call of the procedure that lists the same: `db.indexes` and its siblings, which take no arguments.
  func bindShow(_ command: ShowCommand) throws(QueryError) -> BoundQuery {
    let subject = command.subject.rawValue.lowercased()
    guard let signature = ["db.\(subject)", "dbms.\(subject)"].lazy.compactMap({ self.procedures[$0] }).first else {
      throw BindingErrors.notSupported(
        "SHOW \(command.subject.rawValue)", at: command.span, hint: "this database lists nothing of that kind")
    }
    let fields = try yieldAll(signature, at: command.span)
    let call = ProcedureCall(
      name: signature.name, arguments: [], yields: fields.map { .init(field: $0.field, variable: $0.column.variable) }, isVoid: false,
      span: command.span)
    for field in fields { scope.declare(field.column.name, field.column.variable, field.column.type) }
    var clauses: [BoundClause] = [.call(call, isOptional: false)]
    var columns = fields.map(\.column)
    let conditions = try showConditions(command, columns)
    if !conditions.isEmpty { clauses.append(.filter(conditions)) }
    if let predicate = command.predicate {
      aggregation = AggregationState(mode: .forbidden("in WHERE"))
      clauses.append(.filter(try bindTruth(predicate, of: "WHERE").conjuncts))
    }
    for (projection, isReturn) in [(command.yield, false), (command.result, true)] {
      guard let projection else { continue }
      let (bound, outputs) = try bindProjection(projection, isReturn: isReturn)
      clauses.append(.project(bound))
      columns = outputs
    }
    let results = columns.map { ResultColumn(name: $0.name.text, variable: $0.variable) }
    if command.yield == nil, command.result == nil {
      var projection = BoundProjection()
      projection.items = columns.map { ProjectionItem(variable: $0.variable, expression: .variable($0.variable)) }
      clauses.append(.project(projection))
    }
    return BoundQuery(branches: [BoundBranch(clauses: clauses, columns: results)], isDistinct: false, columns: results)
  }
}
