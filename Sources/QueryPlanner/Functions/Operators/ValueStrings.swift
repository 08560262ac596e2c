// STARTS WITH, ENDS WITH and CONTAINS over values: by bytes; null unless both are strings, whatever else they are.

package import GraphModel

/// Searching in strings.
package enum ValueStrings {
  /// `left STARTS WITH right`.
  package static func startsWith(_ left: Value, _ right: Value) -> Value { search(left, right, ByteSearch.hasPrefix) }
  /// `left ENDS WITH right`.
  package static func endsWith(_ left: Value, _ right: Value) -> Value { search(left, right, ByteSearch.hasSuffix) }
  /// `left CONTAINS right`.
  package static func contains(_ left: Value, _ right: Value) -> Value { search(left, right, ByteSearch.contains) }

  private static func search(
    _ left: Value, _ right: Value, _ test: (UnsafePointer<UInt8>, Int, UnsafePointer<UInt8>, Int) -> Bool
  ) -> Value {
    guard case .string(var text) = left, case .string(var needle) = right else { return .null }
    if needle.utf8.isEmpty { return .boolean(true) }
    if text.utf8.isEmpty { return .boolean(false) }
    return .boolean(
      text.withUTF8 { text in
        needle.withUTF8 { needle in
          guard let textBytes = text.baseAddress, let needleBytes = needle.baseAddress else { return false }
          return test(textBytes, text.count, needleBytes, needle.count)
        }
      })
  }
}
