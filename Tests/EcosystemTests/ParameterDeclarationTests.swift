// Parameters that a query file declares among the comments at its head, with and without a full header.
import Ecosystem
import GraphModel
import Testing

@Suite struct ParameterDeclarationTests {
  private let text = """
    // title: Gaps: what is missing
    //
    // just a remark
    // param: city STRING = '上海' — where
    //param: since INTEGER

    MATCH (n) // param: no BOOLEAN
    // param: late BOOLEAN
    RETURN n
    """

  @Test func `declarations stand before the first statement, among other comments`() throws {
    let found = try ParameterDeclaration.declarations(in: text, file: "f")
    #expect(found.map(\.name) == ["city", "since"])
    #expect(found.map(\.defaultValue) == ["上海", nil])
    #expect(found.map(\.summary) == ["where", ""])
    #expect(try ParameterDeclaration.declarations(in: "MATCH (n) RETURN n", file: "f").isEmpty)
    #expect(try ParameterDeclaration.declarations(in: "", file: "f").isEmpty)
  }

  @Test func `lines may end with carriage returns`() throws {
    #expect(
      try ParameterDeclaration.declarations(in: "// title: A\r\n// param: x INTEGER = 1\r\nRETURN $x", file: "f").map(\.defaultValue) == [1]
    )
  }

  @Test(arguments: [
    ("// title: x\n// param: y NUMBER\n", "parameterDeclaration", 2), ("// param: x STRING\n\n// param: x STRING\n", "parameterTwice", 3),
  ])
  func `a declaration that cannot be read tells its place`(text: String, code: String, line: Int) {
    #expect { try ParameterDeclaration.declarations(in: text, file: "f.cypher") } throws: {
      ($0 as? FormatError)?.code == code && ($0 as? FormatError)?.line == line
    }
  }

  @Test func `a header refuses a name declared twice as well`() {
    #expect { try QueryHeader(of: "// id: x\n// param: x STRING\n// param: x INTEGER\n", file: "f") } throws: {
      ($0 as? FormatError)?.code == "parameterTwice" && ($0 as? FormatError)?.line == 3
    }
  }
}
