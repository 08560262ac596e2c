// The values of openCypher: what a property holds, a parameter carries and a record returns.
// Invariants: a map holds no key twice; a list or map may hold null, a stored property may not. `==` and hashing are exact
// (1 and 1.0 differ, strings compare by bytes, NaN equals itself): the three relations of the language are separate,
// `Value+Equality` for `=`, `Value+Comparison` for `<` and ORDER BY, `GroupingKey` for DISTINCT and grouping.

/// A value of the query language.
public enum Value: Sendable {
  /// The absent value.
  case null
  /// A truth value.
  case boolean(Bool)
  /// A 64-bit signed integer.
  case integer(Int64)
  /// A 64-bit floating-point number.
  case float(Double)
  /// A string; compared by its UTF-8 bytes, not by canonical equivalence.
  case string(String)
  /// A list of values of any types.
  case list([Value])
  /// A map from names to values.
  case map(ValueMap)
  /// A node; inside the engine often only its identity.
  case node(Node)
  /// A relationship; inside the engine often only its identity.
  case relationship(Relationship)
  /// A path: nodes and the relationships between them.
  case path(Path)
  /// A date without time or zone.
  case date(CalendarDate)
  /// A time of day without zone.
  case localTime(LocalTime)
  /// A time of day with an offset from UTC.
  case time(OffsetTime)
  /// A date with a time of day, without zone.
  case localDateTime(LocalDateTime)
  /// A moment in a time zone: an offset or a named zone.
  case dateTime(ZonedDateTime)
  /// A span of time in months, days, seconds and nanoseconds.
  indirect case duration(CalendarDuration)
  /// A point in a plane, in space or on the globe.
  indirect case point(Point)
}

extension Value {
  /// Whether this is `null`.
  @inlinable public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The name of the value's type as the language spells it (`INTEGER`, `LIST<ANY>`, …).
  public var typeName: String {
    switch self {
    case .null: "NULL"
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .string: "STRING"
    case .list: "LIST<ANY>"
    case .map: "MAP"
    case .node: "NODE"
    case .relationship: "RELATIONSHIP"
    case .path: "PATH"
    case .date: "DATE"
    case .localTime: "LOCAL TIME"
    case .time: "ZONED TIME"
    case .localDateTime: "LOCAL DATETIME"
    case .dateTime: "ZONED DATETIME"
    case .duration: "DURATION"
    case .point: "POINT"
    }
  }

  /// The integer held, if this is one.
  public var integerValue: Int64? {
    if case .integer(let number) = self { return number }
    return nil
  }

  /// The string held, if this is one.
  public var stringValue: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The truth value held, if this is one.
  public var booleanValue: Bool? {
    if case .boolean(let truth) = self { return truth }
    return nil
  }

  /// The number held as a double, if this is an integer or a float.
  public var numberValue: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }

  /// The elements held, if this is a list.
  public var listValue: [Value]? {
    if case .list(let elements) = self { return elements }
    return nil
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A float.
  public init(floatLiteral value: Double) { self = .float(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  /// Null.
  public init(nilLiteral: ()) { self = .null }
}

extension Value: Hashable {
  /// Exact identity: same type and same content; NaN equals NaN, entities by identity.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): a.isByteEqual(to: b)
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.node(let a), .node(let b)): a.id == b.id
    case (.relationship(let a), .relationship(let b)): a.id == b.id
    case (.path(let a), .path(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.localTime(let a), .localTime(let b)): a == b
    case (.time(let a), .time(let b)): a == b
    case (.localDateTime(let a), .localDateTime(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.point(let a), .point(let b)): a == b
    default: false
    }
  }

  /// Hashes in accordance with `==`.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let truth): hasher.combine(truth)
    case .integer(let number): hasher.combine(number)
    case .float(let number): hasher.combine(number.isNaN ? Double.nan.bitPattern : (number == 0 ? 0 : number.bitPattern))
    case .string(let text): text.hashBytes(into: &hasher)
    case .list(let elements): hasher.combine(elements)
    case .map(let map): map.hash(into: &hasher)
    case .node(let node): hasher.combine(node.id)
    case .relationship(let relationship): hasher.combine(relationship.id)
    case .path(let path): path.hash(into: &hasher)
    case .date(let date): hasher.combine(date)
    case .localTime(let time): hasher.combine(time)
    case .time(let time): hasher.combine(time)
    case .localDateTime(let moment): hasher.combine(moment)
    case .dateTime(let moment): hasher.combine(moment)
    case .duration(let duration): hasher.combine(duration)
    case .point(let point): hasher.combine(point)
    }
  }
}
