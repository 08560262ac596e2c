// Loads files into an empty store: every node before any relationship, batches of typed columns where a format gives them. All or
// nothing: an error that the policy does not let pass, a missing end, a broken constraint leave the store empty.
import GraphFormats
import GraphModel
import GraphStorage
import QueryExecution

/// One load.
struct DataImport {
  private let loader: BulkLoader
  private let options: ImportOptions
  private var keys = ImportKeys()
  private var summary = ImportSummary()
  /// By label, the property that repeats the file's key: it gets an index, or a unique constraint.
  private var keyProperties: [String: String] = [:]

  /// Begins a load.
  init(store: GraphStore, options: ImportOptions) throws(StorageError) {
    loader = try BulkLoader(store: store)
    self.options = options
  }

  /// Loads files: nodes of all, then relationships of all.
  /// - Parameters:
  ///   - indexesKeys: whether the property that repeats the files' keys gets an index per label.
  ///   - keysAreUnique: whether a unique constraint is made of it where no value stands twice.
  mutating func load(_ files: [GraphFile], indexesKeys: Bool, keysAreUnique: Bool) throws(FormatError) -> ImportSummary {
    for file in files where file.holdsNodes { try read(file, nodes: true) }
    for file in files where file.holdsRelationships { try read(file, nodes: false) }
    let indexes = indexesKeys ? keyIndexes(areUnique: keysAreUnique) : []
    do throws(StorageError) { _ = try loader.finish(indexes: indexes) } catch {
      throw FormatError(file: files.first?.path ?? "", line: 0, code: "load", message: QueryError(error).message)
    }
    return summary
  }

  private func keyIndexes(areUnique: Bool) -> [IndexDefinition] {
    keyProperties.keys.sorted { $0.isByteLess(than: $1) }.compactMap { label in
      keyProperties[label].map { IndexDefinition(name: "\(label)_\($0)", label: label, property: $0, isUnique: areUnique) }
    }
  }

  /// Reads one kind of element from a file. A file that may hold both is read twice, so that memory stays constant; the first
  /// pass tells what is left out, the second passes over it in silence.
  private mutating func read(_ file: GraphFile, nodes: Bool) throws(FormatError) {
    let isFirstPass = nodes || !file.holdsNodes
    let given = isFirstPass ? readOptions : quietOptions
    let read: ReadSummary
    if file.format == .csv {
      read = try CSVGraphReader(options: given).readBatches(ByteSource(path: file.path)) { batch throws(FormatError) in
        try take(batch, nodes: nodes)
      }
    } else {
      read = try file.format.reader(options: given).read(ByteSource(path: file.path)) { element throws(FormatError) in
        try take(element, nodes: nodes)
      }
    }
    if isFirstPass { summary.add(read) }
  }

  private var readOptions: GraphReadOptions {
    switch options.onError {
    case .fail: return GraphReadOptions(errorPolicy: .fail)
    case .skip: return GraphReadOptions(errorPolicy: .skip)
    case .report:
      let rejected = options.rejected
      return GraphReadOptions(errorPolicy: .report { rejected?(ImportRejection(error: $0.error, rawText: $0.rawText)) })
    }
  }

  private var quietOptions: GraphReadOptions { GraphReadOptions(errorPolicy: options.onError == .fail ? .fail : .skip) }

  /// Leaves a row out if the policy lets it pass.
  private mutating func reject(_ error: FormatError) throws(FormatError) {
    if options.onError == .fail { throw error }
    summary.rejectedRows += 1
    if options.onError == .report { options.rejected?(ImportRejection(error: error)) }
  }

  private func store<Result>(_ place: SourcePlace, _ body: () throws(StorageError) -> Result) throws(FormatError) -> Result {
    do throws(StorageError) { return try body() } catch {
      throw FormatError(file: place.file, line: place.line, code: "store", message: QueryError(error).message)
    }
  }

  private func report(_ file: String) throws(FormatError) {
    options.progress?(summary.nodes, summary.relationships)
    guard options.cancellation?.flag.isCancelled != true else {
      throw FormatError(file: file, line: 0, code: "cancelled", message: "the load was stopped; nothing was kept")
    }
  }
}

// Batches: the road of CSV.
extension DataImport {
  private mutating func take(_ batch: ElementBatch, nodes: Bool) throws(FormatError) {
    try report(batch.file)
    switch batch.kind {
    case .nodes(_, let labelSets, let labelIndexes):
      guard nodes else { return }
      if let first = labelIndexes.first, labelIndexes.allSatisfy({ $0 == first }) {
        try takeNodes(batch, labels: labelSets[Int(first)])
      } else {
        try batch.forEachElement { element throws(FormatError) in try take(element, nodes: true) }
      }
    case .relationships(let starts, let ends, let types, let typeIndexes):
      guard !nodes else { return }
      try takeRelationships(batch, starts, ends, types, typeIndexes)
    }
  }

  private mutating func takeNodes(_ batch: ElementBatch, labels: [String]) throws(FormatError) {
    guard case .nodes(let batchKeys, _, _) = batch.kind else { return }
    let place = SourcePlace(file: batch.file, line: batch.lines.first ?? 0)
    // Duplicate keys need rows to be told apart, which the slow road does.
    if let batchKeys, !areNew(batchKeys) {
      return try batch.forEachElement { element throws(FormatError) in try take(element, nodes: true) }
    }
    let first = try store(place) { () throws(StorageError) in
      try loader.addNodes(count: batch.count, labels: try self.labels(labels), properties: try properties(batch))
    }
    if let batchKeys {
      _ = keys.insert(batchKeys, first: first.rawValue)
      noteKeyProperty(labels, batch.properties.first { $0.present.first == true && $0[0] == batchKeys[0] }?.name)
    }
    summary.nodes += batch.count
  }

  /// Whether none of the keys is known and none stands twice. The look-up is cheap beside the reading of the file.
  private func areNew(_ column: GraphFormats.KeyColumn) -> Bool {
    guard keys.nodes(column).allSatisfy({ $0 == ExternalKeys.none }) else { return false }
    var alone = ImportKeys()
    return alone.insert(column, first: 0) == nil
  }

  private mutating func takeRelationships(
    _ batch: ElementBatch, _ starts: GraphFormats.KeyColumn, _ ends: GraphFormats.KeyColumn, _ types: [String], _ typeIndexes: [Int32]
  ) throws(FormatError) {
    let sources = keys.nodes(starts)
    let targets = keys.nodes(ends)
    let isWhole = sources.allSatisfy { $0 != ExternalKeys.none } && targets.allSatisfy { $0 != ExternalKeys.none }
    guard isWhole, let first = typeIndexes.first, typeIndexes.allSatisfy({ $0 == first }) else {
      return try batch.forEachElement { element throws(FormatError) in try take(element, nodes: false) }
    }
    let place = SourcePlace(file: batch.file, line: batch.lines.first ?? 0)
    try store(place) { () throws(StorageError) in
      try loader.addRelationships(
        type: try loader.relationshipType(types[Int(first)]), from: sources, to: targets, properties: try properties(batch))
    }
    summary.relationships += batch.count
  }

  private func labels(_ names: [String]) throws(StorageError) -> [LabelID] {
    var labels: [LabelID] = []
    for name in names { labels.append(try loader.label(name)) }
    return labels
  }

  private func properties(_ batch: ElementBatch) throws(StorageError) -> [PropertyBatch] {
    var batches: [PropertyBatch] = []
    for column in batch.properties {
      batches.append(
        PropertyBatch(key: try loader.propertyKey(column.name), values: ImportColumns.values(column.values), isPresent: column.present))
    }
    return batches
  }

  private mutating func noteKeyProperty(_ labels: [String], _ property: String?) {
    guard let property, let label = labels.first else { return }
    if keyProperties[label] == nil { keyProperties[label] = property }
  }
}

// Single elements: the road of the other formats, and of rows that need to be told apart.
extension DataImport {
  private mutating func take(_ element: GraphElement, nodes: Bool) throws(FormatError) {
    switch element {
    case .node(let node): if nodes { try take(node) }
    case .relationship(let relationship): if !nodes { try take(relationship) }
    }
  }

  private func column(_ key: ElementKey) -> GraphFormats.KeyColumn { GraphFormats.KeyColumn(space: key.space, keys: .mixed([key.value])) }

  private mutating func take(_ node: NodeElement) throws(FormatError) {
    if let key = node.key, keys.nodes(column(key)) != [ExternalKeys.none] {
      let text = ValueText.string(of: key.value)
      return try reject(
        FormatError(
          file: node.place.file, line: node.place.line, code: "duplicateKey", message: "another node has the key \(text)",
          hint: "keys must be unique within their id space"))
    }
    let made = try store(node.place) { () throws(StorageError) in
      try loader.addNode(labels: try labels(node.labels), properties: try properties(node.properties))
    }
    if let key = node.key {
      _ = keys.insert(column(key), first: made.rawValue)
      noteKeyProperty(node.labels, node.properties.entries.first { $0.value == key.value }?.key)
    }
    summary.nodes += 1
  }

  private mutating func take(_ relationship: RelationshipElement) throws(FormatError) {
    let source = keys.nodes(column(relationship.start))[0]
    let target = keys.nodes(column(relationship.end))[0]
    for (end, key) in [(source, relationship.start), (target, relationship.end)] where end == ExternalKeys.none {
      return try reject(
        FormatError(
          file: relationship.place.file, line: relationship.place.line, code: "missingNode",
          message: "no node has the key \(ValueText.string(of: key.value))", hint: "add the node, or load with --on-error skip"))
    }
    try store(relationship.place) { () throws(StorageError) in
      try loader.addRelationship(
        type: try loader.relationshipType(relationship.type), from: NodeID(rawValue: source), to: NodeID(rawValue: target),
        properties: try properties(relationship.properties))
    }
    summary.relationships += 1
  }

  private func properties(_ map: ValueMap) throws(StorageError) -> [(key: PropertyKeyID, value: Value)] {
    var properties: [(key: PropertyKeyID, value: Value)] = []
    for entry in map.entries { properties.append((key: try loader.propertyKey(entry.key), value: entry.value)) }
    return properties
  }
}

extension ImportSummary {
  /// Adds what a reader left out and guessed; what it handed out was counted when it was taken.
  fileprivate mutating func add(_ read: ReadSummary) {
    rejectedRows += read.rejected
    notices += read.notices
  }
}
