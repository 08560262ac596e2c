// Binding: names become numbered variables, functions are looked up, and every error that the text alone shows is raised with
// its place. A binder serves one statement and is thrown away. This file holds its state and its door; each kind of clause and
// expression has a file of its own beside it.
// Invariants: `frames` has an entry whenever an expression is bound, and receives the subqueries that the expression needs;
// `scope` is what the current clause sees.

package import CypherSyntax
package import GraphModel

/// What binding gives.
package struct Binding {
  package let statement: BoundStatement
  package let notifications: [Notification]
  /// Whether the statement may change the graph's content or schema.
  package let isWriting: Bool
  /// Makes further variables for planning.
  package let variables: VariableFactory
}

/// Binds one statement.
package final class Binder {
  let schema: PlanningSchema
  let parameters: Set<String>?
  let procedures: ProcedureRegistry
  let variables = VariableFactory()
  var names: NameUsage
  var scope = Scope()
  var frames: [[BoundSubquery]] = [[]]
  var aggregation = AggregationState()
  /// The variables read by each subquery that is being bound, innermost last.
  var reads: [Set<Variable>] = []
  /// Whether a pattern may stand as a condition here.
  var admitsPatterns = false
  /// What each CASE around this place compares, innermost last.
  var caseSubjects: [TypedExpression] = []
  /// The outputs that ORDER BY may read, while it is bound.
  var outputsInOrder: Set<Variable> = []
  var height = 0
  let heightMax: Int
  var clauseCount = 0
  var isWriting = false
  /// Remarks on forms and patterns; those on names stand with the names.
  var remarks: [Notification] = []
  /// Where the query stands that is being bound.
  var queryPlace = QueryNesting(place: .top, isUnion: false)

  private init(schema: PlanningSchema, parameters: Set<String>?, procedures: ProcedureRegistry, heightMax: Int) {
    self.heightMax = heightMax
    self.schema = schema
    self.parameters = parameters
    self.procedures = procedures
    names = NameUsage(schema: schema)
  }

  /// Binds a statement. `parameters` are the names that the caller will give; `nil` where they are not known yet.
  package static func bind(
    _ statement: Statement, schema: PlanningSchema, parameters: Set<String>?, procedures: ProcedureRegistry,
    heightMax: Int = PlannerLimits.expressionHeightMax
  ) throws(QueryError) -> Binding {
    let binder = Binder(schema: schema, parameters: parameters, procedures: procedures, heightMax: heightMax)
    for option in statement.options { binder.noteUnused(option) }
    let bound: BoundStatement
    switch statement.kind {
    case .query(let query): bound = .query(try binder.bindStatement(query))
    case .schema(let command):
      bound = .schema(try binder.bindSchemaCommand(command))
      binder.isWriting = true
    case .show(let command): bound = .query(try binder.bindShow(command))
    case .use(let name):
      throw BindingErrors.notSupported("USE", at: name.span, hint: "open the database that is meant")
    }
    return Binding(
      statement: bound, notifications: (binder.names.notifications() + binder.remarks).inTextOrder, isWriting: binder.isWriting,
      variables: binder.variables)
  }

  /// Runs a step whose subqueries are gathered apart.
  func gatheringSubqueries<T>(_ step: () throws(QueryError) -> T) throws(QueryError) -> (T, [BoundSubquery]) {
    frames.append([])
    let result: T
    do {
      result = try step()
    } catch {
      frames.removeLast()
      throw error
    }
    return (result, frames.removeLast())
  }

  /// Runs a step in a scope of its own.
  func within<T>(_ inner: Scope, _ step: () throws(QueryError) -> T) throws(QueryError) -> T {
    let outer = scope
    scope = inner
    defer { scope = outer }
    return try step()
  }

  /// Runs a step at a greater height of the tree.
  func deeper<T>(by levels: Int = 1, at span: SourceSpan, _ step: () throws(QueryError) -> T) throws(QueryError) -> T {
    height += levels
    defer { height -= levels }
    guard height <= heightMax else {
      throw .compile(
        .resourceExhausted, "ExpressionTooDeep", "the expression nests deeper than \(heightMax) levels",
        at: span, hint: "compute parts of it in a WITH before, or pass a list as a parameter")
    }
    return try step()
  }

  /// The variable of a name in scope.
  func resolve(_ name: Identifier) throws(QueryError) -> Scope.Entry {
    guard let entry = scope[name] else { throw BindingErrors.undefined(name, in: scope) }
    note(reading: entry.variable)
    return entry
  }

  /// Remembers that the subqueries being bound read a variable.
  func note(reading variable: Variable) {
    for place in reads.indices { reads[place].insert(variable) }
  }
}
