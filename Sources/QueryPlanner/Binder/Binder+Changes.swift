// SET, REMOVE, DELETE and FOREACH.

import CypherSyntax
import GraphModel

extension Binder {
  func bindSet(_ clause: SetClause) throws(QueryError) -> [BoundClause] {
    isWriting = true
    aggregation = AggregationState(mode: .forbidden("in SET"))
    let (items, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [SetItem] in try bindSetItems(clause.items) }
    return Self.compute(subqueries) + [.set(items)]
  }

  func bindSetItems(_ items: [CypherSyntax.SetItem]) throws(QueryError) -> [SetItem] {
    var bound: [SetItem] = []
    for item in items { bound.append(try bindSetItem(item)) }
    return bound
  }

  private func bindSetItem(_ item: CypherSyntax.SetItem) throws(QueryError) -> SetItem {
    switch item.kind {
    case .property(let target, let value):
      try checkStorable(value)
      switch target.kind {
      case .property(let base, let key):
        let entity = try bindEntity(base)
        names.makes(.key, key)
        return .property(entity, key: key.text, try bind(value).expression)
      case .subscript(let base, let key):
        return .dynamicProperty(try bindEntity(base), key: try bind(key).expression, try bind(value).expression)
      default: throw BindingErrors.syntax("UnexpectedSyntax", "SET writes properties and labels", at: target.span)
      }
    case .replaceProperties(let name, let value):
      return .replaceProperties(try resolveEntity(name), try bindPropertyMap(value))
    case .mergeProperties(let name, let value):
      return .addProperties(try resolveEntity(name), try bindPropertyMap(value))
    case .labels(let name, let labels):
      let entry = try resolve(name)
      guard entry.type.isOpen || entry.type == .node else {
        throw BindingErrors.wrongOperand(of: "SET of labels", wanted: "a node", got: entry.type, at: name.span)
      }
      return .labels(entry.variable, try bindLabelNames(labels, making: true))
    }
  }

  private func bindPropertyMap(_ value: Expression) throws(QueryError) -> BoundExpression {
    if case .map(let entries) = value.kind {
      for entry in entries {
        names.makes(.key, entry.key)
        try checkStorable(entry.value)
      }
    }
    let bound = try bind(value)
    guard bound.type.isOpen || [.map, .node, .relationship].contains(bound.type) else {
      throw BindingErrors.wrongOperand(of: "SET of all properties", wanted: "a map, node or relationship", got: bound.type, at: value.span)
    }
    return bound.expression
  }

  private func bindEntity(_ base: Expression) throws(QueryError) -> BoundExpression {
    let bound = try bind(base)
    guard bound.type.isOpen || bound.type == .node || bound.type == .relationship else {
      throw BindingErrors.wrongOperand(of: "a change of properties", wanted: "a node or relationship", got: bound.type, at: base.span)
    }
    return bound.expression
  }

  private func resolveEntity(_ name: Identifier) throws(QueryError) -> Variable {
    let entry = try resolve(name)
    guard entry.type.isOpen || entry.type == .node || entry.type == .relationship else {
      throw BindingErrors.wrongOperand(of: "a change of properties", wanted: "a node or relationship", got: entry.type, at: name.span)
    }
    return entry.variable
  }

  func bindRemove(_ clause: RemoveClause) throws(QueryError) -> [BoundClause] {
    isWriting = true
    aggregation = AggregationState(mode: .forbidden("in REMOVE"))
    let (items, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [RemoveItem] in
      var items: [RemoveItem] = []
      for item in clause.items { items.append(try bindRemoveItem(item)) }
      return items
    }
    return Self.compute(subqueries) + [.remove(items)]
  }

  private func bindRemoveItem(_ item: CypherSyntax.RemoveItem) throws(QueryError) -> RemoveItem {
    switch item.kind {
    case .property(let target):
      switch target.kind {
      case .property(let base, let key):
        names.reads(.key, key)
        return .property(try bindEntity(base), key: key.text)
      case .subscript(let base, let key): return .dynamicProperty(try bindEntity(base), key: try bind(key).expression)
      default: throw BindingErrors.syntax("UnexpectedSyntax", "REMOVE takes properties and labels", at: target.span)
      }
    case .labels(let name, let labels):
      let entry = try resolve(name)
      guard entry.type.isOpen || entry.type == .node else {
        throw BindingErrors.wrongOperand(of: "REMOVE of labels", wanted: "a node", got: entry.type, at: name.span)
      }
      return .labels(entry.variable, try bindLabelNames(labels, making: false))
    }
  }

  func bindDelete(_ clause: DeleteClause) throws(QueryError) -> [BoundClause] {
    isWriting = true
    aggregation = AggregationState(mode: .forbidden("in DELETE"))
    let (expressions, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [BoundExpression] in
      var expressions: [BoundExpression] = []
      for expression in clause.expressions { expressions.append(try bindDeleted(expression)) }
      return expressions
    }
    return Self.compute(subqueries) + [.delete(expressions, detach: clause.isDetach)]
  }

  private func bindDeleted(_ expression: Expression) throws(QueryError) -> BoundExpression {
    if case .hasLabels = expression.kind {
      throw BindingErrors.syntax(
        "InvalidDelete", "DELETE takes nodes, relationships and paths, not labels or types", at: expression.span,
        hint: "use REMOVE for a label")
    }
    let bound = try bind(expression)
    guard bound.type.isOpen || [.node, .relationship, .path].contains(bound.type) else {
      throw BindingErrors.wrongOperand(of: "DELETE", wanted: "a node, relationship or path", got: bound.type, at: expression.span)
    }
    return bound.expression
  }

  func bindForeach(_ clause: ForeachClause) throws(QueryError) -> [BoundClause] {
    isWriting = true
    aggregation = AggregationState(mode: .forbidden("in FOREACH"))
    if scope[clause.variable] != nil { throw BindingErrors.alreadyBound(clause.variable, "and cannot be the variable of FOREACH") }
    let (list, subqueries) = try gatheringSubqueries { () throws(QueryError) -> TypedExpression in try bind(clause.list) }
    guard list.type.admitsList else {
      throw BindingErrors.wrongOperand(of: "FOREACH", wanted: "a list", got: list.type, at: clause.list.span)
    }
    let variable = variables.named(clause.variable.text, list.type.element.variableType)
    var inner = scope
    inner.declare(clause.variable, variable, list.type.element)
    let updates = try within(inner) { () throws(QueryError) -> [BoundClause] in
      var updates: [BoundClause] = []
      for clause in clause.clauses {
        guard clause.isUpdating else {
          throw BindingErrors.composition("FOREACH holds only clauses that write", at: clause.span, hint: "use CALL { … } to read too")
        }
        try bindClause(clause, into: &updates)
      }
      return updates
    }
    return Self.compute(subqueries) + [.foreach(variable, list: list.expression, updates)]
  }
}

extension Clause {
  /// Whether the clause writes by itself.
  var isUpdating: Bool {
    switch self {
    case .create, .merge, .set, .remove, .delete, .foreach: true
    default: false
    }
  }
}
