// What an audit found: one row of its query, with the entities in it and the sources of the facts involved.
public import GraphModel

/// One finding of an audit.
public struct Finding: Sendable {
  /// The id of the audit.
  public let audit: String
  /// How grave it is.
  public let severity: Severity
  /// The columns of the row, by name, in order.
  public let columns: [(name: String, value: Value)]
  /// The nodes of the row, at any depth, each once, in order.
  public let nodes: [Node]
  /// The relationships of the row, at any depth, each once, in order.
  public let relationships: [Relationship]
  /// Where the facts involved are written, each once: `document#section`.
  public let sources: [String]
  /// A name for the finding that stays the same while the same entities are concerned: the audit's id and the entities' ids.
  public let subject: String
  /// Why the finding is accepted, if the baseline says so.
  public var acceptance: String?

  /// A finding from a row of an audit.
  init(audit: SavedQuery, columns names: [String], row: [Value]) {
    self.audit = audit.header.id
    severity = audit.header.severity ?? .warning
    columns = zip(names, row).map { (name: $0, value: $1) }
    var collector = EntityCollector()
    for value in row { collector.collect(value) }
    nodes = collector.nodes
    relationships = collector.relationships
    // The facts are the relationships where there are any: the entities at their ends are named on many pages that say nothing of it.
    var sources = OrderedNames()
    for relationship in relationships { sources.add(relationship.properties["sources"]) }
    if relationships.isEmpty { for node in nodes { sources.add(node.properties["sources"]) } }
    for column in columns where column.name == "sources" { sources.add(column.value) }
    self.sources = sources.names
    subject = Finding.subject(of: collector, columns: columns)
  }

  /// The finding in a line: its name, what is wrong, and the other columns that are no entities. A finding of entities alone is told
  /// by their names.
  public var explanation: String {
    let told = columns.filter { $0.name != "sources" && !EntityText.isEntity($0.value) }
    guard !told.isEmpty else { return columns.map { EntityText.brief($0.value) }.joined(separator: ", ") }
    let name = told.first { $0.name == "name" }.map { EntityText.brief($0.value) }
    let problem = told.first { $0.name == "problem" }.map { EntityText.brief($0.value) }
    let others = told.filter { $0.name != "name" && $0.name != "problem" }.map {
      "\(Finding.words(of: $0.name)): \(EntityText.brief($0.value))"
    }
    let line = [name, problem].compactMap { $0 }.joined(separator: ": ")
    return ([line] + others).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// `owner_name` as `owner`: a column that gives an entity's name stands for the entity.
  private static func words(of column: String) -> String {
    let words = column.split(separator: "_").map(String.init)
    return (words.count > 1 && words.last == "name" ? words.dropLast() : words[...]).joined(separator: " ")
  }

  private static func subject(of collector: EntityCollector, columns: [(name: String, value: Value)]) -> String {
    let parts =
      collector.nodes.map(EntityText.identity)
      + collector.relationships.map { "\(EntityText.identity($0))" }
    if !parts.isEmpty { return parts.joined(separator: " ") }
    return columns.map { EntityText.brief($0.value) }.joined(separator: " ")
  }
}

/// Gathers the nodes and relationships of values, each once, in the order of their first appearance.
struct EntityCollector {
  private(set) var nodes: [Node] = []
  private(set) var relationships: [Relationship] = []
  private var seenNodes: Set<NodeID> = []
  private var seenRelationships: Set<RelationshipID> = []

  /// Takes what a value holds, at any depth. Values of a query are bounded in depth, so plain recursion is.
  mutating func collect(_ value: Value) {
    switch value {
    case .node(let node): if seenNodes.insert(node.id).inserted { nodes.append(node) }
    case .relationship(let relationship): if seenRelationships.insert(relationship.id).inserted { relationships.append(relationship) }
    case .path(let path):
      for node in path.nodes { collect(.node(node)) }
      for relationship in path.relationships { collect(.relationship(relationship)) }
    case .list(let elements): for element in elements { collect(element) }
    case .map(let map): for entry in map.entries { collect(entry.value) }
    default: break
    }
  }
}

/// Strings, each once, in the order of their first appearance.
struct OrderedNames {
  private(set) var names: [String] = []
  private var seen: Set<[UInt8]> = []

  /// Takes a string, or the strings of a list at any depth.
  mutating func add(_ value: Value?) {
    switch value {
    case .string(let name)?: if seen.insert(Array(name.utf8)).inserted { names.append(name) }
    case .list(let elements)?: for element in elements { add(element) }
    default: break
    }
  }
}

/// Short texts for entities in reports.
enum EntityText {
  /// `Platform sensor-platform`: the first label and the readable id.
  static func identity(_ node: Node) -> String {
    node.properties["id"]?.stringValue ?? "node \(node.id.rawValue)"
  }

  /// Type and readable key properties; relationships have no id of their own.
  static func identity(_ relationship: Relationship) -> String {
    let year = relationship.properties["year"]?.integerValue.map { " \($0)" } ?? ""
    return "[\(relationship.type)\(year)]"
  }

  /// Whether a value is an entity or a list of nothing else.
  static func isEntity(_ value: Value) -> Bool {
    switch value {
    case .node, .relationship, .path: true
    case .list(let elements): !elements.isEmpty && elements.allSatisfy(isEntity)
    default: false
    }
  }

  /// A value in a few words: a node by its name, a list by its elements.
  static func brief(_ value: Value) -> String {
    switch value {
    case .null: "–"
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .string(let text): text
    case .list(let elements): elements.map(brief).joined(separator: "; ")
    case .map(let map): map.entries.map { "\($0.key) \(brief($0.value))" }.joined(separator: ", ")
    case .node(let node): node.properties["name"]?.stringValue ?? identity(node)
    case .relationship(let relationship): identity(relationship)
    case .path(let path): path.nodes.map { brief(.node($0)) }.joined(separator: " – ")
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: value.temporalText ?? value.constructorText ?? ""
    }
  }
}
