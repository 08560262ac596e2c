// Walking through bound expressions: their parts, rewriting from the leaves, the variables they read. One place knows the
// shape, so that a new form of expression is a new case here and nowhere else in planning.

package import GraphModel

extension BoundExpression {
  /// The direct parts, in order.
  package var children: [BoundExpression] {
    switch kind {
    case .literal, .parameter, .variable, .path: []
    case .property(let base, _), .unary(_, let base), .isNull(let base, _), .isTyped(let base, _, _), .hasLabels(let base, _),
      .entity(_, let base):
      [base]
    case .element(let base, let index): [base, index]
    case .slice(let base, let from, let to): [base] + [from, to].compactMap { $0 }
    case .list(let elements), .conjunction(let elements), .disjunction(let elements), .call(_, let elements): elements
    case .map(let entries): entries.map(\.value)
    case .binary(_, let left, let right): [left, right]
    case .chain(let first, let links): [first] + links.map(\.operand)
    case .conditional(let alternatives, let otherwise): alternatives.flatMap { [$0.condition, $0.result] } + [otherwise]
    case .listComprehension(_, let list, let predicate, let projection): [list] + [predicate, projection].compactMap { $0 }
    case .quantifier(_, _, let list, let predicate): [list, predicate]
    case .reduce(_, let initial, _, let list, let body): [initial, list, body]
    }
  }

  /// The same form over other parts.
  package func mapChildren(_ change: (BoundExpression) -> BoundExpression) -> BoundExpression {
    let kind: Kind
    switch self.kind {
    case .literal, .parameter, .variable, .path: return self
    case .property(let base, let key): kind = .property(change(base), key: key)
    case .element(let base, let index): kind = .element(change(base), change(index))
    case .slice(let base, let from, let to): kind = .slice(change(base), from: from.map(change), to: to.map(change))
    case .list(let elements): kind = .list(elements.map(change))
    case .map(let entries): kind = .map(entries.map { MapEntry(key: $0.key, value: change($0.value)) })
    case .unary(let op, let operand): kind = .unary(op, change(operand))
    case .binary(let op, let left, let right): kind = .binary(op, change(left), change(right))
    case .chain(let first, let links):
      kind = .chain(change(first), links.map { Link($0.sign, change($0.operand)) })
    case .conjunction(let parts): kind = .conjunction(parts.map(change))
    case .disjunction(let parts): kind = .disjunction(parts.map(change))
    case .isNull(let operand, let negated): kind = .isNull(change(operand), negated: negated)
    case .isTyped(let operand, let test, let negated): kind = .isTyped(change(operand), test, negated: negated)
    case .hasLabels(let operand, let test): kind = .hasLabels(change(operand), test)
    case .conditional(let alternatives, let otherwise):
      kind = .conditional(
        alternatives.map { Alternative(condition: change($0.condition), result: change($0.result)) }, otherwise: change(otherwise))
    case .call(let function, let arguments): kind = .call(function, arguments.map(change))
    case .entity(let function, let argument): kind = .entity(function, change(argument))
    case .listComprehension(let variable, let list, let predicate, let projection):
      kind = .listComprehension(variable, list: change(list), predicate: predicate.map(change), projection: projection.map(change))
    case .quantifier(let quantifier, let variable, let list, let predicate):
      kind = .quantifier(quantifier, variable, list: change(list), predicate: change(predicate))
    case .reduce(let accumulator, let initial, let variable, let list, let body):
      kind = .reduce(accumulator: accumulator, initial: change(initial), variable, list: change(list), body: change(body))
    }
    return BoundExpression(kind, at: span)
  }

  /// The expression with every part rewritten, leaves first.
  package func rewritten(_ change: (BoundExpression) -> BoundExpression) -> BoundExpression {
    change(mapChildren { $0.rewritten(change) })
  }

  /// The expression with the largest parts replaced for which a replacement is given.
  package func replacing(_ replacement: (BoundExpression) -> BoundExpression?) -> BoundExpression {
    if let other = replacement(self) { return other }
    return mapChildren { $0.replacing(replacement) }
  }

  /// Calls a function for every variable that is read, in order; local variables of comprehensions included.
  package func forEachVariable(_ visit: (Variable) -> Void) {
    switch kind {
    case .variable(let variable): visit(variable)
    case .path(let start, let steps):
      visit(start)
      for step in steps { visit(step) }
    default: for child in children { child.forEachVariable(visit) }
    }
  }

  /// Calls a function for every variable that a comprehension inside introduces.
  private func forEachLocal(_ visit: (Variable) -> Void) {
    switch kind {
    case .listComprehension(let variable, _, _, _), .quantifier(_, let variable, _, _): visit(variable)
    case .reduce(let accumulator, _, let variable, _, _):
      visit(accumulator)
      visit(variable)
    default: break
    }
    for child in children { child.forEachLocal(visit) }
  }

  /// The variables of the row that are read.
  package var variables: Set<Variable> {
    var found: Set<Variable> = []
    forEachVariable { found.insert($0) }
    if !found.isEmpty { forEachLocal { found.remove($0) } }
    return found
  }

  /// Whether any part, or the whole, satisfies a test.
  package func contains(where test: (BoundExpression) -> Bool) -> Bool {
    test(self) || children.contains { $0.contains(where: test) }
  }

  /// Whether this is the same in every row and every run but for parameters.
  package var isConstant: Bool { variables.isEmpty }

  /// The conjuncts: those of an AND, or the expression alone.
  package var conjuncts: [BoundExpression] {
    if case .conjunction(let parts) = kind { return parts.flatMap(\.conjuncts) }
    return [self]
  }

  /// A variable as an expression.
  package static func variable(_ variable: Variable) -> BoundExpression { BoundExpression(.variable(variable)) }
  /// A constant as an expression.
  package static func literal(_ value: Value) -> BoundExpression { BoundExpression(.literal(value)) }

  /// The variable, if the expression is nothing else.
  package var asVariable: Variable? {
    if case .variable(let variable) = kind { return variable }
    return nil
  }

  /// The AND of some conditions.
  package static func all(_ conditions: [BoundExpression]) -> BoundExpression {
    if let only = conditions.first, conditions.count == 1 { return only }
    return BoundExpression(conditions.isEmpty ? .literal(.boolean(true)) : .conjunction(conditions))
  }
}
