// Every pure function of the language, by name. A function is declared in the file of its kind and listed there; this file only
// gathers the lists, so that adding a function touches one file. Functions that must look at the graph are no pure functions:
// see `EntityFunction`. Aggregating functions are planned, not called.

/// The pure functions.
package enum FunctionLibrary {
  /// The function of a name, whatever its case; nil where there is none.
  package static func scalar(named name: String) -> ScalarFunction? { table[name.lowercased()] }

  /// The functions in alphabetical order of their names.
  package static let all: [ScalarFunction] =
    [
      StringFunctions.all, NormalForms.all, ListFunctions.all, MathFunctions.all, ConversionFunctions.all, GeneralFunctions.all,
      TemporalFunctions.all,
      PointFunctions.all,
    ]
    .joined().sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

  /// The names as documentation spells them, in alphabetical order.
  package static let names: [String] = all.map(\.name)

  private static let table = Dictionary(all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
