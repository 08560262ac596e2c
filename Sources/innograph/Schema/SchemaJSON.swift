// A graph's schema as one JSON object, for programs.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Prints schemas as JSON.
enum SchemaJSON {
  /// The object, with a line end.
  static func text(of schema: GraphSchema) -> String {
    let root: ValueMap = [
      "nodeCount": .integer(Int64(schema.nodeCount)),
      "relationshipCount": .integer(Int64(schema.relationshipCount)),
      "labels": .list(schema.labels.map(value)),
      "relationshipTypes": .list(schema.relationshipTypes.map(value)),
      "propertyKeys": strings(schema.propertyKeys),
      "constraints": .list(schema.constraints.map(value)),
      "indexes": .list(schema.indexes.map(value)),
      "fullTextIndexes": .list(schema.fullTextIndexes.map(value)),
    ]
    return PlainJSON.string(of: .map(root)) + "\n"
  }

  private static func strings(_ names: [String]) -> Value { .list(names.map { .string($0) }) }

  private static func value(_ label: GraphSchema.Label) -> Value {
    .map([
      "name": .string(label.name), "nodeCount": .integer(Int64(label.nodeCount)), "properties": .list(label.properties.map(value)),
    ])
  }

  private static func value(_ type: GraphSchema.RelationshipType) -> Value {
    .map([
      "name": .string(type.name), "relationshipCount": .integer(Int64(type.relationshipCount)), "startLabels": strings(type.startLabels),
      "endLabels": strings(type.endLabels), "properties": .list(type.properties.map(value)),
    ])
  }

  private static func value(_ property: GraphSchema.Property) -> Value {
    .map(["key": .string(property.key), "types": strings(property.types), "count": .integer(Int64(property.count))])
  }

  private static func value(_ constraint: Constraint) -> Value {
    var map: ValueMap = ["name": .string(constraint.name)]
    switch constraint.target {
    case .nodes(let label): map["label"] = label.map { .string($0) } ?? .null
    case .relationships(let type): map["relationshipType"] = .string(type)
    }
    switch constraint.rule {
    case .unique(let property): (map["rule"], map["property"]) = ("unique", .string(property))
    case .uniqueTogether(let properties): (map["rule"], map["properties"]) = ("unique", strings(properties))
    case .key(let properties): (map["rule"], map["properties"]) = ("key", strings(properties))
    case .exists(let property): (map["rule"], map["property"]) = ("exists", .string(property))
    case .type(let property, let type): (map["rule"], map["property"], map["type"]) = ("type", .string(property), .string(type.name))
    case .ends(let from, let to): (map["rule"], map["from"], map["to"]) = ("ends", strings(from), strings(to))
    }
    return .map(map)
  }

  private static func value(_ index: FullTextIndexDefinition) -> Value {
    var map: ValueMap = ["name": .string(index.name)]
    switch index.target {
    case .nodes(let labels): map["labels"] = strings(labels)
    case .relationships(let types): map["relationshipTypes"] = strings(types)
    }
    map["properties"] = strings(index.properties)
    return .map(map)
  }

  private static func value(_ index: IndexDefinition) -> Value {
    .map([
      "name": .string(index.name), "label": index.label.map { .string($0) } ?? .null, "property": .string(index.property),
      "unique": .boolean(index.isUnique),
    ])
  }
}
