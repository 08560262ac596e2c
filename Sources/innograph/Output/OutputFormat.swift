// The formats that `query` and the shell can answer in: those for rows and those for the graph that a result holds. SVG is no
// format of ours but DOT drawn by Graphviz.

internal import GraphFormats
internal import GraphModel

/// A format for results.
enum OutputFormat: Hashable {
  /// Rows.
  case rows(RowFormat)
  /// The nodes and relationships of the rows.
  case graph(GraphFormat)
  /// The same as a picture, drawn by Graphviz.
  case svg

  /// The formats by the names that users give, rows first.
  static let named: [(name: String, format: OutputFormat)] =
    [RowFormat.table, .json, .jsonl, .csv, .markdown].map { ($0.name, .rows($0)) } + [("dot", .graph(.dot)), ("svg", .svg)]
    + [GraphFormat.mermaid, .graphml, .gexf, .cypher].map { ($0.name, .graph($0)) }

  /// The format of a name; `nil` where there is none.
  init?(name: String) {
    guard let found = Self.named.first(where: { $0.name == name.lowercased() }) else { return nil }
    self = found.format
  }

  /// The format that the extension of a file asks for; `nil` where it asks for none.
  init?(path: String) {
    if path.lowercased().hasSuffix(".svg") {
      self = .svg
    } else if let format = RowFormat.forPath(path) {
      self = .rows(format)
    } else if let format = GraphFormat.forPath(path), !format.isDirectory {
      self = .graph(format)
    } else {
      return nil
    }
  }

  /// The name that users give.
  var name: String { Self.named.first { $0.format == self }?.name ?? "" }
}
