// The closed list of graph formats: a format is one folder of sources and one case here. Which format a file has is told by
// its extension or, failing that, by its first bytes.

public import GraphModel

/// A text format for graphs.
public enum GraphFormat: String, CaseIterable, Hashable, Sendable {
  /// A directory of comma-separated files with neo4j-admin headers, one per label and type.
  case csv
  /// One JSON object with `nodes` and `relationships`.
  case json
  /// JSON Lines: an object per node and relationship.
  case jsonl
  /// GraphML.
  case graphml
  /// GEXF 1.3.
  case gexf
  /// A Cypher script that creates the graph.
  case cypher
  /// A Mermaid flowchart.
  case mermaid
  /// Graphviz DOT.
  case dot

  /// The name by which users call the format.
  public var name: String { rawValue }

  /// File extensions without the dot, the usual one first.
  public var fileExtensions: [String] {
    switch self {
    case .csv: ["csv", "tsv"]
    case .json: ["json"]
    case .jsonl: ["jsonl", "ndjson"]
    case .graphml: ["graphml"]
    case .gexf: ["gexf"]
    case .cypher: ["cypher", "cql"]
    case .mermaid: ["mmd", "mermaid"]
    case .dot: ["dot", "gv"]
    }
  }

  /// Whether the format can be read.
  public var isReadable: Bool {
    switch self {
    case .csv, .json, .jsonl, .graphml, .gexf: true
    case .cypher, .mermaid, .dot: false
    }
  }

  /// Whether a graph in this format is a directory of files.
  public var isDirectory: Bool { self == .csv }

  /// The format of a file by its extension; `nil` where the extension is unknown.
  public static func forPath(_ path: String) -> GraphFormat? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = String(path[path.index(after: dot)...]).lowercased()
    return allCases.first { $0.fileExtensions.contains(ending) }
  }

  /// A reader of one file of this format.
  /// - Throws: `notReadable` where the format is for writing only.
  public func reader(options: GraphReadOptions = GraphReadOptions()) throws(FormatError) -> any GraphElementReader {
    switch self {
    case .csv: return CSVGraphReader(options: options)
    case .json: return JSONGraphReader(options: options)
    case .jsonl: return JSONLinesGraphReader(options: options)
    case .graphml: return GraphMLReader(options: options)
    case .gexf: return GEXFReader(options: options)
    default:
      throw FormatError(
        file: "", line: 0, code: "notReadable", message: "the format '\(name)' cannot be read",
        hint: "readable formats: " + Self.allCases.filter(\.isReadable).map(\.name).joined(separator: ", "))
    }
  }

  /// A writer of this format to a stream.
  /// - Throws: `needsDirectory` where a graph of this format is a directory of files.
  public func writer(to output: TextOutput, options: GraphWriteOptions = GraphWriteOptions()) throws(FormatError) -> any GraphTextWriter {
    switch self {
    case .json: return JSONGraphWriter(to: output, options: options)
    case .jsonl: return JSONLinesGraphWriter(to: output, options: options)
    case .graphml: return GraphMLWriter(to: output, options: options)
    case .gexf: return GEXFWriter(to: output, options: options)
    case .cypher: return CypherScriptWriter(to: output, options: options)
    case .mermaid: return try MermaidWriter(to: output, options: options)
    case .dot: return try DOTWriter(to: output, options: options)
    case .csv:
      throw FormatError(
        file: "", line: 0, code: "needsDirectory", message: "a graph in the format '\(name)' is a directory of files",
        hint: "name a directory to write to")
    }
  }

  /// A writer of this format to a path: a file, or the directory that is created.
  public func writer(path: String, options: GraphWriteOptions = GraphWriteOptions()) throws(FormatError) -> any GraphTextWriter {
    if self == .csv { return CSVGraphWriter(directory: path, options: options) }
    return try writer(to: TextOutput(path: path), options: options)
  }
}
