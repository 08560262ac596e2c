// Arguments as a procedure's signature wants them: an integer may be given where a float is asked for, at any depth of a list, and becomes
// one; whatever else does not fit is refused before the body sees it.
import GraphModel
import QueryPlanner

extension ProcedureSignature {
  /// The arguments as the body takes them.
  /// - Throws: a `TypeError` that names the argument.
  func accepted(_ values: [Value], at span: SourceSpan) throws(QueryError) -> [Value] {
    var accepted: [Value] = []
    accepted.reserveCapacity(values.count)
    for (argument, value) in zip(arguments, values) {
      let value = argument.type.coerced(value)
      guard argument.type.holds(value) else {
        throw .runtime(
          .typeError, "InvalidArgumentType",
          "`\(name)` takes a value of type \(ExpressionText.type(argument.type)) for `\(argument.name)`, not \(value.typeName)", at: span,
          hint: "its signature is \(text)")
      }
      accepted.append(value)
    }
    return accepted
  }
}

extension TypeTest {
  /// A value with its integers turned into floats where floats are wanted.
  fileprivate func coerced(_ value: Value) -> Value {
    switch (self, value) {
    case (.float, .integer(let number)): .float(Double(number))
    case (.notNull(let inner), _): inner.coerced(value)
    case (.list(let inner), .list(let elements)): .list(elements.map(inner.coerced))
    default: value
    }
  }
}
