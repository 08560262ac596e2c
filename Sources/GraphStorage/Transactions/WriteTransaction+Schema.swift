// Creating and dropping constraints and indexes.

package import GraphModel

extension WriteTransaction {
  /// Creates a constraint, which the graph obeys from now on; a unique one owns an index.
  /// - Throws: `constraintNotSatisfied` when the data breaks it, `schemaElementExists`, `capacityExceeded`.
  package func createConstraint(_ constraint: Constraint) throws(StorageError) {
    try requireOpen()
    try requireFreeName(constraint.name)
    let compiled = try compile(constraint)
    if let same = view.rules.constraints.first(where: { $0.target == compiled.target && $0.rule == compiled.rule }) {
      throw .schemaElementExists("the constraint `\(same.constraint.name)` already says the same")
    }
    var index: PropertyIndex?
    let keys = compiled.rule.distinctKeys
    if let key = keys.first {
      if keys.count == 1 { try requireNoIndex(compiled.target, key) }
      index = built(PropertyIndex(name: constraint.name, target: compiled.target, key: key, isUnique: keys.count == 1))
    }
    // An index with as many different values as entries, none of them a list or NaN, proves that no value stands twice.
    var isProven = false
    if case .unique = compiled.rule { isProven = index.map { $0.count == $0.distinct && $0.tree(.list).count == 0 } ?? false }
    if !isProven { try checkData(compiled) }
    if let index { view.indexes.append(index) }
    setRules(view.rules.constraints + [compiled])
    counters.constraintsAdded += 1
    effects?.constraint(constraint)
  }

  private func checkData(_ constraint: CompiledConstraint) throws(StorageError) {
    do {
      try ConstraintScan(graph: view, constraint: constraint).check()
    } catch {
      guard case .constraintViolated(let name, let message) = error else { throw error }
      throw .constraintNotSatisfied(constraint: name, message: message)
    }
  }

  /// Drops a constraint, and the index it owns.
  /// - Throws: `schemaElementNotFound`.
  package func dropConstraint(named name: String) throws(StorageError) {
    try requireOpen()
    var constraints = view.rules.constraints
    guard let place = constraints.firstIndex(where: { $0.constraint.name.isByteEqual(to: name) }) else {
      throw .schemaElementNotFound("there is no constraint `\(name)`")
    }
    let dropped = constraints.remove(at: place)
    if let index = dropped.ownedIndex(in: view.indexes) { view.indexes.remove(at: index) }
    setRules(constraints)
    counters.constraintsRemoved += 1
    effects?.name(.dropConstraint, name)
  }

  /// Creates an index over a property of the nodes with a label, or of every node. Whether the definition says unique does not
  /// matter: unique indexes come with constraints.
  /// - Throws: `schemaElementExists`, `capacityExceeded`.
  package func createIndex(_ definition: IndexDefinition) throws(StorageError) {
    try requireOpen()
    try requireFreeName(definition.name)
    let target = IndexTarget.nodes(try definition.label.map { name throws(StorageError) in try label(name) })
    let key = try propertyKey(definition.property)
    try requireNoIndex(target, key)
    view.indexes.append(built(PropertyIndex(name: definition.name, target: target, key: key, isUnique: false)))
    setRules(view.rules.constraints)
    counters.indexesAdded += 1
    effects?.index(definition)
  }

  /// Drops an index.
  /// - Throws: `schemaElementNotFound`, also for an index that belongs to a constraint.
  package func dropIndex(named name: String) throws(StorageError) {
    try requireOpen()
    if dropFullTextIndex(named: name) {
      effects?.name(.dropIndex, name)
      return
    }
    guard let place = view.indexes.firstIndex(where: { $0.name.isByteEqual(to: name) }) else {
      throw .schemaElementNotFound("there is no index `\(name)`")
    }
    let index = view.indexes[place]
    guard !index.isUnique, !view.rules.constraints.contains(where: { $0.ownsShared(index) }) else {
      throw .schemaElementNotFound("the index `\(name)` belongs to a constraint; drop the constraint")
    }
    view.indexes.remove(at: place)
    setRules(view.rules.constraints)
    counters.indexesRemoved += 1
    effects?.name(.dropIndex, name)
  }
}

extension WriteTransaction {
  private func setRules(_ constraints: [CompiledConstraint]) {
    view.rules = SchemaRules(constraints: constraints, indexes: view.indexes, fullTexts: view.fullTexts)
  }

  /// Makes the rules anew after the list of indexes has changed.
  func renewRules() { setRules(view.rules.constraints) }

  private func requireNoIndex(_ target: IndexTarget, _ key: PropertyKeyID) throws(StorageError) {
    let same = view.indexes.first { index in
      index.target == target && index.key == key && !view.rules.constraints.contains { $0.ownsShared(index) }
    }
    guard let same else { return }
    throw .schemaElementExists("the index `\(same.name)` is over the same property")
  }

  func requireFreeName(_ name: String) throws(StorageError) {
    if view.rules.constraints.contains(where: { $0.constraint.name.isByteEqual(to: name) }) {
      throw .schemaElementExists("there is already a constraint `\(name)`")
    }
    if view.indexes.contains(where: { $0.name.isByteEqual(to: name) }) || view.fullTexts.contains(where: { $0.name.isByteEqual(to: name) })
    {
      throw .schemaElementExists("there is already an index `\(name)`")
    }
  }

  private func built(_ index: PropertyIndex) -> PropertyIndex {
    var index = index
    let isOverNodes = if case .nodes = index.target { true } else { false }
    index.build(
      ids: EntityScan.entities(of: index.target, in: view),
      column: isOverNodes ? view.nodeColumn(index.key) : view.relationshipColumn(index.key), owner: serial)
    return index
  }

  private func compile(_ constraint: Constraint) throws(StorageError) -> CompiledConstraint {
    let target: IndexTarget
    switch constraint.target {
    case .nodes(let name): target = .nodes(try name.map { name throws(StorageError) in try label(name) })
    case .relationships(let name): target = .relationships(try relationshipType(name))
    }
    let rule: CompiledConstraint.Rule
    switch constraint.rule {
    case .unique(let property): rule = .unique(try propertyKey(property))
    case .uniqueTogether(let properties): rule = .uniqueTogether(try propertyKeys(properties))
    case .key(let properties): rule = .key(try propertyKeys(properties))
    case .exists(let property): rule = .exists(try propertyKey(property))
    case .type(let property, let type): rule = .type(try propertyKey(property), type)
    case .ends(let from, let to):
      guard case .relationships = target else {
        throw .constraintNotSatisfied(constraint: constraint.name, message: "only relationships have ends")
      }
      rule = .ends(from: try labels(from), to: try labels(to))
    }
    return CompiledConstraint(constraint: constraint, target: target, rule: rule)
  }

  private func propertyKeys(_ names: [String]) throws(StorageError) -> [PropertyKeyID] {
    var found: [PropertyKeyID] = []
    for name in names { found.append(try propertyKey(name)) }
    return found
  }

  private func labels(_ names: [String]) throws(StorageError) -> [LabelID] {
    var found: [LabelID] = []
    for name in names { found.append(try label(name)) }
    return found.sorted()
  }
}
