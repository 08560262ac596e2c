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
    writer.put(count: index.count)
    writer.put(count: index.distinct)
  }

  private func append(_ table: StoredTable, to writer: inout ByteWriter) {
    writer.put(table.name.kind.rawValue)
    writer.put(number: table.name.key)
    writer.put(count: table.extents.reduce(0) { $0 + ($1 == nil ? 0 : 1) })
    var (position, end) = (0, 0)
    for (place, extent) in table.extents.enumerated() {
      guard let extent else { continue }
      writer.put(count: place - position)
      writer.put(signed: Int64(extent.offset - end))
      writer.put(count: extent.length)
      writer.put32(extent.checksum)
      writer.put(number: extent.generation)
      (position, end) = (place + 1, extent.end)
    }
  }
}

extension FileDirectory {
  /// Reads a directory of a file of so many pages.
  init(from reader: inout ByteReader, pageCount: Int) throws(DamagedBytes) {
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
    return StoredIndex(
      name: name, target: target, key: key, isUnique: isUnique, count: try Self.bounded(&reader, StorageLimits.offsetsMax),
      distinct: try Self.bounded(&reader, StorageLimits.offsetsMax))
  }

  private func known(_ reader: inout ByteReader, _ count: Int) throws(DamagedBytes) -> UInt32 {
    let number = try reader.number(UInt32.self)
    try reader.require(Int(number) < count, "the unknown name \(number)")
    return number
  }

  private func readTable(_ reader: inout ByteReader, _ pageCount: Int) throws(DamagedBytes) -> StoredTable {
    guard let kind = TableKind(rawValue: try reader.byte()) else { throw reader.damaged("a table of an unknown kind") }
    let isColumn = kind == .nodeColumn || kind == .relationshipColumn
    let key = isColumn ? try known(&reader, catalog.propertyKeys.count) : try reader.number(UInt32.self)
    var table = StoredTable(name: TableName(kind: kind, key: key))
    try reader.require(self.table(table.name) == nil, "a table stands twice")
    let isOfNodes = kind == .liveNodes || kind == .nodeLabelSets || kind == .nodeColumn
    let rows = isOfNodes ? nodeCapacity : relationshipCapacity
    let chunks = (rows + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk
    var (position, end) = (0, 0)
    for _ in 0..<(try reader.count(bytesEach: 8)) {
      position += try Self.bounded(&reader, chunks)
      let offset = Int64(end).addingReportingOverflow(try reader.signed())
      let length = try Self.bounded(&reader, 1 << 40)
      let extent = Extent(
        offset: Int(offset.partialValue), length: length, checksum: try reader.fixed32(), generation: try reader.number())
      let isInside = !offset.overflow && extent.offset >= FileFormat.firstDataPage * FileFormat.pageBytes && extent.offset < 1 << 60
      try reader.require(position < chunks && isInside && extent.end <= pageCount * FileFormat.pageBytes, "a chunk stands outside the file")
      table.set(extent, at: position)
      (position, end) = (position + 1, extent.end)
    }
    return table
  }
}
