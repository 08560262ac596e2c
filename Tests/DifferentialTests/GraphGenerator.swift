// Small graphs with everything that trips engines: loops, parallel relationships, two-cycles, isolated nodes, missing properties, values of
// mixed types, NaN, Han and emoji strings.

/// Writes a random graph as a CREATE statement.
struct GraphGenerator {
  static let labels = ["A", "B", "C"]
  static let types = ["R", "S"]
  static let values = ["0", "1", "1", "2", "2.0", "-1", "0.0", "-0.0", "0.0/0.0", "true", "'甲'", "'乙丙'", "'é'", "'🙂'", "[1, 2]"]

  /// A statement that creates a graph of up to eight nodes and fourteen relationships.
  static func statement(_ numbers: inout SeededNumbers) -> String {
    let count = Int.random(in: 1...8, using: &numbers)
    var parts: [String] = []
    for place in 0..<count {
      let labels = labels.filter { _ in numbers.chance(40) }.map { ":\($0)" }.joined()
      parts.append("(n\(place)\(labels) \(properties(&numbers)))")
    }
    for _ in 0..<Int.random(in: 0...14, using: &numbers) {
      let from = Int.random(in: 0..<count, using: &numbers)
      let to = numbers.chance(15) ? from : Int.random(in: 0..<count, using: &numbers)
      parts.append("(n\(from))-[:\(numbers.pick(types)) \(properties(&numbers))]->(n\(to))")
    }
    return "CREATE " + parts.joined(separator: ", ")
  }

  private static func properties(_ numbers: inout SeededNumbers) -> String {
    let entries = ["p", "q"].filter { _ in numbers.chance(60) }.map { "\($0): \(numbers.pick(values))" }
    return "{\(entries.joined(separator: ", "))}"
  }
}
