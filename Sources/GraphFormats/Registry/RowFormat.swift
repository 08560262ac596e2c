// The closed list of formats for the rows of a result.

/// A text format for rows.
public enum RowFormat: String, CaseIterable, Hashable, Sendable {
  /// A table for the terminal.
  case table
  /// A Markdown table.
  case markdown
  /// Comma-separated values, RFC 4180.
  case csv
  /// A JSON array of objects.
  case json
  /// JSON Lines: an object per row.
  case jsonl

  /// The name by which users call the format.
  public var name: String { rawValue }

  /// File extensions without the dot, the usual one first.
  public var fileExtensions: [String] {
    switch self {
    case .table: ["txt"]
    case .markdown: ["md", "markdown"]
    case .csv: ["csv"]
    case .json: ["json"]
    case .jsonl: ["jsonl", "ndjson"]
    }
  }

  /// The format of a file by its extension; `nil` where the extension is unknown.
  public static func forPath(_ path: String) -> RowFormat? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = String(path[path.index(after: dot)...]).lowercased()
    return allCases.first { $0.fileExtensions.contains(ending) }
  }

  /// A writer of this format.
  public func writer(to output: TextOutput, options: RowWriteOptions = RowWriteOptions()) -> any RowWriter {
    switch self {
    case .table: TableRowWriter(to: output, options: options)
    case .markdown: MarkdownRowWriter(to: output)
    case .csv: CSVRowWriter(to: output, options: options)
    case .json: JSONRowWriter(to: output, isLines: false)
    case .jsonl: JSONRowWriter(to: output, isLines: true)
    }
  }
}
