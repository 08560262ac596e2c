// A graph by its path: one file in any readable format, or a directory of CSV files. In a directory the `.csv` and `.tsv` files
// at its top and in `nodes` and `relationships` belong to the graph; all nodes come before all relationships, so that a loader
// knows both ends of a relationship when it meets it. A CSV file at the top whose header is none of a graph's is passed over
// with a notice; other files are not looked at.

public import GraphModel

/// Reads graphs from files.
public enum GraphFiles {
  /// Reads a file or a directory of CSV files.
  /// - Parameters:
  ///   - format: the format; `nil` to tell it by the extension or the first bytes.
  ///   - handler: takes each element in order.
  /// - Throws: as `GraphElementReader.read`; `unknownFormat`.
  @discardableResult
  public static func read(
    path: String, format: GraphFormat? = nil, options: GraphReadOptions = GraphReadOptions(),
    handler: (GraphElement) throws(FormatError) -> Void
  ) throws(FormatError) -> ReadSummary {
    guard FileListing.isDirectory(path) else {
      let known = if let format { format } else { try GraphFormat.ofFile(path) }
      return try known.reader(options: options).read(ByteSource(path: path), handler: handler)
    }
    return try readBatches(directory: path, options: options) { batch throws(FormatError) in try batch.forEachElement(handler) }
  }

  /// Reads a directory of CSV files by batches of typed columns: every node before any relationship.
  /// - Throws: as `read`; `noGraph` where no file belongs to a graph.
  @discardableResult
  public static func readBatches(
    directory: String, options: GraphReadOptions = GraphReadOptions(), handler: (ElementBatch) throws(FormatError) -> Void
  ) throws(FormatError) -> ReadSummary {
    var summary = ReadSummary()
    let files = try csvFiles(in: directory, &summary)
    guard !files.isEmpty else {
      throw FormatError(
        file: directory, line: 0, code: "noGraph", message: "the directory holds no CSV file of a graph",
        hint: "head the key column 'id:ID' in files of nodes, ':START_ID' and ':END_ID' in files of relationships")
    }
    let reader = CSVGraphReader(options: options)
    for file in files { summary.add(try reader.readBatches(ByteSource(path: file), handler: handler)) }
    return summary
  }

  /// The CSV files of a directory that belong to a graph: nodes first, each kind by path.
  public static func csvFiles(in directory: String) throws(FormatError) -> [String] {
    var summary = ReadSummary()
    return try csvFiles(in: directory, &summary)
  }

  private static func csvFiles(in directory: String, _ summary: inout ReadSummary) throws(FormatError) -> [String] {
    var nodes: [String] = []
    var relationships: [String] = []
    for folder in ["", "nodes", "relationships"] {
      let place = folder.isEmpty ? directory : directory + "/" + folder
      if !folder.isEmpty, !FileListing.isDirectory(place) { continue }
      for name in try FileListing.names(in: place) where GraphFormat.forPath(name) == .csv {
        let path = place + "/" + name
        switch try CSVGraphReader.kind(ofFile: path) {
        case .nodes: nodes.append(path)
        case .relationships: relationships.append(path)
        case .unknown where folder.isEmpty:
          summary.note(
            FormatError(file: path, line: 1, code: "passedOver", message: "the header is none of a graph's; the file is passed over"))
        case .unknown: relationships.append(path)
        }
      }
    }
    return nodes + relationships
  }
}

extension GraphFormat {
  /// The format of a file by its extension or, failing that, its first bytes.
  /// - Throws: `unknownFormat` where neither tells.
  public static func ofFile(_ path: String) throws(FormatError) -> GraphFormat {
    if let known = forPath(path) { return known }
    var head: [UInt8] = []
    _ = try TextBlocks(ByteSource(path: path)).appendBlock(to: &head)
    if let sniffed = forContent(head) { return sniffed }
    throw FormatError(
      file: path, line: 0, code: "unknownFormat", message: "the file's format is not known by its name or its first bytes",
      hint: "formats: " + allCases.map(\.name).joined(separator: ", "))
  }

  /// The format of a text by its first bytes; `nil` where they tell nothing.
  public static func forContent(_ head: [UInt8]) -> GraphFormat? {
    let start = head.drop { $0 <= 0x20 }
    let text = String(decoding: start.prefix(4_096), as: UTF8.self)
    if start.first == UInt8(ascii: "<") {
      if text.contains("<graphml") { return .graphml }
      return text.contains("<gexf") ? .gexf : nil
    }
    if start.first == UInt8(ascii: "{") {
      let line = text.prefix { $0 != "\n" }
      let isNodeOrRelationship = line.contains("\"type\"") && (line.contains("\"node\"") || line.contains("\"relationship\""))
      return isNodeOrRelationship && line.hasSuffix("}") ? .jsonl : .json
    }
    if text.hasPrefix("digraph") || text.hasPrefix("graph {") || text.hasPrefix("strict ") { return .dot }
    if text.hasPrefix("flowchart ") { return .mermaid }
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }.uppercased()
    if line.contains(":ID") || line.contains(":START_ID") { return .csv }
    return line.hasPrefix("CREATE ") || line.hasPrefix("MERGE ") || line.hasPrefix("UNWIND ") ? .cypher : nil
  }
}
