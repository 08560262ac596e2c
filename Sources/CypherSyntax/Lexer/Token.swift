// What the lexer yields: kinds with places. A token holds no text; the text is read from the source where it is needed.
// Lines and columns count from one, columns in Unicode scalar values, offsets and lengths in UTF-8 bytes.

package import GraphModel

/// The smallest part of a text.
package struct Token: Hashable, Sendable {
  /// The kinds of tokens.
  package enum Kind: UInt8, Hashable, Sendable {
    /// A name or keyword without quotes.
    case word
    /// A name in backticks.
    case quotedName
    /// A string literal in single or double quotes.
    case stringLiteral
    /// Digits with a base, without a sign.
    case integerLiteral
    /// A number with a fraction or exponent, without a sign.
    case floatLiteral
    /// Something that begins like a number and is none.
    case malformedNumber
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, semicolon, colon, doubleColon, dot, doubleDot, dollar
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
    case plus, plusEqual, minus, star, slash, percent, caret
    case pipe, doublePipe, ampersand, exclamation
    /// A stretch that is no token; the lexer's result holds the error of the first.
    case failure
    /// The end of the text.
    case endOfText
  }

  /// The kind.
  package let kind: Kind
  /// The keyword that a word spells, if it spells one.
  package let keyword: Keyword?
  private let storedOffset: UInt32
  private let storedLength: UInt32
  private let storedLine: UInt32
  private let storedColumn: UInt32

  init(kind: Kind, keyword: Keyword? = nil, offset: Int, length: Int, line: Int, column: Int) {
    self.kind = kind
    self.keyword = keyword
    storedOffset = UInt32(clamping: offset)
    storedLength = UInt32(clamping: length)
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
  }

  /// The offset of the first byte.
  package var offset: Int { Int(storedOffset) }
  /// The offset after the last byte.
  package var end: Int { Int(storedOffset) + Int(storedLength) }
  /// The place of the token.
  package var span: SourceSpan {
    SourceSpan(offset: offset, length: Int(storedLength), line: Int(storedLine), column: Int(storedColumn))
  }
}

extension Token.Kind {
  /// How messages name the kind: the symbol in quotes, or a noun.
  var description: String {
    switch self {
    case .word, .quotedName: "a name"
    case .stringLiteral: "a string"
    case .integerLiteral, .floatLiteral, .malformedNumber: "a number"
    case .failure: "something unreadable"
    case .endOfText: "the end of the text"
    default: "'\(symbol)'"
    }
  }

  /// The symbol of a kind that is always spelt the same; empty for the others.
  var symbol: String {
    switch self {
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .comma: ","
    case .semicolon: ";"
    case .colon: ":"
    case .doubleColon: "::"
    case .dot: "."
    case .doubleDot: ".."
    case .dollar: "$"
    case .equal: "="
    case .notEqual: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .matches: "=~"
    case .plus: "+"
    case .plusEqual: "+="
    case .minus: "-"
    case .star: "*"
    case .slash: "/"
    case .percent: "%"
    case .caret: "^"
    case .pipe: "|"
    case .doublePipe: "||"
    case .ampersand: "&"
    case .exclamation: "!"
    default: ""
    }
  }

  /// The bracket that closes this one, if it opens.
  var closing: Token.Kind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }
}
