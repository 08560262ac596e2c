// Conditions on repetitions that ask something of the graph: subqueries in the WHERE of a repeated part or of a relationship of
// several steps. A search tests its conditions without running plans, so these are asked of the finished path: no repetition may
// break them. Where a selector chooses among paths that would be another question, and it is refused.

import CypherSyntax
import GraphModel

/// Conditions that cannot be tested while paths are found.
struct PostponedConditions {
  /// Whether the path that is bound allows for them.
  var isAllowed: Bool
  /// The conditions on the finished path.
  var conditions: [BoundExpression] = []
}

/// An element of a repetition: what stands for it inside, and the list of it outside.
struct RepeatedElement {
  let inner: Variable
  let list: Variable
}

extension Binder {
  /// The condition that no repetition breaks some conditions, with what they ask of the graph.
  /// - Precondition: the lists of the elements are as long as there are repetitions; there is at least one.
  func unbroken(
    _ conditions: [BoundExpression], asking subqueries: [BoundSubquery], over elements: [RepeatedElement], at span: SourceSpan
  ) -> BoundExpression {
    let place = variables.madeUp("repetition", .any)
    let size = FunctionLibrary.scalar(named: "size").map { BoundExpression(.call($0, [.variable(elements[0].list)])) }
    let last = BoundExpression(.binary(.subtract, size ?? .literal(.integer(0)), .literal(.integer(1))))
    let range = FunctionLibrary.scalar(named: "range").map { BoundExpression(.call($0, [.literal(.integer(0)), last])) }
    var clauses: [BoundClause] = [.unwind(list: range ?? .literal(.list([])), place)]
    for element in elements {
      let value = BoundExpression(.element(.variable(element.list), .variable(place)))
      clauses.append(.unwind(list: BoundExpression(.list([value])), element.inner))
    }
    let broken = BoundExpression(
      .conditional([.init(condition: .all(conditions), result: .literal(.boolean(false)))], otherwise: .literal(.boolean(true))), at: span)
    clauses += [.compute(subqueries), .filter([broken])]
    let query = BoundQuery(branches: [BoundBranch(clauses: clauses, columns: [])], isDistinct: false, columns: [])
    var read = Set(elements.map(\.list))
    for condition in conditions { read.formUnion(condition.variables) }
    for subquery in subqueries { read.formUnion(subquery.reads) }
    read.subtract(elements.map(\.inner))
    for element in elements { note(reading: element.list) }
    let answer = variables.madeUp("broken", .truth)
    add(BoundSubquery(question: .exists, query: query, result: answer, reads: read))
    return BoundExpression(.unary(.not, .variable(answer)), at: span)
  }

  /// The conditions that depend on what subqueries answer, told apart from the others.
  static func divided(
    _ conditions: [BoundExpression], by subqueries: [BoundSubquery]
  ) -> (plain: [BoundExpression], asking: [BoundExpression]) {
    let answers = Set(subqueries.map(\.result))
    return (conditions.filter { $0.variables.isDisjoint(with: answers) }, conditions.filter { !$0.variables.isDisjoint(with: answers) })
  }
}
