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
  func bindTypes(_ types: LabelExpression?) throws(QueryError) -> (names: [String], test: LabelTest?) {
    guard let types else { return ([], nil) }
    try noteReading(types, as: .type)
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
