// Every pure function of the language, by name. A function is declared in the file of its kind and listed there; this file only
// gathers the lists, so that adding a function touches one file.

/// The pure functions.
package enum FunctionLibrary {
  /// The function of a name, whatever its case; nil where there is none.
  package static func scalar(named name: String) -> ScalarFunction? { table[name.lowercased()] }

  /// The names as documentation spells them, in alphabetical order.
  package static let names: [String] = table.values.map(\.name).sorted()

  private static let table: [String: ScalarFunction] = [:]
}
