// A result as JSON: an array of objects, or an object per line. Values are plain JSON. Streams.

internal import GraphModel

/// Writes rows as JSON objects.
final class JSONRowWriter: RowWriter {
  private let output: TextOutput
  private let isLines: Bool
  private var names: [[UInt8]] = []
  private var isFirst = true

  /// - Parameter isLines: An object per line instead of an array.
  init(to output: TextOutput, isLines: Bool) {
    self.output = output
    self.isLines = isLines
  }

  func begin(columns: [String]) throws(FormatError) {
    names = columns.map { column in
      var bytes: [UInt8] = []
      JSONText.append(name: column, to: &bytes)
      return bytes
    }
    if !isLines { try output.write("[") }
  }

  func row(_ values: [Value]) throws(FormatError) {
    try output.write { bytes in
      if !isLines { bytes.append(text: isFirst ? "\n  " : ",\n  ") }
      bytes.append(ascii: "{")
      for (place, (name, value)) in zip(names, values).enumerated() {
        if place > 0 { bytes.append(ascii: ",") }
        bytes.append(contentsOf: name)
        PlainJSON.append(value, to: &bytes)
      }
      bytes.append(ascii: "}")
      if isLines { bytes.append(ascii: "\n") }
    }
    isFirst = false
  }

  func end() throws(FormatError) {
    if !isLines { try output.write(isFirst ? "]\n" : "\n]\n") }
    try output.flush()
  }
}
