// Dense codes for the values of one column: what grouping and DISTINCT compare instead of values. A code stands for one exact
// value (1 and 1.0 have two codes), so that a group can show the value it began with; beside it, equivalent values (null with null,
// NaN with NaN, 1 with 1.0) share a class number. As long as no column mixes integers with whole floats, both are the same.
// Small numbers and node identifiers find their code in a flat array; other numbers in a table of 64-bit keys; strings in a table
// by bytes; lists, maps and paths in a dictionary, which is the slow way and rare.
// Invariants: codes, and class numbers, count from 0 in the order in which the values first came.
import GraphModel
import GraphStorage

/// The codes of a column's values.
final class KeyInterner {
  /// What a code stands for.
  private struct Entry {
    /// The bits of a flat value, the number of a string, or the place of another value.
    let bits: UInt64
    let tag: Tag
  }

  private enum Tag: UInt8 {
    case null, boolean, integer, float, node, relationship, string, other
  }

  /// Numbers below this find their code in a flat array.
  private static let directIntegersMax = 1 << 16
  /// Node identifiers below this find their code in a flat array.
  private static let directNodesMax = 1 << 22

  private let entries = GrowingBuffer<Entry>()
  /// By code: the number of its class.
  private let classes = GrowingBuffer<UInt32>()
  /// How many classes there are.
  private(set) var classCount = 0
  private var nullCode: UInt32?
  private var booleanCodes: (UInt32?, UInt32?) = (nil, nil)
  /// By number: the code plus one, or 0.
  private let directIntegers = GrowingBuffer<UInt32>()
  private let directNodes = GrowingBuffer<UInt32>()
  private let integers = IntegerTable()
  /// Floats by their bits.
  private let floats = IntegerTable()
  private let nodes = IntegerTable()
  private let relationships = IntegerTable()
  private let strings = StringTable()
  private let stringCodes = GrowingBuffer<UInt32>()
  private var others: [Value: UInt32] = [:]
  /// The classes of lists, maps and paths.
  private var otherClasses: [GroupingKey: UInt32] = [:]
  private var otherValues: [Value] = []
  private var otherBytes = 0

  // MARK: Coding

  /// The class numbers of codes, in their place or elsewhere.
  func writeClasses(of codes: UnsafePointer<UInt32>, count: Int, into numbers: UnsafeMutablePointer<UInt32>) {
    if classCount == entries.count {
      if codes != UnsafePointer(numbers) { numbers.update(from: codes, count: count) }
    } else {
      for n in 0..<count { numbers[n] = classes.elements[Int(codes[n])] }
    }
  }

  /// The class number of a code.
  @inline(__always) func classNumber(_ code: UInt32) -> UInt32 { classes.elements[Int(code)] }

  /// The code of the n-th row as the n-th number.
  func codes(_ vector: Vector, _ rows: RowSet, into out: UnsafeMutablePointer<UInt32>, _ context: ExecutionContext) throws(QueryError) {
    let limits = context.limits
    if vector.isConstant {
      out.update(repeating: try code(vector.value(0), context), count: rows.count)
      return
    }
    switch vector.kind {
    case .integer:
      try integers.reserve(rows.count, limits)
      let numbers = vector.integers
      if !vector.mayHaveNulls { return try codes(integers: numbers, rows, into: out, limits) }
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in try self.code(integer: numbers[row], limits) }
    case .float:
      try floats.reserve(rows.count, limits)
      let numbers = vector.floats
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in try self.code(float: numbers[row], limits) }
    case .boolean:
      let truths = vector.booleans
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in try self.code(boolean: truths[row] != 0, limits) }
    case .node:
      try nodes.reserve(rows.count, limits)
      let identifiers = vector.identifiers
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in try self.code(node: identifiers[row], limits) }
    case .relationship:
      try relationships.reserve(rows.count, limits)
      let identifiers = vector.identifiers
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in
        try self.code(UInt64(identifiers[row]), .relationship, self.relationships, key: UInt64(identifiers[row]), limits)
      }
    case .string:
      let texts = vector.strings
      let isStable = !context.isWriting
      try loop(vector, rows, out, limits) { (row) throws(QueryError) in try self.code(string: texts[row], isStable: isStable, context) }
    case .mixed:
      for n in 0..<rows.count { out[n] = try code(vector.values[rows[n]], context) }
    }
  }

  /// The codes of integers none of which is null: small ones that are known are read from the flat array at once.
  private func codes(
    integers: UnsafePointer<Int64>, _ rows: RowSet, into out: UnsafeMutablePointer<UInt32>, _ limits: ExecutionLimits
  ) throws(QueryError) {
    var (known, knownCount) = (directIntegers.elements, UInt64(directIntegers.count))
    for n in 0..<rows.count {
      let bits = UInt64(bitPattern: integers[rows[n]])
      if bits < knownCount, known[Int(bits)] != 0 {
        out[n] = known[Int(bits)] &- 1
      } else {
        out[n] = try code(integer: Int64(bitPattern: bits), limits)
        (known, knownCount) = (directIntegers.elements, UInt64(directIntegers.count))
      }
    }
  }

  @inline(__always) private func loop(
    _ vector: Vector, _ rows: RowSet, _ out: UnsafeMutablePointer<UInt32>, _ limits: ExecutionLimits,
    _ code: (Int) throws(QueryError) -> UInt32
  ) throws(QueryError) {
    let valid = ValidRows(vector)
    if !valid.isAll {
      for n in 0..<rows.count {
        let row = rows[n]
        out[n] = valid[row] ? try code(row) : try codeOfNull(limits)
      }
    } else {
      for n in 0..<rows.count { out[n] = try code(rows[n]) }
    }
  }

  /// The code of a value.
  func code(_ value: Value, _ context: ExecutionContext) throws(QueryError) -> UInt32 {
    let limits = context.limits
    switch value {
    case .null: return try codeOfNull(limits)
    case .boolean(let truth): return try code(boolean: truth, limits)
    case .integer(let number):
      try integers.reserve(1, limits)
      return try code(integer: number, limits)
    case .float(let number):
      try floats.reserve(1, limits)
      return try code(float: number, limits)
    case .string(let text):
      return try text.withReference { (text: StringReference) throws(QueryError) -> UInt32 in
        try code(string: text, isStable: false, context)
      }
    case .node(let node):
      try nodes.reserve(1, limits)
      return try code(node: node.id.rawValue, limits)
    case .relationship(let relationship):
      try relationships.reserve(1, limits)
      let key = UInt64(relationship.id.rawValue)
      return try code(key, .relationship, relationships, key: key, limits)
    case .list, .map, .path, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      return try code(other: value, limits)
    }
  }

  /// A new code, of a class of its own unless it joins another.
  private func add(_ bits: UInt64, _ tag: Tag, joining other: UInt32? = nil, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    try entries.append(Entry(bits: bits, tag: tag), limits)
    if let other {
      try classes.append(other, limits)
    } else {
      try classes.append(UInt32(truncatingIfNeeded: classCount), limits)
      classCount += 1
    }
    return UInt32(truncatingIfNeeded: entries.count - 1)
  }

  private func codeOfNull(_ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    if let nullCode { return nullCode }
    let code = try add(0, .null, limits)
    nullCode = code
    return code
  }

  private func code(boolean: Bool, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    if let known = boolean ? booleanCodes.1 : booleanCodes.0 { return known }
    let code = try add(boolean ? 1 : 0, .boolean, limits)
    if boolean { booleanCodes.1 = code } else { booleanCodes.0 = code }
    return code
  }

  /// - Precondition: the table has room.
  @inline(__always) private func code(
    _ bits: UInt64, _ tag: Tag, _ table: IntegerTable, key: UInt64, _ limits: ExecutionLimits
  ) throws(QueryError) -> UInt32 {
    let code = table.number(key, orElse: entries.count)
    if code == entries.count { _ = try add(bits, tag, joining: classOfEqualNumber(bits, tag), limits) }
    return UInt32(truncatingIfNeeded: code)
  }

  /// The code that a flat array knows for a number, or a new one.
  @inline(__always) private func code(
    direct place: Int, _ codes: GrowingBuffer<UInt32>, max: Int, _ bits: UInt64, _ tag: Tag, _ limits: ExecutionLimits
  ) throws(QueryError) -> UInt32 {
    if place < codes.count, codes.elements[place] != 0 { return codes.elements[place] - 1 }
    if place >= codes.count { try codes.extend(to: min(max, Swift.max(place + 1, codes.count * 2, 256)), with: 0, limits) }
    let code = try add(bits, tag, joining: classOfEqualNumber(bits, tag), limits)
    codes.elements[place] = code + 1
    return code
  }

  @inline(__always) private func code(integer: Int64, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    let bits = UInt64(bitPattern: integer)
    if bits < UInt64(KeyInterner.directIntegersMax) {
      return try code(direct: Int(integer), directIntegers, max: KeyInterner.directIntegersMax, bits, .integer, limits)
    }
    return try code(bits, .integer, integers, key: bits, limits)
  }

  /// - Precondition: the table has room.
  private func code(float: Double, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    try code(float.bitPattern, .float, floats, key: float.isNaN ? Double.nan.bitPattern : float.bitPattern, limits)
  }

  /// The class of the numbers equal to a new one: of the integer, or of the float with the other sign of zero; nil where there is none
  /// yet, and for what is no number.
  private func classOfEqualNumber(_ bits: UInt64, _ tag: Tag) -> UInt32? {
    guard tag == .float || (tag == .integer && floats.count > 0) else { return nil }
    var equals: [Int?] = []
    if tag == .integer {
      let number = Double(Int64(bitPattern: bits))
      guard Int64(exactly: number) == Int64(bitPattern: bits) else { return nil }
      equals = [floats.find(number.bitPattern), number == 0 ? floats.find((-0.0).bitPattern) : nil]
    } else {
      let number = Double(bitPattern: bits)
      guard let whole = Int64(exactly: number) else { return nil }
      equals = [known(integer: whole), number == 0 ? floats.find((-number).bitPattern) : nil]
    }
    return equals.lazy.compactMap { $0 }.first.map { classes.elements[$0] }
  }

  /// The code of an integer that has one.
  private func known(integer: Int64) -> Int? {
    let bits = UInt64(bitPattern: integer)
    if bits < UInt64(KeyInterner.directIntegersMax) {
      let code = bits < UInt64(directIntegers.count) ? directIntegers.elements[Int(bits)] : 0
      return code == 0 ? nil : Int(code) - 1
    }
    return integers.find(bits)
  }

  @inline(__always) private func code(node: UInt32, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    if Int(node) < KeyInterner.directNodesMax {
      return try code(direct: Int(node), directNodes, max: KeyInterner.directNodesMax, UInt64(node), .node, limits)
    }
    return try code(UInt64(node), .node, nodes, key: UInt64(node), limits)
  }

  @inline(__always) private func code(string: StringReference, isStable: Bool, _ context: ExecutionContext) throws(QueryError) -> UInt32 {
    let number = try strings.number(string, isStable: isStable, context.limits) { (text: StringReference) throws(QueryError) in
      isStable ? text : try context.strings.store(text)
    }
    if number < stringCodes.count { return stringCodes.elements[number] }
    let code = try add(UInt64(number), .string, context.limits)
    try stringCodes.append(code, context.limits)
    return code
  }

  private func code(other value: Value, _ limits: ExecutionLimits) throws(QueryError) -> UInt32 {
    if let code = others[value] { return code }
    let bytes = value.shallowBytes + 6 * MemoryLayout<Value>.stride
    try limits.charge(bytes)
    otherBytes += bytes
    let key = GroupingKey(value)
    let code = try add(UInt64(otherValues.count), .other, joining: otherClasses[key], limits)
    otherValues.append(value)
    others[value] = code
    otherClasses[key] = classNumber(code)
    return code
  }

  // MARK: Back to values

  /// The kind that holds the values of all codes.
  private func commonKind() -> VectorKind {
    var found: Tag?
    for code in 0..<entries.count {
      let tag = entries[code].tag
      if tag == .null || tag == found { continue }
      if found != nil { return .mixed }
      found = tag
    }
    switch found {
    case .boolean?: return .boolean
    case .integer?: return .integer
    case .float?: return .float
    case .node?: return .node
    case .relationship?: return .relationship
    case .string?: return .string
    case .null?, .other?, nil: return .mixed
    }
  }

  /// Writes the values of codes into rows 0… of a vector. Cost: linear in the codes asked for, and once in all codes.
  func write(_ codes: UnsafePointer<UInt32>, count: Int, into vector: Vector) {
    vector.reset(commonKind())
    for row in 0..<count {
      let entry = entries[Int(codes[row])]
      switch (vector.kind, entry.tag) {
      case (.mixed, _): vector.values[row] = value(Int(codes[row]))
      case (_, .null): vector.setNull(row)
      case (.boolean, _): vector.booleans[row] = UInt8(truncatingIfNeeded: entry.bits)
      case (.integer, _): vector.integers[row] = Int64(bitPattern: entry.bits)
      case (.float, _): vector.floats[row] = Double(bitPattern: entry.bits)
      case (.node, _), (.relationship, _): vector.identifiers[row] = UInt32(truncatingIfNeeded: entry.bits)
      case (.string, _): vector.strings[row] = strings.strings[Int(entry.bits)]
      }
    }
  }

  /// The value that a code stands for.
  func value(_ code: Int) -> Value {
    let entry = entries[code]
    return switch entry.tag {
    case .null: .null
    case .boolean: .boolean(entry.bits != 0)
    case .integer: .integer(Int64(bitPattern: entry.bits))
    case .float: .float(Double(bitPattern: entry.bits))
    case .node: .node(Node(id: NodeID(rawValue: UInt32(truncatingIfNeeded: entry.bits))))
    case .relationship: .relationship(Relationship(id: RelationshipID(rawValue: UInt32(truncatingIfNeeded: entry.bits))))
    case .string: .string(strings.strings[Int(entry.bits)].string)
    case .other: otherValues[Int(entry.bits)]
    }
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    entries.releaseCharge(limits)
    for buffer in [classes, directIntegers, directNodes, stringCodes] { buffer.releaseCharge(limits) }
    for table in [integers, floats, nodes, relationships] { table.releaseCharge(limits) }
    strings.releaseCharge(limits)
    limits.release(otherBytes)
    otherBytes = 0
  }
}
