// One statement of a workload file: JSON Lines of `{"id", "query", "params": [{…}, …], "passes", "budget_s", "timeout_s"}`, where
// parameter sets hold plain JSON values.

internal import GraphFormats
internal import GraphModel

/// A statement, its parameter sets, and how often and how long to run it.
struct BenchRequest {
  /// The name under which its times are written.
  let id: String
  /// The statement.
  let query: String
  /// The parameter sets; one empty set where none is given.
  let parameterSets: [[String: Value]]
  /// How many passes over the sets follow the first, at most.
  let passes: Int
  /// The seconds that all executions together may take before no further is begun.
  let budgetSeconds: Double
  /// The seconds that one execution may take.
  let timeoutSeconds: Double

  /// Reads a line of a workload file.
  init(_ line: [UInt8], file: String, lineNumber: Int) throws(FormatError) {
    let tree = try JSONTree.parse(line, file: file, line: lineNumber)
    func failure(_ message: String) -> FormatError {
      FormatError(file: file, line: lineNumber, code: "badRequest", message: message)
    }
    guard case .string(let id)? = tree["id"]?.content, case .string(let query)? = tree["query"]?.content else {
      throw failure("a request has an 'id' and a 'query', both strings")
    }
    self.id = id
    self.query = query
    passes = Int(clamping: Int64(Self.number(tree["passes"]) ?? 0))
    budgetSeconds = Self.number(tree["budget_s"]) ?? .infinity
    timeoutSeconds = Self.number(tree["timeout_s"]) ?? .infinity
    var sets: [[String: Value]] = []
    if case .array(let given)? = tree["params"]?.content {
      for set in given {
        guard case .object(let members) = set.content else { throw failure("a parameter set is an object, not \(set.kind)") }
        var values: [String: Value] = [:]
        for member in members { values[member.name] = try GraphJSON.value(of: member.value, file: file) }
        sets.append(values)
      }
    }
    parameterSets = sets.isEmpty ? [[:]] : sets
  }

  private static func number(_ value: JSONValue?) -> Double? {
    switch value?.content {
    case .integer(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }
}
