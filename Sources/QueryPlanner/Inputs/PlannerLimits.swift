// Every bound that planning obeys, in one place. Bound expressions and plans are trees that are walked recursively, so their
// heights are bounded here; the bounds leave room on a stack of a few megabytes even in debug builds.

/// The limits of binding and planning.
package enum PlannerLimits {
  /// The height of a bound expression: nesting in the text plus the length of its longest chains of `+`, `-`, `*` ….
  package static let expressionHeightMax = 500
  /// How many clauses a query may have, subqueries and branches of unions included.
  package static let clausesMax = 2000
  /// How many relationships and nodes the patterns of one clause may have, CREATE aside.
  package static let patternElementsMax = 400
  /// How many operators may follow each other in a plan.
  package static let operatorsMax = 2000

}
