// An expression after binding: variables are resolved, functions looked up, comparison chains cut into conjunctions, label
// tests made explicit, and every subquery (EXISTS, COUNT, pattern expression or comprehension) moved out into the plan as an
// Apply whose result is a variable. What remains can be evaluated from one row, the parameters and the graph.
// Equality ignores places in the text, so that `a.x` in a grouping key and in a projection are the same expression.

package import GraphModel

/// A bound expression and its place in the text.
package struct BoundExpression: Hashable, Sendable {
  /// What it computes.
  package let kind: Kind
  /// Where it stands in the text.
  package let span: SourceSpan

  /// An expression.
  package init(_ kind: Kind, at span: SourceSpan = .none) {
    self.kind = kind
    self.span = span
  }

  /// Equality without places.
  package static func == (left: BoundExpression, right: BoundExpression) -> Bool { left.kind == right.kind }
  /// Hashes in accordance with `==`.
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }

  /// The forms of expressions.
  package indirect enum Kind: Hashable, Sendable {
    case literal(Value)
    case parameter(String)
    case variable(Variable)
    /// `e.key` of a node, relationship or map; null of null; a TypeError of anything else.
    case property(BoundExpression, key: String)
    /// `e[i]` of a list, or `e[name]` of a map, node or relationship.
    case element(BoundExpression, BoundExpression)
    /// `e[from..to]` of a list.
    case slice(BoundExpression, from: BoundExpression?, to: BoundExpression?)
    case list([BoundExpression])
    case map([MapEntry])
    case unary(UnaryOperator, BoundExpression)
    case binary(BinaryOperator, BoundExpression, BoundExpression)
    /// A long chain of operators of one rank, taken from left to right: what would be a tree as high as the chain is long.
    case chain(BoundExpression, [Link])
    /// AND over two or more, three-valued.
    case conjunction([BoundExpression])
    /// OR over two or more, three-valued.
    case disjunction([BoundExpression])
    case isNull(BoundExpression, negated: Bool)
    case isTyped(BoundExpression, TypeTest, negated: Bool)
    /// Whether a node's labels (or a relationship's type) satisfy a label expression; null of null.
    case hasLabels(BoundExpression, LabelTest)
    /// CASE with the first true condition; a simple CASE is bound as conditions over `=`, its operand evaluated once per test.
    case conditional([Alternative], otherwise: BoundExpression)
    /// A pure function of its arguments.
    case call(ScalarFunction, [BoundExpression])
    /// A function that must look at the graph.
    case entity(EntityFunction, BoundExpression)
    case listComprehension(Variable, list: BoundExpression, predicate: BoundExpression?, projection: BoundExpression?)
    case quantifier(Quantifier, Variable, list: BoundExpression, predicate: BoundExpression)
    case reduce(accumulator: Variable, initial: BoundExpression, Variable, list: BoundExpression, body: BoundExpression)
    /// The path that starts at a node variable and walks the steps: relationship or relationship-list variables, in order. Null if any is null.
    case path(start: Variable, steps: [Variable])
  }

  /// An operator of a chain and what stands on its right.
  package struct Link: Hashable, Sendable {
    package let sign: BinaryOperator
    package let operand: BoundExpression
    package init(_ sign: BinaryOperator, _ operand: BoundExpression) {
      self.sign = sign
      self.operand = operand
    }
  }

  /// A key and the expression of its value.
  package struct MapEntry: Hashable, Sendable {
    package let key: String
    package let value: BoundExpression
    package init(key: String, value: BoundExpression) {
      self.key = key
      self.value = value
    }
  }

  /// A condition and what holds if it is true.
  package struct Alternative: Hashable, Sendable {
    package let condition: BoundExpression
    package let result: BoundExpression
    package init(condition: BoundExpression, result: BoundExpression) {
      self.condition = condition
      self.result = result
    }
  }
}

/// Operators of one operand.
package enum UnaryOperator: String, Hashable, Sendable {
  case not = "NOT"
  case negate = "-"
  case plus = "+"
}

/// Operators of two operands; AND and OR are n-ary and stand apart.
package enum BinaryOperator: String, Hashable, Sendable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case exclusiveOr = "XOR"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  case matches = "=~"
  case isIn = "IN"
  /// `||`: lists or strings put together.
  case concatenate = "||"
}

/// all, any, none and single.
package enum Quantifier: String, Hashable, Sendable {
  case all, any, none, single
}

/// Functions of one entity that look at the graph.
package enum EntityFunction: String, Hashable, Sendable {
  case labels, type, id, elementId, keys, properties, startNode, endNode
  /// `nodes(p)` and `relationships(p)` need no graph but read paths; they stand here so that a path never has to be built for them.
  case nodes, relationships
  case length
}

/// A test of the type of a value: `IS :: INTEGER`.
package indirect enum TypeTest: Hashable, Sendable {
  case boolean, integer, float, string, node, relationship, path, map, null, any, number
  case date, localTime, time, localDateTime, dateTime, duration, point
  case list(TypeTest)
  case notNull(TypeTest)
  case anyOf([TypeTest])
}

/// A label expression over names.
package indirect enum LabelTest: Hashable, Sendable {
  case name(String)
  case any
  case not(LabelTest)
  case and([LabelTest])
  case or([LabelTest])
}
