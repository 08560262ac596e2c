// A result as comma-separated values: a header of the columns' names, then a line per row. Null is an empty field, the empty
// string `""`; lists, maps and entities are JSON in one field. Streams.

internal import GraphModel

/// Writes rows as comma-separated values.
final class CSVRowWriter: RowWriter {
  private let output: TextOutput
  private let guardsFormulas: Bool

  init(to output: TextOutput, options: RowWriteOptions) {
    self.output = output
    guardsFormulas = options.guardsFormulas
  }

  func begin(columns: [String]) throws(FormatError) {
    guard !columns.isEmpty else { return }
    try write(columns.map { .string($0) })
  }

  func row(_ values: [Value]) throws(FormatError) {
    guard !values.isEmpty else { return }
    try write(values)
  }

  private func write(_ values: [Value]) throws(FormatError) {
    try output.write { bytes in
      for (place, value) in values.enumerated() {
        if place > 0 { bytes.append(ascii: ",") }
        append(value, to: &bytes)
      }
      bytes.append(ascii: "\n")
    }
  }

  private func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: break
    case .string(let text): CSVText.append(guardsFormulas ? CSVText.guarded(text) : text, to: &bytes)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: CSVText.append(value.temporalText ?? "", to: &bytes)
    case .boolean, .integer, .float: ValueText.append(value, to: &bytes)
    default: CSVText.append(PlainJSON.string(of: value), to: &bytes)
    }
  }

  func end() throws(FormatError) { try output.flush() }
}
