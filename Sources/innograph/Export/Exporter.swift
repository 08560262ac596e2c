// Writes a graph, whole or of a result, in a graph format or as a picture by Graphviz.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// The formats of `export`.
enum ExportFormat: String, CaseIterable {
  case dot, svg, graphml, gexf, json, jsonl, csv, cypher, mermaid

  /// The format of a path by its extension.
  init?(path: String) {
    if path.lowercased().hasSuffix(".svg") {
      self = .svg
    } else if let format = GraphFormat.forPath(path), let found = Self(rawValue: format.name) {
      self = found
    } else {
      return nil
    }
  }

  /// The format in which the graph is written; a picture is drawn from DOT.
  var graphFormat: GraphFormat { GraphFormat(rawValue: rawValue) ?? .dot }
}

/// Writes graphs.
struct Exporter {
  /// The format.
  let format: ExportFormat
  /// The file or directory; `nil` for standard output.
  let path: String?
  /// Title, pictures and notices.
  let options: GraphWriteOptions

  /// Whether the picture is one of nested boxes, for which Graphviz is not needed.
  var drawsBoxes: Bool {
    get throws {
      do throws(FormatError) { return try SVGBoxesWriter.isAsked(by: options.picture) } catch { throw ToolFailure.data(error) }
    }
  }

  /// Writes a whole graph.
  func write(_ database: Database) throws {
    try write { writer throws(FormatError) in
      try writer.begin()
      try database.forEachElement { node throws(FormatError) in
        try writer.node(node)
      } relationship: { relationship throws(FormatError) in
        try writer.relationship(relationship)
      }
      try writer.end()
    }
    try ToolFailure.onStorage { () throws(StorageError) in try database.requireSound() }
  }

  /// Writes what a result held.
  func write(_ graph: ResultGraph) throws {
    try write { writer throws(FormatError) in try graph.write(to: writer) }
  }

  private func write(_ body: (any GraphTextWriter) throws(FormatError) -> Void) throws {
    if format == .svg, try drawsBoxes {
      return try StandardStreams.rethrowing { () throws(FormatError) in
        let output = if let path { try TextOutput(path: path) } else { StandardStreams.output() }
        try body(try SVGBoxesWriter(to: output, options: options))
        try output.flush()
      }
    }
    if format == .svg {
      let text = TextOutput()
      try StandardStreams.rethrowing { () throws(FormatError) in try body(try GraphFormat.dot.writer(to: text, options: options)) }
      return try SVGFile.draw(text.bytes, path: path)
    }
    let graphFormat = format.graphFormat
    guard path != nil || !graphFormat.isDirectory else {
      throw ToolFailure.usage("a graph in the format '\(format.rawValue)' is a directory of files", hint: "--output DIR")
    }
    try StandardStreams.rethrowing { () throws(FormatError) in
      if let path { return try body(try graphFormat.writer(path: path, options: options)) }
      let output = StandardStreams.output()
      try body(try graphFormat.writer(to: output, options: options))
      try output.flush()
    }
  }
}
