// The three-valued logic of AND, OR, XOR and NOT over values: null is unknown, anything but a truth value or null a TypeError.

package import GraphModel

/// Logic over values of any types.
package enum ValueLogic {
  /// The truth value of an operand or condition: nil for null.
  /// - Throws: a TypeError for anything else.
  package static func truth(_ value: Value, of sign: String) throws(QueryError) -> Bool? {
    switch value {
    case .boolean(let truth): return truth
    case .null: return nil
    default:
      throw .runtime(.typeError, "InvalidArgumentType", "\(sign) takes truth values, not a value of type \(value.typeName)")
    }
  }

  /// A truth value or null as a value.
  @inlinable package static func value(_ truth: Bool?) -> Value { truth.map { .boolean($0) } ?? .null }

  /// `left XOR right`.
  package static func exclusiveOr(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    let (a, b) = (try truth(left, of: "XOR"), try truth(right, of: "XOR"))
    guard let a, let b else { return .null }
    return .boolean(a != b)
  }

  /// `NOT operand`.
  package static func not(_ operand: Value) throws(QueryError) -> Value {
    value(try truth(operand, of: "NOT").map { !$0 })
  }
}
