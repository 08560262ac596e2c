// The declared attributes of a GraphML file: what a `data` element's key means. The labels of nodes and the type of edges travel
// as attributes too: `labels` and `label` by id (APOC and we), by name (networkx keeps names, not ids), `edgelabel` (Gephi).

internal import GraphModel

/// A declared attribute.
struct GraphMLKey {
  /// What an attribute stands for.
  enum Meaning { case property, labels, type, shape }

  let id: String
  let name: String
  let type: XMLValueType
  let isForNodes: Bool
  let isForEdges: Bool
  var meaning = Meaning.property
  var defaultValue: Value = .null
}

/// The declared attributes of a file.
struct GraphMLKeys {
  private(set) var all: [GraphMLKey] = []
  private var places: [Value: Int] = [:]
  /// Attributes of nodes and of edges that have a default.
  private(set) var nodeDefaults: [Int] = []
  private(set) var edgeDefaults: [Int] = []
  private var hasLabelsByID = false
  private var hasTypeByID = false

  /// The number of attributes.
  var count: Int { all.count }

  /// Where an attribute stands; `nil` if it was not declared.
  subscript(id: String) -> Int? { places[.string(id)] }

  /// Adds a declaration; `false` if the id was declared before.
  mutating func add(_ key: GraphMLKey) -> Bool {
    guard places[.string(key.id)] == nil else { return false }
    places[.string(key.id)] = all.count
    all.append(key)
    if key.isForNodes, key.name == "id" { hasNodeID = true }
    if key.id == "labels", key.isForNodes { hasLabelsByID = true }
    if key.id == "label" || key.id == "edgelabel", key.isForEdges { hasTypeByID = true }
    return true
  }

  /// Sets the default of an attribute.
  mutating func setDefault(_ value: Value, at place: Int) {
    all[place].defaultValue = value
    guard !value.isNull else { return }
    if all[place].isForNodes { nodeDefaults.append(place) }
    if all[place].isForEdges { edgeDefaults.append(place) }
  }

  /// What an attribute means for a node.
  func meaningForNode(_ place: Int) -> GraphMLKey.Meaning {
    let key = all[place]
    if key.meaning == .shape { return .shape }
    return key.id == "labels" || (!hasLabelsByID && key.name == "labels") ? .labels : .property
  }

  /// What an attribute means for an edge.
  func meaningForEdge(_ place: Int) -> GraphMLKey.Meaning {
    let key = all[place]
    if key.meaning == .shape { return .shape }
    if key.id == "label" || key.id == "edgelabel" { return .type }
    return !hasTypeByID && (key.name == "label" || key.name == "edgelabel") ? .type : .property
  }

  /// Whether nodes have an attribute `id`.
  private(set) var hasNodeID = false
}
