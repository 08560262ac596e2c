// A variable after binding: a number that is unique over the whole query, whatever scopes its name lives in. Two variables of
// the same name in different scopes are two variables; one that a WITH passes on unchanged stays the same variable.

/// What is known of a variable's values before anything runs.
package enum VariableType: Hashable, Sendable {
  /// A node or null.
  case node
  /// A relationship or null.
  case relationship
  /// A list of relationships or null: the variable of a variable-length relationship.
  case relationshipList
  /// A path or null.
  case path
  /// An integer, never null: counts and hop numbers that the engine makes.
  case count
  /// A truth value, never null: what EXISTS gives.
  case truth
  /// Anything.
  case any
}

/// A variable of a bound query.
package struct Variable: Hashable, Sendable {
  /// Unique over the query.
  package let id: Int
  /// The name in the text, or a made-up one that starts with two blanks and so can clash with none.
  package let name: String
  /// What is known of its values.
  package let type: VariableType

  /// A variable.
  package init(id: Int, name: String, type: VariableType) {
    self.id = id
    self.name = name
    self.type = type
  }

  /// Same number.
  package static func == (left: Variable, right: Variable) -> Bool { left.id == right.id }
  /// Hashes the number.
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
