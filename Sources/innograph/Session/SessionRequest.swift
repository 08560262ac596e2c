// A request of the session protocol, read strictly: one JSON object, no member given twice, none unknown, each of its type.
// Parameters are typed values; nodes, relationships and paths are none. What is wrong is answered, never fatal.

internal import GraphFormats
internal import GraphModel

/// One request.
enum SessionRequest {
  /// Run a statement, or only plan it.
  case query(text: String, parameters: [String: Value], explains: Bool)
  /// Drop everything.
  case reset

  private static let members = ["query", "parameters", "explain", "reset"]

  /// Reads a request line.
  init(_ line: [UInt8]) throws(SessionError) {
    let tree: JSONValue
    do { tree = try JSONTree.parse(line, file: "") } catch { throw .malformed(error) }
    guard case .object(let members) = tree.content else { throw .invalid("a request is a JSON object, not \(tree.kind)") }
    try Self.checkNames(members)
    if let reset = tree["reset"] {
      guard case .boolean(true) = reset.content else { throw .invalid("the member 'reset' can only be true") }
      guard members.count == 1 else { throw .invalid("a reset stands alone in its request") }
      self = .reset
      return
    }
    guard let query = tree["query"] else { throw .invalid("a request has a member 'query' or a member 'reset'") }
    guard case .string(let text) = query.content else { throw .invalid("the member 'query' is a string, not \(query.kind)") }
    self = .query(text: text, parameters: try Self.parameters(tree["parameters"]), explains: try Self.explains(tree["explain"]))
  }

  private static func checkNames(_ members: [JSONMember]) throws(SessionError) {
    for member in members where !Self.members.contains(where: { $0.isByteEqual(to: member.name) }) {
      let nearest = Spelling.nearest(to: member.name, among: Self.members)
      throw .invalid("unknown member '\(member.name)'", hint: nearest.map { "did you mean '\($0)'?" } ?? "known: \(Self.members.joined(separator: ", "))")
    }
  }

  private static func explains(_ member: JSONValue?) throws(SessionError) -> Bool {
    guard let member else { return false }
    guard case .boolean(let truth) = member.content else { throw .invalid("the member 'explain' is true or false, not \(member.kind)") }
    return truth
  }

  private static func parameters(_ member: JSONValue?) throws(SessionError) -> [String: Value] {
    guard let member else { return [:] }
    guard case .object(let entries) = member.content else {
      throw .invalid("the member 'parameters' is an object from names to typed values, not \(member.kind)")
    }
    var result: [String: Value] = [:]
    result.reserveCapacity(entries.count)
    for entry in entries {
      do { result[entry.name] = try TypedJSON.value(of: entry.value) } catch {
        throw .invalid("parameter '\(entry.name)': \(error.message)", hint: error.hint)
      }
    }
    return result
  }
}

/// Why a request cannot be served; no error of a query.
struct SessionError: Error, Hashable {
  /// The status code.
  let code: String
  /// What is wrong.
  let message: String
  /// How to mend it.
  let hint: String?

  /// A request that is JSON but none of the protocol.
  static func invalid(_ message: String, hint: String? = nil) -> SessionError {
    SessionError(code: "Neo.ClientError.Request.Invalid", message: message, hint: hint)
  }

  /// A line that is no JSON.
  static func malformed(_ error: FormatError) -> SessionError {
    let place = error.column > 0 ? " (column \(error.column))" : ""
    return SessionError(code: "Neo.ClientError.Request.InvalidFormat", message: "the line is not valid JSON: \(error.message)\(place)", hint: error.hint)
  }
}
