// How operators bind: each text reads as the same tree as its fully parenthesised twin (parentheses leave no trace), and as
// another tree than its false twin.

import CypherSyntax
import GraphModel
import Testing

@Suite struct StructureTests {
  @Test(arguments: [
    ("a OR b XOR c AND NOT d", "a OR (b XOR (c AND (NOT d)))", "(a OR b) XOR c AND NOT d"),
    ("NOT a = b", "NOT (a = b)", "(NOT a) = b"),
    ("a = b IS NULL", "a = (b IS NULL)", "(a = b) IS NULL"),
    ("NOT a IS NULL", "NOT (a IS NULL)", "(NOT a) IS NULL"),
    ("a IN b = c", "(a IN b) = c", "a IN (b = c)"),
    ("a IN b + c", "a IN (b + c)", "(a IN b) + c"),
    ("a STARTS WITH b AND c", "(a STARTS WITH b) AND c", "a STARTS WITH (b AND c)"),
    ("a + b * c ^ d", "a + (b * (c ^ d))", "((a + b) * c) ^ d"),
    ("a ^ -b", "a ^ (-b)", "-(a ^ b)"),
    ("-a ^ b", "(-a) ^ b", "-(a ^ b)"),
    ("-a.b[c]", "-((a.b)[c])", "(-a).b[c]"),
    ("-a + b", "(-a) + b", "-(a + b)"),
    ("a - b:C", "a - (b:C)", "(a - b):C"),
    ("a < b + c", "a < (b + c)", "(a < b) + c"),
    ("a + b IS NULL", "(a + b) IS NULL", "a + (b IS NULL)"),
    ("a IN b IN c", "(a IN b) IN c", "a IN (b IN c)"),
    ("a.b.c", "(a.b).c", "a[b].c"),
    ("a = b OR c = d", "(a = b) OR (c = d)", "a = (b OR c) = d"),
    ("a IS :: INTEGER AND b", "(a IS :: INTEGER) AND b", "a IS :: INTEGER"),
  ])
  func operatorsBind(_ text: String, _ same: String, _ other: String) throws {
    let tree = try Parser.expression(in: text)
    #expect(try Parser.expression(in: same) == tree)
    #expect(try Parser.expression(in: other) != tree)
  }

  @Test func chainsAreFlat() throws {
    guard case .and(let operands) = try Parser.expression(in: "a AND b AND c").kind else { return #expect(Bool(false)) }
    #expect(operands.count == 3)
    guard case .arithmetic(_, let terms) = try Parser.expression(in: "a + b - c || d").kind else { return #expect(Bool(false)) }
    #expect(terms.map(\.operator) == [.add, .subtract, .concatenate])
    guard case .comparison(_, let links) = try Parser.expression(in: "a < b <= c").kind else { return #expect(Bool(false)) }
    #expect(links.map(\.operator) == [.less, .lessOrEqual])
  }

  @Test func columnsKeepTheirText() throws {
    let statement = try Parser.statement(in: "MATCH (n) RETURN  n . x  +1, (n), count( * ) AS c, `a b`, [1 , 2] ORDER BY 1")
    guard case .query(let query) = statement.kind, case .return(let projection) = query.branches[0].clauses[1] else {
      return #expect(Bool(false))
    }
    #expect(projection.items.map(\.columnName) == ["n . x  +1", "n", "c", "a b", "[1 , 2]"])
    #expect(projection.items.map(\.text) == ["n . x  +1", "(n)", "count( * )", "`a b`", "[1 , 2]"])
  }

  @Test func spansCoverTheirText() throws {
    let text = "MATCH (a:X)-[r:T*1..2]->(b)\nWHERE a.x = (1 + 2) AND b:Y RETURN a"
    guard case .query(let query) = try Parser.statement(in: text).kind, case .match(let match) = query.branches[0].clauses[0] else {
      return #expect(Bool(false))
    }
    let source = SourceText(text)
    #expect(source.text(of: query.span) == text)
    #expect(source.text(of: match.span) == "MATCH (a:X)-[r:T*1..2]->(b)\nWHERE a.x = (1 + 2) AND b:Y")
    #expect(match.patterns[0].elements.map { source.text(of: $0.span) } == ["(a:X)", "-[r:T*1..2]->", "(b)"])
    guard case .and(let operands)? = match.predicate?.kind else { return #expect(Bool(false)) }
    #expect(operands.map { source.text(of: $0.span) } == ["a.x = (1 + 2)", "b:Y"])
    #expect(operands[1].span.line == 2 && operands[1].span.column == 25)
  }

  @Test func placesDoNotCountInComparison() throws {
    #expect(try Parser.expression(in: "a  +  b") == Parser.expression(in: "\n a+b"))
    #expect(try Parser.expression(in: "é") != Parser.expression(in: "e\u{301}"))
    #expect(try Parser.expression(in: "a + b") != Parser.expression(in: "a - b"))
  }
}
