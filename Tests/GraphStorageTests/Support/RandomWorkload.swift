// A random workload on a store and on the plain model side by side. After each transaction the two must agree, and so must
// every older snapshot that is still held with the model as it was then.

import GraphModel
import GraphStorage
import Testing

/// One run from one seed.
struct RandomWorkload {
  /// How large the graph grows and how the transactions look.
  struct Shape {
    var transactions = 60
    var operations = 25
    var nodesMax = 60
    /// Relationships that one "hub" operation creates from one node.
    var hubBurst = 0
    var hasSchema = true
  }

  let shape: Shape
  private(set) var store: GraphStore
  /// Brings the store into another state of the same content, for instance by closing and opening its file; called between transactions.
  private let renew: ((GraphStore) throws -> GraphStore)?
  var random: SeededGenerator
  var model = ModelGraph()
  private var held: [(snapshot: GraphSnapshot, model: ModelGraph)] = []
  private(set) var refused = 0
  private(set) var rolledBack = 0
  private(set) var committed = 0

  static let labels = ["A", "B", "C", "D"]
  static let types = ["R", "S", "T"]
  static let keys = ["k", "name", "x", "y"]

  init(seed: UInt64, shape: Shape, store: GraphStore = GraphStore(), renew: ((GraphStore) throws -> GraphStore)? = nil) {
    random = SeededGenerator(seed: seed)
    self.store = store
    self.renew = renew
    self.shape = shape
  }

  mutating func run() throws {
    for _ in 0..<shape.transactions {
      try runTransaction()
      if let renew, random.chance(30) { store = try renew(store) }
      let snapshot = store.snapshot()
      try agree(snapshot, model)
      try snapshot.checkInvariants()
      try checkReaders(snapshot)
      if random.chance(20) { held.append((snapshot, model)) }
      if held.count > 4 { held.remove(at: Int.random(in: 0..<held.count, using: &random)) }
    }
    for (snapshot, model) in held {
      try agree(snapshot, model)
      try snapshot.checkInvariants()
    }
  }

  private func agree(_ graph: GraphSnapshot, _ model: ModelGraph) throws {
    let difference = ModelGraph(reading: graph).difference(to: model)
    try #require(difference == nil)
  }

  private mutating func runTransaction() throws {
    let transaction = try store.beginWrite()
    var draft = model
    var isBroken = false
    for _ in 0..<Int.random(in: 1...shape.operations, using: &random) {
      do {
        try operate(transaction, &draft)
      } catch let error as StorageError {
        try #require(isExpected(error, draft), "unexpected: \(error)")
        isBroken = true
        refused += 1
        break
      }
    }
    if !isBroken, random.chance(30) { try agree(transaction.view, draft) }
    if isBroken || random.chance(15) {
      transaction.rollback()
      rolledBack += 1
      return
    }
    let shouldFail = draft.brokenConstraint != nil
    do {
      _ = try transaction.commit()
      #expect(!shouldFail, "committed against \(draft.brokenConstraint ?? "")")
      model = draft
      committed += 1
    } catch {
      guard case .constraintViolated = error else { throw error }
      #expect(shouldFail, "refused without reason: \(error)")
      refused += 1
    }
  }

  private func isExpected(_ error: StorageError, _ draft: ModelGraph) -> Bool {
    switch error {
    case .constraintNotSatisfied, .schemaElementExists: shape.hasSchema
    default: false
    }
  }
}

extension RandomWorkload {
  /// Temporal values and points, of which some have equal index keys without being equal.
  fileprivate mutating func temporalValue() -> Value {
    let number = Int.random(in: -2...2, using: &random)
    let seconds = Int64(number) * 1_800
    let zones = [TimeZoneID.utc, TimeZoneID(offsetSeconds: 3600), TimeZoneID(named: "Europe/London"), TimeZoneID(named: "Asia/Shanghai")]
    let zone = zones.compactMap { $0 }.randomElement(using: &random) ?? .utc
    let value: Value? =
      switch Int.random(in: 0..<9, using: &random) {
      case 0: CalendarDate(daysSinceEpoch: Int64(number)).map { .date($0) }
      case 1: LocalTime(nanosecondOfDay: Int64(abs(number))).map { .localTime($0) }
      case 2: OffsetTime(.midnight, offsetSeconds: number * 3600).map { .time($0) }
      case 3: LocalDateTime(secondsSinceEpoch: seconds, nanosecond: Int64(abs(number))).map { .localDateTime($0) }
      case 4, 5: ZonedDateTime(epochSeconds: seconds, nanosecond: 1, zone: zone).map { .dateTime($0) }
      case 6: CalendarDuration(days: Int64(number), seconds: random.chance(50) ? 0 : -86_400 * Int64(number)).map { .duration($0) }
      case 7: Point(random.chance(50) ? .cartesian : .wgs84, x: Double(number), y: 1).map { .point($0) }
      default: CalendarDate(daysSinceEpoch: Int64(number)).map { .list([.date($0)]) }
      }
    return value ?? .boolean(true)
  }

  private mutating func operate(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<18 where draft.nodes.count < shape.nodesMax: try createNode(transaction, &draft)
    case 18..<45: try createRelationship(transaction, &draft)
    case 45..<65: try setNodeProperty(transaction, &draft)
    case 65..<72: try setRelationshipProperty(transaction, &draft)
    case 72..<82: try changeLabel(transaction, &draft)
    case 82..<88: try deleteRelationship(transaction, &draft)
    case 88..<91: try deleteNode(transaction, &draft)
    case 91..<92 where shape.hasSchema: try changeSchema(transaction, &draft)
    case 92..<93 where shape.hubBurst > 0: try growHub(transaction, &draft)
    default: try setNodeProperty(transaction, &draft)
    }
  }

  private mutating func pick(_ offsets: some Collection<UInt32>) -> UInt32? { offsets.sorted().randomElement(using: &random) }

  private mutating func createNode(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    var node = ModelNode()
    for label in Self.labels where random.chance(35) { node.labels.insert(label) }
    for key in Self.keys where random.chance(40) { node.properties[key] = randomValue() }
    let labels = try node.labels.sorted().shuffled(using: &random).map { try transaction.label($0) }
    let properties = try node.properties.sorted { $0.key < $1.key }.map { (key: try transaction.propertyKey($0.key), value: $0.value) }
    let id = try transaction.createNode(labels: labels, properties: properties)
    #expect(draft.nodes[id.rawValue] == nil && !transaction.wasDeleted(id))
    draft.nodes[id.rawValue] = node
  }

  private mutating func createRelationship(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let source = pick(draft.nodes.keys), let target = pick(draft.nodes.keys) else { return }
    let type = Self.types.randomElement(using: &random) ?? "R"
    var value = ModelRelationship(type: type, source: source, target: target)
    if random.chance(50) { value.properties["k"] = randomValue() }
    let id = try transaction.createRelationship(
      type: try transaction.relationshipType(type), from: NodeID(rawValue: source), to: NodeID(rawValue: target),
      properties: try value.properties.map { (key: try transaction.propertyKey($0.key), value: $0.value) })
    #expect(draft.relationships[id.rawValue] == nil && !transaction.wasDeleted(id))
    draft.relationships[id.rawValue] = value
  }

  private mutating func growHub(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let hub = pick(draft.nodes.keys) else { return }
    let type = try transaction.relationshipType("R")
    let isOutgoing = random.chance(50)
    let others = draft.nodes.keys.sorted()
    for _ in 0..<shape.hubBurst {
      let other = others.randomElement(using: &random) ?? hub
      let (source, target) = isOutgoing ? (hub, other) : (other, hub)
      let id = try transaction.createRelationship(
        type: type, from: NodeID(rawValue: source), to: NodeID(rawValue: target), properties: [])
      draft.relationships[id.rawValue] = ModelRelationship(type: "R", source: source, target: target)
    }
  }

  private mutating func setNodeProperty(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let node = pick(draft.nodes.keys) else { return }
    let key = Self.keys.randomElement(using: &random) ?? "k"
    let value: Value = random.chance(15) ? .null : randomValue()
    try transaction.setNodeProperty(NodeID(rawValue: node), try transaction.propertyKey(key), value)
    if value.isNull { draft.nodes[node]?.properties.removeValue(forKey: key) } else { draft.nodes[node]?.properties[key] = value }
  }

  private mutating func setRelationshipProperty(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let relationship = pick(draft.relationships.keys) else { return }
    let value: Value = random.chance(25) ? .null : randomValue()
    try transaction.setRelationshipProperty(RelationshipID(rawValue: relationship), try transaction.propertyKey("k"), value)
    if value.isNull {
      draft.relationships[relationship]?.properties.removeValue(forKey: "k")
    } else {
      draft.relationships[relationship]?.properties["k"] = value
    }
  }

  private mutating func changeLabel(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let node = pick(draft.nodes.keys), let name = Self.labels.randomElement(using: &random) else { return }
    let label = try transaction.label(name)
    let had = draft.nodes[node]?.labels.contains(name) == true
    if random.chance(50) {
      #expect(try transaction.addLabel(label, to: NodeID(rawValue: node)) == !had)
      draft.nodes[node]?.labels.insert(name)
    } else {
      #expect(try transaction.removeLabel(label, from: NodeID(rawValue: node)) == had)
      draft.nodes[node]?.labels.remove(name)
    }
  }

  private mutating func deleteRelationship(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let relationship = pick(draft.relationships.keys) else { return }
    let id = RelationshipID(rawValue: relationship)
    try transaction.deleteRelationship(id)
    #expect(transaction.wasDeleted(id))
    let type = try #require(draft.relationships.removeValue(forKey: relationship)?.type)
    #expect(transaction.type(of: id) == transaction.view.catalog.relationshipType(type))
  }

  private mutating func deleteNode(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    guard let node = pick(draft.nodes.keys) else { return }
    let id = NodeID(rawValue: node)
    if random.chance(50) {
      try transaction.detachDeleteNode(id)
    } else {  // the node first, its relationships after it
      try transaction.deleteNode(id)
      for relationship in draft.relationships(at: node) { try transaction.deleteRelationship(RelationshipID(rawValue: relationship)) }
    }
    for relationship in draft.relationships(at: node) { draft.relationships[relationship] = nil }
    draft.nodes[node] = nil
    #expect(transaction.wasDeleted(id) && !transaction.view.contains(id))
  }

  private mutating func changeSchema(_ transaction: WriteTransaction, _ draft: inout ModelGraph) throws {
    let number = Int.random(in: 0..<1_000_000, using: &random)
    if random.chance(40), let dropped = draft.constraints.randomElement(using: &random) {
      try transaction.dropConstraint(named: dropped.name)
      draft.constraints.removeAll { $0.name == dropped.name }
      draft.indexes.removeAll { $0.name == dropped.name }
      return
    }
    if random.chance(40) {
      let index = IndexDefinition(
        name: "i\(number)", label: random.chance(70) ? Self.labels.randomElement(using: &random) : nil,
        property: Self.keys.randomElement(using: &random) ?? "k", isUnique: false)
      try transaction.createIndex(index)
      draft.indexes.append(index)
      return
    }
    let constraint = randomConstraint(number)
    try transaction.createConstraint(constraint)
    draft.constraints.append(constraint)
    guard case .nodes(let label) = constraint.target else { return }
    let keys: [String] =
      switch constraint.rule {
      case .unique(let key): [key]
      case .uniqueTogether(let keys), .key(let keys): keys
      case .exists, .type, .ends: []
      }
    guard let first = keys.first else { return }
    draft.indexes.append(
      IndexDefinition(name: constraint.name, label: label, property: first, isUnique: keys.count == 1, isOwned: true))
  }

  private mutating func randomConstraint(_ number: Int) -> Constraint {
    let key = Self.keys.randomElement(using: &random) ?? "k"
    let isOverNodes = random.chance(70)
    let target: SchemaTarget =
      isOverNodes
      ? .nodes(label: Self.labels.randomElement(using: &random))
      : .relationships(type: Self.types.randomElement(using: &random) ?? "R")
    let rule: Constraint.Rule
    switch Int.random(in: 0..<7, using: &random) {
    case 4: rule = .uniqueTogether(properties: Array(Self.keys.shuffled(using: &random).prefix(2)))
    case 5: rule = .key(properties: [key])
    case 6: rule = .key(properties: Array(Self.keys.shuffled(using: &random).prefix(2)))
    case 0: rule = .exists(property: key)
    case 1: rule = .type(property: key, .integer)
    case 2 where !isOverNodes: rule = .ends(from: Array(Self.labels.prefix(3)), to: Array(Self.labels.suffix(3)))
    default: rule = .unique(property: isOverNodes ? key : "k")
    }
    return Constraint(name: "c\(number)", target: target, rule: rule)
  }

  private mutating func randomValue() -> Value {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: .boolean(random.chance(50))
    case 1...3: .integer(Int64.random(in: -5...5, using: &random))
    case 4: .integer([.max, .min, 1 << 53, 1 << 53 + 1, .max - 1].randomElement(using: &random) ?? 0)
    case 5: .float(Double(Int.random(in: -5...5, using: &random)))
    case 6: .float([0.5, -0.0, .nan, .infinity, -.infinity, 0x1p53, 0x1p63].randomElement(using: &random) ?? 0)
    case 7...9: .string(["", "a", "ab", "prefix-a", "prefix-b", "é", "e\u{301}", "中文", "a\0"].randomElement(using: &random) ?? "")
    case 12...15: temporalValue()
    case 10: .list([.integer(Int64.random(in: 0...2, using: &random)), "x"])
    default: .list(random.chance(50) ? [] : [.float(1), .boolean(true)])
    }
  }
}

extension RandomWorkload {
  /// Compares adjacency and indexes, read as an executor reads them, with the model.
  private mutating func checkReaders(_ graph: GraphSnapshot) throws {
    for name in Self.types {
      guard let type = graph.catalog.relationshipType(name) else { continue }
      for node in model.nodes.keys.sorted() {
        let outgoing = model.relationships.filter { $0.value.type == name && $0.value.source == node }.map { ($0.value.target, $0.key) }
        let incoming = model.relationships.filter { $0.value.type == name && $0.value.target == node }.map { ($0.value.source, $0.key) }
        #expect(entries(graph.outgoing(type), node) == outgoing.sorted { $0 < $1 }.flatMap { [$0.0, $0.1] })
        #expect(entries(graph.incoming(type), node) == incoming.sorted { $0 < $1 }.flatMap { [$0.0, $0.1] })
      }
    }
    for index in model.indexes {
      let key = try #require(graph.catalog.propertyKey(index.property))
      let reader = try #require(graph.index(label: index.label.flatMap(graph.catalog.label), key: key))
      let probe = randomValue()
      let values = model.nodes.filter { index.label.map($0.value.labels.contains) ?? true }
        .compactMap { node in node.value.properties[index.property].map { (node.key, $0) } }.sorted { $0.0 < $1.0 }
      var found: [UInt32] = []
      reader.lookup(probe, into: &found)
      #expect(found == values.filter { Value.equals($0.1, probe) == true }.map(\.0))
      found = []
      reader.range(lower: .excluding(probe), upper: nil, into: &found)
      let above = values.filter { Value.compare($0.1, probe) == .greater }.sorted { left, right in
        let order = Value.orderability(left.1, right.1)
        return order == .same ? left.0 < right.0 : order == .less
      }
      #expect(found == above.map(\.0))
    }
  }

  private func entries(_ reader: AdjacencyReader, _ node: UInt32) -> [UInt32] {
    var found: [UInt32] = []
    reader.forEachRun(of: node) { run in
      for place in 0..<run.count {
        found.append(run.neighbours[place])
        found.append(run.relationships[place])
      }
    }
    return found
  }
}
