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
  private var shared: (elements: [Value], members: MemberSet)?
  private var serial: UInt64?

  init(_ element: VectorExpression, _ list: VectorExpression) {
    self.element = element
    self.list = list
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let lists = try list.evaluate(rows, context)
    guard let constant = list as? VectorConstant else { return try evaluateValues(lists, rows, context) }
    if constant.value.isNull {
      _ = try element.evaluate(rows, context)  // null it is, unless the element fails
      result.becomeConstantNull()
      return result
    }
    guard case .list(let elements) = constant.value else {
      _ = try ValueAccess.isIn(.null, constant.value)  // refuses what is no list
      return result
    }
    if serial != context.serial {
      members = try MemberSet(elements, context)
      serial = context.serial
    }
    guard let members else { return result }
    return try evaluateConstant(members, elements, rows, context)
  }

  private func evaluateConstant(
    _ members: MemberSet, _ elements: [Value], _ rows: RowSet, _ context: ExecutionContext
  ) throws(QueryError) -> Vector {
    if !elements.isEmpty, members.hasOnlyStrings, let property = element as? VectorProperty, let stored = try property.stored(rows, context)
    {
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
    if !vector.isConstant, vector.kind != .mixed, let elements = sharedList(lists, rows), elements.count >= VectorMembership.sharedCountMin
    {
      try members(of: elements, context).test(vector, elements, rows, result)
      return result
    }
    for n in 0..<rows.count {
      let row = rows[n]
      result.setTruth(try ValueAccess.isIn(vector.value(row), lists.value(row)).booleanValue, row: row)
    }
    return result
  }
}

// Lists from rows: after `UNWIND list AS x` every row carries the very same list, whose set is worth making once.
extension VectorMembership {
  /// Shorter lists are read through faster than sets are made.
  private static let sharedCountMin = 8

  /// The list that all rows share, told by its storage; nil where they do not.
  private func sharedList(_ lists: Vector, _ rows: RowSet) -> [Value]? {
    guard lists.kind == .mixed, rows.count > 0, case .list(let first) = lists.values[rows[0] * lists.stride] else { return nil }
    if lists.isConstant { return first }
    for n in 1..<max(1, rows.count) {
      guard case .list(let other) = lists.values[rows[n]], VectorMembership.isSame(first, other) else { return nil }
    }
    return first
  }

  /// Whether two lists are one in memory: equal content then needs no look.
  private static func isSame(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count && left.withUnsafeBufferPointer { a in right.withUnsafeBufferPointer { $0.baseAddress == a.baseAddress } }
  }

  /// The set of a list; the one made last is kept, with its list, so that its storage cannot become another's.
  private func members(of elements: [Value], _ context: ExecutionContext) throws(QueryError) -> MemberSet {
    if serial == context.serial, let shared, VectorMembership.isSame(shared.elements, elements) { return shared.members }
    let made = try MemberSet(elements, context)
    shared = (elements, made)
    serial = context.serial
    return made
  }
}

/// The elements of a list by type, ready to be looked up.
final class MemberSet {
  private let integers = IntegerTable()
  /// Floats that are no whole number of 64 bits.
  private let fractions = IntegerTable()
  private let nodes = IntegerTable()
  private let nodeWords = GrowingBuffer<UInt64>()
  private var nodeBits: NodeBits?
  /// A bitmap of so many words is always small enough.
  private static let sparseWords = 1_024
  private var nodeCount = 0
  private var (firstNode, lastNode): (UInt32, UInt32) = (.max, 0)
  private let relationships = IntegerTable()
  let strings = StringTable()
  private var booleans: (Bool, Bool) = (false, false)
  private var hasNull = false
  /// Whether no element is anything else; also of no elements.
  private(set) var hasOnlyStrings = true

  /// Sorts the elements of a list. What is neither null nor flat is left to the list itself.
  init(_ elements: [Value], _ context: ExecutionContext) throws(QueryError) {
    for element in elements { try add(element, context) }
    try fillNodes(elements, context.limits)
  }

  /// Takes the nodes of the list: into a bitmap over the offsets from the first of them to the last, unless they lie too far apart.
  private func fillNodes(_ elements: [Value], _ limits: ExecutionLimits) throws(QueryError) {
    guard nodeCount > 0 else { return }
    let low = firstNode & ~63
    let wordCount = Int((lastNode - low) >> 6) + 1
    guard wordCount <= MemberSet.sparseWords + nodeCount * 4 else {
      for case .node(let node) in elements { try add(UInt64(node.id.rawValue), nodes, limits) }
      return
    }
    try nodeWords.extend(to: wordCount, with: 0, limits)
    let words = nodeWords.elements
    for case .node(let node) in elements { words[Int((node.id.rawValue - low) >> 6)] |= 1 << UInt64(node.id.rawValue & 63) }
    nodeBits = NodeBits(words: words, low: low, bitCount: UInt32(truncatingIfNeeded: wordCount * 64))
  }

  private func add(_ element: Value, _ context: ExecutionContext) throws(QueryError) {
    let limits = context.limits
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
      _ = try strings.add(try context.strings.store(text), limits) { (text: StringReference) throws(QueryError) -> StringReference in text }
    case .node(let node):
      nodeCount += 1
      (firstNode, lastNode) = (min(firstNode, node.id.rawValue), max(lastNode, node.id.rawValue))
    case .relationship(let relationship): try add(UInt64(relationship.id.rawValue), relationships, limits)
    case .list, .map, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: break
    }
  }

  private func add(_ key: UInt64, _ table: IntegerTable, _ limits: ExecutionLimits) throws(QueryError) {
    try table.reserve(1, limits)
    _ = table.number(key)
  }

  /// Whether each row is an element. What is not found is null if an element is.
  /// - Precondition: the vector is not constant, the list not empty; the result is boolean.
  func test(_ vector: Vector, _ elements: [Value], _ rows: RowSet, _ result: Vector) throws(QueryError) {
    let (rowTruths, rowTexts, rowIdentifiers) = (vector.booleans, vector.strings, vector.identifiers)
    let (rowIntegers, rowFloats, truths) = (vector.integers, vector.floats, booleans)
    switch vector.kind {
    case .integer: loop(vector, rows, result) { integers.find(UInt64(bitPattern: rowIntegers[$0])) != nil }
    case .float: loop(vector, rows, result) { contains(rowFloats[$0]) }
    case .boolean: loop(vector, rows, result) { rowTruths[$0] == 0 ? truths.0 : truths.1 }
    case .string: loop(vector, rows, result) { strings.find(rowTexts[$0]) != nil }
    case .node:
      if let bits = nodeBits {
        loop(vector, rows, result) { bits.contains(rowIdentifiers[$0]) }
      } else {
        loop(vector, rows, result) { nodes.find(UInt64(rowIdentifiers[$0])) != nil }
      }
    case .relationship: loop(vector, rows, result) { relationships.find(UInt64(rowIdentifiers[$0])) != nil }
    case .mixed:
      for n in 0..<rows.count {
        result.setTruth(ValueAccess.isIn(vector.value(rows[n]), elements).booleanValue, row: rows[n])
      }
    }
  }

  @inline(__always) private func loop(_ vector: Vector, _ rows: RowSet, _ result: Vector, _ holds: (Int) -> Bool) {
    let (out, valid, hasNull) = (result.booleans, ValidRows(vector), hasNull)
    var nulls = NullWriter(result)
    for n in 0..<rows.count {
      let row = rows[n]
      let isFound = valid[row] && holds(row)
      out[row] = isFound ? 1 : 0
      nulls.set(row, isNull: !valid[row] || (hasNull && !isFound))
    }
    nulls.finish(result)
  }

  private func contains(_ number: Double) -> Bool {
    if let whole = Int64(exactly: number) { return integers.find(UInt64(bitPattern: whole)) != nil }
    return !number.isNaN && fractions.find(number.bitPattern) != nil
  }
}

/// Nodes as a bitmap over the offsets from one on; valid as long as the set it belongs to.
private struct NodeBits {
  let words: UnsafePointer<UInt64>
  let low: UInt32
  let bitCount: UInt32

  @inline(__always) func contains(_ node: UInt32) -> Bool {
    let place = node &- low
    return place < bitCount && (words[Int(place >> 6)] >> UInt64(place & 63)) & 1 != 0
  }
}
