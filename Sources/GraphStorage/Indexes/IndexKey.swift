// Property values as keys of an index: a class, and within the class a key of fixed size or a string, ordered as the
// language orders values of that class.
//
// Numbers, integers and floats alike, become the order-preserving bits of a double and a rest: an integer that no double
// equals is the next smaller double and the distance to it. Two numbers have the same key exactly if `=` holds, and -0.0 is
// 0.0. Strings are their bytes. Dates and times are the numbers that they count, with the sign bit turned so that they order
// without signs. NaN is a class of its own that no look-up asks for. Some classes have keys that do not tell all: lists and points
// are hashes, a datetime leaves out its zone and a duration is its average length. Who looks up one of these compares values.

import GraphModel

/// The kinds of values that never compare with each other, in the order of ORDER BY.
enum IndexClass: Int, CaseIterable, Sendable {
  case list, point, dateTime, localDateTime, date, time, localTime, duration, text, boolean, number, notANumber

  /// Whether equal keys mean equal values and keys order as values do.
  var isExact: Bool {
    switch self {
    case .list, .point, .dateTime, .duration: false
    default: true
    }
  }

  /// Whether keys order as values do, up to values of one key.
  var isOrdered: Bool { self != .list && self != .point }
}

/// A key within one class. Invariant: `text` is valid for as long as who made the key says.
struct IndexKey: BitwiseCopyable {
  var head: UInt64
  var detail: UInt32
  var text: StringReference

  /// A key of fixed size.
  init(head: UInt64, detail: UInt32 = 0) {
    self.head = head
    self.detail = detail
    text = StringReference(start: StringReference.nothing, count: 0)
  }

  /// A string key.
  init(text: StringReference) {
    head = 0
    detail = 0
    self.text = text
  }

  /// The key of a float that is a number.
  init(float: Double) {
    let bits = (float == 0 ? 0.0 : float).bitPattern
    self.init(head: bits >> 63 == 1 ? ~bits : bits | 1 << 63)
  }

  /// The key of an integer.
  init(integer: Int64) {
    var below = Double(integer)
    if NumberOrder.compare(integer, below) == .less { below = below.nextDown }
    self.init(float: below)
    // `below` is at most `integer` and less than 1,024 from it, so the conversion and the difference are exact.
    if let whole = Int64(exactly: below) { detail = UInt32(truncatingIfNeeded: integer &- whole) }
  }

  /// The key of a list of scalars: a hash that equal lists share.
  init(list: [Value]) {
    var state = StringHash.hash(UInt64(truncatingIfNeeded: list.count))
    for element in list {
      let part: UInt64 =
        switch element {
        case .boolean(let truth): truth ? 2 : 1
        case .integer(let number): StringHash.hash(IndexKey(integer: number).head) ^ UInt64(IndexKey(integer: number).detail)
        case .float(let number): number.isNaN ? 3 : StringHash.hash(IndexKey(float: number).head)
        case .string(let text): text.withReference(\.hash)
        default:
          IndexKey.with(element) { part, key in
            StringHash.hash(key.head ^ UInt64(key.detail)) ^ UInt64(truncatingIfNeeded: part.rawValue + 4)
          } ?? 4
        }
      state = StringHash.hash(state ^ part)
    }
    self.init(head: state)
  }

  /// The key of a number that orders with its sign, and of what it leaves open.
  init(signed: Int64, detail: Int32 = 0) {
    self.init(head: UInt64(bitPattern: signed) ^ 1 << 63, detail: UInt32(bitPattern: detail) ^ 1 << 31)
  }

  /// The key of a point: a hash that equal points share.
  init(point: Point) {
    var state = StringHash.hash(UInt64(truncatingIfNeeded: point.system.srid))
    for coordinate in point.coordinates { state = StringHash.hash(state ^ coordinate.bitPattern) }
    self.init(head: state)
  }

  /// Calls a body with the class and key of a value that an index can hold; `nil` for any other.
  static func with<Result>(_ value: Value, _ body: (IndexClass, IndexKey) -> Result) -> Result? {
    switch value {
    case .boolean(let truth): body(.boolean, IndexKey(head: truth ? 1 : 0))
    case .integer(let number): body(.number, IndexKey(integer: number))
    case .float(let number): number.isNaN ? body(.notANumber, IndexKey(head: 0)) : body(.number, IndexKey(float: number))
    case .string(let text): text.withReference { body(.text, IndexKey(text: $0)) }
    case .list(let elements): body(.list, IndexKey(list: elements))
    case .date(let date): body(.date, IndexKey(signed: date.daysSinceEpoch))
    case .localTime(let time): body(.localTime, IndexKey(signed: time.nanosecondOfDay))
    case .time(let time): body(.time, IndexKey(signed: time.nanosecondOfDayInUTC, detail: time.offsetSeconds))
    case .localDateTime(let moment): body(.localDateTime, IndexKey(signed: moment.secondsSinceEpoch, detail: moment.nanosecond))
    case .dateTime(let moment): body(.dateTime, IndexKey(signed: moment.epochSeconds, detail: moment.nanosecond))
    case .duration(let duration): body(.duration, IndexKey(signed: duration.averageSeconds, detail: duration.nanoseconds))
    case .point(let point): body(.point, IndexKey(point: point))
    case .null, .map, .node, .relationship, .path: nil
    }
  }
}

/// A place between the entries of a tree: before every entry that is not less than (key, id).
struct IndexPlace: BitwiseCopyable {
  var key: IndexKey
  var id: UInt32

  /// Before all entries with a key.
  static func before(_ key: IndexKey) -> IndexPlace { IndexPlace(key: key, id: 0) }
  /// Behind all entries with a key; no entity has the last offset.
  static func behind(_ key: IndexKey) -> IndexPlace { IndexPlace(key: key, id: .max) }
}
