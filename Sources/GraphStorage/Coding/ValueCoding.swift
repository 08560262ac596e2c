// Property values in bytes, the same in the log and in the file: a byte for the type, then the content. Numbers of types are never given
// twice; a reader refuses those that it does not know. Only what may be a property has a form.
// Lists nest as deep as properties may, which is one level; the bound on reading is wider and stands here.

import GraphModel

/// Writes and reads property values.
enum ValueCoding {
  /// The numbers of the types.
  private enum Tag: UInt8 {
    case no = 1
    case yes, integer, float, string, list
    case date, localTime, time, localDateTime, dateTimeWithOffset, dateTimeInZone, duration, point
  }

  /// How deep lists may lie in lists.
  static let depthMax = 16

  /// Appends a value.
  /// - Throws: `notAProperty` for what has no form.
  static func append(_ value: Value, to writer: inout ByteWriter) throws(StorageError) {
    switch value {
    case .boolean(let truth): writer.put((truth ? Tag.yes : Tag.no).rawValue)
    case .integer(let number): append(.integer, [number], to: &writer)
    case .float(let number):
      writer.put(Tag.float.rawValue)
      writer.put64(number.bitPattern)
    case .string(let text):
      writer.put(Tag.string.rawValue)
      writer.put(text)
    case .list(let elements):
      writer.put(Tag.list.rawValue)
      writer.put(count: elements.count)
      for element in elements { try append(element, to: &writer) }
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: append(temporalOrPoint: value, to: &writer)
    case .null, .map, .node, .relationship, .path: throw .notAProperty("a value of type \(value.typeName) cannot be stored")
    }
  }

  private static func append(_ tag: Tag, _ numbers: [Int64], to writer: inout ByteWriter) {
    writer.put(tag.rawValue)
    for number in numbers { writer.put(signed: number) }
  }

  private static func append(temporalOrPoint value: Value, to writer: inout ByteWriter) {
    switch value {
    case .date(let date): append(.date, [date.daysSinceEpoch], to: &writer)
    case .localTime(let time): append(.localTime, [time.nanosecondOfDay], to: &writer)
    case .time(let time): append(.time, [time.local.nanosecondOfDay, Int64(time.offsetSeconds)], to: &writer)
    case .localDateTime(let moment): append(.localDateTime, [moment.secondsSinceEpoch, Int64(moment.nanosecond)], to: &writer)
    case .dateTime(let moment):
      let numbers = [moment.epochSeconds, Int64(moment.nanosecond)]
      if let name = moment.zone.name {
        append(.dateTimeInZone, numbers, to: &writer)
        writer.put(name)
      } else {
        append(.dateTimeWithOffset, numbers + [Int64(moment.offsetSeconds)], to: &writer)
      }
    case .duration(let duration):
      append(.duration, [duration.months, duration.days, duration.seconds, Int64(duration.nanoseconds)], to: &writer)
    case .point(let point):
      append(.point, [Int64(point.system.rawValue)], to: &writer)
      for coordinate in [point.x, point.y, point.z] { writer.put64(coordinate.bitPattern) }
    default: break
    }
  }

  /// Reads a value.
  static func read(from reader: inout ByteReader, depth: Int = 0) throws(DamagedBytes) -> Value {
    let number = try reader.byte()
    guard let tag = Tag(rawValue: number) else { throw reader.damaged("a value of the unknown type \(number)") }
    switch tag {
    case .no: return .boolean(false)
    case .yes: return .boolean(true)
    case .integer: return .integer(try reader.signed())
    case .float: return .float(Double(bitPattern: try reader.fixed64()))
    case .string: return .string(try reader.text())
    case .list:
      try reader.require(depth < depthMax, "lists nest deeper than \(depthMax)")
      var elements: [Value] = []
      for _ in 0..<(try reader.count()) { elements.append(try read(from: &reader, depth: depth + 1)) }
      return .list(elements)
    case .date, .localTime, .time, .localDateTime, .dateTimeWithOffset, .dateTimeInZone, .duration, .point:
      guard let value = try readTemporalOrPoint(tag, &reader) else { throw reader.damaged("a date, time, duration or point out of range") }
      return value
    }
  }

  private static func readTemporalOrPoint(_ tag: Tag, _ reader: inout ByteReader) throws(DamagedBytes) -> Value? {
    let first = try reader.signed()
    switch tag {
    case .date: return CalendarDate(daysSinceEpoch: first).map { .date($0) }
    case .localTime: return LocalTime(nanosecondOfDay: first).map { .localTime($0) }
    case .time:
      let offset = Int(clamping: try reader.signed())
      return LocalTime(nanosecondOfDay: first).flatMap { OffsetTime($0, offsetSeconds: offset) }.map { .time($0) }
    case .localDateTime:
      return LocalDateTime(secondsSinceEpoch: first, nanosecond: try reader.signed()).map { .localDateTime($0) }
    case .dateTimeWithOffset, .dateTimeInZone:
      let nanosecond = try reader.signed()
      let zone = tag == .dateTimeInZone ? TimeZoneID(try reader.text()) : TimeZoneID(offsetSeconds: Int(clamping: try reader.signed()))
      return zone.flatMap { ZonedDateTime(epochSeconds: first, nanosecond: nanosecond, zone: $0) }.map { .dateTime($0) }
    case .duration:
      return CalendarDuration(
        months: first, days: try reader.signed(), seconds: try reader.signed(), nanoseconds: try reader.signed()
      ).map { .duration($0) }
    case .point:
      let coordinates = [try reader.fixed64(), try reader.fixed64(), try reader.fixed64()].map { Double(bitPattern: $0) }
      guard let system = Int32(exactly: first).flatMap(CoordinateSystem.init(rawValue:)) else { return nil }
      return Point(system, x: coordinates[0], y: coordinates[1], z: coordinates[2]).map { .point($0) }
    default: return nil
    }
  }
}
