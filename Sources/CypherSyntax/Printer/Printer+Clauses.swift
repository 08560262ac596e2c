// Clauses as text, each on a line of its own, in the canonical spelling that parses to an equal tree.

import GraphModel

extension Printer {
  mutating func write(_ clause: Clause) {
    switch clause {
    case .use(let use):
      write("USE ")
      write(use.graph)
    case .match(let match): write(match)
    case .unwind(let unwind):
      write("UNWIND ")
      write(unwind.list)
      write(" AS ")
      write(unwind.variable)
    case .with(let projection): write(projection)
    case .return(let projection):
      write("RETURN ")
      writeBody(projection)
    case .finish: write("FINISH")
    case .create(let create):
      write("CREATE ")
      writeList(create.patterns) { $0.write($1) }
    case .merge(let merge): write(merge)
    case .set(let set):
      write("SET ")
      writeList(set.items) { $0.write($1) }
    case .remove(let remove):
      write("REMOVE ")
      writeList(remove.items) { $0.write($1) }
    case .delete(let delete):
      write(delete.isDetach ? "DETACH DELETE " : "DELETE ")
      writeList(delete.expressions) { $0.write($1) }
    case .foreach(let foreach): write(foreach)
    case .callProcedure(let call): write(call)
    case .callSubquery(let call): write(call)
    case .loadCSV(let load): write(load)
    }
  }

  private mutating func write(_ match: MatchClause) {
    if match.isOptional { write("OPTIONAL ") }
    write("MATCH ")
    switch match.mode {
    case .differentRelationships: write("DIFFERENT RELATIONSHIPS ")
    case .repeatableElements: write("REPEATABLE ELEMENTS ")
    case nil: break
    }
    writeList(match.patterns) { $0.write($1) }
    write(" AS OF ", match.asOf)
    for advice in match.advice { write(advice) }
    write(" WHERE ", match.predicate)
  }

  private mutating func write(_ advice: MatchClause.Advice) {
    write(" USING ")
    switch advice.kind {
    case .index(let kind, let seeks, let label, let keys):
      write((kind.map { "\($0) " } ?? "") + (seeks ? "INDEX SEEK " : "INDEX "))
      writeAdvised(advice.variables[0], label)
      write("(")
      writeList(keys) { $0.writeAnyName($1) }
      write(")")
    case .scan(let label):
      write("SCAN ")
      writeAdvised(advice.variables[0], label)
    case .join:
      write("JOIN ON ")
      writeList(advice.variables) { $0.write($1) }
    }
  }

  private mutating func writeAdvised(_ variable: Identifier, _ label: Identifier) {
    write(variable)
    write(":")
    writeAnyName(label)
  }

  /// Writes a WITH, or the clause that is one in other words.
  private mutating func write(_ projection: Projection) {
    switch projection.form {
    case .plain:
      write("WITH ")
      writeBody(projection)
    case .letting:
      write("LET ")
      writeList(projection.items) { printer, item in
        if let name = item.alias { printer.write(name) }
        printer.write(" = ", item.expression)
      }
    case .filter: write("FILTER ", projection.predicate)
    case .slice: writeTail(projection, isAlone: true)
    }
  }

  /// Writes a projection without the keyword before it.
  mutating func writeBody(_ projection: Projection) {
    if projection.isDistinct { write("DISTINCT ") }
    if projection.includesAll { write(projection.items.isEmpty ? "*" : "*, ") }
    writeList(projection.items) { printer, item in
      printer.write(item.expression)
      if let alias = item.alias {
        printer.write(" AS ")
        printer.write(alias)
      }
    }
    writeTail(projection, isAlone: false)
    write(" WHERE ", projection.predicate)
  }

  private mutating func writeTail(_ projection: Projection, isAlone: Bool) {
    let start = output.utf8.endIndex
    if !projection.order.isEmpty { write(" ORDER BY ") }
    writeList(projection.order) { printer, item in
      printer.write(item.expression)
      if item.isDescending { printer.write(" DESC") }
    }
    write(" SKIP ", projection.skip)
    write(" LIMIT ", projection.limit)
    if isAlone, output.utf8[start...].first == UInt8(ascii: " ") { output.remove(at: start) }
  }

  private mutating func write(_ merge: MergeClause) {
    write("MERGE ")
    write(merge.pattern)
    for action in merge.actions {
      write(action.event == .create ? " ON CREATE SET " : " ON MATCH SET ")
      writeList(action.items) { $0.write($1) }
    }
  }

  private mutating func write(_ item: SetItem) {
    switch item.kind {
    case .property(let target, let value):
      write(target)
      write(" = ", value)
    case .replaceProperties(let variable, let value):
      write(variable)
      write(" = ", value)
    case .mergeProperties(let variable, let value):
      write(variable)
      write(" += ", value)
    case .labels(let variable, let labels): writeLabelled(variable, labels)
    }
  }

  private mutating func write(_ item: RemoveItem) {
    switch item.kind {
    case .property(let target): write(target)
    case .labels(let variable, let labels): writeLabelled(variable, labels)
    }
  }

  private mutating func writeLabelled(_ variable: Identifier, _ labels: LabelExpression) {
    write(variable)
    write(":")
    write(labels)
  }

  private mutating func write(_ foreach: ForeachClause) {
    write("FOREACH (")
    write(foreach.variable)
    write(" IN ", inComprehension: foreach.list)
    write(" | ")
    braces += 1
    writeList(foreach.clauses, separator: " ") { $0.write($1) }
    braces -= 1
    write(")")
  }

  private mutating func write(_ call: ProcedureCall) {
    write(call.isOptional ? "OPTIONAL CALL " : "CALL ")
    write(call.name)
    if let arguments = call.arguments {
      write("(")
      writeList(arguments) { $0.write($1) }
      write(")")
    }
    switch call.yield {
    case .all: write(" YIELD *")
    case .items(let items):
      write(items.isEmpty ? " YIELD -" : " YIELD ")
      writeList(items) { printer, item in
        printer.writeAnyName(item.field)
        guard let alias = item.alias else { return }
        printer.write(" AS ")
        printer.write(alias)
      }
    case nil: break
    }
    write(" WHERE ", call.predicate)
  }

  private mutating func write(_ call: SubqueryCall) {
    write(call.isOptional ? "OPTIONAL CALL " : "CALL ")
    switch call.imports {
    case .all: write("(*) ")
    case .variables(let variables):
      write("(")
      writeVariables(variables)
      write(") ")
    case nil: break
    }
    writeBraced(call.body)
    if let transactions = call.transactions { write(transactions) }
  }

  private mutating func write(_ batches: TransactionBatches) {
    write(" IN")
    write(" ", batches.concurrency)
    write(batches.isConcurrent ? " CONCURRENT TRANSACTIONS" : " TRANSACTIONS")
    if let rows = batches.rows {
      write(" OF ", rows)
      write(" ROWS")
    }
    switch batches.onError {
    case .fail: write(" ON ERROR FAIL")
    case .break: write(" ON ERROR BREAK")
    case .continue: write(" ON ERROR CONTINUE")
    case nil: break
    }
    if let status = batches.status {
      write(" REPORT STATUS AS ")
      write(status)
    }
  }

  private mutating func write(_ load: LoadCSVClause) {
    write(load.hasHeaders ? "LOAD CSV WITH HEADERS FROM " : "LOAD CSV FROM ")
    write(load.source)
    write(" AS ")
    write(load.variable)
    write(" FIELDTERMINATOR ", load.fieldTerminator)
  }
}
