// Expressions. Chains that people and programs write long (AND, OR, XOR, sums, products, comparisons) are one n-ary node
// each: process them in a loop. Everything else nests, and its height is bounded by `SyntaxLimits.nestingWeightMax`, so that a
// recursive walk over a parsed tree (and its release) is safe. Parentheses leave no trace.

package import GraphModel

/// An expression.
package struct Expression: Hashable, Sendable {
  /// The forms of an expression.
  package indirect enum Kind: Sendable {
    /// Null, a truth value, a number or a string.
    case literal(Value)
    /// `$name`.
    case parameter(Identifier)
    case variable(Identifier)
    /// `base.key`.
    case property(Expression, Identifier)
    /// `base[index]`.
    case `subscript`(Expression, Expression)
    /// `base[from..to]`.
    case slice(Expression, from: Expression?, to: Expression?)
    case list([Expression])
    /// `{key: value, …}`; keys may repeat as written.
    case map([MapEntry])
    case mapProjection(MapProjection)
    case listComprehension(ListComprehension)
    case patternComprehension(PatternComprehension)
    /// A path pattern as a predicate, or `shortestPath(…)` as a value.
    case pattern(PathPattern)
    case quantifier(QuantifierPredicate)
    case reduce(Reduction)
    case `case`(CaseExpression)
    /// What a simple CASE compares: the unwritten left operand in `CASE x WHEN > 5 THEN …`.
    case caseSubject
    /// A function or an aggregation.
    case function(FunctionCall)
    /// `count(*)`.
    case countStar
    case unary(UnaryOperator, Expression)
    /// At least two operands.
    case and([Expression])
    /// At least two operands.
    case or([Expression])
    /// At least two operands.
    case xor([Expression])
    /// A chain of operators of one precedence, taken from left to right: `a + b - c`; at least one term.
    case arithmetic(Expression, [ArithmeticTerm])
    /// A chain of comparisons, each operand compared with the one before: `a < b <= c`; at least one term. Two terms or more
    /// mean the conjunction of the neighbouring comparisons.
    case comparison(Expression, [ComparisonTerm])
    case binary(BinaryOperator, Expression, Expression)
    /// `IS NULL`, `IS NOT NULL`.
    case isNull(Expression, negated: Bool)
    /// `IS [NOT] :: type`, `IS [NOT] TYPED type`.
    case isTyped(Expression, TypeExpression, negated: Bool)
    /// `IS [NOT] [form] NORMALIZED`.
    case isNormalized(Expression, NormalForm, negated: Bool)
    /// `base:A|B`, `base IS A`.
    case hasLabels(Expression, LabelExpression)
    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`.
    case subquery(SubqueryKind, SubqueryBody)
  }

  /// The expression.
  package var kind: Kind
  /// From its first to its last token, without parentheses around it.
  @Incidental package var span: SourceSpan

  /// An expression at a place.
  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// The normal forms of Unicode.
package enum NormalForm: String, Hashable, Sendable, CaseIterable {
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"
}

/// Operators before one operand.
package enum UnaryOperator: Hashable, Sendable {
  case not
  case minus
  case plus
}

/// Operators of arithmetic. One chain holds operators of one precedence only.
package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  /// Strings or lists one after the other.
  case concatenate = "||"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
}

/// An operator and the operand right of it.
package struct ArithmeticTerm: Hashable, Sendable {
  /// The operator.
  package var `operator`: ArithmeticOperator
  /// The operand right of it.
  package var operand: Expression

  /// A term.
  package init(_ operator: ArithmeticOperator, _ operand: Expression) {
    self.operator = `operator`
    self.operand = operand
  }
}

/// Operators of comparison.
package enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// A comparison operator and the operand right of it.
package struct ComparisonTerm: Hashable, Sendable {
  /// The operator.
  package var `operator`: ComparisonOperator
  /// The operand right of it.
  package var operand: Expression

  /// A term.
  package init(_ operator: ComparisonOperator, _ operand: Expression) {
    self.operator = `operator`
    self.operand = operand
  }
}

/// The other operators between two operands.
package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case `in` = "IN"
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  /// The whole string matches a regular expression.
  case matches = "=~"
}
