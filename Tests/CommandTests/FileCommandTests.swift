// The commands that look after a database file: what they do, what they say, and their exit codes.

#if CommandLine
  import Foundation
  import GraphDatabase
  import GraphFormats
  import GraphModel
  import Testing

  @Suite struct FileCommandTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/eco.graph" }

    init() throws { folder = try TemporaryFolder() }

    /// A closed database of three nodes and a relationship.
    private func make() throws {
      let database = try Database(path: path)
      try database.query(
        """
        CREATE (f:Firm {name: '联影医疗', founded: date('2011-03-21')})-[:IN {since: 2011}]->(p:Park {name: '嘉定'}), (:Empty)
        """)
      try database.query("CREATE CONSTRAINT firm_name FOR (f:Firm) REQUIRE f.name IS UNIQUE")
      database.close()
    }

    private func damage() throws {
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let name = Array("联影医疗".utf8)
      let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
      bytes[place] ^= 0x20
      try folder.write("eco.graph", bytes)
    }

    private func count(_ file: String) throws -> Int? {
      try Database(path: file).query("MATCH (n) RETURN count(n)").rows[0][0].integerValue.map { Int($0) }
    }

    @Test func `check and status tell of a sound file`() throws {
      try make()
      for command in [["check", path], ["check", "--database", path], ["status", path], ["status", "--database", path]] {
        let outcome = try ToolProcess.run(command)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output.hasPrefix("\(path): closed\n") && outcome.output.contains("nodes: 3"))
        #expect(outcome.output.hasSuffix("sound\n") == (command[0] == "check"))
        let json = try ToolProcess.run(command + ["--json"])
        let tree = try JSONTree.parse(Array(json.output.utf8), file: "output", line: 1)
        guard case .boolean(true)? = tree["sound"]?.content, case .integer(3)? = tree["figures"]?["nodes"]?.content else {
          Issue.record("\(json.output)")
          continue
        }
      }
    }

    @Test func `check tells damage with file, byte and mend`() throws {
      try make()
      try damage()
      let outcome = try ToolProcess.run("check", path)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("damaged: \(path)") && outcome.output.contains("innograph salvage"))
      let json = try ToolProcess.run("check", "--database", path, "--json")
      #expect(json.status == 1)
      let tree = try JSONTree.parse(Array(json.output.utf8), file: "output", line: 1)
      guard case .array(let findings)? = tree["findings"]?.content, let finding = findings.first,
        case .string("damaged")? = finding["code"]?.content, case .integer(let offset)? = finding["offset"]?.content,
        case .integer(let page)? = finding["page"]?.content, case .string? = finding["hint"]?.content
      else {
        Issue.record("\(json.output)")
        return
      }
      #expect(offset / 4_096 == page && page >= 3)
      let query = try ToolProcess.run("query", "--database", path, "-e", "MATCH (f:Firm) RETURN f.name")
      #expect(query.status == 1 && query.output == "" && query.errors.contains(path) && query.errors.contains("hint: "))
    }

    @Test func `salvage takes what is whole and says what is not`() throws {
      try make()
      let whole = try ToolProcess.run("salvage", path, folder.path + "/whole.graph")
      #expect(whole.status == 0 && whole.errors == "")
      #expect(try count(folder.path + "/whole.graph") == 3)
      try damage()
      let part = try ToolProcess.run("salvage", "--database", path, folder.path + "/part.graph")
      #expect(part.status == 1 && part.errors.contains("left out: \(path)"))
      #expect(try count(folder.path + "/part.graph") == 3)
      #expect(try ToolProcess.run("check", folder.path + "/part.graph").status == 0)
      try folder.write("eco.graph", [UInt8](repeating: 7, count: 9_000))
      let nothing = try ToolProcess.run("salvage", path, folder.path + "/nothing.graph")
      #expect(nothing.status == 2 && !FileManager.default.fileExists(atPath: folder.path + "/nothing.graph"))
    }

    @Test func `a backup is restored to a new name and never over another file`() throws {
      try make()
      let backup = folder.path + "/backup.graph"
      #expect(try ToolProcess.run("backup", "--database", path, backup).status == 0)
      for command in [
        ["backup", path, backup], ["restore", backup, path], ["restore", backup, "--database", path], ["salvage", path, backup],
      ] {
        let outcome = try ToolProcess.run(command)
        #expect(outcome.status == 2 && outcome.errors.contains("hint: choose another name"), "\(command)")
      }
      #expect(try ToolProcess.run("restore", backup, "--database", folder.path + "/again.graph").status == 0)
      #expect(try count(folder.path + "/again.graph") == 3)
      try folder.write("text.graph", "no database")
      let outcome = try ToolProcess.run("restore", folder.path + "/text.graph", folder.path + "/x.graph")
      #expect(outcome.status == 2 && outcome.errors.contains("notADatabase"))
    }

    @Test func `compact gives free space back`() throws {
      let database = try Database(path: path)
      try database.query("UNWIND range(1, 20000) AS i CREATE (:Firm {text: 'a text that takes room ' + toString(i)})")
      try database.checkpoint()
      try database.query("MATCH (f:Firm) DELETE f")
      database.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: path)).count
      #expect(try ToolProcess.run("compact", "--database", path).status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count < before / 4)
      #expect(try ToolProcess.run("check", path).status == 0)
      let held = try Database(path: path)
      let outcome = try ToolProcess.run("compact", path)
      #expect(outcome.status == 2 && outcome.errors.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
      held.close()
    }

    @Test func `what is missing or too much is told with its mend`() throws {
      try make()
      let commands = [
        ["check"], ["status"], ["compact"], ["dump", path], ["backup", path], ["restore", path], ["load", path], ["salvage", path],
        ["check", path, path], ["status", "--database", path, path], ["dump", path, "a", "b"], ["backup", "--database", path],
        ["import"], ["import", path],
      ]
      for command in commands {
        let outcome = try ToolProcess.run(command, folder: folder.path)
        #expect(outcome.status == 2 && outcome.output == "" && outcome.errors.hasPrefix("error: "), "\(command): \(outcome.errors)")
      }
      for command in [
        ["check", "nowhere.graph"], ["status", "nowhere.graph"], ["compact", "nowhere.graph"], ["dump", "nowhere.graph", "d"],
        ["backup", "nowhere.graph", "b.graph"], ["restore", "nowhere.graph", "r.graph"], ["salvage", "nowhere.graph", "s.graph"],
        ["load", "nowhere", "l.graph"], ["import", "nowhere.csv", "--database", "i.graph"],
      ] {
        let outcome = try ToolProcess.run(command, folder: folder.path)
        #expect(outcome.status == 2 && outcome.errors.contains("nowhere"), "\(command): \(outcome.errors)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["eco.graph"], "a command that failed leaves nothing behind")
    }

    @Test func `import makes all or nothing`() throws {
      let nodes = try folder.write("nodes.csv", "id:ID,:LABEL,n:int\na,Firm,1\nb,Firm,2\n")
      let bad = try folder.write("bad.csv", "id:ID,:LABEL,n:int\nc,Firm,1\nd,Firm,many\n")
      let failed = try ToolProcess.run("import", nodes, bad, "--database", path)
      #expect(failed.status == 2 && failed.errors.contains("bad.csv:3") && !FileManager.default.fileExists(atPath: path))
      let rejects = folder.path + "/left-out.csv"
      let taken = try ToolProcess.run("import", nodes, bad, "--database", path, "--rejects", rejects)
      #expect(taken.status == 0 && taken.errors.contains("3 nodes"))
      #expect(folder.read("left-out.csv")?.contains("many") == true)
      #expect(try count(path) == 3)
      let again = try ToolProcess.run("import", nodes, "--database", path)
      #expect(again.status == 2 && again.errors.contains(path))
      #expect(try count(path) == 3)
    }

    @Test func `a second writer is told who holds the file`() throws {
      try make()
      let held = try Database(path: path)
      let outcome = try ToolProcess.run("query", "--database", path, "-e", "CREATE (:Firm)")
      #expect(outcome.status == 2 && outcome.errors.contains("in process \(ProcessInfo.processInfo.processIdentifier)"))
      #expect(outcome.errors.contains("hint: ") && outcome.errors.contains(path))
      let reader = try ToolProcess.run(
        "query", "--database", path, "--read-only", "-e", "MATCH (n) RETURN count(n) AS n", "--format", "csv")
      #expect(reader.status == 0 && reader.output == "n\n3\n")
      held.close()
    }
  }
#endif
