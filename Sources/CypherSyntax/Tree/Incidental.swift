// What a tree carries but is not: places in the text, the spelling of a column. Two trees are equal when they mean the same,
// wherever they stand, so the wrapper makes its value invisible to `==` and hashing and lets both be synthesised.

/// A part of a syntax node that equality and hashing ignore.
@propertyWrapper
package struct Incidental<Part: Sendable>: Hashable, Sendable {
  /// The part itself.
  package var wrappedValue: Part

  /// Wraps a part.
  package init(wrappedValue: Part) { self.wrappedValue = wrappedValue }

  /// Always equal.
  package static func == (left: Incidental, right: Incidental) -> Bool { true }
  /// Hashes nothing.
  package func hash(into hasher: inout Hasher) {}
}
