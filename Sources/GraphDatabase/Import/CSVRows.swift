// The rows of a CSV file as values, which LOAD CSV reads. The file must lie in the folder of the query's options. Values are strings; a
// field that is empty and not in quotes is null.
import GraphFormats
import GraphModel
import QueryExecution
import QueryPlanner

extension Procedure {
  /// `io.csv(source, withHeaders, fieldTerminator)`: a list per row, or with headers a map.
  static let csvRows = Procedure(
    ProcedureSignature(
      name: ProcedureSignature.csvRows,
      arguments: [
        .init("source", .string), .init("withHeaders", .notNull(.boolean), defaultValue: .boolean(false)),
        .init("fieldTerminator", .notNull(.string), defaultValue: .string(",")),
      ],
      fields: [.init("row", .any)], summary: "The rows of a CSV file in the import folder, as LOAD CSV reads them.")
  ) { arguments, context, emit throws(QueryError) in
    guard case .string(let name) = arguments[0] else { return }
    guard case .string(let terminator) = arguments[2], let delimiter = terminator.utf8.first, terminator.utf8.count == 1,
      delimiter >= 0x09, delimiter < 0x80, delimiter != UInt8(ascii: "\""), delimiter != 0x0A, delimiter != 0x0D
    else {
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "the field terminator is one ASCII character that is no quote and no line end",
        hint: "write FIELDTERMINATOR ';'")
    }
    let path = try ImportFolder(path: context.importDirectory).resolve(name)
    try CSVRows(path: path, delimiter: delimiter, hasHeaders: arguments[1] == .boolean(true)).forEach(context, emit)
  }
}

/// The rows of one file.
private struct CSVRows {
  let path: String
  let delimiter: UInt8
  let hasHeaders: Bool

  func forEach(_ context: ExecutionContext, _ emit: Procedure.Emit) throws(QueryError) {
    var reader = try reading { () throws(FormatError) in try CSVTextReader(ByteSource(path: path), delimiter: delimiter) }
    var headers: [String]?
    if hasHeaders {
      guard let first = try reading({ () throws(FormatError) in try reader.next() }) else { return }
      headers = first.fields.map { $0 ?? "" }
    }
    var count = 0
    while let row = try reading({ () throws(FormatError) in try reader.next() }) {
      count += 1
      if count % ProcedureLimits.rowsPerCheck == 0 { try context.limits.check() }
      guard try emit([value(row.fields, headers)]) else { return }
    }
  }

  /// A list of fields; with headers a map, in which a missing field is null and a surplus one has no name.
  private func value(_ fields: [String?], _ headers: [String]?) -> Value {
    let values = fields.map { $0.map(Value.string) ?? .null }
    guard let headers else { return .list(values) }
    let entries = headers.enumerated().map { (key: $1, value: $0 < values.count ? values[$0] : .null) }
    return .map(ValueMap(entries))
  }

  private func reading<Result>(_ body: () throws(FormatError) -> Result) throws(QueryError) -> Result {
    do throws(FormatError) { return try body() } catch {
      let place = error.line > 0 ? " on line \(error.line)" : ""
      throw ImportFolder.failure("\(error.message)\(place) of '\(error.file)'", hint: error.hint)
    }
  }
}
