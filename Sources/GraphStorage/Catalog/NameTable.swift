// Names and the dense numbers that stand for them, in the order in which the names came.
// Invariant: no two names have the same UTF-8 bytes. A number once given stays given.

import GraphModel

/// A list of names that finds the position of a name.
package struct NameTable: Sendable {
  /// A name that compares and hashes by its bytes.
  private struct Key: Hashable, Sendable {
    let name: String
    static func == (left: Key, right: Key) -> Bool { left.name.isByteEqual(to: right.name) }
    func hash(into hasher: inout Hasher) { name.hashBytes(into: &hasher) }
  }

  /// The names by number.
  package private(set) var names: [String] = []
  private var positions: [Key: UInt32] = [:]

  /// The number of names.
  package var count: Int { names.count }

  /// The number of a name, if it has one.
  package func position(of name: String) -> UInt32? { positions[Key(name: name)] }

  /// The number of a name, looked for first where it was found before: cheaper by far where it still is.
  func position(of name: String, hint: UInt32) -> UInt32? {
    if Int(hint) < names.count, names[Int(hint)].isByteEqual(to: name) { return hint }
    return position(of: name)
  }

  /// The name with a number; empty where there is none.
  package func name(at position: UInt32) -> String { Int(position) < names.count ? names[Int(position)] : "" }

  /// Adds a name that is new and returns its number.
  mutating func append(_ name: String) -> UInt32 {
    let position = UInt32(truncatingIfNeeded: names.count)
    names.append(name)
    positions[Key(name: name)] = position
    return position
  }
}
