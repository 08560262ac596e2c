// Which values may be properties: booleans, integers, floats, strings, and lists of them.

import GraphModel

/// The admission of values as properties.
enum PropertyRule {
  /// Refuses what cannot be stored, and keys that the graph does not know; null passes, for it means that there is no property.
  static func check(_ value: Value, key: PropertyKeyID, in catalog: Catalog) throws(StorageError) {
    guard Int(key.rawValue) < catalog.propertyKeys.count else {
      throw .entityNotFound("property key \(key.rawValue) is not in the graph")
    }
    switch value {
    case .null, .boolean, .integer, .float, .string: return
    case .list(let elements):
      for element in elements {
        switch element {
        case .boolean, .integer, .float, .string: continue
        default: throw .notAProperty("`\(catalog.name(of: key))` cannot hold a list with a value of type \(element.typeName)")
        }
      }
    default: throw .notAProperty("`\(catalog.name(of: key))` cannot hold a value of type \(value.typeName)")
    }
  }

  /// Whether a value may be stored.
  static func admits(_ value: Value) -> Bool {
    switch value {
    case .boolean, .integer, .float, .string: true
    case .list(let elements):
      elements.allSatisfy { element in
        switch element {
        case .boolean, .integer, .float, .string: true
        default: false
        }
      }
    default: false
    }
  }
}
