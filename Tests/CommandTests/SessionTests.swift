// The session's framing and its requests, without a database.

import Glibc
import GraphDatabase
import GraphModel
import Testing

@testable import innograph

@Suite struct SessionRequestTests {
  private func request(_ text: String) throws(SessionError) -> SessionRequest { try SessionRequest(Array(text.utf8)) }

  @Test func `a request is read with its typed parameters`() throws {
    let text =
      #"{"query": "RETURN $a", "explain": true, "parameters": {"a": {"$type": "List", "_value": [{"$type": "Integer", "_value": "1"}, null]}}}"#
    guard case .query("RETURN $a", let parameters, true) = try request(text) else {
      Issue.record("no query")
      return
    }
    #expect(parameters == ["a": .list([1, nil])])
    guard case .reset = try request(#" {"reset": true} "#) else {
      Issue.record("no reset")
      return
    }
  }

  @Test(arguments: [
    ("", "InvalidFormat"), ("nonsense", "InvalidFormat"), ("{", "InvalidFormat"), (#"{"query": "a"} x"#, "InvalidFormat"),
    (#"{"query": "a", "query": "b"}"#, "InvalidFormat"), (#"{"query": "\ud83d"}"#, "InvalidFormat"),
    (#"{"query": "RETURN $a", "parameters": {"a": null, "a": null}}"#, "InvalidFormat"), (#"{"query": "a" "#, "InvalidFormat"),
    ("[1]", "Invalid"), ("null", "Invalid"), ("{}", "Invalid"), (#"{"query": 1}"#, "Invalid"),
    (#"{"query": "a", "explain": 1}"#, "Invalid"),
    (#"{"query": "a", "paramters": {}}"#, "Invalid"), (#"{"reset": false}"#, "Invalid"), (#"{"reset": true, "query": "a"}"#, "Invalid"),
    (#"{"query": "a", "parameters": []}"#, "Invalid"), (#"{"query": "a", "parameters": {"x": 1}}"#, "Invalid"),
    (#"{"query": "a", "parameters": {"x": {"$type": "Integer", "_value": 1}}}"#, "Invalid"),
    (#"{"query": "a", "parameters": {"x": {"$type": "Node", "_value": {}}}}"#, "Invalid"),
  ])
  func `what is no request is refused by its code`(text: String, code: String) {
    #expect { try request(text) } throws: { ($0 as? SessionError)?.code == "Neo.ClientError.Request." + code }
  }

  @Test func `an unknown member is told with the nearest name`() {
    #expect { try request(#"{"query": "a", "paramters": {}}"#) } throws: {
      ($0 as? SessionError) == .invalid("unknown member 'paramters'", hint: "did you mean 'parameters'?")
    }
  }

  @Test func `a deeply nested line is refused, not fallen over`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: SessionError.self) { try request(deep) }
    #expect(throws: SessionError.self) { try request(#"{"query": "a", "parameters": {"x": "# + deep) }
  }
}

@Suite struct SessionResponseTests {
  private func text(_ body: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    body(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a result has columns, rows, stats and warnings`() {
    var statistics = QueryStatistics()
    statistics.nodesCreated = 1
    statistics.labelsAdded = 2
    let remark = QueryNotification(
      code: "Neo.X", message: "unknown label 'Frim'", span: SourceSpan(offset: 9, length: 4, line: 1, column: 10),
      hint: "did you mean 'Firm'?")
    let result = QueryResult(columns: ["n", "名"], rows: [[1, nil]], statistics: statistics, notifications: [remark])
    #expect(
      text { SessionResponse.append(result, to: &$0) }
        == #"{"columns": ["n", "名"], "rows": [[{"$type":"Integer","_value":"1"}, {"$type":"Null","_value":null}]], "#
        + #""stats": {"nodesCreated": 1, "labelsAdded": 2}, "warnings": [{"code": "Neo.X", "severity": "WARNING", "message": "unknown label 'Frim'", "#
        + #""line": 1, "column": 10, "hint": "did you mean 'Firm'?"}]}"#)
    #expect(
      text { SessionResponse.append(QueryResult(columns: [], rows: []), to: &$0) }
        == #"{"columns": [], "rows": [], "stats": {}, "warnings": []}"#)
  }

  @Test func `an error of a query names kind, phase and detail, another none`() {
    let error = QueryError.compile(
      .syntaxError, "UndefinedVariable", "variable `m` is not defined", at: SourceSpan(offset: 17, length: 1, line: 1, column: 18),
      hint: "did you mean `n`?")
    #expect(
      text { SessionResponse.append(error, to: &$0) }
        == #"{"error": {"code": "Neo.ClientError.Statement.SyntaxError", "kind": "SyntaxError", "phase": "compile time", "#
        + #""detail": "UndefinedVariable", "message": "variable `m` is not defined", "line": 1, "column": 18, "hint": "did you mean `n`?"}}"#
    )
    #expect(
      text { SessionResponse.append(SessionError.invalid("no\n\"way\""), to: &$0) }
        == #"{"error": {"code": "Neo.ClientError.Request.Invalid", "kind": null, "phase": null, "detail": null, "#
        + #""message": "no\n\"way\"", "line": null, "column": null, "hint": null}}"#)
  }
}

@Suite struct SessionStreamTests {
  /// The lines of an input that comes in pieces.
  private func lines(_ pieces: [String], max: Int = 1 << 20) throws -> [SessionStream.Line] {
    let folder = try TemporaryFolder()
    let path = try folder.write("input", pieces.joined())
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    let stream = SessionStream(input: descriptor, output: -1, requestBytesMax: max)
    var result: [SessionStream.Line] = []
    while true {
      let line = stream.next()
      if line == .end { return result }
      result.append(line)
    }
  }

  private func request(_ text: String) -> SessionStream.Line { .request(Array(text.utf8)) }

  @Test func `only a line feed ends a line, and the last needs none`() throws {
    #expect(try lines(["a\n\nb\u{2028}c\r\u{85}d\nlast"]) == [request("a"), request(""), request("b\u{2028}c\r\u{85}d"), request("last")])
    #expect(try lines([""]) == [])
    #expect(try lines(["\n"]) == [request("")])
  }

  @Test func `a line that is too long is passed over and the next is read`() throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try lines(["a\n", long, "\nb\n", long], max: 100_000) == [request("a"), .tooLong, request("b"), .tooLong])
    #expect(try lines(["12345\n123456\n"], max: 5) == [request("12345"), .tooLong])
  }

  @Test func `many lines larger than a block come whole`() throws {
    let texts = (0..<50).map { String(repeating: "\($0 % 10)", count: $0 * 7_001) }
    #expect(try lines(texts.map { $0 + "\n" }) == texts.map(request))
  }

  /// The client writes all its requests before it reads an answer; both directions hold more than a pipe does.
  @Test func `neither side waits for the other for ever`() throws {
    var requests: [Int32] = [0, 0]
    var answers: [Int32] = [0, 0]
    try #require(pipe(&requests) == 0 && pipe(&answers) == 0)
    let line = [UInt8](repeating: UInt8(ascii: "q"), count: 50_000) + [UInt8(ascii: "\n")]
    let count = 40
    let ends = (requests: requests, answers: answers)
    let server = Worker {
      let stream = SessionStream(input: ends.requests[0], output: ends.answers[1])
      while case .request(let bytes) = stream.next() { guard stream.write(bytes + [UInt8(ascii: "\n")]) else { break } }
      close(ends.answers[1])
    }
    for _ in 0..<count { #expect(StandardStreams.write(line, to: requests[1]) == 0) }
    close(requests[1])
    var received = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = read(answers[0], &block, block.count)
      guard got > 0 else { break }
      received += got
    }
    server.wait()
    #expect(received == line.count * count)
    close(answers[0])
    close(requests[0])
  }

  @Test func `a reader that went away is noticed`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    #expect(!SessionStream(input: -1, output: ends[1]).write([1, 2, 3]))
    close(ends[1])
  }
}

/// A thread that can be waited for.
final class Worker {
  private var thread = pthread_t()
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  init(_ body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Box(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, context)
  }

  func wait() { pthread_join(thread, nil) }
}
