// What was entered before: kept across runs, found again.

import Glibc
import Testing

@testable import innograph

@Suite struct HistoryTests {
  @Test func `entries survive in a file, whatever they hold`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/state/innograph/history"
    var history = History(path: path)
    let entries = ["MATCH (n)\nRETURN n;", "RETURN 'a\\nb';", "RETURN '研究';", ":help"]
    for entry in entries { history.add(entry) }
    history.add(":help")
    history.add(" secret;")
    #expect(history.entries == entries)
    #expect(History(path: path).entries == entries)
  }

  @Test(arguments: ["", "a", "\\", "\\n", "a\nb\\\n", "\\\\n研"])
  func `an entry is one line and comes back`(entry: String) {
    let line = History.encoded(entry)
    #expect(!line.contains("\n"))
    #expect(History.decoded(line) == entry)
  }

  @Test func `search goes backwards, in any case`() throws {
    var history = History(path: nil)
    for entry in ["MATCH (a)", "RETURN 1", "match (b)", "RETURN 2"] { history.add(entry) }
    #expect(history.search("Match", before: 4) == 2)
    #expect(history.search("Match", before: 2) == 0)
    #expect(history.search("Match", before: 0) == nil)
    #expect(history.search("", before: 4) == nil)
    #expect(history.search("研", before: 99) == nil)
  }

  @Test func `only so many are kept`() {
    var history = History(path: nil)
    for number in 0..<(History.entriesMax + 10) { history.add("RETURN \(number)") }
    #expect(history.entries.count == History.entriesMax)
    #expect(history.entries.first == "RETURN 10")
  }
}
