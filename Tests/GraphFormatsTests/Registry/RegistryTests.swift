// Formats by name, extension and content; files and directories by path.

import GraphFormats
import GraphModel
import Testing

@Suite struct RegistryTests {
  @Test(arguments: [
    ("a.csv", GraphFormat.csv), ("x/y.TSV", .csv), ("g.json", .json), ("g.jsonl", .jsonl), ("g.ndjson", .jsonl), ("g.graphml", .graphml),
    ("g.gexf", .gexf),
    ("g.cypher", .cypher), ("g.mmd", .mermaid), ("g.gv", .dot), ("g.tar.dot", .dot),
  ])
  func byExtension(path: String, format: GraphFormat) { #expect(GraphFormat.forPath(path) == format) }

  @Test func unknownExtensions() {
    #expect(GraphFormat.forPath("g") == nil && GraphFormat.forPath("g.xml") == nil && GraphFormat.forPath("") == nil)
    #expect(RowFormat.forPath("a.md") == .markdown && RowFormat.forPath("a.ndjson") == .jsonl && RowFormat.forPath("a") == nil)
  }

  @Test func byContent() throws {
    for format in GraphFormat.allCases where format != .csv {
      let text = try SampleGraph.ecosystem().text(format)
      #expect(GraphFormat.forContent(Array(text.utf8)) == format, "\(format)")
    }
    #expect(GraphFormat.forContent(Array("id:ID,name\n".utf8)) == .csv)
    #expect(
      GraphFormat.forContent(Array("hello".utf8)) == nil && GraphFormat.forContent([]) == nil
        && GraphFormat.forContent([0xFF, 0x00]) == nil)
  }

  @Test func everyReadableFormatReadsWhatItWrites() throws {
    let folder = try TemporaryDirectory()
    for format in GraphFormat.allCases where format.isReadable {
      let path = folder.path + "/g-\(format.name)" + (format.isDirectory ? "" : ".data")
      try SampleGraph.ecosystem().write(to: format.writer(path: path))
      let summary = try GraphFiles.read(path: path) { _ in }
      #expect(summary.nodes == 7 && summary.relationships == 10, "\(format)")
    }
    for format in GraphFormat.allCases where !format.isReadable { #expect(throws: FormatError.self) { try format.reader() } }
    #expect(throws: FormatError.self) { try GraphFormat.csv.writer(to: TextOutput()) }
    try folder.write("mystery", "hello")
    #expect(throws: FormatError.self) { try GraphFiles.read(path: folder.path + "/mystery") { _ in } }
  }

  @Test func errorsOfTheHandlerPass() {
    let reader = CSVGraphReader()
    #expect(throws: FormatError(file: "h", line: 9, code: "stop", message: "stop")) {
      try reader.read(ByteSource(text: ":ID\n1\n2\n", name: "A.csv")) { _ throws(FormatError) in
        throw FormatError(file: "h", line: 9, code: "stop", message: "stop")
      }
    }
  }
}
