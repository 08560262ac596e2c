// A property column of one chunk of rows as readers see it: a kind, validity bits and typed data.
// Invariants: a row's data is meaningful only where its validity bit is set; an absent column has no bit set. Within a chunk
// equal strings have equal codes. The pointers are valid while the snapshot they come from is held; for the view of a
// transaction, until its next write.

public import GraphModel

/// How a chunk keeps the values of a property. The numbers stand in files: a new kind comes last.
@usableFromInline package enum ColumnKind: UInt8, Sendable, BitwiseCopyable {
  /// No row has the property.
  case absent
  /// A byte a row, 0 or 1.
  case boolean
  /// An `Int64` a row.
  case integer
  /// A `Double` a row.
  case float
  /// A 32-bit code a row into the chunk's dictionary of strings.
  case string
  /// A `Value` a row: lists, values without a kind of their own, and rows of different types.
  case mixed
  /// The days since 1970 as an `Int64` a row.
  case date
  /// The local seconds since 1970 as an `Int64` a row, behind them the nanoseconds as an `Int32` a row.
  case localDateTime
  /// As `localDateTime`, but seconds in UTC, and behind them the seconds of the offset as an `Int32` a row. Named zones are mixed.
  case dateTime
}

extension ColumnKind {
  /// Where the nanoseconds lie in the data of datetimes: behind 2,048 times eight bytes.
  @usableFromInline static let nanosecondsOffset = 2_048 * 8
  /// Where the offsets lie: behind 2,048 times four bytes more.
  @usableFromInline static let zoneOffset = 2_048 * 12
}

/// One chunk of a property column.
@usableFromInline package struct ColumnChunkView: BitwiseCopyable, @unchecked Sendable {
  /// 32 words; bit `row % 64` of word `row / 64` says that the row has the property.
  @usableFromInline package let validity: UnsafePointer<UInt64>
  @usableFromInline let data: UnsafeRawPointer
  /// Where each string starts in `heap`, by code; one entry more than there are strings.
  @usableFromInline package let stringOffsets: UnsafePointer<UInt32>
  /// The UTF-8 bytes of the strings.
  @usableFromInline package let stringHeap: UnsafePointer<UInt8>
  /// The number of strings in the dictionary, not all of which need be in use.
  @usableFromInline package let stringCount: UInt32
  /// How the data is kept.
  @usableFromInline package let kind: ColumnKind

  @usableFromInline init(
    kind: ColumnKind, validity: UnsafePointer<UInt64>, data: UnsafeRawPointer, stringOffsets: UnsafePointer<UInt32>,
    stringHeap: UnsafePointer<UInt8>, stringCount: UInt32
  ) {
    self.kind = kind
    self.validity = validity
    self.data = data
    self.stringOffsets = stringOffsets
    self.stringHeap = stringHeap
    self.stringCount = stringCount
  }

  /// Whether a row (0 ..< 2,048) has the property.
  @inlinable package func isPresent(_ row: Int) -> Bool { (validity[row >> 6] >> UInt64(row & 63)) & 1 != 0 }

  /// The data of a boolean column, 0 or 1 a row.
  @inlinable package var booleans: UnsafePointer<UInt8> { data.assumingMemoryBound(to: UInt8.self) }
  /// The data of an integer column.
  @inlinable package var integers: UnsafePointer<Int64> { data.assumingMemoryBound(to: Int64.self) }
  /// The data of a date column.
  @inlinable package var days: UnsafePointer<Int64> { data.assumingMemoryBound(to: Int64.self) }
  /// The seconds of a column of datetimes.
  @inlinable package var seconds: UnsafePointer<Int64> { data.assumingMemoryBound(to: Int64.self) }
  /// The nanoseconds of a column of datetimes.
  @inlinable package var nanoseconds: UnsafePointer<Int32> { (data + ColumnKind.nanosecondsOffset).assumingMemoryBound(to: Int32.self) }
  /// The offsets of a column of datetimes that know them.
  @inlinable package var offsets: UnsafePointer<Int32> { (data + ColumnKind.zoneOffset).assumingMemoryBound(to: Int32.self) }
  /// The data of a float column.
  @inlinable package var floats: UnsafePointer<Double> { data.assumingMemoryBound(to: Double.self) }
  /// The data of a string column: codes below `stringCount`.
  @inlinable package var codes: UnsafePointer<UInt32> { data.assumingMemoryBound(to: UInt32.self) }

  /// The string that a code stands for.
  @inlinable package func string(code: UInt32) -> StringReference {
    let start = stringOffsets[Int(code)]
    return StringReference(start: stringHeap + Int(start), count: Int(stringOffsets[Int(code) + 1] - start))
  }

  /// The string of a row of a string column that has the property.
  @inlinable package func string(_ row: Int) -> StringReference { string(code: codes[row]) }

  /// The value of a row of a mixed column that has the property.
  @inlinable package func mixed(_ row: Int) -> Value {
    data.assumingMemoryBound(to: UnsafePointer<Value>.self)[row >> 6][row & 63]
  }

  /// The value of a row of any column; null where the row does not have the property.
  @usableFromInline package func value(_ row: Int) -> Value {
    guard isPresent(row) else { return .null }
    switch kind {
    case .absent: return .null
    case .boolean: return .boolean(booleans[row] != 0)
    case .integer: return .integer(integers[row])
    case .float: return .float(floats[row])
    case .string: return .string(string(row).string)
    case .mixed: return mixed(row)
    case .date: return CalendarDate(daysSinceEpoch: days[row]).map { .date($0) } ?? .null
    case .localDateTime:
      return LocalDateTime(secondsSinceEpoch: seconds[row], nanosecond: Int64(nanoseconds[row])).map { .localDateTime($0) } ?? .null
    case .dateTime:
      let zone = TimeZoneID(offsetSeconds: Int(offsets[row]))
      let moment = zone.flatMap { ZonedDateTime(epochSeconds: seconds[row], nanosecond: Int64(nanoseconds[row]), zone: $0) }
      return moment.map { .dateTime($0) } ?? .null
    }
  }
}
