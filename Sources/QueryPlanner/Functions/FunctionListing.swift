// What SHOW FUNCTIONS and the documentation list: every function that an expression can use, pure ones, those that look at an entity and
// aggregating ones, from the tables that binding looks names up in.

/// A function as a listing shows it.
package struct FunctionListing: Hashable, Sendable {
  /// The groups of functions.
  package enum Category: String, Hashable, Sendable {
    case scalar = "Scalar"
    case entity = "Entity"
    case aggregating = "Aggregating"
  }

  /// The name as documentation spells it.
  package let name: String
  /// The group it belongs to.
  package let category: Category
  /// One line on what it gives.
  package let summary: String
  /// The fewest and the most arguments it takes.
  package let argumentCount: ClosedRange<Int>

  /// `name(…)` with the number of arguments.
  package var signature: String {
    let (low, high) = (argumentCount.lowerBound, argumentCount.upperBound)
    let arguments = (0..<min(low, 8)).map { "arg\($0 + 1)" }.joined(separator: ", ")
    if low == high { return "\(name)(\(arguments))" }
    if high == .max { return "\(name)(\(arguments)\(low > 0 ? ", " : "")…)" }
    let optional = (low..<high).map { "arg\($0 + 1)" }.joined(separator: ", ")
    return "\(name)(\(arguments)[\(low > 0 ? ", " : "")\(optional)])"
  }

  /// Every function in the order of the names.
  package static let all: [FunctionListing] =
    (FunctionLibrary.all.map {
      FunctionListing(name: $0.name, category: .scalar, summary: $0.summary, argumentCount: $0.argumentCount)
    }
    + entities.map { FunctionListing(name: $0.0, category: .entity, summary: $0.1, argumentCount: 1...1) }
    + aggregates.map { FunctionListing(name: $0.0, category: .aggregating, summary: $0.1, argumentCount: $0.2...$0.2) })
    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

  private static let entities: [(String, String)] = [
    ("elementId", "The identity of a node or relationship as a string."),
    ("endNode", "The node that a relationship leads to."),
    ("exists", "Whether a pattern has a match, or a value is not null."),
    ("id", "The identity of a node or relationship as an integer."),
    ("keys", "The property keys of a node, relationship or map."),
    ("labels", "The labels of a node."),
    ("length", "The number of relationships of a path."),
    ("nodes", "The nodes of a path in order."),
    ("properties", "The properties of a node, relationship or map as a map."),
    ("relationships", "The relationships of a path in order."),
    ("startNode", "The node that a relationship starts from."),
    ("type", "The type of a relationship."),
  ]

  private static let aggregates: [(String, String, Int)] = [
    ("avg", "The mean of numbers.", 1),
    ("collect", "The values that are not null, as a list.", 1),
    ("count", "How many values are not null; of `*`, how many rows.", 1),
    ("max", "The greatest value.", 1),
    ("min", "The least value.", 1),
    ("percentileCont", "The percentile of numbers, interpolated.", 2),
    ("percentileDisc", "The percentile of numbers, the nearest value that occurs.", 2),
    ("stDev", "The standard deviation of a sample.", 1),
    ("stDevP", "The standard deviation of a population.", 1),
    ("sum", "The sum of numbers.", 1),
  ]
}
