// CASE in both forms. The simple one is bound as conditions over its subject: equality with a value, or an operator that has the
// subject as its unwritten left operand. A subject that may differ from call to call is computed once, before any of them.

import CypherSyntax
import GraphModel

extension Binder {
  func bindCase(_ form: CaseExpression, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    guard let written = form.subject else { return try bindAlternatives(form, at: span) }
    let subject = try bind(written)
    guard subject.expression.contains(where: \.isUnstableCall) else {
      return try comparing(subject) { () throws(QueryError) -> TypedExpression in try bindAlternatives(form, at: span) }
    }
    let once = variables.madeUp("subject", subject.type.variableType)
    let bound = try comparing(TypedExpression(.variable(once), subject.type, at: written.span)) {
      () throws(QueryError) -> TypedExpression in
      try bindAlternatives(form, at: span)
    }
    let list = BoundExpression(.list([subject.expression]), at: written.span)
    let results = BoundExpression(.listComprehension(once, list: list, predicate: nil, projection: bound.expression), at: span)
    return TypedExpression(.element(results, .literal(.integer(0))), bound.type, at: span)
  }

  private func comparing(
    _ subject: TypedExpression, _ step: () throws(QueryError) -> TypedExpression
  ) throws(QueryError) -> TypedExpression {
    caseSubjects.append(subject)
    defer { caseSubjects.removeLast() }
    return try step()
  }

  private func bindAlternatives(_ form: CaseExpression, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    var alternatives: [BoundExpression.Alternative] = []
    var type = StaticType.null
    for branch in form.branches {
      var tests: [BoundExpression] = []
      for test in branch.tests { tests.append(form.subject == nil ? try bindTruth(test, of: "WHEN") : try bindCaseTest(test)) }
      let condition = tests.count == 1 ? tests[0] : BoundExpression(.disjunction(tests), at: branch.tests[0].span)
      let result = try bind(branch.result)
      type = type.joined(with: result.type)
      alternatives.append(.init(condition: condition, result: result.expression))
    }
    let otherwise = try bindOptional(form.otherwise) ?? TypedExpression(.literal(.null), .null, at: .none)
    return TypedExpression(.conditional(alternatives, otherwise: otherwise.expression), type.joined(with: otherwise.type), at: span)
  }

  /// A test of the subject. The subjects of a CASE inside the test are its own.
  private func bindCaseTest(_ test: Expression) throws(QueryError) -> BoundExpression {
    if test.asksCaseSubject { return try bindTruth(test, of: "WHEN") }
    guard let subject = caseSubjects.last else { return try bind(test).expression }
    return BoundExpression(.binary(.equal, subject.expression, try bind(test).expression), at: test.span)
  }
}

extension Expression {
  /// Whether the left operand is the unwritten subject of CASE.
  var asksCaseSubject: Bool {
    switch kind {
    case .comparison(let left, _), .binary(_, let left, _), .isNull(let left, _), .isTyped(let left, _, _), .hasLabels(let left, _),
      .isNormalized(let left, _, _):
      left.kind == .caseSubject
    default: false
    }
  }
}

extension BoundExpression {
  /// Whether this is a call that may give something else the next time.
  fileprivate var isUnstableCall: Bool {
    if case .call(let function, _) = kind { !function.isDeterministic } else { false }
  }
}
