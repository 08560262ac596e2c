// CREATE and DROP of indexes and constraints: to the few kinds that the store keeps. What it cannot keep is refused, with the
// way round it.

import CypherSyntax
import GraphModel

extension Binder {
  func bindSchemaCommand(_ command: SchemaCommand) throws(QueryError) -> SchemaChange {
    switch command {
    case .createIndex(let creation) where creation.kind == .fulltext:
      return .createFullTextIndex(try bindFullTextIndex(creation), ifNotExists: creation.ifNotExists)
    case .createIndex(let creation) where creation.kind == .lookup: return .createLookup(ifNotExists: creation.ifNotExists)
    case .createIndex(let creation): return .createIndex(try bindIndex(creation), ifNotExists: creation.ifNotExists)
    case .createConstraint(let creation): return .createConstraint(try bindConstraint(creation), ifNotExists: creation.ifNotExists)
    case .dropIndex(let name, let ifExists): return .dropIndex(name: name.text, ifExists: ifExists)
    case .dropConstraint(let name, let ifExists): return .dropConstraint(name: name.text, ifExists: ifExists)
    }
  }

  private func bindIndex(_ creation: IndexCreation) throws(QueryError) -> IndexDefinition {
    guard creation.kind == .range else {
      throw BindingErrors.notSupported(
        "a \(creation.kind.rawValue) index", at: creation.span,
        hint: creation.kind == .text
          ? "a range index serves equality and STARTS WITH, a FULLTEXT index finds what stands inside a text"
          : "a range index serves equality, ranges and prefixes")
    }
    if let options = creation.options { throw BindingErrors.notSupported("OPTIONS", at: options.span, hint: "leave them out") }
    guard case .nodes(let labels) = creation.target.kind else {
      throw BindingErrors.notSupported(
        "an index over relationships", at: creation.target.span, hint: "index a property of the nodes at their ends")
    }
    let label = try single(labels, "an index over several labels", at: creation.target.span)
    let property = try only(creation.properties, "an index over several properties", at: creation.span)
    let name = creation.name?.text ?? "index_\(label ?? "node")_\(property)"
    return IndexDefinition(name: name, label: label, property: property, isUnique: false)
  }

  private func bindFullTextIndex(_ creation: IndexCreation) throws(QueryError) -> FullTextIndexDefinition {
    if let options = creation.options {
      throw BindingErrors.notSupported("OPTIONS", at: options.span, hint: "leave them out: there is one analyzer, and it reads Chinese")
    }
    let (target, subject): (FullTextIndexDefinition.Target, String) =
      switch creation.target.kind {
      case .nodes(let labels): (.nodes(labels: Self.distinct(labels)), labels.first?.text ?? "node")
      case .relationships(let types, _, _, _): (.relationships(types: Self.distinct(types)), types.first?.text ?? "relationship")
      }
    let properties = Self.distinct(creation.properties)
    let name = creation.name?.text ?? "fulltext_\(subject)_\(properties.joined(separator: "_"))"
    return FullTextIndexDefinition(name: name, target: target, properties: properties)
  }

  private static func distinct(_ names: [Identifier]) -> [String] {
    names.reduce(into: []) { found, name in if !found.contains(where: { $0.isByteEqual(to: name.text) }) { found.append(name.text) } }
  }

  private func single(_ names: [Identifier], _ what: String, at span: SourceSpan) throws(QueryError) -> String? {
    if names.count > 1 { throw BindingErrors.notSupported(what, at: span, hint: "write one for each") }
    return names.first?.text
  }

  private func only(_ names: [Identifier], _ what: String, at span: SourceSpan) throws(QueryError) -> String {
    guard let name = names.first, names.count == 1 else { throw BindingErrors.notSupported(what, at: span, hint: "write one for each") }
    return name.text
  }

  private func bindConstraint(_ creation: ConstraintCreation) throws(QueryError) -> Constraint {
    if let options = creation.options { throw BindingErrors.notSupported("OPTIONS", at: options.span, hint: "leave them out") }
    let (target, subject) = try bindTarget(creation.target)
    let rule: Constraint.Rule
    let kind: String
    switch creation.requirement {
    case .unique(let keys):
      let names = Self.distinct(keys)
      rule = names.count == 1 ? .unique(property: names[0]) : .uniqueTogether(properties: names)
      kind = "unique"
    case .notNull(let keys):
      rule = .exists(property: try only(keys, "NOT NULL over several properties", at: creation.span))
      kind = "exists"
    case .typed(let key, let type):
      rule = .type(property: key.text, try bindPropertyType(type))
      kind = "type"
    case .key(let keys):
      rule = .key(properties: Self.distinct(keys))
      kind = "key"
    case .ends(let start, let end):
      rule = try bindEnds(start, end, creation)
      kind = "ends"
    }
    return Constraint(name: creation.name?.text ?? Self.name(kind, subject, rule), target: target, rule: rule)
  }

  private func bindEnds(_ start: [Identifier], _ end: [Identifier], _ creation: ConstraintCreation) throws(QueryError) -> Constraint.Rule {
    guard case .relationships(_, let direction, _, _) = creation.target.kind else {
      throw BindingErrors.wrongType("a constraint on ends speaks of relationships", at: creation.span)
    }
    // Ends are written from left to right, and stored from where the relationship starts.
    let (left, right) = (start.map(\.text), end.map(\.text))
    return direction == .incoming ? .ends(from: right, to: left) : .ends(from: left, to: right)
  }

  private func bindTarget(_ pattern: SchemaPattern) throws(QueryError) -> (SchemaTarget, String) {
    switch pattern.kind {
    case .nodes(let labels):
      let label = try single(labels, "a constraint over several labels", at: pattern.span)
      return (.nodes(label: label), label ?? "node")
    case .relationships(let types, _, _, _):
      let type = try only(types, "a constraint over several relationship types", at: pattern.span)
      return (.relationships(type: type), type)
    }
  }

  private static func name(_ kind: String, _ subject: String, _ rule: Constraint.Rule) -> String {
    switch rule {
    case .unique(let property), .exists(let property), .type(let property, _): "constraint_\(kind)_\(subject)_\(property)"
    case .uniqueTogether(let properties), .key(let properties): "constraint_\(kind)_\(subject)_\(properties.joined(separator: "_"))"
    case .ends: "constraint_\(kind)_\(subject)"
    }
  }

  private func bindPropertyType(_ type: TypeExpression) throws(QueryError) -> PropertyType {
    switch type.kind {
    case .simple(.boolean): return .boolean
    case .simple(.integer): return .integer
    case .simple(.float): return .float
    case .simple(.string): return .string
    case .simple(.date): return .date
    case .simple(.localTime): return .localTime
    case .simple(.zonedTime): return .time
    case .simple(.localDateTime): return .localDateTime
    case .simple(.zonedDateTime): return .dateTime
    case .simple(.duration): return .duration
    case .simple(.point): return .point
    case .list(let element):
      let element = try bindPropertyType(element)
      if case .union = element { throw Self.unfitType(type) }
      return .list(element)
    case .union(let members):
      var types: [PropertyType] = []
      for member in members { types.append(try bindPropertyType(member)) }
      return .union(types)
    case .simple: throw Self.unfitType(type)
    }
  }

  private static func unfitType(_ type: TypeExpression) -> QueryError {
    BindingErrors.notSupported(
      "this type in a constraint", at: type.span,
      hint: "types that a property can hold and lists of them can be demanded: STRING, INTEGER | FLOAT, LIST<STRING NOT NULL> …")
  }
}
