// IN: against a list that is the same in all rows of a run through prepared sets, else row by row.
import GraphModel
import GraphStorage
import QueryPlanner

/// `element IN list`.
final class VectorMembership: VectorExpression {
  private let element: VectorExpression
  private let list: VectorExpression
  private let result = Vector(.boolean)
  private let memo = CodeMemo()
  private var members: MemberSet?
  private var serial: UInt64?

  init(_ element: VectorExpression, _ list: VectorExpression) {
    self.element = element
    self.list = list
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let lists = try list.evaluate(rows, context)
    guard let constant = list as? VectorConstant else { return try evaluateValues(lists, rows, context) }
    if constant.value.isNull {
      result.becomeConstantNull()
      return result
    }
    guard case .list(let elements) = constant.value else {
      _ = try ValueAccess.isIn(.null, constant.value)  // refuses what is no list
      return result
    }
    if serial != context.serial {
      members = try MemberSet(elements, context.limits)
      serial = context.serial
    }
    guard let members else { return result }
    return try evaluateConstant(members, elements, rows, context)
  }

  private func evaluateConstant(_ members: MemberSet, _ elements: [Value], _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    if members.hasOnlyStrings, let property = element as? VectorProperty, let stored = try property.stored(rows, context) {
      result.reset(.boolean)
      let loop = StoredStringLoop(holders: stored.holders, column: stored.column, rows: rows, result: result, memo: memo) {
        (other: Value) throws(QueryError) -> Value in ValueAccess.isIn(other, elements)
      }
      try AnyStringTest.membership(MembershipTest(members: members.strings)).run(loop)
      return result
    }
    let vector = try element.evaluate(rows, context)
    result.reset(.boolean)
    if vector.isConstant {
      let truth = ValueAccess.isIn(vector.value(0), elements).booleanValue
      result.isConstant = true
      if let truth { result.booleans[0] = truth ? 1 : 0 } else { result.becomeConstantNull() }
    } else if elements.isEmpty {
      result.isConstant = true  // nothing is in an empty list, not even null
      result.booleans[0] = 0
    } else {
      try members.test(vector, elements, rows, result)
    }
    return result
  }

  private func evaluateValues(_ lists: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try element.evaluate(rows, context)
    result.reset(.boolean)
    for n in 0..<rows.count {
      let row = rows[n]
      result.setTruth(try ValueAccess.isIn(vector.value(row), lists.value(row)).booleanValue, row: row)
    }
    return result
  }
}

/// The elements of a list by type, ready to be looked up.
final class MemberSet {
  private let integers = IntegerTable()
  /// Floats that are no whole number of 64 bits.
  private let fractions = IntegerTable()
  private let nodes = IntegerTable()
  private let relationships = IntegerTable()
  let strings = StringTable()
  private let bytes = ConstantBytes()
  private var booleans: (Bool, Bool) = (false, false)
  private var hasNull = false
  private(set) var hasOnlyStrings = true

  /// Sorts the elements of a list. What is neither null nor flat is left to the list itself.
  init(_ elements: [Value], _ limits: ExecutionLimits) throws(QueryError) {
    for element in elements { try add(element, limits) }
  }

  private func add(_ element: Value, _ limits: ExecutionLimits) throws(QueryError) {
    if case .string = element {} else { hasOnlyStrings = false }
    switch element {
    case .null: hasNull = true
    case .boolean(let truth): if truth { booleans.1 = true } else { booleans.0 = true }
    case .integer(let number): try add(UInt64(bitPattern: number), integers, limits)
    case .float(let number):
      if let whole = Int64(exactly: number) {
        try add(UInt64(bitPattern: whole), integers, limits)
      } else if !number.isNaN {  // NaN equals nothing
        try add(number.bitPattern, fractions, limits)
      }
    case .string(let text):
      let copy = StringReference(start: bytes.store(text), count: text.utf8.count)
      _ = try strings.add(copy, limits) { (text: StringReference) throws(QueryError) -> StringReference in text }
    case .node(let node): try add(UInt64(node.id.rawValue), nodes, limits)
    case .relationship(let relationship): try add(UInt64(relationship.id.rawValue), relationships, limits)
    case .list, .map, .path: break
    }
  }

  private func add(_ key: UInt64, _ table: IntegerTable, _ limits: ExecutionLimits) throws(QueryError) {
    try table.reserve(1, limits)
    _ = table.number(key)
  }

  /// Whether each row is an element. What is not found is null if an element is.
  /// - Precondition: the vector is not constant, the list not empty; the result is boolean.
  func test(_ vector: Vector, _ elements: [Value], _ rows: RowSet, _ result: Vector) throws(QueryError) {
    let out = result.booleans
    func loop(_ holds: (Int) -> Bool) {
      for n in 0..<rows.count {
        let row = rows[n]
        guard vector.isValid(row) else {
          result.setNull(row)
          continue
        }
        if holds(row) { out[row] = 1 } else if hasNull { result.setNull(row) } else { out[row] = 0 }
      }
    }
    switch vector.kind {
    case .integer: loop { integers.find(UInt64(bitPattern: vector.integers[$0])) != nil }
    case .float: loop { contains(vector.floats[$0]) }
    case .boolean: loop { vector.booleans[$0] == 0 ? booleans.0 : booleans.1 }
    case .string: loop { strings.find(vector.strings[$0]) != nil }
    case .node: loop { nodes.find(UInt64(vector.identifiers[$0])) != nil }
    case .relationship: loop { relationships.find(UInt64(vector.identifiers[$0])) != nil }
    case .mixed:
      for n in 0..<rows.count {
        result.setTruth(ValueAccess.isIn(vector.value(rows[n]), elements).booleanValue, row: rows[n])
      }
    }
  }

  private func contains(_ number: Double) -> Bool {
    if let whole = Int64(exactly: number) { return integers.find(UInt64(bitPattern: whole)) != nil }
    return !number.isNaN && fractions.find(number.bitPattern) != nil
  }
}
