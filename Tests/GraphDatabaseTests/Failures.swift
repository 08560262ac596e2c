// How tests of the façade ask for failures.
import GraphDatabase
import GraphModel
import Testing

/// The error that a step fails with; recorded as an issue if it does not fail.
func failure(
  _ text: String, on database: Database = Database(), parameters: [String: Value] = [:], options: QueryOptions = QueryOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> QueryError? {
  do throws(QueryError) {
    let result = try database.query(text, parameters: parameters, options: options)
    Issue.record("\(text.prefix(200)) gave \(result.rows.prefix(3))", sourceLocation: sourceLocation)
    return nil
  } catch { return error }
}

/// The rows of a query.
func rows(
  _ text: String, on database: Database = Database(), parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()
) throws -> [[Value]] {
  try database.query(text, parameters: parameters, options: options).rows
}
