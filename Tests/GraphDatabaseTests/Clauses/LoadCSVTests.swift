// LOAD CSV: rows as they stand, from files under one folder alone.
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct LoadCSVTests {
  /// A folder with files, and one beside it.
  private final class Folder {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("load-csv-\(UUID().uuidString)")
    var imports: URL { root.appendingPathComponent("imports") }

    init(_ files: [String: String] = [:]) throws {
      try FileManager.default.createDirectory(at: imports.appendingPathComponent("deep"), withIntermediateDirectories: true)
      for (name, text) in files { try text.write(to: imports.appendingPathComponent(name), atomically: true, encoding: .utf8) }
      try "secret\n".write(to: root.appendingPathComponent("outside.csv"), atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var options: QueryOptions {
      var options = QueryOptions()
      options.importDirectory = imports.path
      return options
    }
  }

  @Test func rowsAreListsOrWithHeadersMaps() throws {
    let folder = try Folder([
      "a.csv": "id,name,note\n1,联影,\"a, \"\"b\"\"\"\n2,,\"\"\n", "semi.csv": "x;y\n1;2\n", "deep/b.csv": "1\n2\n", "with space.csv": "1\n",
    ])
    let all = try rows("LOAD CSV FROM 'a.csv' AS row RETURN row", options: folder.options)
    #expect(all == [[["id", "name", "note"]], [["1", "联影", "a, \"b\""]], [["2", nil, ""]]])
    let named = try rows(
      "LOAD CSV WITH HEADERS FROM 'file:///a.csv' AS row RETURN toInteger(row.id) AS id, row.name, row.note, row.nothing",
      options: folder.options)
    #expect(named == [[1, "联影", "a, \"b\"", nil], [2, nil, "", nil]])
    #expect(try rows("LOAD CSV FROM 'semi.csv' AS row FIELDTERMINATOR ';' RETURN row[1]", options: folder.options) == [["y"], ["2"]])
    #expect(try rows("UNWIND ['deep/b.csv', 'semi.csv'] AS f LOAD CSV FROM f AS r RETURN count(*)", options: folder.options) == [[4]])
    #expect(try rows("LOAD CSV FROM 'file:///with%20space.csv' AS r RETURN r", options: folder.options) == [[["1"]]])
    #expect(try rows("LOAD CSV FROM null AS r RETURN r", options: folder.options) == [])
  }

  @Test func rowsAreWrittenAsTheyCome() throws {
    let lines = (1...20_000).map { "\($0),n\($0)" }.joined(separator: "\n")
    let folder = try Folder(["big.csv": "id,name\n" + lines])
    let database = Database()
    var options = folder.options
    options.memoryBytesMax = 8 << 20
    let written = try database.query(
      "LOAD CSV WITH HEADERS FROM 'big.csv' AS row CREATE (:Firm {id: toInteger(row.id), name: row.name})", options: options)
    #expect(written.statistics.nodesCreated == 20_000)
    #expect(try rows("MATCH (n:Firm) RETURN sum(n.id)", on: database) == [[200_010_000]])
    let plan = try database.query("EXPLAIN LOAD CSV FROM 'big.csv' AS row CREATE (:A {x: row[0]})", options: options).plan
    #expect(plan?.contains("Eager") == false)
  }

  @Test func noFileIsReadWithoutAFolder() {
    let error = failure("LOAD CSV FROM '/etc/passwd' AS r RETURN r")
    #expect(error?.detail == "ExternalResourceFailed" && error?.hint?.contains("--import-dir") == true)
  }

  @Test func nothingOutsideOfTheFolderIsRead() throws {
    let folder = try Folder(["a.csv": "1\n"])
    try FileManager.default.createSymbolicLink(
      at: folder.imports.appendingPathComponent("link.csv"), withDestinationURL: folder.root.appendingPathComponent("outside.csv"))
    try FileManager.default.createSymbolicLink(
      at: folder.imports.appendingPathComponent("inner.csv"), withDestinationURL: folder.imports.appendingPathComponent("a.csv"))
    for name in [
      "../outside.csv", "file:///../outside.csv", "file:///%2e%2e/outside.csv", "link.csv", "deep/../../outside.csv",
      folder.root.appendingPathComponent("outside.csv").path, "/etc/passwd", "file:///etc/passwd", "deep", ".", "", "/dev/zero",
      "http://example.org/a.csv", "https://example.org/a.csv", "ftp://x/a", "file://host/a.csv", "missing.csv", "a.csv\u{0}b",
      "file:///%zz",
    ] {
      let error = failure("LOAD CSV FROM $f AS r RETURN r", parameters: ["f": .string(name)], options: folder.options)
      #expect(error?.detail == "ExternalResourceFailed", "\(name): \(error?.message ?? "")")
    }
    for name in ["a.csv", "inner.csv", "./a.csv", "deep/../a.csv", folder.imports.appendingPathComponent("a.csv").path] {
      #expect(try rows("LOAD CSV FROM $f AS r RETURN r", parameters: ["f": .string(name)], options: folder.options) == [[["1"]]], "\(name)")
    }
  }

  @Test func whatIsNoTableIsRefusedWithItsLine() throws {
    let folder = try Folder(["quote.csv": "a\nb\n\"c\n", "stray.csv": "a\"b\n"])
    let error = failure("LOAD CSV FROM 'quote.csv' AS r RETURN r", options: folder.options)
    #expect(error?.detail == "ExternalResourceFailed" && error?.message.contains("line 3") == true, "\(error?.message ?? "")")
    #expect(failure("LOAD CSV FROM 'stray.csv' AS r RETURN r", options: folder.options)?.message.contains("line 1") == true)
    for terminator in ["", "ab", "\"", "\n", "，"] {
      let error = failure(
        "CALL io.csv('stray.csv', false, $t) YIELD row RETURN row", parameters: ["t": .string(terminator)], options: folder.options)
      #expect(error?.detail == "InvalidArgumentValue", "\(terminator)")
    }
    #expect(failure("LOAD CSV FROM 1 AS r RETURN r", options: folder.options)?.phase == .compileTime)
    #expect(failure("WITH 1 AS r LOAD CSV FROM 'a' AS r RETURN r", options: folder.options)?.detail == "VariableAlreadyBound")
    #expect(failure("LOAD CSV FROM 'stray.csv' AS r", options: folder.options)?.detail == "InvalidClauseComposition")
  }
}
