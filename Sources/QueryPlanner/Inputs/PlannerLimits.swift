// Every bound that planning obeys, in one place. Bound expressions and plans are trees that are walked recursively, so their
// heights are bounded here; the bounds leave room on a stack of a few megabytes even in debug builds.

/// The limits of binding and planning.
package enum PlannerLimits {
  /// The longest chain of `+`, `-`, `*` … or XOR that becomes a tree; a longer one is evaluated link by link.
  package static let chainHeightMax = 64
  /// The height of a bound expression: nesting in the text plus the length of its chains of operators that become trees.
  package static let expressionHeightMax = 200
  /// The same for a caller that plans and runs on a stack of 32 MiB or more.
  package static let expressionHeightOnRoomyStackMax = 900
  /// How many clauses a query may have, subqueries and branches of unions included.
  package static let clausesMax = 2000
  /// How many relationships and nodes the patterns of one clause may have, CREATE aside.
  package static let patternElementsMax = 400
  /// The size of a string or list, in bytes, beyond which constants are left to the run.
  package static let foldedBytesMax = 4096
  /// How many nodes of a label may be compared one by one without a remark.
  package static let unindexedNodesMin = 10_000
  /// How many operators may follow each other in a plan.
  package static let operatorsMax = 2000

}
