// The strict JSON reader and writer: what is refused is refused with its place, what is read is exact.

import GraphFormats
import GraphModel
import Testing

@Suite struct JSONTests {
  private func fault(_ text: String) -> FormatError? { fault(Array(text.utf8)) }

  private func fault(_ bytes: [UInt8]) -> FormatError? {
    do throws(FormatError) {
      _ = try JSONTree.parse(bytes, file: "t.json")
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    ("", "unexpectedEnd", 1, 1), ("[1,]", "unexpectedCharacter", 1, 4), ("{\"a\":1,}", "unexpectedCharacter", 1, 8),
    ("[1 2]", "unexpectedCharacter", 1, 4), ("01", "badNumber", 1, 2), ("-", "badNumber", 1, 2), ("1.", "badNumber", 1, 3),
    ("1e", "badNumber", 1, 3), (".5", "unexpectedCharacter", 1, 1), ("1e400", "floatOverflow", 1, 1), ("-1e400", "floatOverflow", 1, 1),
    ("9223372036854775808", "integerOverflow", 1, 1), ("NaN", "unexpectedCharacter", 1, 1), ("[Infinity]", "unexpectedCharacter", 1, 2),
    ("\"abc", "unterminatedString", 1, 1), ("\"a\nb\"", "controlCharacter", 1, 3), ("\"\\x\"", "badEscape", 1, 2),
    ("\"\\u12\"", "badEscape", 1, 2), ("\"研\\ud83d\"", "loneSurrogate", 1, 3), ("\"\\ude00\"", "loneSurrogate", 1, 2),
    ("\"\\ud83d\\u0041\"", "loneSurrogate", 1, 2), ("{\"a\":1,\n \"a\":2}", "duplicateMember", 2, 2), ("[1]]", "unexpectedCharacter", 1, 4),
    ("{1:2}", "unexpectedCharacter", 1, 2), ("tru", "unexpectedCharacter", 1, 4), ("truex", "unexpectedCharacter", 1, 5),
    ("'a'", "unexpectedCharacter", 1, 1), ("[1\u{85}]", "unexpectedCharacter", 1, 3), ("// c\n1", "unexpectedCharacter", 1, 1),
  ])
  func refusals(text: String, code: String, line: Int, column: Int) throws {
    let error = try #require(fault(text))
    #expect(error.code == code && error.line == line && error.column == column, "\(error)")
  }

  @Test func columnsCountScalars() throws {
    let error = try #require(fault("[\"上海𠀀\", x]"))
    #expect(error.column == 9)
  }

  @Test func depthIsLimited() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(fault(deep)?.code == "nestingTooDeep")
    let fits = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(fault(fits) == nil)
    #expect(fault("[" + fits + "]")?.code == "nestingTooDeep")
  }

  @Test func invalidBytesHaveAnOffset() throws {
    let error = try #require(fault(Array("[\"ab".utf8) + [0xC0, 0x80] + Array("\"]".utf8)))
    #expect(error.code == "invalidUTF8" && error.column == 5 && error.message.contains("offset 4"), "\(error)")
    #expect(fault([0x22, 0xED, 0xA0, 0x80, 0x22])?.code == "invalidUTF8")
    #expect(fault([0x22, 0xE7, 0xA0])?.code == "invalidUTF8")
  }

  @Test func exactNumbers() throws {
    let tree = try JSONTree.parse(Array("[9007199254740993, -9223372036854775808, 1.0, 1e2, -0, -0.0, 5e-324]".utf8), file: "")
    guard case .array(let parts) = tree.content else { return #expect(Bool(false)) }
    let shown = parts.map { part in
      switch part.content {
      case .integer(let number): "i\(number)"
      case .float(let number): "f\(number)"
      default: "?"
      }
    }
    #expect(shown == ["i9007199254740993", "i-9223372036854775808", "f1.0", "f100.0", "i0", "f-0.0", "f5e-324"])
  }

  @Test func stringsAndMarks() throws {
    let text = "\u{FEFF}\"a\\u0000\\n\\/\\ud83d\\ude00研\""
    let tree = try JSONTree.parse(Array(text.utf8), file: "")
    guard case .string(let string) = tree.content else { return #expect(Bool(false)) }
    #expect(string == "a\u{0}\n/😀研")
  }

  @Test func tokensCrossBlocks() throws {
    let text = Array("{\"key\\u00e9\": [12345, \"上海\\ud83d\\ude00\", true, null, 1.25e3]}".utf8)
    for size in 1...7 {
      var at = 0
      let source = ByteSource(name: "slow") { buffer in
        let count = min(size, text.count - at, buffer.count)
        for place in 0..<count { buffer[place] = text[at + place] }
        at += count
        return count
      }
      var scanner = JSONScanner(source)
      let tree = try JSONTree.read(&scanner)
      guard case .end = try scanner.next() else { return #expect(Bool(false)) }
      var bytes: [UInt8] = []
      PlainJSON.append(plain(tree), to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == "{\"keyé\":[12345,\"上海😀\",true,null,1250.0]}")
    }
  }

  private func plain(_ json: JSONValue) -> Value {
    switch json.content {
    case .null: nil
    case .boolean(let truth): .boolean(truth)
    case .integer(let number): .integer(number)
    case .float(let number): .float(number)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map(plain))
    case .object(let members): .map(ValueMap(members.map { (key: $0.name, value: plain($0.value)) }))
    }
  }

  @Test func manyMembers() throws {
    let members = (0..<50_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(fault("{\(members)}") == nil)
    #expect(fault("{\(members),\"k17\":1}")?.code == "duplicateMember")
    let last = try JSONTree.parse(Array("{\(members),\"k17\":1}".utf8), file: "", duplicates: .last)
    guard case .integer(1)? = last["k17"]?.content else { return #expect(Bool(false)) }
  }

  @Test func twinsAreDifferentNames() { #expect(fault("{\"\u{E9}\":1,\"e\u{301}\":2}") == nil) }

  @Test func writing() {
    #expect(
      PlainJSON.string(of: "a\"\\\n\u{1}\u{7f}研\u{2028}\u{2029}\u{2030}</script>")
        == "\"a\\\"\\\\\\n\\u0001\u{7f}研\\u2028\\u2029\u{2030}</script>\"")
    #expect(PlainJSON.string(of: [nil, true, 1, 1.0, .float(.nan)]) == "[null,true,1,1.0,\"NaN\"]")
    let node = Node(id: NodeID(rawValue: 3), labels: ["A"], properties: ["x": [1]])
    #expect(PlainJSON.string(of: .node(node)) == "{\"id\":3,\"labels\":[\"A\"],\"properties\":{\"x\":[1]}}")
  }

  @Test func utf16Sources() throws {
    for order in [true, false] {
      var bytes: [UInt8] = order ? [0xFF, 0xFE] : [0xFE, 0xFF]
      for unit in "[\"上海😀\"]".utf16 {
        let parts = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        bytes += order ? parts : parts.reversed()
      }
      var scanner = JSONScanner(ByteSource(bytes: bytes, name: "u"))
      let tree = try JSONTree.read(&scanner)
      guard case .array(let parts) = tree.content, case .string(let text)? = parts.first?.content else { return #expect(Bool(false)) }
      #expect(text == "上海😀")
    }
  }
}

@Suite struct TypedJSONTests {
  private func text(_ value: Value) -> String {
    var bytes: [UInt8] = []
    TypedJSON.append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func read(_ text: String) throws -> Value { try TypedJSON.value(of: JSONTree.parse(Array(text.utf8), file: "in"), file: "in") }

  @Test func roundTrip() throws {
    let value: Value = .map([
      "null": nil, "t": true, "i": .integer(.min), "f": .list([1.5, .float(.nan), .float(-.infinity), .float(-0.0), 1e300]),
      "s": "Zürich 研 \"\\\n\u{0}", "m": .map(["e\u{301}": 1, "\u{E9}": 2]), "empty": [],
    ])
    #expect(try read(text(value)) == value)
    #expect(text(.integer(-42)) == #"{"$type":"Integer","_value":"-42"}"#)
    #expect(text(.float(1.5)) == #"{"$type":"Float","_value":"1.5"}"#)
  }

  @Test func entities() {
    let a = Node(id: NodeID(rawValue: 0), labels: ["Firm"], properties: ["size": 9])
    let b = Node(id: NodeID(rawValue: 1), labels: [], properties: [:])
    let r = Relationship(id: RelationshipID(rawValue: 3), type: "SERVES", start: a.id, end: b.id, properties: [:])
    let node =
      #"{"$type":"Node","_value":{"_element_id":"4:g:0","_labels":["Firm"],"_properties":{"size":{"$type":"Integer","_value":"9"}}}}"#
    let other = #"{"$type":"Node","_value":{"_element_id":"4:g:1","_labels":[],"_properties":{}}}"#
    let link =
      #"{"$type":"Relationship","_value":{"_element_id":"5:g:3","_start_node_element_id":"4:g:0","_end_node_element_id":"4:g:1","_type":"SERVES","_properties":{}}}"#
    #expect(text(.path(Path(nodes: [b, a], relationships: [r]))) == #"{"$type":"Path","_value":[\#(other),\#(link),\#(node)]}"#)
  }

  @Test(arguments: [
    (#"5"#, "notTyped", 1), (#"{"$type":"Integer","_value":"1","x":1}"#, "notTyped", 1),
    (#"{"$type":"Integer","_value":1}"#, "wrongContent", 29),
    (#"{"$type":"Integer","_value":"9223372036854775808"}"#, "badInteger", 29), (#"{"$type":"Integer","_value":"1.0"}"#, "badInteger", 29),
    (#"{"$type":"Float","_value":"1e400"}"#, "badFloat", 27), (#"{"$type":"Intger","_value":"1"}"#, "unknownType", 10),
    (#"{"$type":"Node","_value":{}}"#, "entityRefused", 10),
    (#"{"$type":"List","_value":[null,{"$type":"X","_value":1}]}"#, "unknownType", 41),
  ])
  func refusals(text: String, code: String, column: Int) {
    do {
      _ = try read(text)
      Issue.record("accepted \(text)")
    } catch let error as FormatError {
      #expect(error.code == code && error.column == column && error.line == 1, "\(error)")
    } catch { Issue.record("\(error)") }
  }

  @Test func plainNullIsNull() throws { #expect(try read(#"{"$type":"List","_value":[null]}"#) == [nil]) }
}
