// Types and label conditions: from their syntax to the tests that bound expressions carry.

import CypherSyntax
import GraphModel

extension Binder {
  /// A type as a test.
  func bindType(_ type: TypeExpression) throws(QueryError) -> TypeTest {
    let test: TypeTest
    switch type.kind {
    case .simple(let simple): test = bindSimpleType(simple)
    case .list(let element): test = .list(try bindType(element))
    case .union(let parts):
      var tests: [TypeTest] = []
      for part in parts { tests.append(try bindType(part)) }
      test = .anyOf(tests)
    }
    return type.isNotNull ? .notNull(test) : test
  }

  private func bindSimpleType(_ type: TypeExpression.SimpleType) -> TypeTest {
    switch type {
    case .any: return .any
    case .nothing: return .anyOf([])
    case .null: return .null
    case .boolean: return .boolean
    case .integer: return .integer
    case .float: return .float
    case .string: return .string
    case .map: return .map
    case .node: return .node
    case .relationship: return .relationship
    case .path: return .path
    case .propertyValue:
      let simple: [TypeTest] = [
        .boolean, .integer, .float, .string, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point,
      ]
      return .anyOf(simple + simple.map { .list(.notNull($0)) })
    case .date: return .date
    case .localTime: return .localTime
    case .zonedTime: return .time
    case .localDateTime: return .localDateTime
    case .zonedDateTime: return .dateTime
    case .duration: return .duration
    case .point: return .point
    }
  }

  /// A condition on labels or types.
  func bindLabels(_ labels: LabelExpression) throws(QueryError) -> LabelTest {
    switch labels.kind {
    case .name(let name): return .name(name.text)
    case .wildcard: return .any
    case .not(let inner): return .not(try bindLabels(inner))
    case .and(let parts): return .and(try bindLabels(parts))
    case .or(let parts): return .or(try bindLabels(parts))
    case .dynamic:
      throw BindingErrors.notSupported(
        "a computed label in a condition", at: labels.span, hint: "test it with `IN labels(n)` or `= type(r)` in WHERE")
    }
  }

  /// A condition on the labels of an entity, or on its type, as an expression over it: computed names become calls, the rest a test.
  func bindLabelCondition(
    _ labels: LabelExpression, of subject: BoundExpression, isRelationship: Bool
  ) throws(QueryError) -> BoundExpression {
    guard labels.isComputed else { return BoundExpression(.hasLabels(subject, try bindLabels(labels)), at: labels.span) }
    switch labels.kind {
    case .dynamic(let expression, let quantifier):
      let names = try bind(expression).expression
      return Self.bearing(names, subject, isRelationship: isRelationship, any: quantifier == .any, at: labels.span)
    case .not(let inner):
      return BoundExpression(.unary(.not, try bindLabelCondition(inner, of: subject, isRelationship: isRelationship)), at: labels.span)
    case .and(let parts), .or(let parts):
      var conditions: [BoundExpression] = []
      for part in parts { conditions.append(try bindLabelCondition(part, of: subject, isRelationship: isRelationship)) }
      if case .and = labels.kind { return BoundExpression(.conjunction(conditions), at: labels.span) }
      return BoundExpression(.disjunction(conditions), at: labels.span)
    case .name, .wildcard: return BoundExpression(.hasLabels(subject, try bindLabels(labels)), at: labels.span)
    }
  }

  /// Whether an entity bears the names that an expression gives.
  static func bearing(
    _ names: BoundExpression, _ subject: BoundExpression, isRelationship: Bool, any: Bool = false, at span: SourceSpan = .none
  ) -> BoundExpression {
    let borne = BoundExpression(.entity(isRelationship ? .type : .labels, subject), at: span)
    let list = isRelationship ? BoundExpression(.list([borne]), at: span) : borne
    return BoundExpression(.call(any ? NameFunctions.bearsAny : NameFunctions.bearsAll, [list, names]), at: span)
  }

  private func bindLabels(_ parts: [LabelExpression]) throws(QueryError) -> [LabelTest] {
    var tests: [LabelTest] = []
    for part in parts { tests.append(try bindLabels(part)) }
    return tests
  }

  /// Remembers the names that a condition asks for.
  func noteReading(_ labels: LabelExpression, as kind: NameUsage.Kind) throws(QueryError) {
    switch labels.kind {
    case .name(let name): names.reads(kind, name)
    case .wildcard, .dynamic: break
    case .not(let inner): try noteReading(inner, as: kind)
    case .and(let parts), .or(let parts): for part in parts { try noteReading(part, as: kind) }
    }
  }

  /// The types of a relationship pattern as a list of admitted names, or, where that cannot say it, as a test.
  /// - Parameter admitsComputed: whether the caller adds the condition of computed types (`bindComputedTypes`); they are refused otherwise.
  func bindTypes(
    _ types: LabelExpression?, admitsComputed: Bool = false
  ) throws(QueryError) -> (names: [String], test: LabelTest?) {
    guard let types else { return ([], nil) }
    try noteReading(types, as: .type)
    // Computed types are a condition on the relationship, which whoever has its variable adds.
    if admitsComputed, types.isComputed { return ([], nil) }
    let test = try bindLabels(types)
    switch test {
    case .name(let name): return ([name], nil)
    case .or(let parts):
      var found: [String] = []
      for part in parts {
        guard case .name(let name) = part else { return ([], test) }
        if !found.contains(where: { $0.isByteEqual(to: name) }) { found.append(name) }
      }
      return (found, nil)
    case .any: return ([], nil)
    default: return ([], test)
    }
  }

  /// The condition that computed types put on a relationship; nil where no type is computed.
  func bindComputedTypes(_ types: LabelExpression?, of subject: BoundExpression) throws(QueryError) -> BoundExpression? {
    guard let types, types.isComputed else { return nil }
    return try bindLabelCondition(types, of: subject, isRelationship: true)
  }

  /// The static type of what a procedure's field or a type test promises.
  static func staticType(_ test: TypeTest) -> StaticType {
    switch test {
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    case .map: .map
    case .null: .null
    case .number: .number
    case .date: .date
    case .localTime: .localTime
    case .time: .time
    case .localDateTime: .localDateTime
    case .dateTime: .dateTime
    case .duration: .duration
    case .point: .point
    case .list(let element): .list(staticType(element))
    case .notNull(let inner): staticType(inner)
    case .any, .anyOf: .any
    }
  }
}

extension LabelExpression {
  /// Whether some name is computed.
  var isComputed: Bool {
    switch kind {
    case .name, .wildcard: false
    case .dynamic: true
    case .not(let inner): inner.isComputed
    case .and(let parts), .or(let parts): parts.contains(where: \.isComputed)
    }
  }
}
