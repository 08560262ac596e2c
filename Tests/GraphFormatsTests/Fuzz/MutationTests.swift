// Broken files by the thousand: well-formed texts, cut, doubled, spliced and sprinkled with what parsers stumble over. A reader may
// refuse them or read something; it may not crash, and what it hands out must be well formed. A failure prints its seed.

import GraphModel
import Testing

@testable import GraphFormats

@Suite struct MutationTests {
  private static let rounds = 120

  private static let splinters: [String] = [
    "\"", "\"\"", "'", ",", ";", "\t", "\n", "\r", "\r\n", "\u{0}", "\u{FEFF}", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>",
    "&", "&#", "&#x110000;", "&lt", "<?",
    "?>", "<!DOCTYPE x [", "{", "}", "[", "]", ":", "\\", "\\u", "\\ud83d", "null", "1e999", "-", "99999999999999999999", "NaN", ":ID",
    ":START_ID(", "string[]", "{id-type:",
    "$type", "_value", "<node", "<data key=", "<key ", "id=", "\u{1F600}", "上海",
  ]

  /// Changes a text at a few places.
  private func mutated(_ seed: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard !bytes.isEmpty else { break }
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 3: bytes.removeLast(bytes.count - at)
      case 4:
        let to = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: Array(bytes[at..<end]), at: to)
      case 5: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      default: bytes.insert(contentsOf: Array(Self.splinters.randomElement(using: &random)?.utf8 ?? "".utf8), at: at)
      }
    }
    return bytes
  }

  private func seeds(_ format: GraphFormat) throws -> [[UInt8]] {
    if format == .csv {
      return [
        Array(
          "id:ID(Firm),name,n:int,f:double,b:boolean,tags:string[],:LABEL,j:json,d:date\n1,\"a\"\"b\",5,1.5,true,x;y,A;B,\"[1,\"\"x\"\"]\",2024-02-29\r\n2,,,,,,,,\n\"3\",\"x\ny\",-1,1e5,false,\"\",,\"{}\",\n"
            .utf8),
        Array(":START_ID(A),:END_ID(B),:TYPE,w:float[],:IGNORE\na,1,T,1;2.5,zz\nb,2,,,\n".utf8),
      ]
    }
    let graph = SampleGraph.ecosystem()
    return [
      Array(try graph.text(format).utf8),
      Array(try graph.dropping("Mystery").text(format, options: GraphWriteOptions(keyProperty: "id")).utf8),
    ]
  }

  @Test(arguments: [GraphFormat.csv, .json, .jsonl, .graphml, .gexf]) func readersSurvive(format: GraphFormat) throws {
    for (number, seed) in try seeds(format).enumerated() {
      for round in 0..<Self.rounds {
        var random = SeededRandom(seed: UInt64(round * 10 + number))
        let bytes = mutated(seed, &random)
        for policy in [ErrorPolicy.fail, .skip, .report { record in _ = record.rawText.utf8.count }] {
          var handed = 0
          do throws(FormatError) {
            let reader = try format.reader(options: GraphReadOptions(errorPolicy: policy))
            let summary = try reader.read(ByteSource(bytes: bytes, name: "nodes/Firm.csv")) { element in
              handed += 1
              check(element, "\(format) seed \(round * 10 + number)")
            }
            #expect(summary.nodes + summary.relationships == handed, "\(format) seed \(round * 10 + number)")
          } catch {
            #expect(!error.code.isEmpty && !error.message.isEmpty && error.line >= 0, "\(format) seed \(round * 10 + number)")
          }
        }
      }
    }
  }

  private func check(_ element: GraphElement, _ what: String) {
    let properties: ValueMap
    switch element {
    case .node(let node):
      properties = node.properties
      for (place, label) in node.labels.enumerated() {
        if label.isEmpty || node.labels[..<place].contains(where: { $0.isByteEqual(to: label) }) {
          Issue.record("\(what): labels \(node.labels)")
        }
      }
    case .relationship(let link):
      properties = link.properties
      if link.type.isEmpty { Issue.record("\(what): a type is empty") }
    }
    if properties.entries.contains(where: { $0.value.isNull }) { Issue.record("\(what): a property is null") }
    if element.place.line < 1 { Issue.record("\(what): no line") }
  }

  @Test func smallBlocksGiveTheSame() throws {
    for format in [GraphFormat.csv, .json, .jsonl, .graphml, .gexf] {
      for seed in try seeds(format) {
        for round in 0..<16 {
          var random = SeededRandom(seed: UInt64(1_000 + round))
          let bytes = round == 0 ? seed : mutated(seed, &random)
          let whole = outcome(bytes, format, block: 1 << 18)
          for block in [1, 3, 17] {
            #expect(outcome(bytes, format, block: block) == whole, "\(format) seed \(1_000 + round), blocks of \(block)")
          }
        }
      }
    }
  }

  /// Everything that came of reading, as text.
  private func outcome(_ bytes: [UInt8], _ format: GraphFormat, block: Int) -> [String] {
    var lines: [String] = []
    var at = 0
    let source = ByteSource(name: "nodes/Firm.csv") { buffer in
      let count = min(block, bytes.count - at, buffer.count)
      for place in 0..<count { buffer[place] = bytes[at + place] }
      at += count
      return count
    }
    do throws(FormatError) {
      let reader = try format.reader(
        options: GraphReadOptions(errorPolicy: .report { lines.append("rejected \($0.error.line) \($0.error.code)") }))
      let summary = try reader.read(source) { lines.append("\($0.place.line) " + SampleGraph.lines([$0])[0]) }
      lines.append("\(summary.nodes) \(summary.relationships) \(summary.rejected)")
    } catch {
      lines.append("error \(error.line):\(error.column) \(error.code)")
    }
    // Rows of one batch are handed out after its faults, and batches end where blocks end: order within a file is not compared.
    return format == .csv ? lines.sorted() : lines
  }

  @Test func valuesAndStylesSurvive() throws {
    let typed =
      #"{"$type":"Map","_value":{"a":{"$type":"List","_value":[{"$type":"Float","_value":"NaN"},null]},"b":{"$type":"String","_value":"研"}}}"#
    for round in 0..<Self.rounds * 2 {
      var random = SeededRandom(seed: UInt64(5_000 + round))
      let json = mutated(Array(typed.utf8), &random)
      if let tree = try? JSONTree.parse(json, file: ""), let value = try? TypedJSON.value(of: tree) {
        var bytes: [UInt8] = []
        TypedJSON.append(value, to: &bytes)
        #expect(try TypedJSON.value(of: JSONTree.parse(bytes, file: "")) == value, "seed \(5_000 + round)")
      }
      _ = try? StyleSheet(String(decoding: mutated(Array(StyleSheet.builtInText.utf8), &random), as: UTF8.self), file: "")
    }
  }
}
