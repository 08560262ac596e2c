// Seeded mutations of the corpus: whatever comes out parses or is refused with a place inside the text, without crash or hang;
// what parses prints back to an equal tree.

import CypherSyntax
import Foundation
import GraphModel
import Testing

@Suite struct FuzzTests {
  /// How many mutants are tried; INNOGRAPH_FUZZ sets another number.
  private static let rounds = ProcessInfo.processInfo.environment["INNOGRAPH_FUZZ"].flatMap { Int($0) } ?? 6_000
  private static let seed = ProcessInfo.processInfo.environment["INNOGRAPH_SEED"].flatMap { UInt64($0) } ?? 2_024

  @Test func mutantsDoNoHarm() throws {
    let statements = try Corpus.allStatements()
    let pieces = statements.map { text in Lexer.tokens(in: text).list.dropLast().map { SourceText(text).text(of: $0.span) } }
    for round in 0..<Self.rounds {
      var random = SeededRandom(seed: Self.seed &+ UInt64(round))
      let text = round.isMultiple(of: 3) ? byteMutant(of: statements, &random) : tokenMutant(of: pieces, &random)
      check(text, "seed \(Self.seed), round \(round)")
    }
  }

  private func check(_ text: String, _ place: String) {
    do {
      let statement = try Parser.statement(in: text)
      let printed = Printer.text(of: statement)
      do {
        let again = try Parser.statement(in: printed)
        #expect(again == statement, "\(place): \(text) ⟶ \(printed)")
      } catch {
        Issue.record("\(place): \(text) ⟶ \(QueryDiagnostic.text(error, source: printed))")
      }
    } catch {
      let span = error.span
      #expect(span != nil && span.map { $0.offset >= 0 && $0.offset + $0.length <= text.utf8.count } == true, "\(place): \(text)")
      #expect(!QueryDiagnostic.text(error, source: text).isEmpty)
    }
    _ = try? Script.statements(in: text)
  }

  /// A statement with some tokens left out, doubled, exchanged or taken from another statement.
  private func tokenMutant(of statements: [[String]], _ random: inout SeededRandom) -> String {
    var tokens = statements.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &random) where !tokens.isEmpty {
      let place = Int.random(in: 0..<tokens.count, using: &random)
      let other = statements.randomElement(using: &random) ?? []
      switch Int.random(in: 0..<5, using: &random) {
      case 0: tokens.remove(at: place)
      case 1: tokens.insert(tokens[place], at: place)
      case 2: tokens.swapAt(place, Int.random(in: 0..<tokens.count, using: &random))
      case 3: tokens[place] = other.randomElement(using: &random) ?? ""
      default:
        let start = Int.random(in: 0...other.count, using: &random)
        tokens.insert(contentsOf: other[start...].prefix(Int.random(in: 0...8, using: &random)), at: place)
      }
    }
    return tokens.joined(separator: " ")
  }

  /// A statement with some bytes changed.
  private func byteMutant(of statements: [String], _ random: inout SeededRandom) -> String {
    var bytes = Array((statements.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      default: bytes.insert("()[]{}<>-=.,:;|&!$`'\"\\/*+ 1a".utf8.randomElement(using: &random) ?? 0, at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
