// The floors of the house: which module may import which. The compiler checks that imports are declared; this checks that the
// declarations keep to the floors, and that the engine takes no third-party package and no Foundation.
import Testing

@Suite struct LayeringTests {
  /// What each module may import beside the standard library. The order is that of the floors.
  private static let allowed: [String: Set<String>] = [
    "GraphModel": ["Synchronization"],
    "GraphStorage": ["GraphModel", "Glibc", "Synchronization"],
    "GraphFormats": ["GraphModel", "Glibc", "Synchronization"],
    "CypherSyntax": ["GraphModel"],
    "QueryPlanner": ["GraphModel", "CypherSyntax", "Glibc"],
    "QueryExecution": ["GraphModel", "GraphStorage", "QueryPlanner", "Glibc", "Synchronization"],
    "GraphDatabase": [
      "GraphModel", "GraphStorage", "GraphFormats", "CypherSyntax", "QueryPlanner", "QueryExecution", "Glibc", "Synchronization",
    ],
    "Ecosystem": ["GraphModel", "GraphFormats", "GraphDatabase", "Glibc"],
    "innograph": ["GraphModel", "GraphFormats", "GraphDatabase", "Ecosystem", "ArgumentParser", "Glibc", "Synchronization", "Dispatch"],
  ]

  @Test func modulesImportOnlyTheFloorsBelow() throws {
    for (module, allowed) in LayeringTests.allowed {
      for file in try Checkout.files(below: "Sources/\(module)", ending: ".swift") {
        for imported in LayeringTests.imports(of: file) where !allowed.contains(imported) {
          Issue.record("\(file.path) imports \(imported), which \(module) may not")
        }
      }
    }
  }

  @Test func everyModuleHasItsRule() throws {
    let modules = Set(try Checkout.files(below: "Sources", ending: ".swift").compactMap { $0.path.split(separator: "/").dropFirst().first })
    for module in modules where LayeringTests.allowed[String(module)] == nil { Issue.record("no layering rule for \(module)") }
  }

  private static func imports(of file: Checkout.File) -> [String] {
    file.lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place < 2, words.count > place + 1 else { return nil }
      guard words[..<place].allSatisfy({ ["public", "package", "internal", "private", "@testable"].contains($0) }) else { return nil }
      let name = words[place + 1]
      return String(
        (["struct", "class", "enum", "func", "protocol"].contains(String(name)) && words.count > place + 2 ? words[place + 2] : name)
          .prefix { $0 != "." })
    }
  }
}
