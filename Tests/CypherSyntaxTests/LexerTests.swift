// Tokens and their places.

import CypherSyntax
import GraphModel
import Testing

@Suite struct LexerTests {
  /// The tokens of a text as `kind:spelling`, without the last.
  private func tokens(_ text: String) -> [String] {
    let lexed = Lexer.tokens(in: text)
    return lexed.list.dropLast().map { "\($0.kind):\(lexed.source.text(of: $0.span))" }
  }

  @Test func numbersAndDots() {
    #expect(tokens("1..3") == ["integerLiteral:1", "doubleDot:..", "integerLiteral:3"])
    #expect(tokens("1.5 .5 1.e") == ["floatLiteral:1.5", "floatLiteral:.5", "integerLiteral:1", "dot:.", "word:e"])
    #expect(tokens("*..3") == ["star:*", "doubleDot:..", "integerLiteral:3"])
    #expect(tokens("1...5") == ["integerLiteral:1", "doubleDot:..", "floatLiteral:.5"])
    #expect(tokens("n.5") == ["word:n", "floatLiteral:.5"])
    #expect(tokens("1e5 1e+5 1e 0x1f 0xg 0o7 0o8 012 01.5 9a 5个")
      == [
        "floatLiteral:1e5", "floatLiteral:1e+5", "malformedNumber:1e", "integerLiteral:0x1f", "malformedNumber:0xg", "integerLiteral:0o7",
        "malformedNumber:0o8", "malformedNumber:012", "floatLiteral:01.5", "malformedNumber:9a", "malformedNumber:5个",
      ])
  }

  @Test func symbolsAreLongest() {
    #expect(tokens("<><=>=<-->") == ["notEqual:<>", "lessOrEqual:<=", "greaterOrEqual:>=", "less:<", "minus:-", "minus:-", "greater:>"])
    #expect(tokens("=~+=||::..") == ["matches:=~", "plusEqual:+=", "doublePipe:||", "doubleColon:::", "doubleDot:.."])
  }

  @Test func namesMayBeInAnyScript() {
    #expect(tokens("平台 größe _x ‿y a€ Ａ名") == ["word:平台", "word:größe", "word:_x", "word:‿y", "word:a€", "word:Ａ名"])
    #expect(tokens("`a b` `` ```` `a``b`") == ["quotedName:`a b`", "quotedName:``", "quotedName:````", "quotedName:`a``b`"])
    #expect(tokens("（n）") == ["failure:（", "word:n", "failure:）"])
  }

  @Test func commentsAndSpacesAreDropped() {
    #expect(tokens("a//b\nc/*d*/e/**/\u{3000}f\u{A0}/") == ["word:a", "word:c", "word:e", "word:f", "slash:/"])
  }

  @Test func linesAndColumnsCountScalars() {
    let list = Lexer.tokens(in: "平台 x\r\n  y\rz\n'a\nb' w").list
    let places = list.map { "\($0.span.line):\($0.span.column)@\($0.span.offset)+\($0.span.length)" }
    #expect(places == ["1:1@0+6", "1:4@7+1", "2:3@12+1", "3:1@14+1", "4:1@16+5", "5:4@22+1", "5:5@23+0"])
  }

  @Test func readingGoesOnAfterAFailure() {
    let lexed = Lexer.tokens(in: "a ? b § c 'd")
    #expect(lexed.list.map(\.kind) == [.word, .failure, .word, .failure, .word, .failure, .endOfText])
    #expect(lexed.failure?.span?.offset == 2)
    #expect(lexed.endsInside)
  }

  @Test func keywordsAreKnownInAnyCase() {
    #expect(Lexer.tokens(in: "MATCH match MaTcH matches").list.map(\.keyword) == [.match, .match, .match, nil, nil])
    #expect(Keyword.completions.contains("MATCH"))
    #expect(Keyword.completions == Keyword.completions.sorted())
  }
}
