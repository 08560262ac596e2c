// What a transaction did, in bytes: effects and not statements, so that repeating them needs no file, clock or chance that the statement
// used. Identifiers are written as they were given out, and so are the numbers of names: the repetition makes the same graph.
// Effects that grow past a bound are given up; such a transaction is made to last by a checkpoint instead.

import GraphModel

/// The kinds of effects. Numbers are never given twice.
enum EffectTag: UInt8 {
  case label = 1
  case relationshipType
  case propertyKey
  case createNode
  case deleteNode
  case addLabel
  case removeLabel
  case setNodeProperty
  case removeNodeProperty
  case createRelationship
  case deleteRelationship
  case setRelationshipProperty
  case removeRelationshipProperty
  case createConstraint
  case dropConstraint
  case createIndex
  case dropIndex
  case reusePositions
  case createFullTextIndex
}

/// The effects of a transaction so far, in the order in which they came.
struct TransactionEffects {
  /// The bytes that are kept at most.
  static let bytesMax = 64 << 20

  private(set) var writer = ByteWriter()
  /// Whether the effects are too many, or of a kind, to be written down one by one.
  private(set) var isWhole = false

  var isEmpty: Bool { writer.count == 0 && !isWhole }

  /// Gives up writing effects down: the whole graph is to be made to last.
  mutating func becomeWhole() {
    isWhole = true
    writer = ByteWriter()
  }

  private mutating func begin(_ tag: EffectTag) -> Bool {
    if isWhole { return false }
    if writer.count > Self.bytesMax {
      becomeWhole()
      return false
    }
    writer.put(tag.rawValue)
    return true
  }

  mutating func name(_ tag: EffectTag, _ name: String) { if begin(tag) { writer.put(name) } }

  mutating func createNode(_ node: UInt32, labels: [LabelID]) {
    guard begin(.createNode) else { return }
    writer.put(number: node)
    writer.put(count: labels.count)
    for label in labels { writer.put(number: label.rawValue) }
  }

  mutating func createRelationship(_ relationship: UInt32, type: UInt16, source: UInt32, target: UInt32) {
    guard begin(.createRelationship) else { return }
    writer.put(number: relationship)
    writer.put(number: type)
    writer.put(number: source)
    writer.put(number: target)
  }

  /// Deletions.
  mutating func entity(_ tag: EffectTag, _ entity: UInt32) { if begin(tag) { writer.put(number: entity) } }

  /// An entity and a label or property key.
  mutating func entity(_ tag: EffectTag, _ entity: UInt32, _ name: UInt32) {
    guard begin(tag) else { return }
    writer.put(number: entity)
    writer.put(number: name)
  }

  mutating func property(_ tag: EffectTag, _ entity: UInt32, _ key: UInt32, _ value: Value) throws(StorageError) {
    guard begin(tag) else { return }
    writer.put(number: entity)
    writer.put(number: key)
    try ValueCoding.append(value, to: &writer)
  }

  mutating func constraint(_ constraint: Constraint) { if begin(.createConstraint) { SchemaCoding.append(constraint, to: &writer) } }
  mutating func index(_ index: IndexDefinition) { if begin(.createIndex) { SchemaCoding.append(index, to: &writer) } }

  mutating func index(_ index: FullTextIndexDefinition) { if begin(.createFullTextIndex) { SchemaCoding.append(index, to: &writer) } }

  /// Where the search for free offsets goes on after the transaction.
  mutating func reusePositions(nodes: Int, relationships: Int) {
    guard begin(.reusePositions) else { return }
    writer.put(count: nodes)
    writer.put(count: relationships)
  }
}
