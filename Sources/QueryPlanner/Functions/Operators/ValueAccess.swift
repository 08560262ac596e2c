// Reaching into lists and maps: `e.key`, `e[i]`, `e[from..to]` and IN. Entities are not reached into here: that takes a graph.

package import GraphModel

/// Access to the parts of values.
package enum ValueAccess {
  /// `container[place]` of a list, a map, a temporal value or a point; null of null.
  package static func element(_ container: Value, _ place: Value) throws(QueryError) -> Value {
    switch (container, place) {
    case (.null, _), (.list, .null), (.map, .null): return .null
    case (.list(let elements), .integer(let index)):
      let (count, index) = (Int64(elements.count), index)
      let from = index < 0 ? index + count : index
      return from >= 0 && from < count ? elements[Int(from)] : .null
    case (.list, _):
      throw .runtime(
        .typeError, "ListElementAccessByNonInteger", "an element of a list is found by an integer, not by a value of type \(place.typeName)"
      )
    case (.map(let map), .string(let key)): return map[key] ?? .null
    case (.map, _):
      throw .runtime(
        .typeError, "MapElementAccessByNonString", "an element of a map is found by a string, not by a value of type \(place.typeName)")
    case (_, .null) where !TemporalComponents.names(of: container).isEmpty: return .null
    case (_, .string(let key)) where !TemporalComponents.names(of: container).isEmpty: return try property(container, key)
    default:
      throw .runtime(
        .typeError, "InvalidArgumentType",
        "a value of type \(container.typeName) has no element that is found by a value of type \(place.typeName)",
        hint: "use a list, a map, a node, a relationship, a temporal value or a point")
    }
  }

  /// `list[from..to]`; null if one of the three is null; an absent bound is nil.
  package static func slice(_ list: Value, from: Value?, to: Value?) throws(QueryError) -> Value {
    if list.isNull || from?.isNull == true || to?.isNull == true { return .null }
    guard case .list(let elements) = list else {
      throw .runtime(.typeError, "InvalidArgumentType", "only a list can be sliced, not a value of type \(list.typeName)")
    }
    let lower = try bound(from, count: elements.count) ?? 0
    let upper = try bound(to, count: elements.count) ?? elements.count
    return .list(lower < upper ? Array(elements[lower..<upper]) : [])
  }

  /// The bound as a position within the list: counted from the end if negative, cut off at both ends.
  private static func bound(_ value: Value?, count: Int) throws(QueryError) -> Int? {
    guard let value else { return nil }
    guard case .integer(let index) = value else {
      throw .runtime(.typeError, "InvalidArgumentType", "the bound of a slice is an integer, not a value of type \(value.typeName)")
    }
    let length = Int64(count)
    let place = index < 0 ? max(0, index.addingReportingOverflow(length).partialValue) : min(index, length)
    return Int(place)
  }

  /// `container.key` of a map, a temporal value or a point; null of null.
  package static func property(_ container: Value, _ key: String) throws(QueryError) -> Value {
    switch container {
    case .null: return .null
    case .map(let map): return map[key] ?? .null
    default:
      if let part = try TemporalComponents.part(container, key) { return part }
      let names = TemporalComponents.names(of: container)
      throw .runtime(
        .typeError, "InvalidArgumentType", "a value of type \(container.typeName) has no property '\(key)'",
        hint: names.isEmpty
          ? "only nodes, relationships, maps, temporal values and points have properties"
          : (Spelling.nearest(to: key, among: names).map { "did you mean '\($0)'?" } ?? "it has \(names.joined(separator: ", "))"))
    }
  }

  /// `element IN list`: true if some element is equal, else null if some comparison is null, else false.
  package static func isIn(_ element: Value, _ list: Value) throws(QueryError) -> Value {
    switch list {
    case .null: return .null
    case .list(let elements): return isIn(element, elements)
    default: throw .runtime(.typeError, "InvalidArgumentType", "IN looks into a list, not into a value of type \(list.typeName)")
    }
  }

  /// `element IN elements`.
  package static func isIn(_ element: Value, _ elements: [Value]) -> Value {
    var unknown = false
    for candidate in elements {
      switch Value.equals(element, candidate) {
      case true?: return .boolean(true)
      case nil: unknown = true
      case false?: continue
      }
    }
    return unknown ? .null : .boolean(false)
  }
}
