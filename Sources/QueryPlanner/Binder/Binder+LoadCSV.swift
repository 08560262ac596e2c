// LOAD CSV, which is the call of a procedure in other words: that reads the file, and may refuse to. It reads nothing of the graph, so
// rows can be written as they come.

import CypherSyntax
import GraphModel

extension Binder {
  func bindLoadCSV(_ load: LoadCSVClause) throws(QueryError) -> [BoundClause] {
    guard let signature = procedures[ProcedureSignature.csvRows] else {
      throw BindingErrors.notSupported("LOAD CSV", at: load.span, hint: "pass the rows as a parameter and UNWIND it")
    }
    aggregation = AggregationState(mode: .forbidden("in LOAD CSV"))
    let (source, subqueries) = try gatheringSubqueries { () throws(QueryError) -> TypedExpression in try bind(load.source) }
    guard source.type.isOpen || source.type == .string else {
      throw BindingErrors.wrongOperand(of: "LOAD CSV", wanted: "the name of a file", got: source.type, at: load.source.span)
    }
    if scope[load.variable] != nil { throw BindingErrors.alreadyBound(load.variable, "and cannot be the variable of LOAD CSV") }
    let terminator = try load.fieldTerminator.map { terminator throws(QueryError) in try bind(terminator).expression }
    let type: StaticType = load.hasHeaders ? .map : .list(.string)
    let variable = variables.named(load.variable.text, type.variableType)
    scope.declare(load.variable, variable, type)
    let call = ProcedureCall(
      name: signature.name,
      arguments: [source.expression, .literal(.boolean(load.hasHeaders)), terminator ?? .literal(.string(","))],
      yields: [.init(field: "row", variable: variable)], isVoid: false, span: load.span, readsGraph: false)
    return Self.compute(subqueries) + [.call(call, isOptional: false)]
  }
}
