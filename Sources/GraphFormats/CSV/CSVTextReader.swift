// Rows of a CSV stream as they stand, field by field, with no schema: what a query reads row by row. A field that is empty and not in
// quotes is absent. A record that breaks the grammar or is not UTF-8 ends the reading with its place. Memory is a window over the file.

package import GraphModel

/// Reads rows of text.
package struct CSVTextReader {
  private var records: CSVRecords

  /// A reader of a source whose fields a byte divides.
  package init(_ source: ByteSource, delimiter: UInt8) throws(FormatError) {
    let blocks = TextBlocks(source)
    var head: [UInt8] = []
    _ = try blocks.appendBlock(to: &head)
    records = CSVRecords(blocks, head: head, delimiter: delimiter)
  }

  /// The fields of the next row, and the line on which it begins; nil at the end. Blank lines are passed over.
  package mutating func next() throws(FormatError) -> (fields: [String?], line: Int)? {
    repeat {
      guard try records.take(1, width: 0, reject: { rejection throws(FormatError) in throw rejection.error }) else { return nil }
    } while records.count == 0
    var fields: [String?] = []
    fields.reserveCapacity(records.fields.count)
    for field in records.fields { fields.append(try text(of: field, number: fields.count + 1)) }
    return (fields: fields, line: records.lines[0])
  }

  private func text(of field: CSVField, number: Int) throws(FormatError) -> String? {
    if field.isAbsent { return nil }
    let bytes = records.window.withUnsafeBufferPointer { window in
      CSVCells(window: window, fields: UnsafeBufferPointer(start: nil, count: 0), column: 0, width: 0, rows: 0, name: "").unquoted(field)
    }
    if let bad = UTF8Check.firstInvalid(in: bytes[...]) {
      let invalid = TextBlocks.Invalid(offset: records.fileOffset(Int(field.start) + bad), byte: bytes[bad])
      throw FormatError(
        file: records.file, line: records.lines[0], column: number, code: "invalidUTF8", message: invalid.message,
        hint: TextBlocks.Invalid.hint)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
