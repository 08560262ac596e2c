// The session: a request line, an answer line, until the input ends. Whatever a request asks, the loop goes on; only a client that
// no longer reads ends it early.

internal import GraphDatabase
internal import GraphModel

/// Serves requests over a stream.
struct SessionLoop {
  /// The database that is asked.
  let database: Database
  /// Whether the database is this session's own, so that a reset is allowed.
  let isFresh: Bool
  /// Limits of each query.
  let options: QueryOptions

  /// Serves until the input ends or nobody reads any more.
  func run(_ stream: SessionStream) {
    var answer: [UInt8] = []
    while true {
      let line = stream.next()
      answer.removeAll(keepingCapacity: answer.capacity <= 1 << 20)
      switch line {
      case .end: return
      case .tooLong:
        let text = "the line is longer than \(SessionLimits.requestBytesMax) bytes"
        SessionResponse.append(SessionError.invalid(text), to: &answer)
      case .request(let bytes):
        if Self.isBlank(bytes) { continue }
        self.answer(bytes, to: &answer)
      }
      answer.append(UInt8(ascii: "\n"))
      guard stream.write(answer) else { return }
    }
  }

  private static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  /// Appends the answer to a request line.
  func answer(_ line: [UInt8], to bytes: inout [UInt8]) {
    do {
      switch try SessionRequest(line) {
      case .reset: try reset(&bytes)
      case .query(let text, let parameters, let explains): run(text, parameters, explains: explains, &bytes)
      }
    } catch {
      SessionResponse.append(error, to: &bytes)
    }
  }

  private func reset(_ bytes: inout [UInt8]) throws(SessionError) {
    guard isFresh else {
      throw .invalid("only a session that was started with --fresh can be reset", hint: "start `innograph session --fresh`")
    }
    do {
      try database.reset()
      bytes.append(contentsOf: SessionResponse.ok)
    } catch {
      SessionResponse.append(error, to: &bytes)
    }
  }

  private func run(_ text: String, _ parameters: [String: Value], explains: Bool, _ bytes: inout [UInt8]) {
    let cancellation = QueryCancellation()
    var options = options
    options.explainsOnly = explains
    options.cancellation = cancellation
    do throws(QueryError) {
      let result = try Interrupts.shared.during(cancellation) { () throws(QueryError) in
        try database.query(text, parameters: parameters, options: options)
      }
      SessionResponse.append(result, withRows: !explains, to: &bytes)
    } catch {
      SessionResponse.append(error, to: &bytes)
    }
  }
}
