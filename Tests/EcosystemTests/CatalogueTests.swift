// Headers of query files: what they may say, and what is refused with its line.
import Ecosystem
import GraphModel
import Testing

@Suite struct CatalogueTests {
  @Test func aHeaderIsReadWhole() throws {
    let query = try SavedQuery(
      file: "folder/chain.cypher",
      text: """
        // id: chain
        // title: Chain
        // title_zh: 链
        // param: from STRING = '甲' — where it starts
        // param: depth INTEGER = 3 — how far
        // param: tags LIST<STRING> = ['a', 'b']
        // view: graph
        RETURN $from, $depth, $tags
        """)
    #expect(query.header.chineseTitle == "链")
    #expect(query.header.view == "graph")
    #expect(query.header.parameters.map(\.name) == ["from", "depth", "tags"])
    #expect(query.header.parameters[0].defaultValue == "甲")
    #expect(query.header.parameters[0].summary == "where it starts")
    #expect(try query.parameters(given: ["depth": 2]) == ["from": "甲", "depth": 2, "tags": ["a", "b"]])
  }

  @Test(arguments: [
    ("// titel: x\n", "headerKey"), ("// severity: grave\n", "headerSeverity"), ("// param: x NUMBER\n", "parameterDeclaration"),
    ("// param: x INTEGER = 'a'\n", "parameterDefault"), ("// expect: some rows\n", "headerExpect"), ("// no key\n", "headerLine"),
    ("// id: other\n", "headerId"),
  ])
  func aMistakeInAHeaderIsRefusedWithItsLine(text: String, code: String) throws {
    do throws(FormatError) {
      _ = try SavedQuery(file: "x.cypher", text: text + "RETURN 1\n")
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.code == code)
      #expect(error.line == 1)
    }
  }

  @Test func parametersAreChecked() throws {
    let query = try SavedQuery(file: "x.cypher", text: "// param: name STRING — a name\nRETURN $name\n")
    #expect(throws: QueryError.self) { try query.parameters(given: [:]) }
    #expect(throws: QueryError.self) { try query.parameters(given: ["name": 1]) }
    #expect(throws: QueryError.self) { try query.parameters(given: ["name": "a", "nmae": "b"]) }
  }
}
