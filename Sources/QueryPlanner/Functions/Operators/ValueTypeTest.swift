// `IS :: TYPE`: whether a value is of a type. Null is of every type that does not say NOT NULL.

package import GraphModel

extension TypeTest {
  /// Whether a value is of this type. Cost: for lists, linear in their elements.
  package func holds(_ value: Value) -> Bool {
    if case .notNull(let inner) = self { return !value.isNull && inner.holds(value) }
    if value.isNull { return true }
    return switch (self, value) {
    case (.any, _), (.boolean, .boolean), (.integer, .integer), (.float, .float), (.string, .string): true
    case (.node, .node), (.relationship, .relationship), (.path, .path), (.map, .map): true
    case (.number, .integer), (.number, .float): true
    case (.date, .date), (.localTime, .localTime), (.time, .time), (.localDateTime, .localDateTime), (.dateTime, .dateTime): true
    case (.duration, .duration), (.point, .point): true
    case (.list(let inner), .list(let elements)): elements.allSatisfy { inner.holds($0) }
    case (.anyOf(let tests), _): tests.contains { $0.holds(value) }
    default: false
    }
  }
}
