// Statements, queries and schema commands as text.

import GraphModel

extension Printer {
  mutating func write(_ statement: Statement) {
    if !statement.options.isEmpty { write("CYPHER ") }
    for option in statement.options {
      writeAnyName(option.name)
      write("=")
      writeAnyName(option.value)
      write(" ")
    }
    switch statement.mode {
    case .explain: write("EXPLAIN ")
    case .profile: write("PROFILE ")
    case nil: break
    }
    switch statement.kind {
    case .query(let query): write(query)
    case .schema(let command): write(command)
    case .show(let command): write(command)
    case .use(let name):
      write("USE ")
      write(name)
    }
  }

  mutating func write(_ query: Query) {
    let lineEnd = braces == 0 ? "\n" : " "
    let union = lineEnd + (query.union == .all ? "UNION ALL" : "UNION") + lineEnd
    writeList(query.branches, separator: union) { printer, branch in
      printer.writeList(branch.clauses, separator: lineEnd) { $0.write($1) }
    }
  }

  /// Writes a query in braces.
  mutating func writeBraced(_ query: Query) {
    write("{ ")
    braces += 1
    write(query)
    braces -= 1
    write(" }")
  }

  mutating func write(_ command: SchemaCommand) {
    switch command {
    case .createIndex(let creation): write(creation)
    case .createConstraint(let creation): write(creation)
    case .dropIndex(let name, let ifExists): writeDrop("INDEX", name, ifExists)
    case .dropConstraint(let name, let ifExists): writeDrop("CONSTRAINT", name, ifExists)
    }
  }

  private mutating func writeDrop(_ what: String, _ name: Identifier, _ ifExists: Bool) {
    write("DROP \(what) ")
    write(name)
    if ifExists { write(" IF EXISTS") }
  }

  private mutating func writeHead(_ name: Identifier?, _ ifNotExists: Bool, _ target: SchemaPattern) {
    if let name {
      write(" ")
      write(name)
    }
    if ifNotExists { write(" IF NOT EXISTS") }
    write(" FOR ")
    write(target)
  }

  private mutating func write(_ creation: IndexCreation) {
    write(creation.kind == .range ? "CREATE INDEX" : "CREATE \(creation.kind.rawValue) INDEX")
    writeHead(creation.name, creation.ifNotExists, creation.target)
    let variable = Quoting.name(creation.target.variable?.text ?? "")
    switch creation.kind {
    case .lookup:
      if case .nodes = creation.target.kind { write(" ON EACH labels(\(variable))") } else { write(" ON EACH type(\(variable))") }
    case .fulltext:
      write(" ON EACH [")
      writeAnyNames(creation.properties, prefix: variable + ".")
      write("]")
    default:
      write(" ON (")
      writeAnyNames(creation.properties, prefix: variable + ".")
      write(")")
    }
    write(" OPTIONS ", creation.options)
  }

  private mutating func write(_ creation: ConstraintCreation) {
    write("CREATE CONSTRAINT")
    writeHead(creation.name, creation.ifNotExists, creation.target)
    write(" REQUIRE ")
    let variable = Quoting.name(creation.target.variable?.text ?? "")
    switch creation.requirement {
    case .unique(let properties): writeRequirement(properties, of: variable, "IS UNIQUE")
    case .key(let properties): writeRequirement(properties, of: variable, "IS KEY")
    case .notNull(let properties): writeRequirement(properties, of: variable, "IS NOT NULL")
    case .typed(let property, let type):
      writeRequirement([property], of: variable, "IS :: ")
      write(type)
    case .ends(let start, let end): writeEnds(start, end, of: creation.target)
    }
    write(" OPTIONS ", creation.options)
  }

  private mutating func writeRequirement(_ properties: [Identifier], of variable: String, _ demand: String) {
    if properties.count > 1 { write("(") }
    writeAnyNames(properties, prefix: variable + ".")
    write(properties.count > 1 ? ") \(demand)" : " \(demand)")
  }

  private mutating func writeEnds(_ start: [Identifier], _ end: [Identifier], of target: SchemaPattern) {
    guard case .relationships(_, _, let first, let last) = target.kind else { return }
    let ends = [(first, start), (last, end)].filter { !$0.1.isEmpty }
    writeList(ends, separator: " AND ") { printer, end in printer.writeSchemaNode(end.0, end.1) }
  }

  private mutating func writeSchemaNode(_ variable: Identifier?, _ labels: [Identifier] = []) {
    write("(")
    if let variable { write(variable) }
    if !labels.isEmpty { write(":") }
    writeAnyNames(labels, separator: "|")
    write(")")
  }

  private mutating func write(_ pattern: SchemaPattern) {
    switch pattern.kind {
    case .nodes(let labels): writeSchemaNode(pattern.variable, labels)
    case .relationships(let types, let direction, let start, let end):
      writeSchemaNode(start)
      write(direction == .incoming ? "<-[" : "-[")
      if let variable = pattern.variable { write(variable) }
      if !types.isEmpty { write(":") }
      writeAnyNames(types, separator: "|")
      write(direction == .outgoing ? "]->" : "]-")
      writeSchemaNode(end)
    }
  }

  private mutating func write(_ command: ShowCommand) {
    write("SHOW ")
    if let filter = command.filter { write(filter + " ") }
    write(command.subject.rawValue)
    if let yield = command.yield {
      write(" YIELD ")
      writeBody(yield)
    }
    write(" WHERE ", command.predicate)
    if let result = command.result {
      write(" RETURN ")
      writeBody(result)
    }
  }
}
