// Which values may be properties: booleans, integers, floats, strings, dates, times, durations, points, and lists of them.

import GraphModel

/// The admission of values as properties.
enum PropertyRule {
  /// Refuses what cannot be stored, and keys that the graph does not know; null passes, for it means that there is no property.
  static func check(_ value: Value, key: PropertyKeyID, in catalog: Catalog) throws(StorageError) {
    guard Int(key.rawValue) < catalog.propertyKeys.count else {
      throw .entityNotFound("property key \(key.rawValue) is not in the graph")
    }
    switch value {
    case .null: return
    case .list(let elements):
      for element in elements where !isScalar(element) {
        throw .notAProperty("`\(catalog.name(of: key))` cannot hold a list with a value of type \(element.typeName)")
      }
    case _ where isScalar(value): return
    default: throw .notAProperty("`\(catalog.name(of: key))` cannot hold a value of type \(value.typeName)")
    }
  }

  /// Whether a value may be stored.
  static func admits(_ value: Value) -> Bool {
    if case .list(let elements) = value { return elements.allSatisfy(isScalar) }
    return isScalar(value)
  }

  /// Whether a value may be stored, alone or in a list.
  private static func isScalar(_ value: Value) -> Bool {
    switch value {
    case .boolean, .integer, .float, .string: true
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: true
    case .null, .list, .map, .node, .relationship, .path: false
    }
  }
}
