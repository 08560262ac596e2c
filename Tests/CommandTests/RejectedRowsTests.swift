// Messy files through the tool: which row, why, and what becomes of the rest.

#if CommandLine
  import Testing

  @testable import innograph

  @Suite struct RejectedRowsTests {
    /// Five rows of which two cannot be taken, and a relationship without an end.
    private func messy() throws -> TemporaryFolder {
      let folder = try TemporaryFolder()
      _ = try folder.write(
        "data/firms.csv",
        """
        id:ID(Firm),name,founded:int,:LABEL
        1,联影医疗,2011,Firm
        2,沪硅产业,20x5,Firm
        3,"中, 微",2004,Firm
        3,盛美,1998,Firm

        """)
      _ = try folder.write("data/supplies.csv", ":START_ID(Firm),:END_ID(Firm),:TYPE\n1,3,SUPPLIES\n1,9,SUPPLIES\n")
      return folder
    }

    private static let count = "MATCH (f:Firm) OPTIONAL MATCH (f)-[r]->() RETURN count(DISTINCT f) AS firms, count(r) AS links"

    @Test func `the first bad row ends the load with file, line, column and reason`() throws {
      let folder = try messy()
      let outcome = try ToolProcess.run("query", "-e", Self.count, "--data", folder.path + "/data")
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("'20x5'"))
      #expect(outcome.errors.contains("firms.csv:3:3"))
    }

    @Test func `skip leaves bad rows out and says how many`() throws {
      let folder = try messy()
      let outcome = try ToolProcess.run(
        "query", "-e", Self.count, "--format", "csv", "--data", folder.path + "/data", "--on-error", "skip")
      #expect(outcome.status == 0)
      #expect(outcome.output == "firms,links\n2,1\n")
      #expect(outcome.errors == "3 rows were left out\n")
    }

    @Test func `report tells each row left out with its place`() throws {
      let folder = try messy()
      let outcome = try ToolProcess.run(
        "query", "-e", Self.count, "--format", "csv", "--data", folder.path + "/data", "--on-error", "report")
      #expect(outcome.status == 0)
      #expect(outcome.output == "firms,links\n2,1\n")
      for place in ["firms.csv:3:3", "firms.csv:5", "supplies.csv:3", "3 rows were left out"] { #expect(outcome.errors.contains(place)) }
    }

    @Test func `rejects keeps the rows in a file that can be read again`() throws {
      let folder = try messy()
      let rejects = folder.path + "/rejects.csv"
      let outcome = try ToolProcess.run("query", "-e", Self.count, "--data", folder.path + "/data", "--rejects", rejects)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "3 rows were left out; they stand in \(rejects)\n")
      let lines = try #require(folder.read("rejects.csv")).split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines[0] == "file,line,column,code,reason,row")
      #expect(lines[1].contains("firms.csv,3,3,") && lines[1].contains("\"2,沪硅产业,20x5,Firm\""))
    }

    @Test(arguments: [["--on-error", "skip"], ["--on-error", "sometimes", "--data", "x"], ["--rejects", "x.csv"]])
    func `policies without data, and unknown ones, are usage errors`(options: [String]) throws {
      let outcome = try ToolProcess.run(["query", "-e", "RETURN 1"] + options)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("error: "))
    }

    @Test func `a file for rejects that cannot be written is told`() throws {
      let folder = try messy()
      let outcome = try ToolProcess.run(
        "query", "-e", Self.count, "--data", folder.path + "/data", "--rejects", folder.path + "/nowhere/rejects.csv")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("cannot write"))
    }
  }
#endif
