// A scenario of the openCypher Technology Compatibility Kit, with the examples of an outline filled in.

/// A table of a feature file: rows of cells, escapes of the table undone.
package typealias FeatureTable = [[String]]

/// One runnable scenario.
package struct Scenario: Sendable {
  /// What the step asks for.
  package enum Step: Sendable {
    case graph(name: String?)
    case execute(String)
    case parameters(FeatureTable)
    case procedure(String, FeatureTable)
    case query(String)
    case control(String)
    case result(FeatureTable, ordered: Bool, listsAsBags: Bool)
    case emptyResult
    case sideEffects(FeatureTable)
    case noSideEffects
    case error(kind: String, phase: String, detail: String)
    case unknown(String)
  }

  /// `clauses/match/Match1 [2] Matching all nodes`, with the example's number for outlines.
  package let id: String
  /// The steps, those of the background first.
  package let steps: [Step]
  /// The tags, with their at-signs.
  package let tags: [String]
}
