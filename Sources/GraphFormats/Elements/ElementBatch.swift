// The fast road of import: up to a few thousand nodes or relationships of one file as typed columns, as a bulk load wants
// them. Numbers are numbers, strings lie in one arena, and nothing is allocated per row. Every column has one entry per row;
// what is absent has a placeholder there and `false` in `present`.

public import GraphModel

/// Rows of one file as columns.
public struct ElementBatch: Sendable {
  /// What the rows are.
  public enum Kind: Sendable {
    /// Nodes with these keys; `nil` where the file gives none. Each row's labels are `labelSets[labelIndexes[row]]`.
    case nodes(keys: KeyColumn?, labelSets: [[String]], labelIndexes: [Int32])
    /// Relationships between these keys. Each row's type is `types[typeIndexes[row]]`.
    case relationships(starts: KeyColumn, ends: KeyColumn, types: [String], typeIndexes: [Int32])
  }

  /// What the rows are.
  public var kind: Kind
  /// The properties, one column per name and type; of two columns with one name at most one is present in a row.
  public var properties: [PropertyColumn]
  /// The line on which each row begins; its count is the number of rows.
  public var lines: [Int]
  /// The file's name.
  public var file: String

  /// The number of rows.
  public var count: Int { lines.count }
}

/// The keys of a batch, all in one id space.
public struct KeyColumn: Sendable {
  /// The keys by their type.
  public enum Keys: Sendable {
    /// Integers only.
    case integers([Int64])
    /// Strings only.
    case strings(StringColumn)
    /// Integers and strings.
    case mixed([Value])
  }

  /// The id space, empty for the shared one.
  public var space: String
  /// The keys, one per row.
  public var keys: Keys

  /// Keys of one id space.
  public init(space: String, keys: Keys) {
    self.space = space
    self.keys = keys
  }

  /// The key of a row.
  public subscript(row: Int) -> Value {
    switch keys {
    case .integers(let numbers): .integer(numbers[row])
    case .strings(let strings): .string(strings[row])
    case .mixed(let values): values[row]
    }
  }
}

/// The values of one property in a batch.
public struct PropertyColumn: Sendable {
  /// The values by their type.
  public enum Values: Sendable {
    /// Truth values.
    case booleans([Bool])
    /// Integers.
    case integers([Int64])
    /// Floats.
    case floats([Double])
    /// Strings.
    case strings(StringColumn)
    /// Lists, and whatever else has no column of its own.
    case values([Value])
  }

  /// The property's name.
  public var name: String
  /// The values, one per row.
  public var values: Values
  /// Which rows have the property.
  public var present: [Bool]

  /// The value of a row, null where it is absent.
  public subscript(row: Int) -> Value {
    guard present[row] else { return .null }
    return switch values {
    case .booleans(let truths): .boolean(truths[row])
    case .integers(let numbers): .integer(numbers[row])
    case .floats(let numbers): .float(numbers[row])
    case .strings(let strings): .string(strings[row])
    case .values(let values): values[row]
    }
  }
}

/// Strings one after the other in one arena of well-formed UTF-8.
public struct StringColumn: Sendable {
  /// The bytes of all strings.
  public private(set) var bytes: [UInt8] = []
  /// Where each string ends in `bytes`; it begins where the one before ends.
  public private(set) var ends: [Int] = []

  /// An empty column.
  public init() {}

  /// The number of strings.
  public var count: Int { ends.count }

  /// Where a string lies in `bytes`.
  public func range(of row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  /// The string of a row.
  public subscript(row: Int) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range(of: row)]), as: UTF8.self) }
  }

  /// Appends bytes to the string in hand.
  @inline(__always) package mutating func append(part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

  /// Ends the string in hand.
  @inline(__always) package mutating func endString() { ends.append(bytes.count) }

  /// The strings of some rows.
  package func keeping(_ rows: [Int]) -> StringColumn {
    var kept = StringColumn()
    for row in rows {
      kept.bytes.append(contentsOf: bytes[range(of: row)])
      kept.endString()
    }
    return kept
  }
}

extension ElementBatch {
  /// Hands out the rows one by one. Cost: an allocation or two per row.
  public func forEachElement(_ handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) {
    for row in 0..<count { try handler(element(row)) }
  }

  private func element(_ row: Int) -> GraphElement {
    let place = SourcePlace(file: file, line: lines[row])
    switch kind {
    case .nodes(let keys, let labelSets, let labelIndexes):
      let key = keys.map { ElementKey($0[row], space: $0.space) }
      return .node(NodeElement(key: key, labels: labelSets[Int(labelIndexes[row])], properties: properties(row), place: place))
    case .relationships(let starts, let ends, let types, let typeIndexes):
      return .relationship(
        RelationshipElement(
          type: types[Int(typeIndexes[row])], start: ElementKey(starts[row], space: starts.space),
          end: ElementKey(ends[row], space: ends.space), properties: properties(row), place: place))
    }
  }

  private func properties(_ row: Int) -> ValueMap {
    var map = ValueMap()
    for column in properties where column.present[row] { map[column.name] = column[row] }
    return map
  }

  /// The batch without the rows that are not in `rows` (ascending).
  package func keeping(_ rows: [Int]) -> ElementBatch {
    var kept = self
    kept.lines = rows.map { lines[$0] }
    kept.properties = properties.map { $0.keeping(rows) }
    switch kind {
    case .nodes(let keys, let labelSets, let labelIndexes):
      kept.kind = .nodes(keys: keys?.keeping(rows), labelSets: labelSets, labelIndexes: rows.map { labelIndexes[$0] })
    case .relationships(let starts, let ends, let types, let typeIndexes):
      kept.kind = .relationships(
        starts: starts.keeping(rows), ends: ends.keeping(rows), types: types, typeIndexes: rows.map { typeIndexes[$0] })
    }
    return kept
  }
}

extension KeyColumn {
  /// Whether the key of a row is the empty string.
  @inline(__always) func isEmpty(_ row: Int) -> Bool {
    switch keys {
    case .integers: false
    case .strings(let strings): strings.range(of: row).isEmpty
    case .mixed(let values): values[row] == .string("")
    }
  }

  fileprivate func keeping(_ rows: [Int]) -> KeyColumn {
    switch keys {
    case .integers(let numbers): KeyColumn(space: space, keys: .integers(rows.map { numbers[$0] }))
    case .strings(let strings): KeyColumn(space: space, keys: .strings(strings.keeping(rows)))
    case .mixed(let values): KeyColumn(space: space, keys: .mixed(rows.map { values[$0] }))
    }
  }
}

extension PropertyColumn {
  fileprivate func keeping(_ rows: [Int]) -> PropertyColumn {
    let kept: Values =
      switch values {
      case .booleans(let truths): .booleans(rows.map { truths[$0] })
      case .integers(let numbers): .integers(rows.map { numbers[$0] })
      case .floats(let numbers): .floats(rows.map { numbers[$0] })
      case .strings(let strings): .strings(strings.keeping(rows))
      case .values(let all): .values(rows.map { all[$0] })
      }
    return PropertyColumn(name: name, values: kept, present: rows.map { present[$0] })
  }
}
