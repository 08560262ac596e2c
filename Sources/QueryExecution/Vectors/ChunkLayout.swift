// Which variable lies in which column of a chunk. Fixed while planning, so that a run never looks a variable up.
package import QueryPlanner

/// The columns of the chunks that an operator gives to the next.
package struct ChunkLayout: Sendable {
  /// The variables in the order of their columns.
  package let variables: [Variable]
  private let places: [Int: Int]

  /// A layout of these variables.
  package init(_ variables: [Variable]) {
    self.variables = variables
    places = Dictionary(variables.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The column of a variable, if it is live here.
  package func column(of variable: Variable) -> Int? { places[variable.id] }
}
