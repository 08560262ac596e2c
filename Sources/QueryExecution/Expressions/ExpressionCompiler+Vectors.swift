// From a bound expression to a tree that evaluates whole chunks. What has a kernel gets it; operators over anything else combine
// their operands' vectors row by row; what binds variables of its own goes row by row as a whole.
import GraphModel
import QueryPlanner

extension ExpressionCompiler {
  /// The tree that evaluates an expression over chunks.
  func vector(_ expression: BoundExpression) throws(QueryError) -> VectorExpression {
    if expression.isRunConstant() {
      var compiler = ExpressionCompiler(layout: layout)
      let scalar = try compiler.scalar(expression)
      return VectorConstant(scalar, slots: compiler.slots.count)
    }
    switch expression.kind {
    case .variable(let variable): return VectorColumn(try column(variable))
    case .property(let holder, let key): return VectorProperty(try vector(holder), key: key)
    case .unary(let sign, let operand): return VectorUnary(sign, try vector(operand))
    case .binary(let sign, let left, let right): return try binary(sign, left, right)
    case .conjunction(let operands): return VectorJunction(try vectors(operands), isConjunction: true)
    case .disjunction(let operands): return VectorJunction(try vectors(operands), isConjunction: false)
    case .isNull(let operand, let negated): return VectorIsNull(try vector(operand), negated: negated)
    case .hasLabels(let operand, let test): return VectorHasLabels(try vector(operand), test)
    case .conditional(let alternatives, let otherwise):
      var compiled: [(condition: VectorExpression, result: VectorExpression)] = []
      for alternative in alternatives { compiled.append((try vector(alternative.condition), try vector(alternative.result))) }
      return VectorConditional(compiled, otherwise: try vector(otherwise))
    case .call(let function, let arguments):
      let compiled = try vectors(arguments)
      if function.name == "coalesce" { return VectorCoalesce(compiled) }
      return VectorRowwise(compiled) { (values, context) throws(QueryError) -> Value in try function.call(values, context) }
    case .entity(let function, let operand): return try entity(function, operand)
    case .element, .slice, .list, .map, .isTyped: return try rowwise(expression)
    case .literal, .parameter, .chain, .listComprehension, .quantifier, .reduce, .path: return try wholly(expression)
    }
  }

  private func vectors(_ expressions: [BoundExpression]) throws(QueryError) -> [VectorExpression] {
    var compiled: [VectorExpression] = []
    for expression in expressions { compiled.append(try vector(expression)) }
    return compiled
  }

  private func binary(_ sign: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression) throws(QueryError) -> VectorExpression {
    let (a, b) = (try vector(left), try vector(right))
    switch sign {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      // The constant stands on the right, where the kernels look for it.
      return a is VectorConstant ? VectorPredicate(sign.mirrored, b, a) : VectorPredicate(sign, a, b)
    case .startsWith, .endsWith, .contains, .matches: return VectorPredicate(sign, a, b)
    case .add, .subtract, .multiply, .divide, .modulo, .power, .concatenate: return VectorArithmetic(sign, a, b)
    case .exclusiveOr: return VectorExclusiveOr(sign, a, b)
    case .isIn: return VectorMembership(a, b)
    }
  }

  private func entity(_ function: EntityFunction, _ operand: BoundExpression) throws(QueryError) -> VectorExpression {
    let compiled = try vector(operand)
    switch function {
    case .id, .startNode, .endNode: return VectorIdentity(function, compiled)
    default:
      return VectorRowwise([compiled]) { (values, context) throws(QueryError) -> Value in try function.apply(values[0], context) }
    }
  }

  /// Forms whose operands are evaluated as chunks and combined as values.
  private func rowwise(_ expression: BoundExpression) throws(QueryError) -> VectorExpression {
    switch expression.kind {
    case .element(let holder, let place):
      return VectorRowwise([try vector(holder), try vector(place)]) { (values, context) throws(QueryError) -> Value in
        try EntityAccess.element(values[0], values[1], context)
      }
    case .slice(let list, let from, let to):
      let bounds = [from, to].compactMap { $0 }
      let upper = from == nil ? 1 : 2
      return VectorRowwise(try vectors([list] + bounds)) { (values, _) throws(QueryError) -> Value in
        // Spelled out: a plain nil would be a null value here.
        let bounds = (from == nil ? Value?.none : .some(values[1]), to == nil ? Value?.none : .some(values[upper]))
        return try ValueAccess.slice(values[0], from: bounds.0, to: bounds.1)
      }
    case .list(let elements):
      return VectorRowwise(try vectors(elements)) { (values, _) throws(QueryError) -> Value in .list(values) }
    case .map(let entries):
      let keys = entries.map(\.key)
      return VectorRowwise(try vectors(entries.map(\.value))) { (values, _) throws(QueryError) -> Value in
        .map(ValueMap(zip(keys, values).lazy.map { (key: $0, value: $1) }))
      }
    case .isTyped(let operand, let test, let negated):
      return VectorRowwise([try vector(operand)]) { (values, _) throws(QueryError) -> Value in .boolean(test.holds(values[0]) != negated) }
    default:
      return try wholly(expression)
    }
  }

  /// Row by row, all of it.
  private func wholly(_ expression: BoundExpression) throws(QueryError) -> VectorExpression {
    var compiler = ExpressionCompiler(layout: layout)
    let scalar = try compiler.scalar(expression)
    return VectorScalar(scalar, slots: compiler.slots.count)
  }
}
