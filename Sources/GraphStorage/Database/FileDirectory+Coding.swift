// The directory in bytes. Reading trusts nothing: numbers are held against the counts that they index, extents against the file.

import GraphModel

extension FileDirectory {
  /// The directory as bytes.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(number: version)
    for table in [catalog.labels, catalog.relationshipTypes, catalog.propertyKeys] {
      writer.put(count: table.count)
      for name in table.names { writer.put(name) }
    }
    writer.put(count: labelSets.count)
    for set in labelSets {
      writer.put(count: set.count)
      for label in set { writer.put(number: label.rawValue) }
    }
    for number in [nodeCapacity, relationshipCapacity, nodeReusePosition, relationshipReusePosition] { writer.put(count: number) }
    append(counts, to: &writer)
    writer.put(count: constraints.count)
    for constraint in constraints { SchemaCoding.append(constraint, to: &writer) }
    writer.put(count: indexes.count)
    for index in indexes { append(index, to: &writer) }
    writer.put(count: fullTexts.count)
    for index in fullTexts { SchemaCoding.append(index, to: &writer) }
    writer.put(count: tables.count)
    for table in tables { append(table, to: &writer) }
    return writer.bytes
  }

  private func append(_ counts: GraphStatistics, to writer: inout ByteWriter) {
    for number in [counts.nodeCount, counts.relationshipCount] { writer.put(count: number) }
    for list in [counts.nodesByLabel, counts.relationshipsByType] { append(list, to: &writer) }
    for lists in [counts.outgoingByLabel, counts.incomingByLabel] {
      writer.put(count: lists.count)
      for list in lists { append(list, to: &writer) }
    }
  }

  private func append(_ list: [Int], to writer: inout ByteWriter) {
    writer.put(count: list.count)
    for number in list { writer.put(count: number) }
  }

  private func append(_ index: StoredIndex, to writer: inout ByteWriter) {
    writer.put(index.name)
    switch index.target {
    case .nodes(nil): writer.put(0)
    case .nodes(let label?):
      writer.put(1)
      writer.put(number: label.rawValue)
    case .relationships(let type):
      writer.put(2)
      writer.put(number: type.rawValue)
    }
    writer.put(number: index.key.rawValue)
    writer.put(index.isUnique ? 1 : 0)
    writer.put(number: index.created)
    writer.put(count: index.count)
    writer.put(count: index.distinct)
  }

  private func append(_ table: StoredTable, to writer: inout ByteWriter) {
    writer.put(table.name.kind.rawValue)
    writer.put(number: table.name.key)
    let runs = table.runs
    writer.put(count: runs.count)
    var (position, end) = (0, 0)
    for run in runs {
      guard let first = table.extents[run.lowerBound] else { continue }
      writer.put(count: run.lowerBound - position)
      writer.put(count: run.count)
      writer.put(signed: Int64(first.offset - end))
      writer.put(number: first.generation)
      for place in run {
        guard let extent = table.extents[place] else { continue }
        writer.put(count: extent.length)
        writer.put32(extent.checksum)
        end = extent.end
      }
      position = run.upperBound
    }
  }
}

extension StoredTable {
  /// Positions whose extents stand one behind another and are of one generation.
  fileprivate var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for (place, extent) in extents.enumerated() {
      guard let extent else { continue }
      if let last = runs.last, last.upperBound == place, let before = extents[place - 1], before.end == extent.offset,
        before.generation == extent.generation
      {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    return runs
  }
}

extension FileDirectory {
  /// Reads a directory of a file of so many pages.
  init(from reader: inout ByteReader, pageCount: Int, format: UInt32) throws(DamagedBytes) {
    self.format = format
    version = try reader.number()
    for table in [\Catalog.labels, \.relationshipTypes, \.propertyKeys] as [WritableKeyPath<Catalog, NameTable>] {
      for _ in 0..<(try reader.count()) {
        let name = try reader.text()
        try reader.require(catalog[keyPath: table].position(of: name) == nil, "the name `\(name)` stands twice")
        try reader.require(catalog[keyPath: table].count < 65_535, "there are too many names")
        _ = catalog[keyPath: table].append(name)
      }
    }
    for _ in 0..<(try reader.count()) { labelSets.append(try Self.labelSet(&reader, catalog.labels.count)) }
    try reader.require(labelSets.first == [] && labelSets.count <= StorageLimits.labelSetsMax, "\(labelSets.count) label sets")
    nodeCapacity = try Self.bounded(&reader, StorageLimits.offsetsMax)
    relationshipCapacity = try Self.bounded(&reader, StorageLimits.offsetsMax)
    nodeReusePosition = try Self.bounded(&reader, StorageLimits.offsetsMax)
    relationshipReusePosition = try Self.bounded(&reader, StorageLimits.offsetsMax)
    counts = try readCounts(&reader)
    for _ in 0..<(try reader.count()) { constraints.append(try SchemaCoding.readConstraint(from: &reader)) }
    for _ in 0..<(try reader.count()) { indexes.append(try readIndex(&reader)) }
    for _ in 0..<(try reader.count()) { fullTexts.append(try SchemaCoding.readFullTextIndex(from: &reader)) }
    for _ in 0..<(try reader.count()) { tables.append(try readTable(&reader, pageCount)) }
    try reader.require(reader.isAtEnd, "the directory has \(reader.remaining) bytes too many")
  }

  private static func bounded(_ reader: inout ByteReader, _ most: Int) throws(DamagedBytes) -> Int {
    let number = try reader.number(Int.self)
    try reader.require(number <= most, "\(number) is more than \(most)")
    return number
  }

  private static func labelSet(_ reader: inout ByteReader, _ labelCount: Int) throws(DamagedBytes) -> [LabelID] {
    var set: [LabelID] = []
    for _ in 0..<(try reader.count()) {
      let label = LabelID(rawValue: try reader.number(UInt32.self))
      try reader.require(Int(label.rawValue) < labelCount && set.last.map { $0 < label } ?? true, "a label set is not ascending")
      set.append(label)
    }
    return set
  }

  private func readCounts(_ reader: inout ByteReader) throws(DamagedBytes) -> GraphStatistics {
    var counts = GraphStatistics()
    counts.nodeCount = try Self.bounded(&reader, nodeCapacity)
    counts.relationshipCount = try Self.bounded(&reader, relationshipCapacity)
    counts.nodesByLabel = try Self.list(&reader, catalog.labels.count, nodeCapacity)
    counts.relationshipsByType = try Self.list(&reader, catalog.relationshipTypes.count, relationshipCapacity)
    for lists in [\GraphStatistics.outgoingByLabel, \.incomingByLabel] as [WritableKeyPath<GraphStatistics, [[Int]]>] {
      for _ in 0..<(try reader.count()) {
        counts[keyPath: lists].append(try Self.list(&reader, catalog.relationshipTypes.count, relationshipCapacity))
      }
      try reader.require(counts[keyPath: lists].count <= catalog.labels.count, "counts of unknown labels")
    }
    return counts
  }

  private static func list(_ reader: inout ByteReader, _ length: Int, _ most: Int) throws(DamagedBytes) -> [Int] {
    let count = try reader.count()
    try reader.require(count <= length, "\(count) counts for \(length) names")
    var list: [Int] = []
    for _ in 0..<count { list.append(try bounded(&reader, most)) }
    return list
  }

  private func readIndex(_ reader: inout ByteReader) throws(DamagedBytes) -> StoredIndex {
    let name = try reader.text()
    let target: IndexTarget
    switch try reader.byte() {
    case 0: target = .nodes(nil)
    case 1: target = .nodes(LabelID(rawValue: try known(&reader, catalog.labels.count)))
    case 2: target = .relationships(RelationshipTypeID(rawValue: try known(&reader, catalog.relationshipTypes.count)))
    default: throw reader.damaged("an index over something unknown")
    }
    let key = PropertyKeyID(rawValue: try known(&reader, catalog.propertyKeys.count))
    let isUnique = try reader.byte() == 1
    let created = format == 1 ? 0 : try reader.number()
    return StoredIndex(
      name: name, target: target, key: key, isUnique: isUnique, created: created,
      count: try Self.bounded(&reader, StorageLimits.offsetsMax),
      distinct: try Self.bounded(&reader, StorageLimits.offsetsMax))
  }

  private func known(_ reader: inout ByteReader, _ count: Int) throws(DamagedBytes) -> UInt32 {
    let number = try reader.number(UInt32.self)
    try reader.require(Int(number) < count, "the unknown name \(number)")
    return number
  }

  private func readTable(_ reader: inout ByteReader, _ pageCount: Int) throws(DamagedBytes) -> StoredTable {
    guard let kind = TableKind(rawValue: try reader.byte()) else { throw reader.damaged("a table of an unknown kind") }
    let key: UInt32
    switch kind {
    case .nodeColumn, .relationshipColumn: key = try known(&reader, catalog.propertyKeys.count)
    case .outgoing, .incoming: key = try known(&reader, catalog.relationshipTypes.count)
    case .indexLeaves, .indexFences: key = try known(&reader, indexes.count)
    case .liveNodes, .nodeLabelSets, .liveRelationships, .relationships: key = try reader.number(UInt32.self)
    }
    var table = StoredTable(name: TableName(kind: kind, key: key))
    try reader.require(self.table(table.name) == nil, "a table stands twice")
    let chunks =
      switch kind.rows {
      case .nodes: StorageLimits.chunks(rows: nodeCapacity)
      case .relationships: StorageLimits.chunks(rows: relationshipCapacity)
      case .entries: kind == .indexFences ? 1 : reader.remaining
      }
    if format == 1 {
      try readExtents(&reader, &table, chunks, pageCount)
    } else {
      try readRuns(&reader, &table, chunks, pageCount)
    }
    return table
  }

  private func readRuns(
    _ reader: inout ByteReader, _ table: inout StoredTable, _ chunks: Int, _ pageCount: Int
  ) throws(DamagedBytes) {
    var end = 0
    for _ in 0..<(try reader.count(bytesEach: 8)) {
      let position = table.extents.count + (try Self.bounded(&reader, chunks))
      let count = try reader.count(bytesEach: 5)
      let offset = Int64(end).addingReportingOverflow(try reader.signed())
      let generation = try reader.number()
      try reader.require(!offset.overflow && count > 0 && count <= chunks - position, "a chunk beyond the rows")
      end = Int(offset.partialValue)
      let limit = pageCount * FileFormat.pageBytes
      try reader.require(end >= FileFormat.firstDataPage * FileFormat.pageBytes && end <= limit, "a chunk stands outside the file")
      table.extents.reserveCapacity(position + count)
      while table.extents.count < position { table.extents.append(nil) }
      // Opening a large file spends its time here: hundreds of thousands of extents.
      for _ in 0..<count {
        let length = try reader.number()
        let checksum = try reader.fixed32()
        guard length <= UInt64(limit - end) else { throw reader.damaged("a chunk stands outside the file") }
        table.extents.append(Extent(offset: end, length: Int(length), checksum: checksum, generation: generation))
        end += Int(length)
      }
    }
  }

  /// The extents of a table in the first format.
  private func readExtents(
    _ reader: inout ByteReader, _ table: inout StoredTable, _ chunks: Int, _ pageCount: Int
  ) throws(DamagedBytes) {
    var (position, end) = (0, 0)
    for _ in 0..<(try reader.count(bytesEach: 8)) {
      position += try Self.bounded(&reader, chunks)
      let offset = Int64(end).addingReportingOverflow(try reader.signed())
      let length = try Self.bounded(&reader, 1 << 40)
      let extent = Extent(
        offset: Int(offset.partialValue), length: length, checksum: try reader.fixed32(), generation: try reader.number())
      try reader.require(!offset.overflow && position < chunks, "a chunk beyond the rows")
      try check(extent, reader, pageCount)
      table.set(extent, at: position)
      (position, end) = (position + 1, extent.end)
    }
  }

  private func check(_ extent: Extent, _ reader: ByteReader, _ pageCount: Int) throws(DamagedBytes) {
    let isInside = extent.offset >= FileFormat.firstDataPage * FileFormat.pageBytes && extent.offset < 1 << 60
    try reader.require(isInside && extent.end <= pageCount * FileFormat.pageBytes, "a chunk stands outside the file")
  }
}
