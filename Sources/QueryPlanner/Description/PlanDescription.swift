// A plan as text, for EXPLAIN and PROFILE: one operator a line, the top first, plans inside an operator indented below it.
// Operators are numbered as they run: from the bottom up, a plan inside an operator before the operator itself.

import GraphModel

/// A plan as lines.
package struct PlanDescription: Sendable {
  /// One operator.
  package struct Line: Hashable, Sendable {
    /// The operator's number.
    package let number: Int
    /// How deep it stands inside other operators.
    package let depth: Int
    package let name: String
    package let details: String
    /// The rows that are expected to come out, over all runs of an inner plan.
    package let estimatedRows: Double?
  }

  /// The lines from the top down.
  package let lines: [Line]

  /// Describes a plan; with statistics, how many rows are expected.
  package init(_ plan: LogicalPlan, statistics: PlanningStatistics? = nil, schema: PlanningSchema = PlanningSchema()) {
    var writer = Writer(estimator: statistics.map { CardinalityEstimator(CostModel($0, schema: schema)) })
    writer.write(plan, depth: 0, rows: RowEstimate())
    lines = writer.lines.reversed()
  }

  /// The text; a note may be added to each operator by its number.
  package func text(note: (Int) -> String? = { _ in nil }) -> String {
    lines.map { line in
      var text = String(repeating: "| ", count: line.depth) + line.name
      if !line.details.isEmpty { text += " " + line.details }
      if let rows = line.estimatedRows { text += "  ~\(Self.rounded(rows)) rows" }
      if let note = note(line.number) { text += "  \(note)" }
      return text
    }.joined(separator: "\n")
  }

  /// A number of rows with three digits.
  private static func rounded(_ rows: Double) -> String {
    guard rows.isFinite, rows < 1e15 else { return "many" }
    if rows < 1 { return rows == 0 ? "0" : "1" }
    var (scale, value) = (1.0, rows)
    while value >= 1000 {
      value /= 10
      scale *= 10
    }
    return "\(Int((value.rounded() * scale).rounded()))"
  }

  /// Writes lines from the bottom up.
  private struct Writer {
    let estimator: CardinalityEstimator?
    var lines: [Line] = []
    var count = 0

    mutating func write(_ plan: LogicalPlan, depth: Int, rows: RowEstimate) {
      var rows = rows
      for step in plan.steps {
        // Lines are turned round at the end: what runs inside stands below its operator.
        for inner in step.innerPlans.reversed() { write(inner, depth: depth + 1, rows: rows) }
        rows = estimator?.after(step, rows) ?? rows
        lines.append(
          Line(
            number: count, depth: depth, name: OperatorText.name(step), details: OperatorText.details(step),
            estimatedRows: estimator == nil ? nil : rows.rows))
        count += 1
      }
    }
  }
}
