// The tool as a newcomer meets it, before any graph: help, mistakes, exit codes, which stream says what.

#if CommandLine
  import Testing

  @testable import innograph

  @Suite struct ToolRunTests {
    static let subcommands = ["query", "shell", "session", "schema", "explain", "export", "completions", "bench"]

    @Test func `without arguments it says what it can do`() throws {
      let outcome = try ToolProcess.run("--help")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      for name in Self.subcommands { #expect(outcome.output.contains(name)) }
    }

    @Test(arguments: subcommands) func `every subcommand has help with examples`(name: String) throws {
      let outcome = try ToolProcess.run(name, "--help")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("innograph \(name)"))
      for line in outcome.output.split(separator: "\n") where !line.hasPrefix("USAGE: ") { #expect(line.count <= 80) }
    }

    @Test(arguments: [
      ["qeury"], ["query"], ["query", "-e", "RETURN 1", "--frmat", "json"], ["query", "-e", "RETURN 1", "--format", "xml"],
      ["query", "a.cypher", "-e", "RETURN 1"], ["query", "/nowhere.cypher"], ["query", "-e", "RETURN 1", "--timeout", "0"],
      ["query", "-e", "RETURN 1", "--memory", "-1"], ["query", "-e", "RETURN $x", "--param", "x"], ["query", "-e", "  // nothing"],
      ["query", "-e", "RETURN 1", "--explain", "--profile"], ["query", "-e", "RETURN 1", "--params-file", "/nowhere.json"],
      ["session", "--fresh", "--data", "x"], ["completions", "tcsh"], ["bench"], ["export"], ["export", "--format", "csv"],
      ["export", "--output", "x.foo"], ["bench", "--requests", "/nowhere", "--responses", "-"],
    ])
    func `a mistake is told on standard error with status 2`(arguments: [String]) throws {
      let outcome = try ToolProcess.run(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("error: "))
      #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test func `a misspelt option is told before anything else`() throws {
      let outcome = try ToolProcess.run("query", "-e", "RETURN 1", "--stast")
      #expect(outcome.errors.contains("Unknown option '--stast'"))
      #expect(outcome.errors.contains("Did you mean '--stats'?"))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `completions are scripts`(shell: String) throws {
      let outcome = try ToolProcess.run("completions", shell)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("innograph"))
      for name in Self.subcommands { #expect(outcome.output.contains(name)) }
    }

    @Test func `a file that is not UTF-8 is refused with its line`() throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("bad.cypher", Array("RETURN 1;\n// \u{7814}\n".utf8) + [0xC3, 0x28])
      let outcome = try ToolProcess.run("query", path)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("not valid UTF-8: byte 0xc3 on line 3"))
    }
  }
#endif
