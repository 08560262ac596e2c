// Constraints and indexes in bytes, by name, the same in the log and in the file.

import GraphModel

/// Writes and reads schema elements.
enum SchemaCoding {
  static func append(_ constraint: Constraint, to writer: inout ByteWriter) {
    writer.put(constraint.name)
    switch constraint.target {
    case .nodes(nil): writer.put(0)
    case .nodes(let label?):
      writer.put(1)
      writer.put(label)
    case .relationships(let type):
      writer.put(2)
      writer.put(type)
    }
    switch constraint.rule {
    case .unique(let property):
      writer.put(0)
      writer.put(property)
    case .exists(let property):
      writer.put(1)
      writer.put(property)
    case .type(let property, let type):
      writer.put(2)
      writer.put(property)
      writer.put(type.name)
    case .ends(let from, let to):
      writer.put(3)
      for labels in [from, to] { append(labels, to: &writer) }
    case .uniqueTogether(let properties):
      writer.put(4)
      append(properties, to: &writer)
    case .key(let properties):
      writer.put(5)
      append(properties, to: &writer)
    }
  }

  private static func append(_ names: [String], to writer: inout ByteWriter) {
    writer.put(count: names.count)
    for name in names { writer.put(name) }
  }

  static func readConstraint(from reader: inout ByteReader) throws(DamagedBytes) -> Constraint {
    let name = try reader.text()
    let target: SchemaTarget
    switch try reader.byte() {
    case 0: target = .nodes(label: nil)
    case 1: target = .nodes(label: try reader.text())
    case 2: target = .relationships(type: try reader.text())
    default: throw reader.damaged("a constraint on something unknown")
    }
    let rule: Constraint.Rule
    switch try reader.byte() {
    case 0: rule = .unique(property: try reader.text())
    case 1: rule = .exists(property: try reader.text())
    case 2:
      let property = try reader.text()
      rule = .type(property: property, try readType(from: &reader))
    case 4: rule = .uniqueTogether(properties: try readNames(from: &reader))
    case 5: rule = .key(properties: try readNames(from: &reader))
    case 3: rule = .ends(from: try readNames(from: &reader), to: try readNames(from: &reader))
    default: throw reader.damaged("a constraint with an unknown rule")
    }
    return Constraint(name: name, target: target, rule: rule)
  }

  static func append(_ index: IndexDefinition, to writer: inout ByteWriter) {
    writer.put(index.name)
    writer.put(index.label == nil ? 0 : 1)
    if let label = index.label { writer.put(label) }
    writer.put(index.property)
  }

  static func readIndex(from reader: inout ByteReader) throws(DamagedBytes) -> IndexDefinition {
    let name = try reader.text()
    let label = try reader.byte() == 0 ? nil : try reader.text()
    return IndexDefinition(name: name, label: label, property: try reader.text(), isUnique: false)
  }

  static func append(_ index: FullTextIndexDefinition, to writer: inout ByteWriter) {
    writer.put(index.name)
    let names: [String]
    switch index.target {
    case .nodes(let labels):
      writer.put(0)
      names = labels
    case .relationships(let types):
      writer.put(1)
      names = types
    }
    for list in [names, index.properties] {
      writer.put(count: list.count)
      for name in list { writer.put(name) }
    }
  }

  static func readFullTextIndex(from reader: inout ByteReader) throws(DamagedBytes) -> FullTextIndexDefinition {
    let name = try reader.text()
    let isOverNodes = try reader.byte() == 0
    let names = try readNames(from: &reader)
    return FullTextIndexDefinition(
      name: name, target: isOverNodes ? .nodes(labels: names) : .relationships(types: names), properties: try readNames(from: &reader))
  }

  private static func readNames(from reader: inout ByteReader) throws(DamagedBytes) -> [String] {
    var names: [String] = []
    for _ in 0..<(try reader.count()) { names.append(try reader.text()) }
    return names
  }

  /// Types are written in the language's own spelling.
  private static func readType(from reader: inout ByteReader) throws(DamagedBytes) -> PropertyType {
    let spelling = try reader.text()
    guard let type = PropertyType(spelling: spelling) else { throw reader.damaged("the unknown type `\(spelling)`") }
    return type
  }
}

extension PropertyType {
  /// The type of a spelling that `name` gives.
  init?(spelling: String) {
    let members = spelling.split(separator: "|").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    if members.count > 1 {
      let types = members.compactMap { PropertyType(spelling: $0) }
      guard types.count == members.count else { return nil }
      self = .union(types)
      return
    }
    let simple: [PropertyType] = [
      .boolean, .integer, .float, .string, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point,
    ]
    var rest = Substring(spelling)
    var depth = 0
    let (opening, closing) = ("LIST<", " NOT NULL>")
    while rest.hasPrefix(opening), rest.hasSuffix(closing), depth < ValueCoding.depthMax {
      rest = rest.dropFirst(opening.count).dropLast(closing.count)
      depth += 1
    }
    guard var type = simple.first(where: { $0.name == rest }) else { return nil }
    for _ in 0..<depth { type = .list(type) }
    self = type
  }
}
