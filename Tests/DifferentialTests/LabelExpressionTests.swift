// Label expressions: what `&`, `|`, `!` and `%` say of nodes and of types of relationships is what the same formula says over single
// labels, wherever the expression stands.
import GraphDatabase
import GraphModel
import Testing

@Suite struct LabelExpressionTests {
  /// A random expression, and the same as a formula over a variable. A relationship has exactly one type, so `%` always holds of it.
  private static func expression(
    _ names: [String], _ depth: Int, _ numbers: inout SeededNumbers, isNode: Bool
  ) -> (text: String, formula: String) {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 3), using: &numbers) {
    case 0 where isNode: return ("%", "size(labels(e)) > 0")
    case 3, 4:
      let (a, b) = (expression(names, depth - 1, &numbers, isNode: isNode), expression(names, depth - 1, &numbers, isNode: isNode))
      return ("(\(a.text)&\(b.text))", "(\(a.formula) AND \(b.formula))")
    case 5:
      let (a, b) = (expression(names, depth - 1, &numbers, isNode: isNode), expression(names, depth - 1, &numbers, isNode: isNode))
      return ("(\(a.text)|\(b.text))", "(\(a.formula) OR \(b.formula))")
    case 6:
      let inner = expression(names, depth - 1, &numbers, isNode: isNode)
      return ("!\(inner.text)", "NOT (\(inner.formula))")
    default:
      let name = numbers.pick(names)
      return (name, isNode ? "'\(name)' IN labels(e)" : "type(e) = '\(name)'")
    }
  }

  @Test(arguments: UInt64(1)...25) func expressionsMeanTheirFormulas(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let database = Database()
    try database.query(GraphGenerator.statement(&numbers))
    func rows(_ text: String) throws -> [[Value]] { try database.query(text).rows }
    for _ in 0..<6 {
      let (labels, nodeFormula) = Self.expression(GraphGenerator.labels, 3, &numbers, isNode: true)
      let wanted = try rows("MATCH (e) WHERE \(nodeFormula) RETURN id(e) AS i ORDER BY i")
      for text in ["MATCH (e:\(labels))", "MATCH (e IS \(labels))", "MATCH (e) WHERE e:\(labels)", "MATCH (e) WHERE e IS \(labels)"] {
        #expect(try rows("\(text) RETURN id(e) AS i ORDER BY i") == wanted, "seed \(seed) \(text)")
      }
      let ends = try rows("MATCH (s)-->(e) WHERE \(nodeFormula) RETURN id(s) AS i, id(e) AS j ORDER BY i, j")
      #expect(try rows("MATCH (s)-->(e:\(labels)) RETURN id(s) AS i, id(e) AS j ORDER BY i, j") == ends, "seed \(seed) \(labels)")
      let (types, typeFormula) = Self.expression(GraphGenerator.types, 2, &numbers, isNode: false)
      let steps = try rows("MATCH ()-[e]->() WHERE \(typeFormula) RETURN id(e) AS i ORDER BY i")
      for text in ["MATCH ()-[e:\(types)]->()", "MATCH ()-[e IS \(types)]->()", "MATCH ()-[e]->() WHERE e:\(types)"] {
        #expect(try rows("\(text) RETURN id(e) AS i ORDER BY i") == steps, "seed \(seed) \(text)")
      }
      #expect(try rows("MATCH ()-[r:\(types)]->{1}() UNWIND r AS e RETURN id(e) AS i ORDER BY i") == steps, "seed \(seed) \(types)")
      #expect(try rows("MATCH (()-[r:\(types)]->()){1} UNWIND r AS e RETURN id(e) AS i ORDER BY i") == steps, "seed \(seed) \(types)")
    }
  }

  @Test(arguments: [
    "MATCH (n:A:B|C) RETURN n", "MATCH (n:A|B:C) RETURN n", "MATCH (n) WHERE n:A:B|C RETURN n", "MATCH ()-[r:R|S&R:S]->() RETURN r",
  ])
  func colonsDoNotMixWithBars(query: String) throws {
    #expect(throws: QueryError.self) { try Database().query(query) }
  }
}
