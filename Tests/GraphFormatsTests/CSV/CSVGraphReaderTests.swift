// Files of nodes and relationships in CSV: headers, file names, types, and every way in which a file can be broken.

import GraphFormats
import GraphModel
import Testing

@Suite struct CSVGraphReaderTests {
  /// Reads a text under a file's name.
  private func read(
    _ text: String, _ name: String = "Firm.csv", options: GraphReadOptions = GraphReadOptions()
  ) throws -> (elements: [GraphElement], summary: ReadSummary) {
    try read(Array(text.utf8), name, options: options)
  }

  private func read(
    _ bytes: [UInt8], _ name: String = "Firm.csv", options: GraphReadOptions = GraphReadOptions()
  ) throws -> (elements: [GraphElement], summary: ReadSummary) {
    var elements: [GraphElement] = []
    let summary = try CSVGraphReader(options: options).read(ByteSource(bytes: bytes, name: name)) { elements.append($0) }
    return (elements, summary)
  }

  private func nodes(_ text: String, _ name: String = "Firm.csv", options: GraphReadOptions = GraphReadOptions()) throws -> [NodeElement] {
    try read(text, name, options: options).elements.compactMap { if case .node(let node) = $0 { node } else { nil } }
  }

  private func links(_ text: String, _ name: String) throws -> [RelationshipElement] {
    try read(text, name).elements.compactMap { if case .relationship(let link) = $0 { link } else { nil } }
  }

  private func fault(_ text: String, _ name: String = "Firm.csv") -> FormatError? { fault(Array(text.utf8), name) }

  private func fault(_ bytes: [UInt8], _ name: String = "Firm.csv") -> FormatError? {
    do {
      _ = try read(bytes, name)
      return nil
    } catch { return error as? FormatError }
  }

  // MARK: What is read

  @Test func typedColumns() throws {
    let all = try nodes(
      #"""
      id:ID(Firm),name,since:INT,size:double,listed:boolean,tags:string[],years:int[],:IGNORE
      7,"联""影""",2011,1.5e3,TRUE,a;b;c,1;2,secret
      x1,plain, 12 ,,false,"",,
      """#)
    #expect(all.count == 2)
    #expect(
      all[0].key == ElementKey(7, space: "Firm") && all[0].labels == ["Firm"] && all[0].place == SourcePlace(file: "Firm.csv", line: 2))
    #expect(
      all[0].properties == [
        "id": 7, "name": "联\"影\"", "since": 2011, "size": 1500.0, "listed": true, "tags": ["a", "b", "c"], "years": [1, 2],
      ])
    #expect(all[1].key == ElementKey("x1", space: "Firm"))
    #expect(all[1].properties == ["id": "x1", "name": "plain", "since": 12, "listed": false, "tags": []])
  }

  @Test func absentAndEmptyStringsDiffer() throws {
    let all = try nodes(":ID,name\n1,\n2,\"\"\n")
    #expect(all[0].properties.isEmpty)
    #expect(all[1].properties == ["name": ""])
  }

  @Test(
    arguments: [
      ("nodes/Firm.csv", ":ID\n1\n", ["Firm"]), ("nodes/Region.csv", ":ID,:LABEL\n1,District;Region\n", ["Region", "District"]),
      ("nodes/Region.csv", ":ID,:LABEL\n1,\n", ["Region"]), ("Firm.csv", ":ID\n1\n", ["Firm"]),
      ("Firm.csv", ":ID,:LABEL\n1,A;B\n", ["A", "B"]),
      ("Firm.csv", ":ID,:LABEL\n1,\n", []), ("a/nodes/A%2FB.csv", ":ID\n1\n", ["A/B"]),
      ("x.csv", ":ID,:LABEL\n1,\"[\"\"a;b\"\",\"\"c\"\"]\"\n", ["a;b", "c"]),
      ("nodes/Firm.csv", "name\nx\n", ["Firm"]),
    ] as [(String, String, [String])])
  func labels(file: String, text: String, expected: [String]) throws { #expect(try nodes(text, file).first?.labels == expected) }

  @Test(arguments: [
    ("SERVES__Platform__Cluster.csv", ":START_ID(Platform),:END_ID(Cluster),since:INT\n1,2,3\n", "SERVES", "Platform"),
    ("SUPPLIES.csv", ":START_ID(Firm),:END_ID(Firm)\n1,2\n", "SUPPLIES", "Firm"),
    ("relationships/SERVES.csv", ":START_ID,:END_ID\na,b\n", "SERVES", ""),
    ("any.csv", ":START_ID,:TYPE,:END_ID\na,KNOWS,b\n", "KNOWS", ""), ("A__B__C.csv", ":START_ID(X),:END_ID(C)\n1,2\n", "A__B__C", "X"),
  ])
  func types(file: String, text: String, type: String, space: String) throws {
    let link = try #require(try links(text, file).first)
    #expect(link.type == type && link.start.space == space)
  }

  @Test func keyTypes() throws {
    let text = "id:ID\n1\n01\n-5\n-0\n+1\n99999999999999999999\nA\n"
    #expect(try nodes(text).map { $0.key?.value } == [1, "01", -5, "-0", "+1", "99999999999999999999", "A"])
    #expect(try nodes(text, options: GraphReadOptions(keyType: .string)).map { $0.key?.value }.prefix(2) == ["1", "01"])
    #expect(try nodes("id:ID{id-type:string}\n1\n").first?.key?.value == "1")
    #expect(throws: FormatError.self) { try nodes("id:ID{id-type:int}\nA\n") }
  }

  @Test(arguments: [",", ";", "\t", "|"]) func delimiters(delimiter: String) throws {
    let (elements, summary) = try read(":ID\(delimiter)a\(delimiter)b\n1\(delimiter)x\(delimiter)\"y\(delimiter)z\"\n")
    guard case .node(let node)? = elements.first else { return #expect(Bool(false)) }
    #expect(node.properties == ["a": "x", "b": .string("y\(delimiter)z")])
    #expect(summary.notices.contains { $0.code == "sniffedDelimiter" } == (delimiter != ","))
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEnds(end: String) throws {
    let all = try nodes([":ID,name", "1,\"a\(end)b\"", "", "2,c"].joined(separator: end))
    #expect(all.map { $0.place.line } == [2, 5])
    #expect(all[0].properties == ["name": .string("a\(end)b")])
    #expect(all[1].properties == ["name": "c"])
  }

  @Test func marksAndUTF16() throws {
    #expect(try nodes("\u{FEFF}id:ID,name\n1,上海\n").first?.properties == ["id": 1, "name": "上海"])
    let bytes: [UInt8] =
      [0xFF, 0xFE] + "id:ID,name\n1,上海😀\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let (elements, summary) = try read(bytes)
    guard case .node(let node)? = elements.first else { return #expect(Bool(false)) }
    #expect(node.properties == ["id": 1, "name": "上海😀"])
    #expect(summary.notices.contains { $0.code == "sniffedEncoding" })
    #expect(fault(Array(bytes.dropLast()))?.code == "invalidUTF16")
  }

  @Test func datesStayText() throws {
    let day = try #require(CalendarDate("2024-02-29"))
    #expect(try nodes(":ID,d:date\n1,2024-02-29\n").first?.properties == ["d": .date(day)])
    for bad in ["2023-02-29", "2026-13-01", "2026-2-", "x"] { #expect(fault(":ID,d:DATE\n1,\(bad)\n")?.code == "badDate", "\(bad)") }
  }

  @Test func twoColumnsOfOneNameAndDifferentTypes() throws {
    #expect(try nodes(":ID,x:int,x:string\n1,5,\n2,,five\n").map { $0.properties["x"] } == [5, "five"])
    #expect(fault(":ID,x:int,x:string\n1,5,five\n")?.code == "twoValues")
  }

  @Test func jsonColumns() throws {
    let text = ":ID,x:json\n1,\"[\"\"a\"\",1,{\"\"$type\"\":\"\"Float\"\",\"\"_value\"\":\"\"NaN\"\"}]\"\n2,null\n"
    let all = try nodes(text)
    #expect(all[0].properties == ["x": ["a", 1, .float(.nan)]] && all[1].properties.isEmpty)
    #expect(fault(":ID,x:json\n1,[1\n")?.code == "badJSON")
  }

  // MARK: What is broken

  @Test(arguments: [
    ("", "emptyFile", 1, 0), ("\n\n", "emptyFile", 1, 0), ("name\nx\n", "noGraphHeader", 1, 0), (":ID,:ID\n", "duplicateColumn", 1, 2),
    (":ID,a,a\n", "duplicateColumn", 1, 3), ("id:ID,id\n", "duplicateColumn", 1, 2), (":ID,\n", "badHeader", 1, 2),
    (":ID,x:strnig\n", "unknownColumnType", 1, 2),
    (":START_ID\n", "badHeader", 1, 0), (":ID,:START_ID,:END_ID\n", "badHeader", 1, 0), (":TYPE,a\n", "badHeader", 1, 0),
    (":ID,:int\n", "badHeader", 1, 2),
    (":ID,a\n1\n", "raggedRow", 2, 2), (":ID,a\n1,2,3\n", "raggedRow", 2, 3), (":ID,a\n1,x\n2,\"open\nnext\n", "unterminatedQuote", 3, 2),
    (":ID,a\n1,a\"b\n", "strayQuote", 2, 2), (":ID,a\n1,\"a\"b\n", "textAfterQuote", 2, 2), (":ID,a\n1,a\u{0}b\n", "nulByte", 2, 2),
    (":ID,a\n,x\n", "missingKey", 2, 1),
    (":START_ID,:END_ID\n1,\n", "missingKey", 2, 2), (":ID,a:int\n1,1.5\n", "badInteger", 2, 2),
    (":ID,a:int\n1,0x10\n", "badInteger", 2, 2),
    (":ID,a:int\n1,1_000\n", "badInteger", 2, 2), (":ID,a:int\n1,9223372036854775808\n", "integerOverflow", 2, 2),
    (":ID,a:float\n1,\"1.000,5\"\n", "badFloat", 2, 2),
    (":ID,a:float\n1,1e400\n", "badFloat", 2, 2), (":ID,a:float\n1,nan\n", "badFloat", 2, 2),
    (":ID,a:boolean\n1,yes\n", "badBoolean", 2, 2),
    (":ID,a:int[]\n1,1;x\n", "badArray", 2, 2), (":ID,x{}y:int,x(:int\n1,a\n", "raggedRow", 2, 3),
    (":ID{id-type:blob}\n", "badHeader", 1, 1),
  ])
  func refusals(text: String, code: String, line: Int, column: Int) throws {
    let error = try #require(fault(text))
    #expect(error.code == code && error.line == line && error.column == column && error.file == "Firm.csv", "\(error)")
  }

  @Test func invalidBytes() throws {
    let head = Array(":ID,a,b:int\n1,ok,1\n2,".utf8)
    for bad in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xB8], [0xB9, 0xFA], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]] {
      let error = try #require(fault(head + bad + Array(",1\n".utf8)))
      #expect(
        error.code == "invalidUTF8" && error.line == 3 && error.column == 2 && error.message.contains("offset \(head.count)"), "\(error)")
    }
  }

  @Test func foreignFiles() {
    #expect(fault([0x1F, 0x8B, 8, 0, 1, 2, 3])?.code == "compressedInput")
    #expect(fault([0x50, 0x4B, 3, 4, 1, 2])?.code == "compressedInput")
    #expect(fault([0xFF, 0xFE, 0, 0, 65, 0, 0, 0])?.code == "unsupportedEncoding")
  }

  @Test func rejectedRowsAreReported() throws {
    var rejected: [RejectedRecord] = []
    let options = GraphReadOptions(errorPolicy: .report { rejected.append($0) })
    let (elements, summary) = try read(
      ":ID,a:int,b\n1,1,x\n2,zwei,x\n3\n4,4,\"a\"b\n5,5,ok\n6,6,un\"x\n,7,x\n8,8,\"never\n9,9,closed\n10,10,fine\n", options: options)
    #expect(elements.count == 4 && summary.nodes == 4 && summary.rejected == 6)
    #expect(rejected.map(\.error.line) == [3, 4, 5, 7, 8, 9] || Set(rejected.map(\.error.line)) == [3, 4, 5, 7, 8, 9])
    #expect(
      Set(rejected.map(\.error.code)) == ["badInteger", "raggedRow", "textAfterQuote", "strayQuote", "missingKey", "unterminatedQuote"])
    #expect(rejected.contains { $0.rawText == "2,zwei,x" } && rejected.contains { $0.rawText == "8,8,\"never" })
    let skipped = try read(":ID,a:int\n1,x\n2,2\n", options: GraphReadOptions(errorPolicy: .skip))
    #expect(skipped.summary.rejected == 1 && skipped.elements.count == 1)
  }

  @Test func recordsCrossBlocks() throws {
    let text = Array("id:ID,name,n:int\r\n1,\"上海,\r\n\"\"x\"\"\",5\r\n2,b,6\r\n3,,7".utf8)
    let whole = try read(text).elements
    for size in 1...9 {
      var at = 0
      let source = ByteSource(name: "Firm.csv") { buffer in
        let count = min(size, text.count - at, buffer.count)
        for place in 0..<count { buffer[place] = text[at + place] }
        at += count
        return count
      }
      var elements: [GraphElement] = []
      try CSVGraphReader().read(source) { elements.append($0) }
      #expect(elements == whole, "blocks of \(size)")
    }
  }

  @Test func manyRowsInBatches() throws {
    let rows = 10_000
    let text = "id:ID,name,n:int\n" + (0..<rows).map { "\($0),n\($0),\($0 % 7)" }.joined(separator: "\n")
    var count = 0
    var sum: Int64 = 0
    try CSVGraphReader().readBatches(ByteSource(text: text, name: "A.csv")) { batch throws(FormatError) in
      #expect(batch.count <= FormatLimits.batchRows)
      for column in batch.properties where column.name == "n" {
        if case .integers(let numbers) = column.values { sum += numbers.reduce(0, +) }
      }
      count += batch.count
    }
    #expect(count == rows && sum == (0..<rows).reduce(0) { $0 + Int64($1 % 7) })
  }

  @Test func limits() {
    #expect(fault(":ID" + String(repeating: ",", count: FormatLimits.csvFieldsMax + 5))?.code == "tooManyFields")
    let long = [UInt8](repeating: 0x61, count: FormatLimits.csvFieldBytesMax + 1)
    #expect(fault(Array(":ID,a\n1,".utf8) + long + [0x0A])?.code == "fieldTooLong")
    let endless = [UInt8](repeating: 0x61, count: FormatLimits.csvRecordBytesMax + FormatLimits.blockBytes * 2)
    #expect(fault(Array(":ID,a\n1,\"".utf8) + endless)?.code == "recordTooLong")
  }
}
