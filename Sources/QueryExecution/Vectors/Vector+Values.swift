// From values to typed rows: what UNWIND, procedures and per-row results write. The kind that fits all rows is found by one
// look at the types, so that lists of integers or nodes run on the fast kernels after they have been taken apart. Strings stay
// values: as bytes they would have to live in the arena until the run ends, also where a query streams.
package import GraphModel
import GraphStorage
package import QueryPlanner

extension Vector {
  /// Makes rows 0… these values, in the narrowest kind that holds them all.
  /// - Precondition: at most `capacity` values.
  package func assign(_ values: ArraySlice<Value>) {
    reset(Self.kind(of: values))
    for (row, value) in values.enumerated() { set(value, row: row) }
  }

  /// Writes a value that fits the vector's kind, or any value into a mixed vector.
  package func set(_ value: Value, row: Int) {
    switch (kind, value) {
    case (.mixed, _): values[row] = value
    case (.node, .node(let node)): identifiers[row] = node.id.rawValue
    case (.relationship, .relationship(let relationship)): identifiers[row] = relationship.id.rawValue
    case (.integer, .integer(let number)): integers[row] = number
    case (.float, .float(let number)): floats[row] = number
    case (.boolean, .boolean(let truth)): booleans[row] = truth ? 1 : 0
    default: setNull(row)
    }
  }

  /// Writes a value behind the rows written so far, which are 0 ..< `row`: the first one chooses the vector's kind, one that does not fit
  /// turns it into a mixed one.
  package func put(_ value: Value, row: Int) {
    let wanted = Self.kind(of: value)
    if row == 0 { reset(wanted ?? .mixed) } else if let wanted, wanted != kind { promote(count: row) }
    set(value, row: row)
  }

  /// The kind that holds all of these values; nulls fit every kind.
  package static func kind(of values: ArraySlice<Value>) -> VectorKind {
    var found: VectorKind?
    for value in values {
      guard let kind = kind(of: value) else { continue }
      if kind == .mixed || (found != nil && found != kind) { return .mixed }
      found = kind
    }
    return found ?? .mixed
  }

  /// The kind that holds a value best; nil for null.
  package static func kind(of value: Value) -> VectorKind? {
    switch value {
    case .null: nil
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .node: .node
    case .relationship: .relationship
    case .string, .list, .map, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: .mixed
    }
  }
}

extension VectorKind {
  /// The kind in which the values of a variable are carried if nothing else is known of them.
  package init(_ type: VariableType) {
    switch type {
    case .node: self = .node
    case .relationship: self = .relationship
    case .count: self = .integer
    case .truth: self = .boolean
    case .relationshipList, .path, .any: self = .mixed
    }
  }
}
