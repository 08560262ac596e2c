// The shell: over a pipe as scripts use it, and on a terminal (a pseudo-terminal) as people do.

#if CommandLine
  import Foundation
  import Glibc
  import Testing

  @testable import innograph

  @Suite struct ShellRunTests {
    private func graph() throws -> (folder: TemporaryFolder, path: String) {
      let folder = try TemporaryFolder()
      return (folder, try folder.write("g.cypher", "CREATE (:Firm {name: '联影医疗'})-[:LOCATED_IN]->(:Park {name: '张江'});"))
    }

    @Test func `statements and commands of a pipe run, and the status tells whether all went well`() throws {
      let (_, path) = try graph()
      let good = """
        :format csv
        :param name 张江
        MATCH (p:Park {name: $name}) // a remark; with a semicolon
        RETURN p.name AS name;
        :begin
        CREATE (:Firm);
        :rollback
        MATCH (f:Firm) RETURN count(*) AS firms; RETURN ':no command' AS x;
        :params
        RETURN 3 AS last
        """
      let outcome = try ToolProcess.run("shell", "--data", path, input: good)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output == "name\n张江\nfirms\n1\nx\n:no command\nname = '张江'\nlast\n3\n")
    }

    @Test func `a failure is told with its line, the rest still runs, the status is 1`() throws {
      let (_, path) = try graph()
      let outcome = try ToolProcess.run(
        "shell", "--data", path, "--format", "csv", input: "RETURN 1 AS a;\n\nRETURN b;\n:nothing\nRETURN 2 AS c;\n")
      #expect(outcome.status == 1)
      #expect(outcome.output == "a\n1\nc\n2\n")
      #expect(outcome.errors.contains("at standard input:3:8"))
      #expect(outcome.errors.contains("unknown command ':nothing'"))
    }

    @Test func `files run files, but not for ever`() throws {
      let (folder, path) = try graph()
      try folder.write("a.cypher", ":source \(folder.path)/b.cypher\nRETURN 1 AS a;\n")
      try folder.write("b.cypher", "RETURN 2 AS b;")
      try folder.write("loop.cypher", ":source \(folder.path)/loop.cypher")
      let outcome = try ToolProcess.run("shell", "--data", path, "--format", "csv", input: ":source \(folder.path)/a.cypher")
      #expect(outcome.output == "b\n2\na\n1\n")
      let loop = try ToolProcess.run("shell", "--data", path, input: ":source \(folder.path)/loop.cypher")
      #expect(loop.status == 1)
      #expect(loop.errors.contains("deep"))
    }

    @Test func `a terminal edits lines, completes names, answers and remembers`() throws {
      let (folder, path) = try graph()
      let terminal = try PseudoTerminal(["shell", "--data", path], home: folder.path)
      try terminal.expectNewLine()
      terminal.type("MATCH (n:Pa\t) RETURN n.na\t AS 名称\r")
      try terminal.expect("...> ")
      terminal.type(";\r")
      try terminal.expect("张江")
      try terminal.expect("1 row")
      try terminal.expectNewLine()
      terminal.type("RETURN '研究x\u{7F}院' AS 词;\r")
      try terminal.expect("'研究院'")
      try terminal.expect("1 row")
      try terminal.expectNewLine()
      terminal.type("abandoned\u{3}")
      try terminal.expectNewLine()
      terminal.type("\u{12}MATCH\r")
      try terminal.expect("张江")
      try terminal.expect("1 row")
      try terminal.expectNewLine()
      terminal.type(":export \(folder.path)/answer.csv\r")
      try terminal.expectNewLine()
      terminal.type("\u{4}")
      #expect(terminal.waitForEnd() == 0)
      #expect(folder.read("answer.csv") == "名称\n张江\n")
      #expect(folder.read(".local/state/innograph/history")?.contains("MATCH (n:Park) RETURN n.name AS 名称\\n;") == true)
    }

    @Test func `Ctrl-C stops a query and the shell goes on`() throws {
      let (folder, path) = try graph()
      let terminal = try PseudoTerminal(["shell", "--data", path, "--format", "csv"], home: folder.path)
      try terminal.expectNewLine()
      terminal.type("UNWIND range(1, 1000000000) AS 数 RETURN 数;\r")
      try terminal.expect("1000\r\n")
      terminal.interrupt()
      try terminal.expect("interrupted")
      try terminal.expectNewLine()
      terminal.type(":quit\r")
      #expect(terminal.waitForEnd() == 0)
    }
  }

  /// The tool on a terminal of its own.
  private final class PseudoTerminal {
    private let process = Process()
    private let main: Int32
    private var seen: [UInt8] = []
    private static let secondsMax: Int32 = 60

    struct Failure: Error { let text: String }

    init(_ arguments: [String], home: String) throws {
      main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var unlocked: Int32 = 0
      var number: Int32 = 0
      // TIOCSPTLCK and TIOCGPTN, whose macros Swift does not import.
      guard main >= 0, ioctl(main, 0x4004_5431, &unlocked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
        throw Failure(text: "no pseudo-terminal")
      }
      let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
      _ = ioctl(main, UInt(TIOCSWINSZ), &size)
      let handle = FileHandle(fileDescriptor: other, closeOnDealloc: true)
      process.executableURL = URL(fileURLWithPath: ToolProcess.path)
      process.arguments = arguments
      process.environment = ["HOME": home, "TERM": "xterm", "PATH": "/usr/bin:/bin"]
      process.standardInput = handle
      process.standardOutput = handle
      process.standardError = handle
      try process.run()
      try handle.close()
    }

    deinit {
      if process.isRunning { process.terminate() }
      close(main)
    }

    func type(_ text: String) {
      let bytes = Array(text.utf8)
      _ = bytes.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
    }

    func interrupt() { process.interrupt() }

    /// Waits until a line is edited anew. The prompt alone tells nothing, for it is painted again with every key; what is typed
    /// before the terminal is in raw mode would go to the terminal's own line editing.
    func expectNewLine() throws {
      try expect("\u{1B}[?2004h")
      try expect("innograph> ")
    }

    /// Reads until a text has come since the last one that was expected.
    func expect(_ text: String) throws {
      let wanted = Array(text.utf8)
      while true {
        if let end = Self.end(of: wanted, in: seen) {
          seen.removeFirst(end)
          return
        }
        guard read() else { throw Failure(text: "expected \(text) in: \(String(decoding: seen, as: UTF8.self))") }
      }
    }

    private static func end(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
      guard bytes.count >= wanted.count else { return nil }
      return (0...(bytes.count - wanted.count)).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }.map { $0 + wanted.count }
    }

    /// Reads once; `false` at the end, or when nothing comes for long.
    private func read() -> Bool {
      var waiting = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.secondsMax * 1_000) > 0 else { return false }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let count = Glibc.read(main, &block, block.count)
      guard count > 0 else { return false }
      seen += block[..<count]
      return true
    }

    func waitForEnd() -> Int32 {
      while read() {}
      process.waitUntilExit()
      return process.terminationStatus
    }
  }
#endif
