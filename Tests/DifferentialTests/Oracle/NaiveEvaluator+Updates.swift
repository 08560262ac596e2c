// The clauses that write: CREATE, MERGE, SET, REMOVE, DELETE, FOREACH. Each works row by row, and a row sees what the rows before it did.
import CypherSyntax
import GraphModel

extension NaiveEvaluator {
  /// CREATE.
  func create(_ patterns: [PathPattern], _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    var result = table
    for name in names(in: patterns) { result.name(name) }
    result.rows = []
    graphBeforeCreating = freedom.readsBeforeCreating ? graph : nil
    defer { graphBeforeCreating = nil }
    for row in table.rows {
      var row = row
      for pattern in patterns { try create(pattern, &row) }
      result.rows.append(row)
    }
    return result
  }

  private func create(_ pattern: PathPattern, _ row: inout Row) throws(NaiveError) {
    guard pattern.selector == nil, pattern.mode == nil, case .node(let first)? = pattern.elements.first else { throw .beyond("pattern") }
    var nodes = [try createNode(first, &row)]
    var relationships: [Relationship] = []
    var place = 1
    while place + 1 < pattern.elements.count {
      guard case .relationship(let step) = pattern.elements[place], case .node(let next) = pattern.elements[place + 1], step.length == nil,
        step.quantifier == nil, case .name(let type)? = step.types?.kind
      else { throw .beyond("a pattern to create") }
      let (from, to) = (nodes[nodes.count - 1], try createNode(next, &row))
      let isIncoming = step.direction == .incoming
      let content = NaiveGraph.RelationshipContent(
        type: type.text, start: isIncoming ? to : from, end: isIncoming ? from : to, properties: try storable(step.properties, row))
      let relationship = Relationship(id: graph.createRelationship(content))
      if let name = step.variable?.text { row[name] = .relationship(relationship) }
      nodes.append(to)
      relationships.append(relationship)
      place += 2
    }
    if let name = pattern.variable?.text { row[name] = .path(Path(nodes: nodes.map { Node(id: $0) }, relationships: relationships)) }
  }

  private func createNode(_ pattern: NodePattern, _ row: inout Row) throws(NaiveError) -> NodeID {
    if let name = pattern.variable?.text, let bound = row[name] {
      guard case .node(let node) = bound, graph.nodes[node.id] != nil else { throw .failed("\(name) is no node to create from") }
      return node.id
    }
    let node = graph.createNode(try labels(pattern.labels), try storable(pattern.properties, row))
    if let name = pattern.variable?.text { row[name] = .node(Node(id: node)) }
    return node
  }

  private func labels(_ expression: LabelExpression?) throws(NaiveError) -> [String] {
    switch expression?.kind {
    case nil: return []
    case .name(let name)?: return [name.text]
    case .and(let parts)?:
      var names: [String] = []
      for part in parts { for name in try labels(part) where !names.contains(name) { names.append(name) } }
      return names
    default: throw .beyond("labels to create")
    }
  }

  /// The properties of a pattern that is created: nulls left out.
  private func storable(_ properties: Expression?, _ row: Row) throws(NaiveError) -> ValueMap {
    guard let properties else { return ValueMap() }
    let present = graph
    if let before = graphBeforeCreating { graph = before }
    defer { graph = present }
    guard case .map(let map) = try value(of: properties, row) else { throw .failed("properties are no map") }
    for entry in map.entries { try checkStorable(entry.value) }
    return ValueMap(map.entries.filter { !$0.value.isNull })
  }

  private func checkStorable(_ value: Value) throws(NaiveError) {
    switch value {
    case .map, .node, .relationship, .path: throw .failed("a property holds no \(value.typeName)")
    case .list(let elements):
      for element in elements {
        if element.isNull || element.listValue != nil { throw .failed("a list of a property holds no nulls and no lists") }
        try checkStorable(element)
      }
    default: break
    }
  }

  /// MERGE: row by row, so that a row finds what the rows before it created.
  func merge(_ clause: MergeClause, _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    var result = table
    for name in names(in: [clause.pattern]) { result.name(name) }
    result.rows = []
    for row in table.rows {
      try checkMergeable(clause.pattern, row)
      var found = arranged(try matches(of: [clause.pattern], row).map(\.row))
      let event: MergeAction.Event = found.isEmpty ? .create : .match
      if found.isEmpty {
        var created = row
        try create(clause.pattern, &created)
        found = [created]
      }
      for match in found {
        for action in clause.actions where action.event == event { try set(action.items, match) }
      }
      result.rows += found
    }
    return result
  }

  private func checkMergeable(_ pattern: PathPattern, _ row: Row) throws(NaiveError) {
    for element in pattern.elements {
      var wanted: Expression?
      switch element {
      case .node(let node):
        wanted = node.properties
        if let name = node.variable?.text, let bound = row[name], bound.isNull { throw .failed("MERGE from null") }
      case .relationship(let relationship): wanted = relationship.properties
      case .group: throw .beyond("groups")
      }
      guard let wanted, case .map(let map) = try value(of: wanted, row) else { continue }
      for entry in map.entries {
        if entry.value.isNull { throw .failed("MERGE with a null property") }
        try checkStorable(entry.value)
      }
    }
  }

  // MARK: SET and REMOVE

  /// SET, for one row.
  func set(_ items: [SetItem], _ row: Row) throws(NaiveError) {
    for item in items {
      switch item.kind {
      case .property(let target, let expression):
        guard case .property(let base, let key) = target.kind else { throw .beyond("computed keys") }
        let (entity, value) = (try value(of: base, row), try value(of: expression, row))
        try checkStorable(value)
        try change(entity) { $0[key.text] = value.isNull ? Value?.none : value }
      case .replaceProperties(let name, let expression), .mergeProperties(let name, let expression):
        guard let entity = row[name.text] else { throw .beyond("unbound") }
        guard let new = try properties(of: try value(of: expression, row)) else { throw .failed("properties from null") }
        for entry in new.entries { try checkStorable(entry.value) }
        let replaces = if case .replaceProperties = item.kind { true } else { false }
        try change(entity) { properties in
          if replaces { properties = ValueMap() }
          for entry in new.entries { properties[entry.key] = entry.value.isNull ? Value?.none : entry.value }
        }
      case .labels(let name, let labels):
        let added = try self.labels(labels)
        try changeLabels(row[name.text]) { present in present += added.filter { !present.contains($0) } }
      }
    }
  }

  /// REMOVE, for one row.
  func remove(_ items: [RemoveItem], _ row: Row) throws(NaiveError) {
    for item in items {
      switch item.kind {
      case .property(let target):
        guard case .property(let base, let key) = target.kind else { throw .beyond("computed keys") }
        try change(try value(of: base, row)) { $0[key.text] = Value?.none }
      case .labels(let name, let labels):
        let gone = try self.labels(labels)
        try changeLabels(row[name.text]) { present in present.removeAll { gone.contains($0) } }
      }
    }
  }

  private func change(_ entity: Value, _ body: (inout ValueMap) -> Void) throws(NaiveError) {
    switch entity {
    case .null: return
    case .node(let node):
      if graph.nodes[node.id] == nil { throw .failed("the node is deleted") }
      graph.change(node.id) { body(&$0.properties) }
    case .relationship(let relationship):
      if graph.relationships[relationship.id] == nil { throw .failed("the relationship is deleted") }
      graph.change(relationship.id) { body(&$0.properties) }
    default: throw .failed("properties of a \(entity.typeName)")
    }
  }

  private func changeLabels(_ entity: Value?, _ body: (inout [String]) -> Void) throws(NaiveError) {
    switch entity {
    case .null?: return
    case .node(let node)?:
      if graph.nodes[node.id] == nil { throw .failed("the node is deleted") }
      graph.change(node.id) { body(&$0.labels) }
    default: throw .failed("labels of something else than a node")
    }
  }

  // MARK: DELETE and FOREACH

  /// DELETE, for one row.
  func delete(_ clause: DeleteClause, _ row: Row) throws(NaiveError) {
    for expression in clause.expressions { try delete(try value(of: expression, row), detach: clause.isDetach) }
  }

  private func delete(_ value: Value, detach: Bool) throws(NaiveError) {
    switch value {
    case .null: return
    case .node(let node):
      if detach { for relationship in graph.relationships(at: node.id) { graph.delete(relationship) } }
      graph.delete(node.id)
    case .relationship(let relationship): graph.delete(relationship.id)
    case .path(let path):
      for relationship in path.relationships { graph.delete(relationship.id) }
      for node in path.nodes { try delete(.node(node), detach: detach) }
    default: throw .failed("a \(value.typeName) cannot be deleted")
    }
  }

  /// FOREACH, for one row.
  func foreach(_ clause: ForeachClause, _ row: Row, _ names: [String]) throws(NaiveError) {
    let list = try value(of: clause.list, row)
    if list.isNull { return }
    guard let elements = list.listValue else { throw .failed("FOREACH over a \(list.typeName)") }
    for element in elements {
      var table = NaiveTable(names: names, rows: [row.merging([clause.variable.text: element]) { $1 }])
      table.name(clause.variable.text)
      for inner in clause.clauses { table = try apply(inner, table) }
    }
  }
}
