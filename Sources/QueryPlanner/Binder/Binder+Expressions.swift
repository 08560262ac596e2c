// Expressions: one function per form, from the syntax tree to a bound expression and what is known of its type. The big forms
// (calls, comprehensions, subqueries) stand in files beside this one.

import CypherSyntax
import GraphModel

/// A bound expression and its type.
struct TypedExpression {
  let expression: BoundExpression
  let type: StaticType

  init(_ kind: BoundExpression.Kind, _ type: StaticType, at span: SourceSpan) {
    expression = BoundExpression(kind, at: span)
    self.type = type
  }

  init(_ expression: BoundExpression, _ type: StaticType) {
    self.expression = expression
    self.type = type
  }
}

extension Binder {
  /// Binds an expression.
  func bind(_ expression: Expression) throws(QueryError) -> TypedExpression {
    let admitted = admitsPatterns
    admitsPatterns = false
    defer { admitsPatterns = admitted }
    return try deeper(at: expression.span) { () throws(QueryError) -> TypedExpression in
      try bindForm(expression, admitsPattern: admitted)
    }
  }

  private func bindForm(_ expression: Expression, admitsPattern: Bool) throws(QueryError) -> TypedExpression {
    let span = expression.span
    switch expression.kind {
    case .literal(let value): return TypedExpression(.literal(value), Self.type(of: value), at: span)
    case .parameter(let name): return try bindParameter(name, at: span)
    case .variable(let name):
      if scope[name] == nil, let number = Self.namedFloats[name.text.lowercased()] {
        return TypedExpression(.literal(.float(number)), .float, at: span)
      }
      let entry = try resolve(name)
      return TypedExpression(.variable(entry.variable), entry.type, at: span)
    case .property(let base, let key): return try bindProperty(base, key, at: span)
    case .subscript(let base, let index): return try bindElement(base, index, at: span)
    case .slice(let base, let from, let to): return try bindSlice(base, from, to, at: span)
    case .list(let elements): return try bindList(elements, at: span)
    case .map(let entries): return try bindMap(entries, at: span)
    case .mapProjection(let projection): return try bindMapProjection(projection, at: span)
    case .listComprehension(let comprehension): return try bindListComprehension(comprehension, at: span)
    case .patternComprehension(let comprehension): return try bindPatternComprehension(comprehension, at: span)
    case .pattern(let pattern): return try bindPatternExpression(pattern, admitsPattern: admitsPattern, at: span)
    case .quantifier(let quantifier): return try bindQuantifier(quantifier, at: span)
    case .reduce(let reduction): return try bindReduction(reduction, at: span)
    case .case(let form): return try bindCase(form, at: span)
    case .caseSubject:
      guard let subject = caseSubjects.last else { throw BindingErrors.syntax("UnexpectedSyntax", "CASE compares nothing here", at: span) }
      return subject
    case .function(let call): return try bindCall(call, at: span)
    case .countStar: return try bindAggregate(.count, arguments: [], isDistinct: false, name: "count(*)", at: span)
    case .unary(let op, let operand): return try bindUnary(op, operand, at: span)
    case .and(let operands):
      let parts = try bindTruths(operands, of: "AND").flatMap(\.conjuncts)
      return TypedExpression(.conjunction(parts), .boolean, at: span)
    case .or(let operands): return TypedExpression(.disjunction(try bindTruths(operands, of: "OR")), .boolean, at: span)
    case .xor(let operands): return try bindExclusiveOr(operands, at: span)
    case .arithmetic(let first, let terms): return try bindArithmetic(first, terms, at: span)
    case .comparison(let first, let terms): return try bindComparison(first, terms, at: span)
    case .binary(let op, let left, let right): return try bindBinary(op, left, right, at: span)
    case .isNull(let operand, let negated):
      return TypedExpression(.isNull(try bind(operand).expression, negated: negated), .boolean, at: span)
    case .isTyped(let operand, let type, let negated):
      return TypedExpression(.isTyped(try bind(operand).expression, try bindType(type), negated: negated), .boolean, at: span)
    case .isNormalized(let operand, let form, let negated): return try bindNormalTest(operand, form, negated: negated, at: span)
    case .hasLabels(let operand, let labels): return try bindLabelTest(operand, labels, at: span)
    case .subquery(let kind, let body): return try bindSubquery(kind, body, at: span)
    }
  }

  /// The floats that are written as words, where no variable has the name.
  private static let namedFloats: [String: Double] = ["inf": .infinity, "infinity": .infinity, "nan": .nan]

  /// The type of a constant.
  static func type(of value: Value) -> StaticType {
    switch value {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .list(let elements): .list(elements.map(type(of:)).reduce(.null) { $0.joined(with: $1) })
    case .map: .map
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    case .date: .date
    case .localTime: .localTime
    case .time: .time
    case .localDateTime: .localDateTime
    case .dateTime: .dateTime
    case .duration: .duration
    case .point: .point
    }
  }

  func bindParameter(_ name: Identifier, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    if let parameters, !parameters.contains(name.text) { throw BindingErrors.missingParameter(name, known: parameters) }
    return TypedExpression(.parameter(name.text), .any, at: span)
  }

  private func bindProperty(_ base: Expression, _ key: Identifier, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let bound = try bind(base)
    switch bound.type {
    case .any, .null, .map: break
    case _ where bound.type.isTemporalOrPoint: break
    case .node, .relationship: names.reads(.key, key)
    case .path: throw BindingErrors.wrongOperand(of: "property access", wanted: "a node, relationship or map", got: .path, at: span)
    default:
      throw .compile(
        .typeError, "InvalidArgumentType",
        "property access takes a node, relationship, map, date, time, duration or point, not a value of type \(bound.type.name)", at: span)
    }
    return TypedExpression(.property(bound.expression, key: key.text), .any, at: span)
  }

  private func bindElement(_ base: Expression, _ index: Expression, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let list = try bind(base)
    let place = try bind(index)
    switch list.type {
    case .any, .null, .map, .node, .relationship, .list: break
    case _ where list.type.isTemporalOrPoint: break
    default:
      throw .compile(
        .typeError, "InvalidArgumentType", "a value of type \(list.type.name) has no elements", at: span,
        hint: "only lists, maps, nodes, relationships, temporal values and points do")
    }
    return TypedExpression(.element(list.expression, place.expression), list.type.element, at: span)
  }

  private func bindSlice(
    _ base: Expression, _ from: Expression?, _ to: Expression?, at span: SourceSpan
  ) throws(QueryError)
    -> TypedExpression
  {
    let list = try bind(base)
    guard list.type.admitsList else { throw BindingErrors.wrongOperand(of: "a slice", wanted: "a list", got: list.type, at: span) }
    let lower = try bindOptional(from)?.expression
    let upper = try bindOptional(to)?.expression
    return TypedExpression(.slice(list.expression, from: lower, to: upper), list.type, at: span)
  }

  /// Binds an expression if there is one.
  func bindOptional(_ expression: Expression?) throws(QueryError) -> TypedExpression? {
    guard let expression else { return nil }
    return try bind(expression)
  }

  private func bindList(_ elements: [Expression], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    var parts: [BoundExpression] = []
    var type = StaticType.null
    for element in elements {
      let bound = try bind(element)
      parts.append(bound.expression)
      type = parts.count == 1 ? bound.type : type.joined(with: bound.type)
    }
    return TypedExpression(.list(parts), .list(type), at: span)
  }

  private func bindMap(_ entries: [CypherSyntax.MapEntry], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    TypedExpression(.map(try bindEntries(entries)), .map, at: span)
  }

  /// The entries of a map literal.
  func bindEntries(_ entries: [CypherSyntax.MapEntry]) throws(QueryError) -> [BoundExpression.MapEntry] {
    var parts: [BoundExpression.MapEntry] = []
    for entry in entries { parts.append(.init(key: entry.key.text, value: try bind(entry.value).expression)) }
    return parts
  }

  private func bindUnary(_ op: CypherSyntax.UnaryOperator, _ operand: Expression, at span: SourceSpan) throws(QueryError) -> TypedExpression
  {
    switch op {
    case .not:
      let bound = try bindTruth(operand, of: "NOT")
      return TypedExpression(.unary(.not, bound), .boolean, at: span)
    case .minus, .plus:
      let bound = try bind(operand)
      guard bound.type.admitsNumber || bound.type == .duration else {
        throw BindingErrors.wrongOperand(
          of: op == .minus ? "`-`" : "`+`", wanted: "a number or a duration", got: bound.type, at: operand.span)
      }
      return TypedExpression(.unary(op == .minus ? .negate : .plus, bound.expression), bound.type, at: span)
    }
  }

  private func bindNormalTest(
    _ operand: Expression, _ form: NormalForm, negated: Bool, at span: SourceSpan
  ) throws(QueryError) -> TypedExpression {
    let form = BoundExpression.literal(.string(form.rawValue))
    let test = BoundExpression(.call(NormalForms.test, [try bind(operand).expression, form]), at: span)
    return TypedExpression(negated ? BoundExpression(.unary(.not, test), at: span) : test, .boolean)
  }

  /// Binds the operands of a logical operator, where patterns may stand.
  private func bindTruths(_ operands: [Expression], of op: String) throws(QueryError) -> [BoundExpression] {
    var parts: [BoundExpression] = []
    for operand in operands { parts.append(try bindTruth(operand, of: op)) }
    return parts
  }

  /// Binds a condition; a pattern may stand for its existence.
  func bindTruth(_ operand: Expression, of op: String) throws(QueryError) -> BoundExpression {
    admitsPatterns = true
    defer { admitsPatterns = false }
    let bound = try bind(operand)
    guard bound.type.admitsBoolean else {
      throw BindingErrors.wrongOperand(of: op, wanted: "a truth value", got: bound.type, at: operand.span)
    }
    return bound.expression
  }

  private func bindExclusiveOr(_ operands: [Expression], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let isLong = operands.count > PlannerLimits.chainHeightMax
    let parts = try deeper(by: isLong ? 1 : operands.count, at: span) { () throws(QueryError) -> [BoundExpression] in
      try bindTruths(operands, of: "XOR")
    }
    if isLong { return TypedExpression(.chain(parts[0], parts.dropFirst().map { .init(.exclusiveOr, $0) }), .boolean, at: span) }
    let chain = parts.dropFirst().reduce(parts[0]) { BoundExpression(.binary(.exclusiveOr, $0, $1), at: span) }
    return TypedExpression(chain, .boolean)
  }

  private func bindComparison(_ first: Expression, _ terms: [ComparisonTerm], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    var left = try bind(first).expression
    var parts: [BoundExpression] = []
    for term in terms {
      let right = try bind(term.operand).expression
      parts.append(BoundExpression(.binary(Self.comparison(term.operator), left, right), at: span))
      left = right
    }
    return TypedExpression(parts.count == 1 ? parts[0] : BoundExpression(.conjunction(parts), at: span), .boolean)
  }

  private static func comparison(_ op: ComparisonOperator) -> BinaryOperator {
    switch op {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }

  private func bindBinary(
    _ op: CypherSyntax.BinaryOperator, _ left: Expression, _ right: Expression, at span: SourceSpan
  )
    throws(QueryError) -> TypedExpression
  {
    let (a, b) = (try bind(left), try bind(right))
    let bound: BinaryOperator =
      switch op {
      case .in: .isIn
      case .startsWith: .startsWith
      case .endsWith: .endsWith
      case .contains: .contains
      case .matches: .matches
      }
    if bound == .isIn, !b.type.admitsList {
      throw BindingErrors.wrongOperand(of: "IN", wanted: "a list on its right", got: b.type, at: right.span)
    }
    return TypedExpression(.binary(bound, a.expression, b.expression), .boolean, at: span)
  }

  private func bindLabelTest(_ operand: Expression, _ labels: LabelExpression, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let bound = try bind(operand)
    switch bound.type {
    case .any, .null, .node: try noteReading(labels, as: .label)
    case .relationship: try noteReading(labels, as: .type)
    default:
      throw BindingErrors.wrongOperand(of: "a label test", wanted: "a node or relationship", got: bound.type, at: operand.span)
    }
    if labels.isComputed {
      return TypedExpression(
        try bindLabelCondition(labels, of: bound.expression, isRelationship: bound.type == .relationship), .boolean)
    }
    return TypedExpression(.hasLabels(bound.expression, try bindLabels(labels)), .boolean, at: span)
  }
}
