// Style as tests: what a reader of any file may count on.
import Foundation
import Testing

@Suite struct TidyTests {
  @Test func everySourceFileOpensWithAParagraph() throws {
    for file in try Checkout.files(below: "Sources", ending: ".swift") {
      let header = file.lines.prefix { $0.hasPrefix("//") && !$0.hasPrefix("///") }
      if header.joined(separator: " ").count < 24 { Issue.record("\(file.path) does not say what lives in it") }
    }
  }

  @Test func noFileHoldsTwoIdeas() throws {
    for file in try Checkout.files(below: "Sources", ending: ".swift") where file.lines.count > 500 {
      Issue.record("\(file.path) has \(file.lines.count) lines; 500 are the most")
    }
  }

  @Test func nothingForcesATrapOnOutsideData() throws {
    let banned = ["try!", "as!", "fatalError(", ".unsafelyUnwrapped"]
    for file in try Checkout.files(below: "Sources", ending: ".swift") {
      for (number, line) in file.lines.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for call in banned where line.contains(call) && !line.contains("// safe:") {
          Issue.record("\(file.path):\(number + 1) uses \(call); give the error a way out, or say after '// safe:' why it cannot happen")
        }
      }
    }
  }

  @Test func onlyTheToolPrintsAndExits() throws {
    for file in try Checkout.files(below: "Sources", ending: ".swift") where !file.path.hasPrefix("Sources/innograph/") {
      for (number, line) in file.lines.enumerated() {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("print(") || code.hasPrefix("exit(") || code.hasPrefix("debugPrint(") {
          Issue.record("\(file.path):\(number + 1) prints or exits")
        }
      }
    }
  }

  @Test func namesSayWhatTheyAre() throws {
    let banned = ["Utils", "Utilities", "Helpers", "Helper", "Common", "Manager", "Misc"]
    for file in try Checkout.files(below: "Sources", ending: ".swift") {
      let name = file.path.split(separator: "/").last ?? ""
      for word in banned where name.contains(word) { Issue.record("\(file.path): '\(word)' does not say what it is") }
    }
  }

  @Test func linksInDocumentsLeadSomewhere() throws {
    let documents =
      try Checkout.files(below: "Documentation", ending: ".md")
      + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md"].map(Checkout.file)
    for document in documents {
      let folder = document.path.split(separator: "/").dropLast().joined(separator: "/")
      for link in TidyTests.links(in: document.text) where !link.hasPrefix("http") && !link.hasPrefix("#") {
        let path = String(link.prefix { $0 != "#" })
        let target = Checkout.root.appendingPathComponent(folder).appendingPathComponent(path).standardizedFileURL
        if (try? target.checkResourceIsReachable()) != true { Issue.record("\(document.path) links to \(link), which is not there") }
      }
    }
  }

  private static func links(in text: String) -> [String] {
    var links: [String] = []
    var rest = text[...]
    while let place = rest.range(of: "](") {
      rest = rest[place.upperBound...]
      guard let end = rest.firstIndex(of: ")") else { break }
      links.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return links
  }
}
