// Nodes or relationships from one CSV file with a neo4j-admin header: read by batches of typed columns, or one by one. Which
// of the two it holds, and their labels or type, follow from the header and the file's name (`CSVFileName`). Memory is a
// window over the file and one batch.

public import GraphModel

/// Reads a CSV file of nodes or of relationships.
public struct CSVGraphReader: GraphElementReader {
  private let options: GraphReadOptions

  /// A reader with options.
  public init(options: GraphReadOptions = GraphReadOptions()) { self.options = options }

  /// Reads the file and hands out its rows one by one, in order.
  /// - Throws: as `GraphElementReader.read`.
  @discardableResult
  public func read(
    _ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void
  ) throws(FormatError) -> ReadSummary {
    try readBatches(source) { batch throws(FormatError) in try batch.forEachElement(handler) }
  }

  /// Reads the file and hands out its rows in batches of up to `FormatLimits.batchRows`.
  /// - Throws: as `read`.
  @discardableResult
  public func readBatches(
    _ source: ByteSource, handler: (ElementBatch) throws(FormatError) -> Void
  ) throws(FormatError) -> ReadSummary {
    var file = try CSVGraphFile(source, options: options)
    return try file.read(handler)
  }

  /// What a file may hold by its header: nodes, relationships, or both where the header does not tell.
  package static func holds(path: String) throws(FormatError) -> (nodes: Bool, relationships: Bool) {
    let kind = try kind(ofFile: path)
    return (kind != .relationships, kind != .nodes)
  }

  /// What a file's header says its rows are; `unknown` too where the header cannot be read.
  static func kind(ofFile path: String) throws(FormatError) -> CSVHeader.Kind {
    let source = try ByteSource(path: path)
    do throws(FormatError) { return try CSVGraphFile(source, options: GraphReadOptions()).kind } catch {
      return error.code == "noGraphHeader" || error.code == "emptyFile" ? .unknown : .relationships
    }
  }
}

/// One CSV file while it is read.
private struct CSVGraphFile {
  private var records: CSVRecords
  private let header: CSVHeader
  private let twins: [(first: Int, second: Int)]
  let kind: CSVHeader.Kind
  private let name: CSVFileName
  private let options: GraphReadOptions
  private var summary = ReadSummary()
  private var labels: CSVLabels
  private var types: CSVTypes

  /// Opens a file and reads its header.
  init(_ source: ByteSource, options: GraphReadOptions) throws(FormatError) {
    self.options = options
    let blocks = TextBlocks(source)
    var head: [UInt8] = []
    while !head.contains(where: { $0 == 0x0A || $0 == 0x0D }), head.count < FormatLimits.csvRecordBytesMax {
      guard try blocks.appendBlock(to: &head) else { break }
    }
    let delimiter = options.delimiter ?? CSVDialect.delimiter(of: head)
    records = CSVRecords(blocks, head: head, delimiter: delimiter)
    name = CSVFileName(path: source.name)
    header = try Self.header(&records)
    twins = header.twins()
    kind = try Self.kind(header, name, source.name)
    labels = CSVLabels(name: name, header: header, options: options)
    types = CSVTypes(name: name, header: header, options: options)
    if options.delimiter == nil, delimiter != UInt8(ascii: ",") {
      notice("sniffedDelimiter", "the delimiter is \(CSVDialect.name(of: delimiter))")
    }
    if blocks.encoding != .utf8 { notice("sniffedEncoding", "the encoding is \(blocks.encoding.rawValue)") }
  }

  private mutating func notice(_ code: String, _ message: String) {
    summary.note(FormatError(file: records.file, line: 1, code: code, message: message))
  }

  private static func header(_ records: inout CSVRecords) throws(FormatError) -> CSVHeader {
    let some = try records.take(1, width: 0) { rejection throws(FormatError) in throw rejection.error }
    guard some, records.count == 1 else {
      throw FormatError(file: records.file, line: 1, code: "emptyFile", message: "the file has no header line")
    }
    var fields: [(text: String, isQuoted: Bool)] = []
    for field in records.fields {
      let bytes = records.window.withUnsafeBufferPointer { window in
        CSVCells(window: window, fields: UnsafeBufferPointer(start: nil, count: 0), column: 0, width: 0, rows: 0, name: "").unquoted(field)
      }
      if let bad = UTF8Check.firstInvalid(in: bytes[...]) {
        let invalid = TextBlocks.Invalid(offset: records.fileOffset(Int(field.start) + bad), byte: bytes[bad])
        throw FormatError(
          file: records.file, line: 1, column: fields.count + 1, code: "invalidUTF8", message: invalid.message,
          hint: TextBlocks.Invalid.hint)
      }
      fields.append((String(decoding: bytes, as: UTF8.self), field.isQuoted))
    }
    return try CSVHeader(fields, file: records.file, line: records.lines[0])
  }

  private static func kind(_ header: CSVHeader, _ name: CSVFileName, _ file: String) throws(FormatError) -> CSVHeader.Kind {
    if header.kind == .unknown, name.isInNodes { return .nodes }
    guard header.kind != .unknown else {
      throw FormatError(
        file: file, line: 1, code: "noGraphHeader", message: "the header names neither an :ID nor :START_ID and :END_ID columns",
        hint: "head the key column 'id:ID' in files of nodes, ':START_ID' and ':END_ID' in files of relationships")
    }
    return header.kind
  }

  /// Reads all rows.
  mutating func read(_ handler: (ElementBatch) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    let policy = options.errorPolicy
    while true {
      var rejected = 0
      let more = try records.take(FormatLimits.batchRows, width: header.columns.count) { rejection throws(FormatError) in
        rejected += 1
        try policy.apply(rejection.error, rawText: rejection.raw)
      }
      summary.rejected += rejected
      guard more else { return summary }
      if records.count > 0 { try hand(on: batch(), to: handler) }
    }
  }

  private mutating func hand(
    on result: (batch: ElementBatch, faults: [CSVCellFault]), to handler: (ElementBatch) throws(FormatError) -> Void
  ) throws(FormatError) {
    var batch = result.batch
    if !result.faults.isEmpty {
      let first = Dictionary(result.faults.map { ($0.row, $0) }, uniquingKeysWith: { $0.column <= $1.column ? $0 : $1 })
      for row in 0..<batch.count {
        guard let fault = first[row] else { continue }
        summary.rejected += 1
        let error = FormatError(
          file: records.file, line: batch.lines[row], column: fault.column + 1, code: fault.code, message: fault.message, hint: fault.hint)
        try options.errorPolicy.apply(error, rawText: records.rawText(row))
      }
      batch = batch.keeping((0..<batch.count).filter { first[$0] == nil })
    }
    if kind == .nodes { summary.nodes += batch.count } else { summary.relationships += batch.count }
    if batch.count > 0 { try handler(batch) }
  }

  // MARK: Columns

  private struct Parts {
    var keys: KeyColumn?
    var starts: KeyColumn?
    var ends: KeyColumn?
    var properties: [PropertyColumn] = []
    var faults: [CSVCellFault] = []
    /// For each column of the file the property that it became; meaningless for columns that are none.
    var propertyOfColumn: [Int] = []
  }

  private mutating func batch() -> (batch: ElementBatch, faults: [CSVCellFault]) {
    var parts = Parts()
    let (records, header, options) = (records, header, options)
    var (labels, types) = (labels, types)
    labels.startBatch()
    types.startBatch()
    let kind: ElementBatch.Kind = records.window.withUnsafeBufferPointer { window in
      records.fields.withUnsafeBufferPointer { fields in
        for (place, column) in header.columns.enumerated() {
          parts.propertyOfColumn.append(parts.properties.count)
          let cells = CSVCells(
            window: window, fields: fields, column: place, width: header.columns.count, rows: records.count, name: column.name)
          Self.convert(column, cells, options, records.fileOffset, &parts)
          if column.role == .labels { labels.add(cells, &parts.faults, options.arrayDelimiter) }
          if column.role == .type { types.add(cells, &parts.faults) }
        }
        return Self.kind(parts, &labels, &types, records.count)
      }
    }
    (self.labels, self.types) = (labels, types)
    Self.checkTwins(&parts, twins)
    let batch = ElementBatch(kind: kind, properties: parts.properties, lines: records.lines, file: records.file)
    return (batch, parts.faults)
  }

  private static func kind(_ parts: Parts, _ labels: inout CSVLabels, _ types: inout CSVTypes, _ rows: Int) -> ElementBatch.Kind {
    if let starts = parts.starts, let ends = parts.ends {
      let (names, indexes) = types.take(rows)
      return .relationships(starts: starts, ends: ends, types: names, typeIndexes: indexes)
    }
    let (sets, indexes) = labels.take(rows)
    return .nodes(keys: parts.keys, labelSets: sets, labelIndexes: indexes)
  }

  private static func convert(
    _ column: CSVColumn, _ cells: CSVCells, _ options: GraphReadOptions, _ offset: (Int) -> Int, _ parts: inout Parts
  ) {
    func keys(_ space: String) -> KeyColumn {
      let (keys, present) = cells.keys(column.keyType ?? options.keyType, space: space, &parts.faults, offset: offset)
      for row in present.indices where !present[row] || keys.isEmpty(row) {
        parts.faults.append(CSVCellFault(row: row, column: cells.column, code: "missingKey", message: "the key is missing", hint: nil))
      }
      return keys
    }
    switch column.role {
    case .ignored, .labels, .type: break
    case .start(let space): parts.starts = keys(space)
    case .end(let space): parts.ends = keys(space)
    case .key(let space):
      let column = keys(space)
      parts.keys = column
      if !cells.name.isEmpty { parts.properties.append(Self.property(cells.name, of: column, cells.rows)) }
    case .property(let type):
      let (values, present) = Self.values(type, cells, options, &parts.faults, offset)
      parts.properties.append(PropertyColumn(name: column.name, values: values, present: present))
    }
  }

  private static func property(_ name: String, of keys: KeyColumn, _ rows: Int) -> PropertyColumn {
    let values: PropertyColumn.Values =
      switch keys.keys {
      case .integers(let numbers): .integers(numbers)
      case .strings(let strings): .strings(strings)
      case .mixed(let values): .values(values)
      }
    return PropertyColumn(name: name, values: values, present: Array(repeating: true, count: rows))
  }

  private static func values(
    _ type: CSVType, _ cells: CSVCells, _ options: GraphReadOptions, _ faults: inout [CSVCellFault], _ offset: (Int) -> Int
  ) -> (PropertyColumn.Values, [Bool]) {
    switch type {
    case .boolean:
      let (values, present) = cells.booleans(&faults)
      return (.booleans(values), present)
    case .integer:
      let (values, present) = cells.integers(&faults)
      return (.integers(values), present)
    case .float:
      let (values, present) = cells.floats(&faults)
      return (.floats(values), present)
    case .textual(let type):
      let (values, present) = cells.textual(type, &faults)
      return (.values(values), present)
    case .string:
      let (values, present) = cells.strings(&faults, offset: offset)
      return (.strings(values), present)
    case .json:
      let (values, present) = cells.json(&faults)
      return (.values(values), present)
    case .array(let element):
      let (values, present) = cells.arrays(of: element, delimiter: options.arrayDelimiter, &faults, offset: offset)
      return (.values(values), present)
    }
  }

  /// Of columns with one name only one may be filled in a row.
  private static func checkTwins(_ parts: inout Parts, _ twins: [(first: Int, second: Int)]) {
    for pair in twins {
      let name = parts.properties[parts.propertyOfColumn[pair.first]].name
      let first = parts.properties[parts.propertyOfColumn[pair.first]].present
      let second = parts.properties[parts.propertyOfColumn[pair.second]].present
      for row in first.indices where first[row] && second[row] {
        parts.faults.append(
          CSVCellFault(
            row: row, column: pair.second, code: "twoValues", message: "two columns give the property '\(name)' a value", hint: nil))
      }
    }
  }
}

extension ErrorPolicy {
  /// Throws the error, drops it, or hands it on.
  package func apply(_ error: FormatError, rawText: @autoclosure () -> String) throws(FormatError) {
    switch self {
    case .fail: throw error
    case .skip: break
    case .report(let callback): callback(RejectedRecord(error: error, rawText: rawText()))
    }
  }
}
