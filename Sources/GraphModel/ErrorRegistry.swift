// Every reason for which a query can fail, in one list: the detail that programs match, the kinds under which it comes, what it means and
// how it is mended. An error that says no mend of its own gets the one of its reason. Documentation/ERRORS.md is written from this list.

/// A reason for which a query can fail.
public struct ErrorEntry: Hashable, Sendable {
  /// The finer reason, as `QueryError.detail` names it.
  public let detail: String
  /// The kinds under which it comes.
  public let kinds: [QueryError.Kind]
  /// What it means.
  public let meaning: String
  /// How it is mended where the error itself knows nothing better.
  public let mend: String

  init(_ detail: String, _ kinds: [QueryError.Kind], _ meaning: String, _ mend: String) {
    self.detail = detail
    self.kinds = kinds
    self.meaning = meaning
    self.mend = mend
  }
}

/// The reasons.
public enum ErrorRegistry {
  /// The entry of a reason; nil for one that is not known.
  public static func entry(of detail: String) -> ErrorEntry? { byDetail[detail] }

  private static let byDetail = Dictionary(all.map { ($0.detail, $0) }, uniquingKeysWith: { first, _ in first })

  /// Every reason in the order of its name.
  public static let all: [ErrorEntry] = [
    ErrorEntry(
      "AmbiguousAggregationExpression", [.syntaxError],
      "A variable or property stands beside an aggregate in one expression and is no grouping key of its own.",
      "project it in a WITH before, and aggregate after that"),
    ErrorEntry("Cancelled", [.cancelled], "Somebody stopped the query.", "run it again if that was not meant"),
    ErrorEntry(
      "CapacityExceeded", [.resourceExhausted], "The store has no room for more of something: nodes, relationships, names.",
      "divide the data over several databases"),
    ErrorEntry(
      "ColumnNameConflict", [.syntaxError], "Two columns of a WITH or RETURN have the same name.", "give one of them another name with AS"),
    ErrorEntry(
      "CreateBlockedByConstraint", [.constraintValidationFailed], "The statement would break a constraint.",
      "change the data, or drop the constraint that the message names"),
    ErrorEntry("CreatingVarLength", [.syntaxError], "CREATE or MERGE was asked for relationships of a variable length.", "write each step"),
    ErrorEntry(
      "DeleteConnectedNode", [.constraintVerificationFailed], "A node was deleted that still has relationships.",
      "delete its relationships too, or use DETACH DELETE"),
    ErrorEntry(
      "DeletedEntityAccess", [.entityNotFound], "A node or relationship was read or written after the statement had deleted it.",
      "read what is needed before the DELETE"),
    ErrorEntry(
      "DifferentColumnsInUnion", [.syntaxError], "The branches of a UNION return different columns.",
      "give the columns the same names in every branch"),
    ErrorEntry("DivisionByZero", [.arithmeticError], "An integer was divided by zero.", "divide by a float, or test the divisor first"),
    ErrorEntry(
      "ExpressionTooDeep", [.resourceExhausted], "An expression nests too deeply.",
      "compute parts of it in a WITH before, or pass a list as a parameter"),
    ErrorEntry(
      "ExternalResourceFailed", [.argumentError],
      "A file that a query reads is missing, lies outside of the import folder, or cannot be read.",
      "put the file into the folder of --import-dir"),
    ErrorEntry("FloatingPointOverflow", [.syntaxError], "A number in the text is too large for a float.", "write a smaller number"),
    ErrorEntry("IntegerOverflow", [.arithmeticError, .syntaxError], "An integer does not fit into 64 bits.", "compute with floats"),
    ErrorEntry(
      "InvalidAggregation", [.syntaxError], "An aggregating function stands where rows are not grouped.",
      "aggregate in a WITH before, and use its result here"),
    ErrorEntry(
      "InvalidArgumentPassingMode", [.syntaxError], "A procedure inside a query was called without parentheses.",
      "write its arguments in parentheses"),
    ErrorEntry(
      "InvalidArgumentType", [.argumentError, .syntaxError, .typeError], "A value is of a type that the operation does not take.",
      "convert the value first; valueType(x) tells what it is"),
    ErrorEntry(
      "InvalidArgumentValue", [.argumentError], "A value is of the right type but cannot be used.",
      "check the value before the call, for instance with CASE WHEN"),
    ErrorEntry(
      "InvalidClauseComposition", [.syntaxError], "A clause stands where it cannot stand.",
      "put WITH between the clauses, or move the one that is marked"),
    ErrorEntry(
      "InvalidDelete", [.syntaxError], "DELETE was asked to delete something that is no node, relationship or path.",
      "use REMOVE for labels and properties"),
    ErrorEntry(
      "InvalidNumberLiteral", [.syntaxError], "Something begins like a number and is none.", "write digits, or quote the name in backticks"),
    ErrorEntry(
      "InvalidNumberOfArguments", [.syntaxError], "A function or procedure was given too few or too many arguments.",
      "SHOW FUNCTIONS and SHOW PROCEDURES list the signatures"),
    ErrorEntry(
      "InvalidParameterType", [.typeError], "A parameter of a saved query is of another type than declared.",
      "pass a value of the declared type"),
    ErrorEntry(
      "InvalidParameterUse", [.syntaxError], "A parameter stands for a whole property map in a pattern.",
      "write the keys: {name: $map.name}"),
    ErrorEntry(
      "InvalidPath", [.internalError], "A path was put together of parts that do not meet; a fault of the program.",
      "please report the statement"),
    ErrorEntry(
      "InvalidPathPattern", [.syntaxError], "A path pattern contradicts itself.",
      "write a node on both ends of every relationship, and each name once"),
    ErrorEntry(
      "InvalidPathSelector", [.syntaxError], "The choice of paths before a pattern cannot be made.",
      "write ANY, ANY k, ALL, ANY SHORTEST, ALL SHORTEST, SHORTEST k or SHORTEST k GROUPS before one path"),
    ErrorEntry("InvalidPlan", [.internalError], "A plan does not fit together; a fault of the program.", "please report the statement"),
    ErrorEntry(
      "InvalidPropertyType", [.typeError],
      "A property cannot hold the value: maps, nodes, relationships, paths and lists of them are no property values.",
      "store the parts as properties or nodes of their own"),
    ErrorEntry(
      "InvalidQuantifier", [.syntaxError], "A quantifier admits no number of repetitions.",
      "write the smaller number first: {1,3}"),
    ErrorEntry(
      "InvalidRegularExpression", [.argumentError], "The text on the right of =~ is no regular expression.",
      "escape the character that the message names with two backslashes"),
    ErrorEntry(
      "InvalidRelationshipPattern", [.syntaxError], "A relationship pattern contradicts itself.",
      "write one direction, one name and one length: -[r:TYPE*1..3]->"),
    ErrorEntry(
      "InvalidSearchText", [.argumentError], "A text that a full-text index should be searched for cannot be read.",
      "close quotes and parentheses, and put AND, OR or NOT between words"),
    ErrorEntry(
      "InvalidUnicodeCharacter", [.syntaxError], "A character stands in the text that no query can hold outside of strings.",
      "remove it, or put it into a string or backticks"),
    ErrorEntry(
      "InvalidUnicodeLiteral", [.syntaxError], "A \\u or \\U escape names no character.",
      "write four or eight hexadecimal digits of a code point"),
    ErrorEntry(
      "InvariantBroken", [.internalError], "The store contradicts itself; a fault of the program.",
      "please report the statement, and check the database"),
    ErrorEntry(
      "ListElementAccessByNonInteger", [.typeError], "A list was asked for an element by something that is no integer.",
      "use an integer: list[0]"),
    ErrorEntry(
      "MapElementAccessByNonString", [.typeError], "A map, node or relationship was asked for an entry by something that is no string.",
      "use a string: map[key]"),
    ErrorEntry(
      "MemoryBudgetExceeded", [.resourceExhausted], "The query needs more memory than its budget.",
      "narrow the pattern, add a LIMIT, or raise the budget"),
    ErrorEntry(
      "MergeReadOwnWrites", [.semanticError], "MERGE was given a null for a property that it should look for.",
      "filter the rows with null before, or SET the property afterwards"),
    ErrorEntry("MissingParameter", [.parameterMissing], "A parameter was not given.", "pass a value for it, or null"),
    ErrorEntry(
      "MissingWeight", [.argumentError], "A relationship on a cheapest path has no weight that is a number.",
      "give every relationship of the pattern a weight, or filter them in the pattern"),
    ErrorEntry("NegativeIntegerArgument", [.syntaxError], "A number of rows is negative.", "give zero or more"),
    ErrorEntry(
      "NegativeWeight", [.argumentError], "A weight of a relationship is negative, and cheapest paths need weights of zero or more.",
      "use weights of zero or more"),
    ErrorEntry(
      "NestedAggregation", [.syntaxError], "An aggregating function stands inside another.", "aggregate in two steps, with a WITH between"),
    ErrorEntry("NestingTooDeep", [.resourceExhausted], "A list or map would nest too deeply.", "build it flat"),
    ErrorEntry(
      "NoClock", [.internalError], "The time is asked for where no clock is; a fault of the program or the machine.",
      "please report the statement"),
    ErrorEntry("NoExpressionAlias", [.syntaxError], "An expression in a WITH has no name.", "give it one with AS"),
    ErrorEntry(
      "NoSingleRelationshipType", [.syntaxError], "A relationship to create has no type, or several.", "write exactly one: -[:TYPE]->"),
    ErrorEntry("NoTransaction", [.internalError], "A write lost its transaction; a fault of the program.", "please report the statement"),
    ErrorEntry("NoVariablesInScope", [.syntaxError], "RETURN * or WITH * stands where no variable is.", "name what should be returned"),
    ErrorEntry(
      "NonConstantExpression", [.syntaxError], "An expression must be the same for every row, and is not.",
      "write a literal or pass a parameter"),
    ErrorEntry(
      "NotSupported", [.syntaxError], "The construct is understood but does not run in this version.",
      "SHOW FUNCTIONS and SHOW PROCEDURES list what there is; Documentation/QUERY-LANGUAGE.md names every deviation"),
    ErrorEntry(
      "NullNode", [.entityNotFound], "A relationship was to be created at a node that is null.", "filter the rows without the node before"),
    ErrorEntry(
      "NumberOutOfRange", [.argumentError], "A number lies outside of what the function takes.",
      "bring the number into the range that the function takes"),
    ErrorEntry(
      "PatternTooLarge", [.resourceExhausted], "A clause has more nodes and relationships than a pattern may have.",
      "divide it into several MATCH clauses"),
    ErrorEntry(
      "PlanTooLarge", [.resourceExhausted], "A statement needs more operators than a plan may have.", "divide it into several statements"),
    ErrorEntry(
      "ProcedureCallFailed", [.procedureError], "A procedure failed.",
      "call it again with other arguments; SHOW PROCEDURES tells what it takes"),
    ErrorEntry("ProcedureNotFound", [.procedureError], "There is no procedure of that name.", "SHOW PROCEDURES lists all"),
    ErrorEntry("QueryTooComplex", [.syntaxError], "The text nests too deeply.", "compute parts of it in a WITH before"),
    ErrorEntry(
      "QueryTooLarge", [.syntaxError], "The text is too long.", "divide it into several statements, or pass the data as parameters"),
    ErrorEntry("ReadOnly", [.semanticError], "The statement writes where only reading is allowed.", "run it without the read-only option"),
    ErrorEntry(
      "RegularExpressionBudgetExceeded", [.resourceExhausted], "A regular expression needs too many steps.",
      "write a simpler pattern, or match shorter texts"),
    ErrorEntry(
      "RelationshipUniquenessViolation", [.syntaxError], "A relationship stands twice in one MATCH, where no relationship repeats.",
      "give the second a name of its own"),
    ErrorEntry("RequiresDirectedRelationship", [.syntaxError], "A relationship to create has no direction.", "write --> or <--"),
    ErrorEntry(
      "ResultTooLarge", [.resourceExhausted], "A function would give a result beyond every limit.", "ask for less, or walk it in parts"),
    ErrorEntry(
      "SchemaElementExists", [.constraintValidationFailed], "An index or constraint of that name or meaning exists already.",
      "choose another name, or add IF NOT EXISTS"),
    ErrorEntry(
      "SchemaElementNotFound", [.constraintValidationFailed], "There is no index or constraint of that name.",
      "SHOW INDEXES and SHOW CONSTRAINTS list all; IF EXISTS passes over it"),
    ErrorEntry(
      "TemporalOverflow", [.arithmeticError], "A date, time or duration is out of range.",
      "years go from -999999999 to 999999999, durations to 2^63 seconds"),
    ErrorEntry("Timeout", [.resourceExhausted], "The query ran longer than its limit.", "narrow the pattern or raise the limit"),
    ErrorEntry(
      "TooManyClauses", [.resourceExhausted], "A statement has more clauses than it may have.",
      "divide it into several statements, or pass a list as a parameter and UNWIND it"),
    ErrorEntry("TooManyProcedures", [.resourceExhausted], "More procedures were registered than a database keeps.", "reset the database"),
    ErrorEntry("TransactionEnded", [.semanticError], "The transaction has ended already.", "begin another"),
    ErrorEntry("TransactionFailed", [.semanticError], "A statement of the transaction failed before.", "roll it back and begin another"),
    ErrorEntry(
      "TransactionInTransaction", [.semanticError], "CALL { } IN TRANSACTIONS runs only as a statement of its own.",
      "run the statement by itself"),
    ErrorEntry(
      "UnboundedWalk", [.syntaxError], "A walk that may repeat relationships has no end.",
      "give the quantifier an upper bound, or write a selector such as ANY SHORTEST"),
    ErrorEntry(
      "UndefinedVariable", [.syntaxError], "A variable is used that nothing binds here.",
      "bind it before with MATCH, UNWIND or WITH, or pass it through the last WITH"),
    ErrorEntry(
      "UnexpectedSyntax", [.syntaxError], "The text does not follow the grammar.", "look at what is marked and at the word before it"),
    ErrorEntry("UnknownFunction", [.syntaxError], "There is no function of that name.", "SHOW FUNCTIONS lists all"),
    ErrorEntry(
      "UnknownName", [.semanticError], "A strict query names a label, type or property that the graph does not have.",
      "correct the name, or run without strictness"),
    ErrorEntry("UnknownParameter", [.semanticError], "A saved query has no parameter of that name.", "see its header for the parameters"),
    ErrorEntry(
      "UnknownVariable", [.internalError], "A plan reads a variable that it does not have; a fault of the program.",
      "please report the statement"),
    ErrorEntry("VariableAlreadyBound", [.syntaxError], "A name is given to something new although it is bound.", "choose another name"),
    ErrorEntry("VariableTypeConflict", [.syntaxError], "A variable is used as something that it is not.", "choose another name"),
    ErrorEntry("WriterBusy", [.resourceExhausted], "Another writer held the database for too long.", "try again when it has ended"),
  ]
}
