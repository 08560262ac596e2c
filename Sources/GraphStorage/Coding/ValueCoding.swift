// Property values in bytes, the same in the log and in the file: a byte for the type, then the content. Numbers of types are never given
// twice; a reader refuses those that it does not know. Only what may be a property has a form.
// Lists nest as deep as properties may, which is one level; the bound on reading is wider and stands here.

import GraphModel

/// Writes and reads property values.
enum ValueCoding {
  /// The types' numbers; those up to 31 are kept for types to come.
  private enum Tag {
    static let no: UInt8 = 1
    static let yes: UInt8 = 2
    static let integer: UInt8 = 3
    static let float: UInt8 = 4
    static let string: UInt8 = 5
    static let list: UInt8 = 6
  }

  /// How deep lists may lie in lists.
  static let depthMax = 16

  /// Appends a value.
  /// - Throws: `notAProperty` for what has no form.
  static func append(_ value: Value, to writer: inout ByteWriter) throws(StorageError) {
    switch value {
    case .boolean(let truth): writer.put(truth ? Tag.yes : Tag.no)
    case .integer(let number):
      writer.put(Tag.integer)
      writer.put(signed: number)
    case .float(let number):
      writer.put(Tag.float)
      writer.put64(number.bitPattern)
    case .string(let text):
      writer.put(Tag.string)
      writer.put(text)
    case .list(let elements):
      writer.put(Tag.list)
      writer.put(count: elements.count)
      for element in elements { try append(element, to: &writer) }
    default: throw .notAProperty("a value of type \(value.typeName) cannot be stored")
    }
  }

  /// Reads a value.
  static func read(from reader: inout ByteReader, depth: Int = 0) throws(DamagedBytes) -> Value {
    let tag = try reader.byte()
    switch tag {
    case Tag.no: return .boolean(false)
    case Tag.yes: return .boolean(true)
    case Tag.integer: return .integer(try reader.signed())
    case Tag.float: return .float(Double(bitPattern: try reader.fixed64()))
    case Tag.string: return .string(try reader.text())
    case Tag.list:
      try reader.require(depth < depthMax, "lists nest deeper than \(depthMax)")
      let count = try reader.count()
      var elements: [Value] = []
      elements.reserveCapacity(count)
      for _ in 0..<count { elements.append(try read(from: &reader, depth: depth + 1)) }
      return .list(elements)
    default: throw reader.damaged("a value of the unknown type \(tag)")
    }
  }
}
