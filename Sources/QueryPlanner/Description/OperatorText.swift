// One operator as a name and its details, in the words of the language: patterns as arrows, conditions as conditions.

import GraphModel

/// Prints operators.
package enum OperatorText {
  /// The operator's name, in capitals as words.
  package static func name(_ plan: LogicalPlan) -> String {
    switch plan {
    case .argument: "Argument"
    case .nodeScan(_, let scan): scan.access.name
    case .expand(_, let expand): expand.isInto ? "ExpandInto" : "Expand"
    case .intersect: "Intersect"
    case .expandCount: "ExpandCount"
    case .variableExpand(_, let expand): (expand.mode == .reachable ? "Reach" : "Trails") + (expand.isInto ? "Into" : "")
    case .shortestPath(_, let search): search.all ? "AllShortestPaths" : "ShortestPath"
    case .pathSearch(_, let search): (search.choice == .all ? "Paths" : "ShortestPaths") + (search.isInto ? "Into" : "")
    case .filter: "Filter"
    case .project: "Project"
    case .extend: "Extend"
    case .aggregate: "Aggregate"
    case .distinct: "Distinct"
    case .sort: "Sort"
    case .top: "Top"
    case .skip: "Skip"
    case .limit: "Limit"
    case .unwind: "Unwind"
    case .union(_, _, let distinct): distinct ? "Union" : "UnionAll"
    case .apply(_, let apply): apply.name
    case .procedureCall: "Call"
    case .eager: "Eager"
    case .create: "Create"
    case .merge: "Merge"
    case .set: "Set"
    case .remove: "Remove"
    case .delete(_, _, let detach): detach ? "DetachDelete" : "Delete"
    case .foreach: "Foreach"
    case .emptyResult: "EmptyResult"
    case .produce: "Produce"
    }
  }

  /// What the operator does in particular.
  package static func details(_ plan: LogicalPlan) -> String {
    switch plan {
    case .argument, .eager, .emptyResult: ""
    case .nodeScan(_, let scan): scan.details
    case .expand(_, let expand): expand.details
    case .expandCount(_, let expand, let count): "\(expand.details) AS \(ExpressionText.of(count))"
    case .intersect(_, let intersect):
      "\(node(intersect.node, intersect.labels)): " + intersect.legs.map(\.details).joined(separator: ", ")
    case .variableExpand(_, let expand): expand.details
    case .shortestPath(_, let search): search.details
    case .pathSearch(_, let search): PathText.details(search)
    case .filter(_, let conditions): conditions.map(conjunct).joined(separator: " AND ")
    case .project(_, let items), .extend(_, let items): items.map(item).joined(separator: ", ")
    case .aggregate(_, let aggregation): aggregation.details
    case .distinct(_, let variables): list(variables)
    case .sort(_, let keys): keys.map(key).joined(separator: ", ")
    case .top(_, let keys, let skip, let count):
      keys.map(key).joined(separator: ", ") + (skip.map { " SKIP \(ExpressionText.of($0))" } ?? "") + " LIMIT \(ExpressionText.of(count))"
    case .skip(_, let count), .limit(_, let count): ExpressionText.of(count)
    case .unwind(_, let list, let variable): "\(ExpressionText.of(list)) AS \(ExpressionText.of(variable))"
    case .union(_, let output, _): list(output)
    case .apply(_, let apply): apply.details
    case .procedureCall(_, let call): call.details
    case .create(_, let pattern): pattern.details
    case .merge(_, let merge): merge.create.details
    case .set(_, let items): items.map(\.details).joined(separator: ", ")
    case .remove(_, let items): items.map(\.details).joined(separator: ", ")
    case .delete(_, let expressions, _): expressions.map(ExpressionText.of).joined(separator: ", ")
    case .foreach(_, let variable, let list, _): "\(ExpressionText.of(variable)) IN \(ExpressionText.of(list))"
    case .produce(_, let columns):
      columns.map { $0.name == $0.variable.name ? $0.name : "\(ExpressionText.of($0.variable)) AS \(ExpressionText.name($0.name))" }
        .joined(separator: ", ")
    }
  }

  private static func conjunct(_ condition: BoundExpression) -> String {
    if case .disjunction = condition.kind { return "(\(ExpressionText.of(condition)))" }
    return ExpressionText.of(condition)
  }

  static func item(_ item: ProjectionItem) -> String {
    item.isIdentity ? ExpressionText.of(item.variable) : "\(ExpressionText.of(item.expression)) AS \(ExpressionText.of(item.variable))"
  }

  private static func key(_ key: SortKey) -> String { ExpressionText.of(key.expression) + (key.descending ? " DESC" : "") }

  static func list(_ variables: [Variable]) -> String { variables.map(ExpressionText.of).joined(separator: ", ") }

  static func node(_ variable: Variable?, _ labels: LabelTest?) -> String {
    "(\(variable.map(ExpressionText.of) ?? "")\(labels.map { ":" + ExpressionText.labels($0) } ?? ""))"
  }

  static func arrow(_ inside: String, _ direction: Direction) -> String {
    let body = inside.isEmpty ? "--" : "-[\(inside)]-"
    return switch direction {
    case .outgoing: body + ">"
    case .incoming: "<" + body
    case .both: body
    }
  }

  static func typed(_ variable: Variable?, _ types: [String], _ rest: String = "") -> String {
    let names = types.map(ExpressionText.name).joined(separator: "|")
    return (variable.map(ExpressionText.of) ?? "") + (names.isEmpty ? "" : ":" + names) + rest
  }

  static func unequal(to others: [Variable]) -> String { others.isEmpty ? "" : " (not \(list(others)))" }
}

extension NodeScan.Access {
  fileprivate var name: String {
    switch self {
    case .all: "AllNodes"
    case .label: "LabelScan"
    case .indexEqual, .indexIn: "IndexSeek"
    case .indexRange: "IndexRange"
    case .indexPrefix: "IndexPrefix"
    case .identity: "NodeById"
    }
  }
}

extension NodeScan {
  fileprivate var details: String {
    func sought(_ label: String?, _ condition: String) -> String { "\(OperatorText.node(node, label.map { .name($0) })) \(condition)" }
    func property(_ key: String) -> String { "\(ExpressionText.of(node)).\(ExpressionText.name(key))" }
    switch access {
    case .all: return OperatorText.node(node, nil)
    case .label(let label): return OperatorText.node(node, .name(label))
    case .indexEqual(let label, let key, let value): return sought(label, "\(property(key)) = \(ExpressionText.of(value))")
    case .indexIn(let label, let key, let value): return sought(label, "\(property(key)) IN \(ExpressionText.of(value))")
    case .indexPrefix(let label, let key, let value): return sought(label, "\(property(key)) STARTS WITH \(ExpressionText.of(value))")
    case .identity(let value): return sought(nil, "id(\(ExpressionText.of(node))) = \(ExpressionText.of(value))")
    case .indexRange(let label, let key, let lower, let upper):
      let low = lower.map { "\(property(key)) \($0.inclusive ? ">=" : ">") \(ExpressionText.of($0.value))" }
      let high = upper.map { "\(property(key)) \($0.inclusive ? "<=" : "<") \(ExpressionText.of($0.value))" }
      return sought(label, [low, high].compactMap { $0 }.joined(separator: " AND "))
    }
  }
}

extension Expand {
  fileprivate var details: String {
    let arrow = OperatorText.arrow(OperatorText.typed(relationship, types), direction)
    return "(\(ExpressionText.of(from)))\(arrow)\(OperatorText.node(to, toLabels))\(OperatorText.unequal(to: distinctFrom))"
  }
}

extension VariableExpand {
  fileprivate var details: String {
    let range = "*\(minimumLength)..\(maximumLength.map(String.init) ?? "")"
    let arrow = OperatorText.arrow(OperatorText.typed(relationships, types, range), direction)
    let condition = relationshipCondition.map { " WHERE \(ExpressionText.of($0.condition))" } ?? ""
    let counted = length.map { " length AS \(ExpressionText.of($0))" } ?? ""
    return
      "(\(ExpressionText.of(from)))\(arrow)\(OperatorText.node(to, toLabels))\(condition)\(counted)\(OperatorText.unequal(to: distinctFrom))"
  }
}

extension ShortestPath {
  fileprivate var details: String {
    let range = "*\(minimumLength)..\(maximumLength.map(String.init) ?? "")"
    let arrow = OperatorText.arrow(OperatorText.typed(relationships, types, range), direction)
    var text = path.map { "\(ExpressionText.of($0)) = " } ?? ""
    text += "(\(ExpressionText.of(from)))\(arrow)(\(ExpressionText.of(to)))"
    if let relationshipCondition { text += " WHERE \(ExpressionText.of(relationshipCondition.condition))" }
    if let nodeCondition { text += " WHERE \(ExpressionText.of(nodeCondition.condition))" }
    if let length { text += " length AS \(ExpressionText.of(length))" }
    return text
  }
}

extension Aggregation {
  fileprivate var details: String {
    let weighted = weight.map { " weighted by \(ExpressionText.of($0))" } ?? ""
    let clustered = cluster.map { " clustered by \(ExpressionText.of($0.node))" } ?? ""
    return (keys.map(OperatorText.item) + aggregates.map(\.details)).joined(separator: ", ") + weighted + clustered
  }
}

extension AggregateItem {
  fileprivate var details: String {
    let arguments = [argument, parameter].compactMap { $0 }.map(ExpressionText.of).joined(separator: ", ")
    let inside = argument == nil ? "*" : (distinct ? "DISTINCT " : "") + arguments
    return "\(function.rawValue)(\(inside)) AS \(ExpressionText.of(variable))"
  }
}

extension Apply {
  fileprivate var name: String {
    switch kind {
    case .join: "Apply"
    case .optional: "Optional"
    case .exists: "Exists"
    case .count: "Count"
    case .collect: "Collect"
    case .semi(let negated): negated ? "AntiSemiApply" : "SemiApply"
    case .unit: "Subquery"
    case .transactions: "Transactions"
    }
  }

  fileprivate var details: String {
    switch kind {
    case .join, .semi, .unit: ""
    case .optional(let introduced): OperatorText.list(introduced)
    case .transactions(let batching):
      (batching.rows.map { "OF \(ExpressionText.of($0)) ROWS" } ?? "OF \(TransactionBatching.rowsDefault) ROWS")
        + (batching.adds.isEmpty ? "" : " " + OperatorText.list(batching.adds))
    case .exists(let variable), .count(let variable): ExpressionText.of(variable)
    case .collect(let expression, let variable): "\(ExpressionText.of(expression)) AS \(ExpressionText.of(variable))"
    }
  }
}

extension ProcedureCall {
  fileprivate var details: String {
    let fields = yields.map { $0.field == $0.variable.name ? $0.field : "\($0.field) AS \(ExpressionText.of($0.variable))" }
    return "\(name)(\(arguments.map(ExpressionText.of).joined(separator: ", ")))"
      + (fields.isEmpty ? "" : " " + fields.joined(separator: ", "))
  }
}

extension NameExpression {
  fileprivate var details: String {
    switch self {
    case .name(let name): ":\(ExpressionText.name(name))"
    case .dynamic(let expression): ":$(\(ExpressionText.of(expression)))"
    }
  }
}

extension CreatePattern {
  fileprivate var details: String {
    let made = nodes.map { node in
      "(\(ExpressionText.of(node.variable))\(node.labels.map(\.details).joined())\(node.properties.map { " " + ExpressionText.of($0) } ?? ""))"
    }
    let joined = relationships.map { relationship in
      let inside =
        ExpressionText.of(relationship.variable) + relationship.type.details
        + (relationship.properties.map { " " + ExpressionText.of($0) } ?? "")
      return "(\(ExpressionText.of(relationship.from)))-[\(inside)]->(\(ExpressionText.of(relationship.to)))"
    }
    return (made + joined).joined(separator: ", ")
  }
}

extension SetItem {
  fileprivate var details: String {
    switch self {
    case .property(let entity, let key, let value): "\(ExpressionText.of(entity)).\(ExpressionText.name(key)) = \(ExpressionText.of(value))"
    case .dynamicProperty(let entity, let key, let value):
      "\(ExpressionText.of(entity))[\(ExpressionText.of(key))] = \(ExpressionText.of(value))"
    case .replaceProperties(let variable, let map): "\(ExpressionText.of(variable)) = \(ExpressionText.of(map))"
    case .addProperties(let variable, let map): "\(ExpressionText.of(variable)) += \(ExpressionText.of(map))"
    case .labels(let variable, let labels): ExpressionText.of(variable) + labels.map(\.details).joined()
    }
  }
}

extension RemoveItem {
  fileprivate var details: String {
    switch self {
    case .property(let entity, let key): "\(ExpressionText.of(entity)).\(ExpressionText.name(key))"
    case .dynamicProperty(let entity, let key): "\(ExpressionText.of(entity))[\(ExpressionText.of(key))]"
    case .labels(let variable, let labels): ExpressionText.of(variable) + labels.map(\.details).joined()
    }
  }
}
