// The expressions with parts of their own, as text.

import GraphModel

extension Printer {
  mutating func writeCompound(_ expression: Expression) {
    switch expression.kind {
    case .list(let elements): write(list: elements)
    case .map(let entries): write(entries)
    case .mapProjection(let projection): write(projection)
    case .listComprehension(let comprehension): write(comprehension)
    case .patternComprehension(let comprehension): write(comprehension)
    case .pattern(let pattern): write(pattern)
    case .quantifier(let quantifier): write(quantifier)
    case .reduce(let reduction): write(reduction)
    case .case(let expression): write(expression)
    case .function(let call): write(call)
    case .countStar: write("count(*)")
    case .caseSubject: break
    case .subquery(let kind, let body): write(kind, body)
    default: break
    }
  }

  private mutating func write(list elements: [Expression]) {
    write("[")
    if elements.count == 1, elements[0].precedence < .additive {
      writeParenthesized(elements[0])
    } else {
      writeList(elements) { $0.write($1) }
    }
    write("]")
  }

  private mutating func write(_ entries: [MapEntry]) {
    write("{")
    writeList(entries) { $0.write($1) }
    write("}")
  }

  private mutating func write(_ entry: MapEntry) {
    writeAnyName(entry.key)
    write(": ", entry.value)
  }

  private mutating func write(_ projection: MapProjection) {
    switch Keyword.spelt(by: Array(projection.subject.text.utf8)[...]) {
    case .exists, .count, .collect: write(Quoting.quoted(projection.subject.text))
    default: write(projection.subject)
    }
    write(" {")
    writeList(projection.items) { printer, item in
      switch item {
      case .property(let key):
        printer.write(".")
        printer.writeAnyName(key)
      case .allProperties: printer.write(".*")
      case .entry(let entry): printer.write(entry)
      case .variable(let variable): printer.write(variable)
      }
    }
    write("}")
  }

  private mutating func write(_ comprehension: ListComprehension) {
    write("[")
    write(comprehension.variable)
    write(" IN ", inComprehension: comprehension.list)
    write(" WHERE ", inComprehension: comprehension.predicate)
    write(" | ", comprehension.result)
    write("]")
  }

  private mutating func write(_ comprehension: PatternComprehension) {
    write("[")
    write(comprehension.pattern)
    write(" WHERE ", inComprehension: comprehension.predicate)
    write(" | ", comprehension.result)
    write("]")
  }

  /// Writes an expression before the bar of a comprehension; a union of types, which ends in a bar, gets parentheses.
  mutating func write(_ word: String, inComprehension expression: Expression?) {
    guard let expression else { return }
    write(word)
    if case .isTyped(_, let type, _) = expression.kind, case .union = type.kind {
      writeParenthesized(expression)
    } else {
      write(expression)
    }
  }

  private mutating func write(_ quantifier: QuantifierPredicate) {
    write("\(quantifier.kind.rawValue)(")
    write(quantifier.variable)
    write(" IN ", quantifier.list)
    write(" WHERE ", quantifier.predicate)
    write(")")
  }

  private mutating func write(_ reduction: Reduction) {
    write("reduce(")
    write(reduction.accumulator)
    write(" = ", reduction.initial)
    write(", ")
    write(reduction.variable)
    write(" IN ", inComprehension: reduction.list)
    write(" | ", reduction.result)
    write(")")
  }

  private mutating func write(_ expression: CaseExpression) {
    write("CASE")
    write(" ", expression.subject)
    for branch in expression.branches {
      write(" WHEN ")
      writeList(branch.tests) { printer, test in
        let start = printer.output.utf8.endIndex
        printer.write(test)
        // An unwritten left operand leaves the blank behind it.
        if printer.output.utf8[start...].first == UInt8(ascii: " ") { printer.output.remove(at: start) }
      }
      write(" THEN ", branch.result)
    }
    write(" ELSE ", expression.otherwise)
    write(" END")
  }

  private mutating func write(_ call: FunctionCall) {
    if call.name.parts.count == 1, Self.wordsWithOwnGrammar.contains(call.name.text.lowercased()) {
      write(Quoting.quoted(call.name.text))
    } else {
      write(call.name)
    }
    write(call.isDistinct ? "(DISTINCT " : "(")
    writeList(call.arguments) { $0.write($1) }
    write(")")
  }

  /// Words that begin something else than a call before a parenthesis; a function of that name is written in backticks.
  private static let wordsWithOwnGrammar: Set<String> = ["all", "any", "none", "single", "reduce", "shortestpath", "allshortestpaths"]

  private mutating func write(_ kind: SubqueryKind, _ body: SubqueryBody) {
    write(kind.rawValue + " ")
    switch body {
    case .patterns(let patterns, let predicate):
      write("{ ")
      writeList(patterns) { $0.write($1) }
      write(" WHERE ", predicate)
      write(" }")
    case .query(let query): writeBraced(query)
    }
  }
}
