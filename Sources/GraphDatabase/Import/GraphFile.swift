// The files that a load is made of: graph files, and scripts that run after them. A directory gives its CSV files and its `schema.cypher`.
import GraphFormats
import GraphModel

/// A file that holds a graph or a part of one.
struct GraphFile {
  let path: String
  let format: GraphFormat
  /// Whether it may hold nodes.
  let holdsNodes: Bool
  /// Whether it may hold relationships.
  let holdsRelationships: Bool
}

/// What a list of paths comes to.
struct GraphFileSet {
  private(set) var files: [GraphFile] = []
  /// Scripts, in the order in which they run.
  private(set) var scripts: [String] = []

  /// Looks at files and directories.
  /// - Throws: `FormatError` for a path that is not there or is of no known format.
  init(_ paths: [String]) throws(FormatError) {
    for path in paths {
      if FileListing.isDirectory(path) {
        for file in try GraphFiles.csvFiles(in: path) { files.append(try Self.csv(file)) }
        let schema = path + "/schema.cypher"
        if FileListing.exists(schema) { scripts.append(schema) }
        continue
      }
      let format = try GraphFormat.ofFile(path)
      switch format {
      case .cypher: scripts.append(path)
      case .csv: files.append(try Self.csv(path))
      default: files.append(GraphFile(path: path, format: format, holdsNodes: true, holdsRelationships: true))
      }
    }
  }

  /// A CSV file holds one of the two, as its header says.
  private static func csv(_ path: String) throws(FormatError) -> GraphFile {
    let holds = try CSVGraphReader.holds(path: path)
    return GraphFile(path: path, format: .csv, holdsNodes: holds.nodes, holdsRelationships: holds.relationships)
  }
}
