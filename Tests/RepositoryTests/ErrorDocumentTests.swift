// Documentation/ERRORS.md is written from the registry of errors, and the registry knows every reason that the sources throw.
// `ERRORS_UPDATE=1 swift test --filter ErrorDocumentTests` rewrites the document.
import Foundation
import GraphModel
import Testing

@Suite struct ErrorDocumentTests {
  private static let document = "Documentation/ERRORS.md"

  private static func code(_ entry: ErrorEntry, _ kind: QueryError.Kind) -> String {
    QueryError(kind, entry.detail, "", phase: .runtime).code
  }

  private static var text: String {
    var lines = [
      "# Errors",
      "",
      "Every error of a query has a kind and a detail for programs, a message, the place in the text, and a hint at how to mend it. Kinds and",
      "details are those of the openCypher conformance kit where it has them; codes are those that drivers of Neo4j match. What a remark on a",
      "query that runs all the same may be stands in [QUERY-LANGUAGE.md](QUERY-LANGUAGE.md).",
      "",
      "This page is written from the registry of errors by a test.",
      "",
      "| detail | kind and code | what it means | hint |",
      "|---|---|---|---|",
    ]
    for entry in ErrorRegistry.all {
      let kinds = entry.kinds.map { "`\($0.rawValue)` `\(code(entry, $0))`" }.joined(separator: "<br>")
      lines.append("| `\(entry.detail)` | \(kinds) | \(cell(entry.meaning)) | \(cell(entry.mend)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "<", with: "&lt;")
  }

  @Test func theDocumentIsWrittenFromTheRegistry() throws {
    let place = Checkout.root.appendingPathComponent(Self.document)
    if ProcessInfo.processInfo.environment["ERRORS_UPDATE"] != nil { try Self.text.write(to: place, atomically: true, encoding: .utf8) }
    #expect(try Checkout.file(Self.document).text == Self.text)
  }

  @Test func theRegistryIsInOrderAndSaysEverything() {
    let details = ErrorRegistry.all.map(\.detail)
    #expect(details == details.sorted())
    #expect(Set(details).count == details.count)
    for entry in ErrorRegistry.all {
      #expect(!entry.kinds.isEmpty && entry.meaning.hasSuffix(".") && !entry.mend.isEmpty, "\(entry.detail)")
    }
  }

  /// The reasons that sources throw: the first text in capitals of a call that makes an error.
  private static let calls = [
    #"\.(?:compile|runtime)\(\s*\.\w+,\s*"(\w+)""#, #"QueryError\(\s*\.\w+,\s*"(\w+)""#, #"\bsyntax\(\s*"(\w+)""#,
    #": "(Invalid\w+)""#, #"SyntaxFailure\(\s*"(\w+)""#, #"detail: (?:String = )?"(\w+)""#,
    #"\b(?:error|fail)\(\s*"([A-Z][a-z]+[A-Z]\w+)""#,
  ]

  @Test func everyReasonThatIsThrownIsRegisteredAndNoOther() throws {
    var thrown: Set<String> = []
    for file in try Checkout.files(below: "Sources", ending: ".swift") where !file.path.hasSuffix("ErrorRegistry.swift") {
      for call in Self.calls {
        let expression = try NSRegularExpression(pattern: call)
        for match in expression.matches(in: file.text, range: NSRange(file.text.startIndex..., in: file.text)) {
          guard let range = Range(match.range(at: 1), in: file.text) else { continue }
          thrown.insert(String(file.text[range]))
        }
      }
    }
    let registered = Set(ErrorRegistry.all.map(\.detail))
    #expect(thrown.subtracting(registered).sorted() == [], "thrown but not in ErrorRegistry")
    #expect(registered.subtracting(thrown).sorted() == [], "in ErrorRegistry but thrown nowhere")
  }

  @Test func anErrorWithoutAMendOfItsOwnGetsThatOfItsReason() {
    for entry in ErrorRegistry.all {
      #expect(QueryError(entry.kinds[0], entry.detail, "", phase: .runtime).hint == entry.mend)
    }
    #expect(QueryError(.syntaxError, "UnexpectedSyntax", "", phase: .compileTime, hint: "own").hint == "own")
  }
}
