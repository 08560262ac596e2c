// One file of a graph's directory while it is written. Columns appear as rows need them, so the header is known last and early
// rows lack the columns that came later: the rows wait in a `SpillBuffer`, and are padded with empty fields when the file is
// written at the end.

internal import GraphModel

/// The rows of one CSV file and the columns they need.
final class CSVGraphTable {
  /// The file's path within the directory.
  let path: String
  private let lead: [String]
  private var labelsColumn: Int?
  private var columns: [Column] = []
  private var places: [Value: Int] = [:]
  private var rows = SpillBuffer(bytesMax: 4 << 20)
  /// From which byte on rows have how many columns.
  private var widths: [(offset: Int, columns: Int)] = []

  private struct Column {
    let name: String
    let type: CSVType?
  }

  /// - Parameters:
  ///   - lead: the headings of the first columns.
  ///   - hasLabels: whether there is a column of labels even if no row needs it.
  init(path: String, lead: [String], hasLabels: Bool) {
    self.path = path
    self.lead = lead
    if hasLabels { addLabelsColumn() }
  }

  private func addLabelsColumn() {
    labelsColumn = columns.count
    columns.append(Column(name: "", type: nil))
  }

  /// Adds a row.
  func add(_ keys: [Value], names: [String], properties: ValueMap, except: String?) throws(FormatError) {
    if !names.isEmpty, labelsColumn == nil { addLabelsColumn() }
    var slots = [Int](repeating: -1, count: columns.count)
    for (entry, property) in properties.entries.enumerated() {
      if let except, property.key.isByteEqual(to: except) { continue }
      guard !property.value.isNull else { continue }
      guard !property.key.isEmpty else {
        throw FormatError(file: path, line: 0, code: "unwritableName", message: "a property with an empty name has no CSV column")
      }
      let column = column(of: property.key, CSVGraphTable.type(of: property.value))
      while slots.count < columns.count { slots.append(-1) }
      slots[column] = entry
    }
    if widths.last?.columns != columns.count { widths.append((rows.count, columns.count)) }
    try rows.write { bytes in
      for (place, key) in keys.enumerated() {
        if place > 0 { bytes.append(ascii: ",") }
        Self.append(key, .string, to: &bytes)
      }
      for (column, slot) in slots.enumerated() {
        bytes.append(ascii: ",")
        if column == labelsColumn { Self.append(labels: names, to: &bytes) }
        if slot >= 0, let type = columns[column].type { Self.append(properties.entries[slot].value, type, to: &bytes) }
      }
      bytes.append(ascii: "\n")
    }
  }

  private func column(of name: String, _ type: CSVType) -> Int {
    let key: Value = [.string(name), .string(type.name)]
    if let known = places[key] { return known }
    places[key] = columns.count
    columns.append(Column(name: name, type: type))
    return columns.count - 1
  }

  // MARK: Fields

  private static func type(of value: Value) -> CSVType {
    guard case .list(let elements) = value else { return scalar(of: value) ?? .json }
    guard let first = elements.first.flatMap(scalar), elements.count <= FormatLimits.csvArrayElementsMax,
      elements.allSatisfy({ scalar(of: $0) == first })
    else { return .json }
    if first == .string {
      // An empty field is the empty list, so a list of one empty string cannot be told.
      let isPlain = elements.allSatisfy { $0.stringValue.map { !$0.utf8.contains(UInt8(ascii: ";")) } ?? false }
      return isPlain && elements != [.string("")] ? .array(.string) : .json
    }
    return .array(first)
  }

  private static func scalar(of value: Value) -> CSVType? {
    switch value {
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .null, .list, .map, .node, .relationship, .path: nil
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: TextualType(of: value).map { .textual($0) }
    }
  }

  private static func append(_ value: Value, _ type: CSVType, to bytes: inout [UInt8]) {
    switch (type, value) {
    case (.json, _):
      var json: [UInt8] = []
      GraphJSON.append(value, to: &json)
      CSVText.append(String(decoding: json, as: UTF8.self), to: &bytes)
    case (.array, .list(let elements)):
      var text: [UInt8] = []
      for (place, element) in elements.enumerated() {
        if place > 0 { text.append(ascii: ";") }
        switch element {
        case .string(let part): text.append(text: part)
        case _ where TextualType(of: element) != nil: text.append(text: TextualType.text(of: element))
        default: ValueText.append(element, to: &text)
        }
      }
      CSVText.append(String(decoding: text, as: UTF8.self), to: &bytes)
    case (_, .string(let text)): CSVText.append(text, to: &bytes)
    case (.textual, _): CSVText.append(TextualType.text(of: value), to: &bytes)
    default: ValueText.append(value, to: &bytes)
    }
  }

  private static func append(labels: [String], to bytes: inout [UInt8]) {
    guard !labels.isEmpty else { return }
    let needsJSON = labels.contains { label in
      label.utf8.contains(UInt8(ascii: ";")) || label.utf8.first == UInt8(ascii: "[") || label.trimmingBlanks.utf8.count != label.utf8.count
    }
    guard needsJSON else { return CSVText.append(labels.joined(separator: ";"), to: &bytes) }
    var json: [UInt8] = []
    PlainJSON.list(labels, &json) { JSONText.append($0, to: &$1) }
    CSVText.append(String(decoding: json, as: UTF8.self), to: &bytes)
  }

  // MARK: The file

  /// Writes the header and the rows.
  func write(to output: TextOutput, keysAreStrings: Bool) throws(FormatError) {
    var header: [UInt8] = []
    for (place, heading) in lead.enumerated() {
      if place > 0 { header.append(ascii: ",") }
      CSVText.append(heading + (keysAreStrings && heading != ":TYPE" ? "{id-type:string}" : ""), to: &header)
    }
    for column in columns {
      header.append(ascii: ",")
      CSVText.append(Self.heading(column), to: &header)
    }
    header.append(ascii: "\n")
    try output.write(header)
    var padding = RowPadding(widths: widths, total: columns.count)
    try rows.forEachBlock { block throws(FormatError) in try output.write(padding.padded(block)) }
  }

  private static func heading(_ column: Column) -> String {
    guard let type = column.type else { return ":LABEL" }
    let isPlain = type == .string && !column.name.utf8.contains { ":(){}".utf8.contains($0) }
    return isPlain ? column.name : "\(column.name):\(type.name)"
  }
}

/// Appends empty fields to rows that were written before the last columns appeared.
private struct RowPadding {
  private let widths: [(offset: Int, columns: Int)]
  private let total: Int
  private var next = 0
  private var missing = 0
  private var offset = 0
  private var inQuotes = false

  init(widths: [(offset: Int, columns: Int)], total: Int) {
    self.widths = widths
    self.total = total
  }

  /// The next block with its rows padded.
  mutating func padded(_ block: [UInt8]) -> [UInt8] {
    if widths.count <= 1 { return block }
    var result: [UInt8] = []
    result.reserveCapacity(block.count + block.count / 8)
    for byte in block {
      while next < widths.count, widths[next].offset == offset {
        missing = total - widths[next].columns
        next += 1
      }
      offset += 1
      if byte == 0x22 { inQuotes.toggle() }
      if byte == 0x0A, !inQuotes { result.append(contentsOf: repeatElement(0x2C, count: missing)) }
      result.append(byte)
    }
    return result
  }
}
