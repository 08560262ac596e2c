// The words that the grammar knows. Case does not matter. Most of them are names as well wherever a name can stand; the
// reserved ones are not names of variables unless quoted, and every one of them is a label, type, property key or function
// name without quotes.

/// A word of the grammar.
package enum Keyword: String, Hashable, Sendable, CaseIterable {
  case acyclic = "ACYCLIC"
  case all = "ALL"
  case and = "AND"
  case any = "ANY"
  case array = "ARRAY"
  case `as` = "AS"
  case asc = "ASC"
  case ascending = "ASCENDING"
  case bool = "BOOL"
  case boolean = "BOOLEAN"
  case `break` = "BREAK"
  case by = "BY"
  case call = "CALL"
  case `case` = "CASE"
  case collect = "COLLECT"
  case concurrent = "CONCURRENT"
  case constraint = "CONSTRAINT"
  case constraints = "CONSTRAINTS"
  case contains = "CONTAINS"
  case `continue` = "CONTINUE"
  case count = "COUNT"
  case create = "CREATE"
  case csv = "CSV"
  case date = "DATE"
  case datetime = "DATETIME"
  case delete = "DELETE"
  case desc = "DESC"
  case descending = "DESCENDING"
  case detach = "DETACH"
  case different = "DIFFERENT"
  case distinct = "DISTINCT"
  case drop = "DROP"
  case duration = "DURATION"
  case each = "EACH"
  case edge = "EDGE"
  case element = "ELEMENT"
  case elements = "ELEMENTS"
  case `else` = "ELSE"
  case end = "END"
  case ends = "ENDS"
  case error = "ERROR"
  case exists = "EXISTS"
  case explain = "EXPLAIN"
  case fail = "FAIL"
  case `false` = "FALSE"
  case fieldterminator = "FIELDTERMINATOR"
  case filter = "FILTER"
  case finish = "FINISH"
  case float = "FLOAT"
  case `for` = "FOR"
  case foreach = "FOREACH"
  case from = "FROM"
  case fulltext = "FULLTEXT"
  case function = "FUNCTION"
  case functions = "FUNCTIONS"
  case group = "GROUP"
  case groups = "GROUPS"
  case headers = "HEADERS"
  case `if` = "IF"
  case `in` = "IN"
  case index = "INDEX"
  case indexes = "INDEXES"
  case insert = "INSERT"
  case int = "INT"
  case integer = "INTEGER"
  case `is` = "IS"
  case join = "JOIN"
  case key = "KEY"
  case labels = "LABELS"
  case `let` = "LET"
  case limit = "LIMIT"
  case list = "LIST"
  case load = "LOAD"
  case local = "LOCAL"
  case lookup = "LOOKUP"
  case map = "MAP"
  case match = "MATCH"
  case merge = "MERGE"
  case node = "NODE"
  case nodetach = "NODETACH"
  case none = "NONE"
  case normalized = "NORMALIZED"
  case not = "NOT"
  case nothing = "NOTHING"
  case null = "NULL"
  case of = "OF"
  case offset = "OFFSET"
  case on = "ON"
  case optional = "OPTIONAL"
  case options = "OPTIONS"
  case or = "OR"
  case order = "ORDER"
  case path = "PATH"
  case paths = "PATHS"
  case point = "POINT"
  case procedure = "PROCEDURE"
  case procedures = "PROCEDURES"
  case profile = "PROFILE"
  case property = "PROPERTY"
  case range = "RANGE"
  case reduce = "REDUCE"
  case rel = "REL"
  case relationship = "RELATIONSHIP"
  case relationships = "RELATIONSHIPS"
  case remove = "REMOVE"
  case repeatable = "REPEATABLE"
  case report = "REPORT"
  case require = "REQUIRE"
  case retry = "RETRY"
  case `return` = "RETURN"
  case row = "ROW"
  case rows = "ROWS"
  case scan = "SCAN"
  case seek = "SEEK"
  case set = "SET"
  case shortest = "SHORTEST"
  case show = "SHOW"
  case signed = "SIGNED"
  case simple = "SIMPLE"
  case single = "SINGLE"
  case skip = "SKIP"
  case starts = "STARTS"
  case status = "STATUS"
  case string = "STRING"
  case text = "TEXT"
  case then = "THEN"
  case time = "TIME"
  case timestamp = "TIMESTAMP"
  case timezone = "TIMEZONE"
  case trail = "TRAIL"
  case transaction = "TRANSACTION"
  case transactions = "TRANSACTIONS"
  case `true` = "TRUE"
  case type = "TYPE"
  case typed = "TYPED"
  case union = "UNION"
  case unique = "UNIQUE"
  case unwind = "UNWIND"
  case use = "USE"
  case using = "USING"
  case value = "VALUE"
  case varchar = "VARCHAR"
  case vector = "VECTOR"
  case vertex = "VERTEX"
  case walk = "WALK"
  case when = "WHEN"
  case `where` = "WHERE"
  case with = "WITH"
  case without = "WITHOUT"
  case xor = "XOR"
  case yield = "YIELD"
  case zone = "ZONE"
  case zoned = "ZONED"
}

extension Keyword {
  /// The length of the longest keyword in bytes.
  static let lengthMax = allCases.map(\.rawValue.utf8.count).max() ?? 0

  private static let bySpelling: [String: Keyword] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The keyword that these ASCII bytes spell in any case, if they spell one.
  static func spelt(by bytes: ArraySlice<UInt8>) -> Keyword? {
    guard bytes.count <= lengthMax else { return nil }
    let upper = String(decoding: bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    return bySpelling[upper]
  }

  /// Whether the word is no name of a variable unless quoted: it begins a clause or an operand, or joins operands.
  package var isReserved: Bool {
    switch self {
    case .and, .as, .case, .create, .delete, .detach, .distinct, .else, .false, .in, .is, .limit, .match, .merge, .not, .null, .optional,
      .or, .order, .remove, .return, .set, .skip, .then, .true, .union, .unwind, .when, .where, .with, .xor:
      true
    default: false
    }
  }

  /// Whether the reserved word begins a clause or a part of one.
  var beginsClause: Bool {
    switch self {
    case .create, .delete, .detach, .match, .merge, .optional, .remove, .return, .set, .union, .unwind, .where, .with: true
    default: false
    }
  }

  /// The words that a shell offers for completion, in capitals and in alphabetical order.
  package static var completions: [String] { allCases.map(\.rawValue).sorted() }
}
