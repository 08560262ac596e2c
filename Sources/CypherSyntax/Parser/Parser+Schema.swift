// CREATE and DROP of indexes and constraints, and what they speak of.

import GraphModel

extension Parser {
  /// Whether a command on the schema begins at the next token, and not a CREATE clause.
  var atSchemaCommand: Bool {
    guard current.keyword == .create || current.keyword == .drop else { return false }
    switch peek(1).keyword {
    case .index, .constraint: return peek(2).kind != .equal
    case .range, .text, .point, .fulltext, .vector, .lookup: return peek(2).keyword == .index
    default: return current.keyword == .drop
    }
  }

  /// The command that begins at the next token.
  mutating func schemaCommand() throws(SyntaxFailure) -> SchemaCommand {
    let start = position
    if accept(.drop) { return try dropCommand() }
    try expect(.create)
    if accept(.constraint) { return .createConstraint(try constraintCreation(from: start)) }
    let kind = IndexCreation.Kind(rawValue: current.keyword?.rawValue ?? "")
    if kind != nil { advance() }
    try expect(.index)
    return .createIndex(try indexCreation(kind ?? .range, from: start))
  }

  private mutating func dropCommand() throws(SyntaxFailure) -> SchemaCommand {
    let isIndex = accept(.index)
    if !isIndex, !accept(.constraint) { throw unexpected("INDEX or CONSTRAINT") }
    if atOldForm {
      let listing = isIndex ? "SHOW INDEXES" : "SHOW CONSTRAINTS"
      throw unexpected("a name", hint: "this form is of older versions: drop it by the name that \(listing) tells")
    }
    let name = try anyName("the name of \(isIndex ? "an index" : "a constraint")")
    var ifExists = false
    if accept(.if) {
      try expect(.exists)
      ifExists = true
    }
    return isIndex ? .dropIndex(name: name, ifExists: ifExists) : .dropConstraint(name: name, ifExists: ifExists)
  }

  /// Whether `ON :Label(key)` or `ON (n:Label) ASSERT` comes next, as older versions wrote it.
  private var atOldForm: Bool {
    current.keyword == .on && (peek(1).kind == .colon || peek(1).kind == .leftParenthesis)
  }

  /// `[name] [IF NOT EXISTS] FOR`.
  private mutating func creationHead() throws(SyntaxFailure) -> (name: Identifier?, ifNotExists: Bool) {
    if atOldForm {
      let form =
        peek(1).kind == .colon ? "CREATE INDEX FOR (n:Label) ON (n.key)" : "CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE"
      throw unexpected("a name or FOR", hint: "this form is of older versions: write \(form)")
    }
    let isNamed = !(at(.for) && peek(1).kind == .leftParenthesis) && !at(.if, .not)
    let name = isNamed ? try anyName() : nil
    var ifNotExists = false
    if accept(.if) {
      try expect(.not)
      try expect(.exists)
      ifNotExists = true
    }
    try expect(.for)
    return (name, ifNotExists)
  }

  private mutating func indexCreation(_ kind: IndexCreation.Kind, from start: Int) throws(SyntaxFailure) -> IndexCreation {
    let (name, ifNotExists) = try creationHead()
    let target = try schemaPattern()
    try expect(.on)
    let properties = try indexedProperties(kind, of: target)
    let options = try optionsIfPresent()
    return IndexCreation(
      kind: kind, name: name, ifNotExists: ifNotExists, target: target, properties: properties, options: options, span: span(from: start))
  }

  private mutating func indexedProperties(_ kind: IndexCreation.Kind, of target: SchemaPattern) throws(SyntaxFailure) -> [Identifier] {
    switch kind {
    case .lookup:
      try expect(.each)
      try readLookup(of: target)
      return []
    case .fulltext:
      try expect(.each)
      return try propertyList(.leftBracket, of: target)
    default: return try propertyList(.leftParenthesis, of: target)
    }
  }

  /// `labels(n)` for nodes, `type(r)` for relationships.
  private mutating func readLookup(of target: SchemaPattern) throws(SyntaxFailure) {
    if case .nodes = target.kind { try expect(.labels) } else { try expect(.type) }
    let opener = try open(.leftParenthesis)
    try readVariable(of: target)
    try close(opener)
  }

  private mutating func propertyList(_ bracket: Token.Kind, of target: SchemaPattern) throws(SyntaxFailure) -> [Identifier] {
    let opener = try open(bracket)
    let properties = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.property(of: target) }
    try close(opener)
    return properties
  }

  /// `variable.key`, of which the key is what counts.
  private mutating func property(of target: SchemaPattern) throws(SyntaxFailure) -> Identifier {
    try readVariable(of: target)
    try expect(.dot)
    return try anyName("a property key")
  }

  private mutating func readVariable(of target: SchemaPattern) throws(SyntaxFailure) {
    let name = try variable()
    guard name != target.variable else { return }
    throw error(
      "'\(Excerpt.of(name.text))' is not the variable of the pattern", detail: "UndefinedVariable", at: name.span,
      hint: target.variable.map { "write \(Quoting.name($0.text))" })
  }

  /// One property, or several in parentheses.
  mutating func constrainedProperties(of target: SchemaPattern) throws(SyntaxFailure) -> [Identifier] {
    at(.leftParenthesis) ? try propertyList(.leftParenthesis, of: target) : [try property(of: target)]
  }

  /// `OPTIONS map`, if it comes next.
  mutating func optionsIfPresent() throws(SyntaxFailure) -> Expression? {
    guard accept(.options) else { return nil }
    guard at(.leftBrace) || at(.dollar) else { throw unexpected("a map of options") }
    return try atom()
  }

  private mutating func constraintCreation(from start: Int) throws(SyntaxFailure) -> ConstraintCreation {
    let (name, ifNotExists) = try creationHead()
    let target = try schemaPattern()
    try expect(.require)
    let requirement = try requirement(on: target)
    let options = try optionsIfPresent()
    return ConstraintCreation(
      name: name, ifNotExists: ifNotExists, target: target, requirement: requirement, options: options, span: span(from: start))
  }
}
