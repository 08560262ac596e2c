// How the tool speaks: terminals, colours, errors with their place, formats.

import GraphDatabase
import GraphFormats
import GraphModel
import Testing

@testable import innograph

@Suite struct TerminalTests {
  @Test func `colours only on a terminal that wants them`() {
    #expect(Terminal.usesColour(isTerminal: true, noColour: nil, term: "xterm"))
    #expect(!Terminal.usesColour(isTerminal: false, noColour: nil, term: "xterm"))
    #expect(!Terminal.usesColour(isTerminal: true, noColour: "1", term: "xterm"))
    #expect(!Terminal.usesColour(isTerminal: true, noColour: nil, term: "dumb"))
    #expect(Palette(isOn: false).error("x") == "x")
    #expect(Palette(isOn: true).error("x") == "\u{1B}[1;31mx\u{1B}[0m")
  }

  @Test func `a table fits the terminal and is free in a pipe`() {
    #expect(Terminal.tableWidth(isTerminal: true, windowColumns: 72, environmentColumns: "200") == 72)
    #expect(Terminal.tableWidth(isTerminal: true, windowColumns: nil, environmentColumns: "90") == 90)
    #expect(Terminal.tableWidth(isTerminal: true, windowColumns: nil, environmentColumns: nil) == 100)
    #expect(Terminal.tableWidth(isTerminal: false, windowColumns: nil, environmentColumns: nil) == nil)
    #expect(Terminal.tableWidth(isTerminal: false, windowColumns: nil, environmentColumns: "60") == 60)
    #expect(Terminal.tableWidth(isTerminal: false, windowColumns: nil, environmentColumns: "-3") == nil)
  }
}

@Suite struct ErrorTextTests {
  private func error(_ line: Int, _ column: Int, _ length: Int) -> QueryError {
    .compile(
      .syntaxError, "InvalidSyntax", "wrong", at: SourceSpan(offset: 0, length: length, line: line, column: column), hint: "mend it")
  }

  @Test func `a caret stands under the place, also after wide characters`() {
    let origin = QueryOrigin(name: "f.cypher", text: "MATCH (n)\nRETURN '研究', m")
    #expect(
      ErrorText.of(error(2, 14, 1), in: origin, colour: false) == """
        error: wrong [SyntaxError: InvalidSyntax]
          at f.cypher:2:14
          2 | RETURN '研究', m
            |                ^
          hint: mend it
        """)
  }

  @Test func `a statement's place is told in its file`() {
    var origin = QueryOrigin(name: "", text: "RETURN 1; RETURN x\n + y")
    origin.column = 11
    #expect(
      ErrorText.of(error(1, 8, 1), in: origin, colour: false).contains("at line 1:18\n  1 | RETURN 1; RETURN x\n    |                  ^\n")
    )
    #expect(ErrorText.of(error(2, 4, 1), in: origin, colour: false).contains("at line 2:4\n  2 |  + y\n    |    ^"))
  }

  @Test func `places beyond the text and long lines do no harm`() {
    let origin = QueryOrigin(name: "", text: "RETURN 1\r\nRETURN 2\rRETURN 3")
    #expect(ErrorText.of(error(9, 1, 1), in: origin, colour: false).contains("at line 9:1"))
    #expect(ErrorText.of(error(3, 8, 1), in: origin, colour: false).contains("  3 | RETURN 3\n    |        ^"))
    #expect(ErrorText.of(error(1, 99, 5), in: origin, colour: false).contains("|         ^"))
    let long = QueryOrigin(name: "", text: String(repeating: "研", count: 5_000) + "!" + String(repeating: "x", count: 5_000))
    let shown = ErrorText.of(error(1, 5_001, 1), in: long, colour: false).split(separator: "\n")
    #expect(shown.allSatisfy { $0.count < 400 })
  }

  @Test func `an error in a file names line and field`() {
    let error = FormatError(file: "a.csv", line: 3, column: 2, code: "x", message: "bad", hint: "mend")
    #expect(ErrorText.of(error, colour: false) == "error: bad\n  at a.csv:3:2\n  hint: mend")
    #expect(ErrorText.of(FormatError(file: "a", line: 0, code: "x", message: "bad"), colour: false) == "error: bad\n  at a")
  }
}

@Suite struct OutputFormatTests {
  @Test func `formats are found by name and by extension`() {
    for (name, format) in OutputFormat.named {
      #expect(OutputFormat(name: name) == format)
      #expect(format.name == name)
    }
    #expect(OutputFormat(name: "JSON") == .rows(.json))
    #expect(OutputFormat(name: "xml") == nil)
    #expect(OutputFormat(path: "a/b.md") == .rows(.markdown))
    #expect(OutputFormat(path: "x.SVG") == .svg)
    #expect(OutputFormat(path: "x.gexf") == .graph(.gexf))
    #expect(OutputFormat(path: "x") == nil)
    #expect(ExportFormat(path: "x.svg") == .svg)
    #expect(ExportFormat(path: "x.graphml") == .graphml)
    #expect(ExportFormat(path: "x.md") == nil)
  }

  @Test func `numbers and times are for people`() {
    #expect([0, 12, 999, 1_000, 1_234_567, -1_000].map(ProgressLine.grouped) == ["0", "12", "999", "1,000", "1,234,567", "-1,000"])
    #expect(StatementRunner.words("relationshipsCreated") == "relationships created")
    #expect(
      [17_000, 1_050_000, 9_999_999, 12_000_000, 2_340_000_000].map(StatementRunner.duration) == [
        "17 µs", "1.05 ms", "9.99 ms", "12 ms", "2.3 s",
      ])
  }

  @Test func `shell commands are found, misspelt ones are told the nearest`() throws {
    #expect(try ShellDirective.parse(":export  a b.csv ").argument == "a b.csv")
    #expect(try ShellDirective.parse(":exit").directive.action == .quit)
    #expect { try ShellDirective.parse(":shcema") } throws: { ($0 as? ToolFailure)?.text.contains("did you mean :schema?") == true }
    for line in ShellDirective.help.split(separator: "\n") { #expect(line.count <= 90) }
  }
}

@Suite struct SchemaTextTests {
  private let schema = GraphSchema(
    nodeCount: 1_200, relationshipCount: 1,
    labels: [
      GraphSchema.Label(name: "Firm", nodeCount: 1_199, properties: [GraphSchema.Property(key: "name", types: ["STRING"], count: 1_199)]),
      GraphSchema.Label(name: "产业 园", nodeCount: 1, properties: []),
    ],
    relationshipTypes: [
      GraphSchema.RelationshipType(name: "LOCATED_IN", relationshipCount: 1, startLabels: ["Firm"], endLabels: ["产业 园"], properties: [])
    ],
    propertyKeys: ["name"],
    constraints: [
      Constraint(name: "firm_name", target: .nodes(label: "Firm"), rule: .unique(property: "name")),
      Constraint(name: "located", target: .relationships(type: "LOCATED_IN"), rule: .ends(from: ["Firm"], to: ["产业 园"])),
    ],
    indexes: [
      IndexDefinition(name: "firm_name", label: "Firm", property: "name", isUnique: true),
      IndexDefinition(name: "by_id", label: nil, property: "id", isUnique: false),
    ])

  @Test func `a listing for people`() {
    #expect(
      SchemaText.text(of: schema) == """
        1,200 nodes, 1 relationship

        Labels
          :Firm       1,199 nodes
            name      STRING, 1,199×
          :`产业 园`  1 node

        Relationship types
          (:Firm)-[:LOCATED_IN]->(:`产业 园`)  1 relationship

        Constraints
          firm_name  FOR (n:Firm) REQUIRE n.name IS UNIQUE
          located    FOR (a)-[r:LOCATED_IN]->(b) REQUIRE (a:Firm) AND (b:`产业 园`)

        Indexes
          firm_name  FOR (n:Firm) ON (n.name) (unique)
          by_id      FOR (n) ON (n.id)

        """)
  }

  @Test func `commands that create the rules, without indexes that come with them`() {
    #expect(
      SchemaCypher.text(of: schema) == """
        CREATE CONSTRAINT firm_name IF NOT EXISTS FOR (n:Firm) REQUIRE n.name IS UNIQUE;
        CREATE CONSTRAINT located IF NOT EXISTS FOR (a)-[r:LOCATED_IN]->(b) REQUIRE (a:Firm) AND (b:`产业 园`);
        CREATE INDEX by_id IF NOT EXISTS FOR (n) ON (n.id);

        """)
  }

  @Test func `an object for programs`() {
    let text = SchemaJSON.text(of: schema)
    #expect(
      text.hasPrefix(#"{"nodeCount":1200,"relationshipCount":1,"labels":[{"name":"Firm","nodeCount":1199,"properties":[{"key":"name","#))
    #expect(text.hasSuffix(#"{"name":"by_id","label":null,"property":"id","unique":false}]}"# + "\n"))
  }
}
