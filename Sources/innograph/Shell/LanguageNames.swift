// The words of the language that completion offers.

/// Words of the language.
enum LanguageNames {
  /// Keywords in upper case.
  static let keywords = [
    "ALL", "AND", "AS", "ASC", "BY", "CALL", "CASE", "CONSTRAINT", "CONTAINS", "COUNT", "CREATE", "DELETE", "DESC", "DETACH", "DISTINCT",
    "DROP", "ELSE", "END", "ENDS", "EXISTS", "EXPLAIN", "FALSE", "FOR", "FOREACH", "IN", "INDEX", "IS", "LIMIT", "MATCH", "MERGE", "NOT", "NULL",
    "ON", "OPTIONAL", "OR", "ORDER", "PROFILE", "REMOVE", "REQUIRE", "RETURN", "SET", "SHOW", "SKIP", "STARTS", "THEN", "TRUE", "UNION",
    "UNIQUE", "UNWIND", "WHEN", "WHERE", "WITH", "XOR", "YIELD",
  ]
  /// Functions as they are written.
  static let functions: [String] = []
}
