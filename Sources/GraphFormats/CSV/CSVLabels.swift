// The labels and types of a file's rows, dictionary-encoded: most files have one set of labels or one type, and no row says it
// again. A `:LABEL` field lists labels between array delimiters, or as a JSON array where a label holds one.

internal import GraphModel

/// The labels of the rows of a file of nodes.
struct CSVLabels {
  private let base: [String]
  private let fallback: [String]
  private var sets: [[String]] = []
  private var known: [[UInt8]: Int32] = [:]
  private var indexes: [Int32]?

  init(name: CSVFileName, header: CSVHeader, options: GraphReadOptions) {
    let hasColumn = header.columns.contains { $0.role == .labels }
    base = name.isInNodes ? [name.stem] : []
    fallback = !options.defaultLabels.isEmpty ? options.defaultLabels : (hasColumn || name.stem.isEmpty ? [] : [name.stem])
  }

  /// Forgets what was met so far if it has become much, so that memory stays bounded.
  mutating func startBatch() {
    if known.count > FormatLimits.batchRows { (sets, known) = ([], [:]) }
  }

  /// Reads the labels' column of a batch.
  mutating func add(_ cells: CSVCells, _ faults: inout [CSVCellFault], _ delimiter: UInt8) {
    var indexes = [Int32](repeating: 0, count: cells.rows)
    for row in 0..<cells.rows {
      let bytes = cells.unquoted(cells.fields[row * cells.width + cells.column])
      if let index = known[bytes] {
        indexes[row] = index
        continue
      }
      guard let labels = Self.labels(bytes, delimiter), labels.count <= FormatLimits.labelsMax else {
        faults.append(
          CSVCellFault(
            row: row, column: cells.column, code: "badLabels",
            message: "the labels are no well-formed text or more than \(FormatLimits.labelsMax)", hint: nil))
        continue
      }
      indexes[row] = Int32(sets.count)
      known[bytes] = Int32(sets.count)
      sets.append(unique(base + (labels.isEmpty && base.isEmpty ? fallback : labels)))
    }
    self.indexes = indexes
  }

  private static func labels(_ bytes: [UInt8], _ delimiter: UInt8) -> [String]? {
    guard UTF8Check.firstInvalid(in: bytes[...]) == nil else { return nil }
    if bytes.starts(with: "[\"".utf8), let list = try? JSONTree.parse(bytes, file: ""), case .array(let elements) = list.content {
      return elements.compactMap { if case .string(let text) = $0.content, !text.isEmpty { text } else { nil } }
    }
    return bytes.split(separator: delimiter).map { String(decoding: $0, as: UTF8.self).trimmingBlanks }.filter { !$0.isEmpty }
  }

  private func unique(_ labels: [String]) -> [String] {
    var kept: [String] = []
    for label in labels where !kept.contains(where: { $0.isByteEqual(to: label) }) { kept.append(label) }
    return kept
  }

  /// The sets, and the set of each row of the batch.
  mutating func take(_ rows: Int) -> (sets: [[String]], indexes: [Int32]) {
    if sets.isEmpty { sets = [base.isEmpty ? fallback : base] }
    return (sets, indexes ?? Array(repeating: 0, count: rows))
  }
}

/// The types of the rows of a file of relationships.
struct CSVTypes {
  private let fallback: String
  private var names: [String] = []
  private var known: [[UInt8]: Int32] = [:]
  private var indexes: [Int32]?

  init(name: CSVFileName, header: CSVHeader, options: GraphReadOptions) {
    var spaces = (start: "", end: "")
    for column in header.columns {
      if case .start(let space) = column.role { spaces.start = space }
      if case .end(let space) = column.role { spaces.end = space }
    }
    let stem = name.type(from: spaces.start, to: spaces.end)
    fallback = stem.isEmpty ? options.defaultType : stem
  }

  /// Forgets what was met so far if it has become much, so that memory stays bounded.
  mutating func startBatch() {
    if known.count > FormatLimits.batchRows { (names, known) = ([], [:]) }
  }

  /// Reads the types' column of a batch.
  mutating func add(_ cells: CSVCells, _ faults: inout [CSVCellFault]) {
    var indexes = [Int32](repeating: 0, count: cells.rows)
    for row in 0..<cells.rows {
      let bytes = cells.unquoted(cells.fields[row * cells.width + cells.column])
      if let index = known[bytes] {
        indexes[row] = index
        continue
      }
      guard UTF8Check.firstInvalid(in: bytes[...]) == nil else {
        faults.append(CSVCellFault(row: row, column: cells.column, code: "badType", message: "the type is no well-formed text", hint: nil))
        continue
      }
      let name = String(decoding: bytes, as: UTF8.self)
      indexes[row] = Int32(names.count)
      known[bytes] = Int32(names.count)
      names.append(name.isEmpty ? fallback : name)
    }
    self.indexes = indexes
  }

  /// The names, and the name of each row of the batch.
  mutating func take(_ rows: Int) -> (names: [String], indexes: [Int32]) {
    if names.isEmpty { names = [fallback] }
    return (names, indexes ?? Array(repeating: 0, count: rows))
  }
}
