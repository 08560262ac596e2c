// Which labels, types and keys a query reads and which it makes, and the warnings that follow: a name that is read, that the
// graph does not have and that the query does not make is probably misspelt. In an empty graph nothing can be.

import CypherSyntax
import GraphModel

/// The names that a query uses.
struct NameUsage {
  /// The three kinds of names.
  enum Kind: Hashable {
    case label, type, key
  }

  private let schema: PlanningSchema
  private let known: [Kind: Set<Identifier>]
  private var made: [Kind: Set<Identifier>] = [:]
  private var read: [(kind: Kind, name: Identifier)] = []

  init(schema: PlanningSchema) {
    self.schema = schema
    known = [
      .label: Set(schema.labels.map { Identifier($0) }), .type: Set(schema.relationshipTypes.map { Identifier($0) }),
      .key: Set(schema.propertyKeys.map { Identifier($0) }),
    ]
  }

  /// A name is asked for.
  mutating func reads(_ kind: Kind, _ name: Identifier) {
    if !schema.isEmpty, known[kind]?.contains(name) != true { read.append((kind, name)) }
  }

  /// A name is written.
  mutating func makes(_ kind: Kind, _ name: Identifier) { made[kind, default: []].insert(name) }

  /// The warnings in the order of the text, each name once.
  func notifications() -> [Notification] {
    var seen: [Kind: Set<Identifier>] = [:]
    return read.compactMap { use in
      guard made[use.kind]?.contains(use.name) != true, seen[use.kind, default: []].insert(use.name).inserted else { return nil }
      return warning(use.kind, use.name)
    }
  }

  private func warning(_ kind: Kind, _ name: Identifier) -> Notification {
    let (code, what, all) =
      switch kind {
      case .label: (Notification.Code.unknownLabel, "label", schema.labels)
      case .type: (Notification.Code.unknownRelationshipType, "relationship type", schema.relationshipTypes)
      case .key: (Notification.Code.unknownPropertyKey, "property key", schema.propertyKeys)
      }
    return Notification(
      code, "the graph has no \(what) `\(name.text)`", at: name.span, hint: BindingErrors.didYouMean(name.text, among: all))
  }
}
