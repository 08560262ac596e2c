// The parts of the line editor that need no terminal: keys, edited text, layout.

import Testing

@testable import innograph

@Suite struct KeyDecoderTests {
  private static let sequences: [(bytes: String, keys: [Key])] = [
    ("abc", [.text("abc")]), ("研究", [.text("研究")]), ("\r", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{1}\u{12}", [.control("a"), .control("r")]),
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]), ("\u{1B}OH\u{1B}OF", [.home, .end]),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[3~", [.home, .end, .delete]), ("\u{1B}[1;5C\u{1B}b", [.wordRight, .wordLeft]), ("\u{1B}[15~", [.unknown]),
    ("\u{1B}\r", [.newline]), ("a\u{1B}[Cb", [.text("a"), .right, .text("b")]),
    ("\u{1B}[200~MATCH (n)\nRETURN n;\u{1B}[201~x", [.paste("MATCH (n)\nRETURN n;"), .text("x")]),
    ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
  ]

  @Test(arguments: sequences) func `bytes become keys`(sequence: (bytes: String, keys: [Key])) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(sequence.bytes.utf8) == sequence.keys)
  }

  @Test(arguments: sequences) func `keys are the same however the bytes are cut`(sequence: (bytes: String, keys: [Key])) {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for byte in sequence.bytes.utf8 { keys += decoder.feed([byte]) }
    var joined: [Key] = []
    for key in keys {
      if case .text(let more) = key, case .text(let before)? = joined.last {
        joined[joined.count - 1] = .text(before + more)
      } else {
        joined.append(key)
      }
    }
    #expect(joined == sequence.keys)
  }

  @Test func `a lone escape is one only when nothing follows`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.feed([0xE7, 0xA0]) == [])
    #expect(decoder.feed([0x94]) == [.text("研")])
  }

  @Test func `broken bytes do no harm`() {
    var decoder = KeyDecoder()
    _ = decoder.feed([0xFF, 0x80, 0xC0, 0x41])
    _ = decoder.feed([0x1B, 0x5B] + [UInt8](repeating: 0x39, count: 100))
    _ = decoder.flush()
    #expect(decoder.feed("ok".utf8) == [.text("ok")])
  }
}

@Suite struct EditBufferTests {
  private func buffer(_ left: String, _ right: String = "") -> EditBuffer {
    var buffer = EditBuffer(left + right)
    for _ in right { buffer.moveLeft() }
    return buffer
  }

  private func expect(_ buffer: EditBuffer, _ left: String, _ right: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect((buffer.left, buffer.right) == (left, right), sourceLocation: sourceLocation)
  }

  @Test func `a deletion takes a whole character`() {
    var text = buffer("a研👩‍🔬")
    text.deleteBackward()
    expect(text, "a研", "")
    text.moveLeft()
    text.deleteForward()
    expect(text, "a", "")
    text.deleteForward()
    text.moveRight()
    expect(text, "a", "")
  }

  @Test func `moves by words and lines`() {
    var text = buffer("MATCH (n:Firm)\nRETURN n.名称")
    text.moveWordLeft()
    expect(text, "MATCH (n:Firm)\nRETURN n.", "名称")
    text.moveHome()
    expect(text, "MATCH (n:Firm)\n", "RETURN n.名称")
    text.moveWordRight()
    expect(text, "MATCH (n:Firm)\nRETURN", " n.名称")
    #expect((text.moveUp()) == true)
    expect(text, "MATCH ", "(n:Firm)\nRETURN n.名称")
    #expect((text.moveUp()) == false)
    text.moveEnd()
    expect(text, "MATCH (n:Firm)", "\nRETURN n.名称")
    #expect((text.moveDown()) == true)
    expect(text, "MATCH (n:Firm)\nRETURN n.名称", "")
    #expect((text.moveDown()) == false)
  }

  @Test func `cuts and pastes back`() {
    var text = buffer("MATCH (n) ", "RETURN n\nLIMIT 1")
    text.cutToLineEnd()
    expect(text, "MATCH (n) ", "\nLIMIT 1")
    text.pasteBack()
    expect(text, "MATCH (n) RETURN n", "\nLIMIT 1")
    text.cutToLineEnd()
    expect(text, "MATCH (n) RETURN n", "LIMIT 1")
    text.cutBlankWord()
    expect(text, "MATCH (n) RETURN ", "LIMIT 1")
    text.cutToLineStart()
    expect(text, "", "LIMIT 1")
    text.cutWordForward()
    expect(text, "", " 1")
    text = buffer("a.bc ")
    text.cutWordBackward()
    expect(text, "a.", "")
  }

  @Test func `transposes and cleans`() {
    var text = buffer("ab", "c")
    text.transpose()
    expect(text, "acb", "")
    text.transpose()
    expect(text, "abc", "")
    text = EditBuffer()
    text.transpose()
    text.insert("a\r\nb\rc\td\u{1B}e")
    expect(text, "a\nb\nc  d e", "")
    text.replaceBefore(scalars: 2, with: "研")
    expect(text, "a\nb\nc  d研", "")
  }
}

@Suite struct EditorLayoutTests {
  private func layout(_ left: String, _ right: String = "", columns: Int = 12, rows: Int = 24) -> EditorLayout {
    var buffer = EditBuffer(left + right)
    for _ in right { buffer.moveLeft() }
    return EditorLayout(prompt: "> ", continuation: ". ", buffer: buffer, columns: columns, rowsMax: rows)
  }

  @Test func `lines get prompts, long ones wrap`() {
    let text = layout("MATCH\nRETURN 12345")
    #expect(text.rows == ["> MATCH", ". RETURN 123", "45"])
    #expect((text.cursorRow, text.cursorColumn) == (2, 2))
  }

  @Test func `a wide character never stands across the edge`() {
    let text = layout("123456789研究")
    #expect(text.rows == ["> 123456789", "研究"])
    #expect((text.cursorRow, text.cursorColumn) == (1, 4))
    let full = layout("12345678研")
    #expect(full.rows == ["> 12345678研", ""])
    #expect((full.cursorRow, full.cursorColumn) == (1, 0))
  }

  @Test func `the cursor stands between left and right`() {
    let text = layout("ab", "研\ncd")
    #expect(text.rows == ["> ab研", ". cd"])
    #expect((text.cursorRow, text.cursorColumn) == (0, 4))
  }

  @Test func `a text taller than the screen shows what is around the cursor`() {
    let text = layout("1\n2\n3\n4", "\n5\n6", rows: 3)
    #expect(text.rows == [". 2", ". 3", ". 4"])
    #expect((text.cursorRow, text.cursorColumn) == (2, 3))
    #expect(layout("", "1\n2\n3\n4", rows: 2).rows == ["> 1", ". 2"])
  }

  @Test func `no row is ever wider than the screen`() {
    for columns in 8...30 {
      let text = layout("MATCH (企业:Firm)-[:LOCATED_IN]->(园区)\nRETURN 企业.名称, 👩‍🔬, e\u{301}", " AS 很长很长的列名", columns: columns)
      for row in text.rows { #expect(row.reduce(0) { $0 + ($1.isASCII || $1 == "e\u{301}" ? 1 : 2) } <= columns) }
      #expect(text.cursorColumn < columns)
    }
  }
}
