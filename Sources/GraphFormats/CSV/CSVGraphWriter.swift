// A graph as a directory that `CSVGraphReader` and neo4j-admin read: `nodes/<Label>.csv` by the first label, further labels in
// `:LABEL`; `relationships/<TYPE>.csv`; nodes without a label in `unlabelled.csv`. A property has a column per type that occurs;
// lists that the array form cannot say (mixed, nested, empty strings, a `;` inside) stand as JSON in a column of that type.
// A directory that already holds CSV files is refused: leftovers would become part of the graph.

internal import GraphModel

/// Writes a graph as a directory of CSV files.
final class CSVGraphWriter: GraphTextWriter {
  private let directory: String
  private let options: GraphWriteOptions
  private var files: [CSVGraphTable] = []
  /// The file of each path; keyed by value, which compares bytes.
  private var fileOfPath: [Value: Int] = [:]
  private var keys: WriterKeys
  private var keysNeedStrings = false
  private var keysHaveIntegers = false

  init(directory: String, options: GraphWriteOptions) {
    self.directory = directory
    self.options = options
    keys = WriterKeys(property: options.keyProperty)
  }

  func begin() throws(FormatError) {
    try FileListing.createDirectory(directory)
    for folder in ["", "/nodes", "/relationships"] where FileListing.isDirectory(directory + folder) {
      guard let file = try FileListing.names(in: directory + folder).first(where: CSVFileName.isTable) else { continue }
      throw FormatError(
        file: directory + folder + "/" + file, line: 0, code: "directoryInUse", message: "the directory already holds CSV files",
        hint: "write to a new directory, or remove them")
    }
  }

  func node(_ node: Node) throws(FormatError) {
    let key = try key(of: node)
    let place = Self.place(ofLabels: node.labels)
    let file = table(place.path, lead: [options.keyProperty.map { "\($0):ID" } ?? ":ID"], hasLabels: place.isExplicit)
    let extra = Array(place.isExplicit ? node.labels[...] : node.labels.dropFirst())
    try files[file].add([key], names: extra, properties: node.properties, except: options.keyProperty)
  }

  private func key(of node: Node) throws(FormatError) -> Value {
    let key = try keys.add(node)
    guard options.keyProperty != nil else { return key }
    switch key {
    case .string(let text): if CSVCells.canonicalInteger(Array(text.utf8)[...]) != nil { keysNeedStrings = true }
    default: keysHaveIntegers = true
    }
    return key
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    let name = CSVFileName.encoded(relationship.type)
    let fits = name.utf8.count <= Self.nameBytesMax
    let path = fits ? "relationships/\(name).csv" : "relationships/long-names.csv"
    let file = table(path, lead: [":START_ID", ":END_ID"] + (fits ? [] : [":TYPE"]), hasLabels: false)
    var lead = [try keys.key(relationship.start), try keys.key(relationship.end)]
    if !fits { lead.append(.string(relationship.type)) }
    try files[file].add(lead, names: [], properties: relationship.properties, except: nil)
  }

  func end() throws(FormatError) {
    guard !(keysNeedStrings && keysHaveIntegers) else {
      throw FormatError(
        file: directory, line: 0, code: "mixedKeys", message: "some keys are integers, others are strings that look like integers")
    }
    for folder in ["nodes", "relationships"] where files.contains(where: { $0.path.hasPrefix(folder + "/") }) {
      try FileListing.createDirectory(directory + "/" + folder)
    }
    if files.isEmpty { _ = table("unlabelled.csv", lead: [":ID"], hasLabels: true) }
    for file in files {
      let output = try TextOutput(path: directory + "/" + file.path)
      try file.write(to: output, keysAreStrings: keysNeedStrings)
      try output.flush()
    }
  }

  // MARK: Files

  private static let nameBytesMax = 200

  /// The file for nodes with these labels, and whether it must name them all.
  private static func place(ofLabels labels: [String]) -> (path: String, isExplicit: Bool) {
    guard let first = labels.first else { return ("unlabelled.csv", true) }
    let name = CSVFileName.encoded(first)
    return name.utf8.count <= nameBytesMax ? ("nodes/\(name).csv", false) : ("long-names.csv", true)
  }

  private func table(_ path: String, lead: [String], hasLabels: Bool) -> Int {
    if let known = fileOfPath[.string(path)] { return known }
    fileOfPath[.string(path)] = files.count
    files.append(CSVGraphTable(path: path, lead: lead, hasLabels: hasLabels))
    return files.count - 1
  }
}
