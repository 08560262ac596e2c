// Conditions on labels and types. `|` binds weakest, then `&` (and the repeated colon of older queries), then `!`.

import GraphModel

extension Parser {
  /// `:condition` or `IS condition` in a pattern.
  mutating func labelCondition() throws(SyntaxFailure) -> LabelExpression {
    advance()
    return try labelExpression(allowsPipe: true)
  }

  /// `:A:B` after a variable in SET and REMOVE: names and dynamic names, all of which are meant.
  mutating func labelConjunction() throws(SyntaxFailure) -> LabelExpression {
    let start = position
    advance()
    var operands = [try labelName()]
    while accept(.colon) || accept(.ampersand) { operands.append(try labelName()) }
    return operands.count == 1 ? operands[0] : LabelExpression(.and(operands), at: span(from: start + 1))
  }

  /// A condition without its leading colon. Where a comprehension waits for a `|`, the condition leaves it alone.
  mutating func labelExpression(allowsPipe: Bool) throws(SyntaxFailure) -> LabelExpression {
    let outer = try enter(weight: 1)
    let start = position
    var joinsByColon = false
    var operands = [try labelAnd(&joinsByColon)]
    while allowsPipe, at(.pipe) {
      if joinsByColon { throw mixedLabels() }
      advance()
      _ = accept(.colon)
      operands.append(try labelAnd(&joinsByColon))
      if joinsByColon { throw mixedLabels() }
    }
    try leave(outer, weight: 1)
    return operands.count == 1 ? operands[0] : LabelExpression(.or(operands), at: span(from: start))
  }

  private func mixedLabels() -> SyntaxFailure {
    error("':' and '|' cannot be mixed between labels", hint: "write & for 'and' and | for 'or', with parentheses as needed")
  }

  private mutating func labelAnd(_ joinsByColon: inout Bool) throws(SyntaxFailure) -> LabelExpression {
    let start = position
    var operands = [try labelNot()]
    while true {
      if accept(.ampersand) {
        operands.append(try labelNot())
      } else if at(.colon) {
        advance()
        joinsByColon = true
        operands.append(try labelNot())
      } else {
        break
      }
    }
    return operands.count == 1 ? operands[0] : LabelExpression(.and(operands), at: span(from: start))
  }

  private mutating func labelNot() throws(SyntaxFailure) -> LabelExpression {
    let start = position
    var count = 0
    while accept(.exclamation) {
      count += 1
      try grow(by: 1)
    }
    var expression = try labelAtom()
    for step in 0..<count {
      let place = start + count - 1 - step
      expression = LabelExpression(.not(expression), at: span(from: place))
    }
    return expression
  }

  private mutating func labelAtom() throws(SyntaxFailure) -> LabelExpression {
    let start = position
    switch current.kind {
    case .percent:
      advance()
      return LabelExpression(.wildcard, at: span(from: start))
    case .leftParenthesis:
      let opener = try open(.leftParenthesis)
      let inner = try labelExpression(allowsPipe: true)
      try close(opener)
      return inner
    default: return try labelName()
    }
  }

  private mutating func labelName() throws(SyntaxFailure) -> LabelExpression {
    let start = position
    guard accept(.dollar) else {
      let name = try anyName("the name of a label or type")
      return LabelExpression(.name(name), at: name.span)
    }
    let match: LabelExpression.DynamicMatch = accept(.any) ? .any : .all
    if match == .all { _ = accept(.all) }
    guard at(.leftParenthesis) else {
      throw unexpected("'('", hint: "a label from a parameter is written $($name)")
    }
    let opener = try open(.leftParenthesis)
    let names = try value()
    try close(opener)
    return LabelExpression(.dynamic(names, match), at: span(from: start))
  }
}
