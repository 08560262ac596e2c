// The XML reader by itself: what is not well formed is refused with its place, nothing is expanded, depth costs no stack.

import GraphModel
import Testing

@testable import GraphFormats

@Suite struct XMLScannerTests {
  /// The events of a text as one line.
  private func events(_ text: String, blocks size: Int = 1 << 18) throws -> String {
    let bytes = Array(text.utf8)
    var at = 0
    let source = ByteSource(name: "x.xml") { buffer in
      let count = min(size, bytes.count - at, buffer.count)
      for place in 0..<count { buffer[place] = bytes[at + place] }
      at += count
      return count
    }
    var xml = XMLScanner(source)
    xml.wantsText = true
    var shown: [String] = []
    while true {
      switch try xml.next() {
      case .start(let element):
        shown.append("<" + ([element.name] + element.attributes.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
      case .end: shown.append(">")
      case .text(let text): shown.append("'\(text)'")
      case .endOfDocument: return shown.joined(separator: "|")
      }
    }
  }

  @Test func whatIsRead() throws {
    let text = """
      \u{FEFF}<?xml version="1.0" encoding='utf-8'?>
      <!DOCTYPE a SYSTEM "file:///etc/passwd">
      <!-- c --><a x='1' y="&lt;&#65;&#x4e0a;
       2">t&amp;<!-- -- --->u<![CDATA[<&]]]]><![CDATA[>]]><b/><?pi ?>\r\nv\r</a>
      """
    let expected = "<a x=1 y=<A上  2|'t&u<&]]>'|<b|>|'\nv\n'|>"
    let whole = try events(text)
    #expect(whole == expected, "\(whole.debugDescription)")
    for size in 1...5 { #expect(try events(text, blocks: size) == expected) }
  }

  @Test(arguments: [
    ("", "unexpectedEnd", 1, 1), ("<a>", "unclosedElement", 1, 4), ("<a></b>", "tagMismatch", 1, 4), ("<a/><b/>", "secondRoot", 1, 5),
    ("x<a/>", "notWellFormed", 1, 1),
    ("<a>&foo;</a>", "undeclaredEntity", 1, 4), ("<a>上&x</a>", "badReference", 1, 5), ("<a>&#0;</a>", "illegalCharacter", 1, 4),
    ("<a>&#xD800;</a>", "illegalCharacter", 1, 4), ("<a>\u{1}</a>", "illegalCharacter", 1, 4),
    ("<a>\u{FFFE}</a>", "illegalCharacter", 1, 4),
    ("<a x=1/>", "notWellFormed", 1, 6), ("<a x='1' x='2'/>", "duplicateAttribute", 1, 10), ("<a x='<'/>", "notWellFormed", 1, 7),
    ("<a x='1'y='2'/>", "notWellFormed", 1, 9),
    ("<a\n b>", "notWellFormed", 2, 3), ("<1a/>", "notWellFormed", 1, 3), ("<a><!-- x", "unclosedElement", 1, 4),
    ("<a><![CDATA[x]]</a>", "unclosedElement", 1, 4),
    ("<?xml version='1.0' encoding='GB18030'?><a/>", "unsupportedEncoding", 1, 1), ("<a x='", "unclosedElement", 1, 6),
    ("</a>", "tagMismatch", 1, 1),
    ("<!DOCTYPE x [<!ENTITY a \"1\">]><x>&a;</x>", "doctypeRefused", 1, 1),
    ("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://x/\"> %p;]><x/>", "doctypeRefused", 1, 1),
    ("<!ELEMENT a>", "notWellFormed", 1, 1), ("<a/><!DOCTYPE a>", "notWellFormed", 1, 5), ("<a & b/>", "notWellFormed", 1, 4),
  ])
  func refusals(text: String, code: String, line: Int, column: Int) {
    do {
      let read = try events(text)
      Issue.record("accepted \(text): \(read)")
    } catch let error as FormatError {
      #expect(error.code == code && error.line == line && (error.column == column || code == "notWellFormed"), "\(error)")
    } catch { Issue.record("\(error)") }
  }

  @Test func limits() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(throws: FormatError.self) { try events(deep) }
    let attributes = "<a " + (0..<1_000_000).map { "a\($0)='1'" }.joined(separator: " ") + "/>"
    #expect(throws: FormatError.self) { try events(attributes) }
  }

  @Test func writtenTextComesBack() throws {
    for text in SampleGraph.hostileStrings {
      var bytes: [UInt8] = Array("<a".utf8)
      XMLText.append(attribute: "x", text, to: &bytes)
      bytes.append(ascii: ">")
      XMLText.append(text, to: &bytes)
      bytes.append(text: "</a>")
      let kept = String(String.UnicodeScalarView(text.unicodeScalars.filter(XMLText.isAllowed)))
      let back = try events(String(decoding: bytes, as: UTF8.self))
      #expect(back.isByteEqual(to: kept.isEmpty ? "<a x=|>" : "<a x=\(kept)|'\(kept)'|>"), "\(text)")
    }
  }
}
