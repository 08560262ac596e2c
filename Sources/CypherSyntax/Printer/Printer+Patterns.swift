// Patterns, labels and types as text.

import GraphModel

extension Printer {
  mutating func write(_ pattern: PathPattern) {
    if let variable = pattern.variable {
      write(variable)
      write(" = ")
    }
    switch pattern.selector {
    case .shortestPathFunction: return writeFunction("shortestPath", pattern)
    case .allShortestPathsFunction: return writeFunction("allShortestPaths", pattern)
    case .all: write("ALL ")
    case .any(let count): writeSelector("ANY", count)
    case .allShortest: write("ALL SHORTEST ")
    case .anyShortest: write("ANY SHORTEST ")
    case .shortest(let count), .shortestGroups(let count): writeSelector("SHORTEST", count)
    case nil: break
    }
    if let mode = pattern.mode { write(mode.rawValue + " ") }
    if case .shortestGroups = pattern.selector { write("GROUPS ") }
    writeElements(pattern.elements)
  }

  private mutating func writeSelector(_ word: String, _ count: Expression?) {
    write(word)
    write(" ", count)
    write(" ")
  }

  private mutating func writeFunction(_ name: String, _ pattern: PathPattern) {
    write(name + "(")
    writeElements(pattern.elements)
    write(")")
  }

  private mutating func writeElements(_ elements: [PathElement]) {
    for element in elements {
      switch element {
      case .node(let node): write(node)
      case .relationship(let relationship): write(relationship)
      case .group(let group): write(group)
      }
    }
  }

  private mutating func write(_ node: NodePattern) {
    write("(")
    writeInside(node.variable, node.labels, nil, node.properties, node.predicate)
    write(")")
  }

  private mutating func write(_ relationship: RelationshipPattern) {
    write(relationship.direction == .incoming ? "<-" : "-")
    let isBare =
      relationship.variable == nil && relationship.types == nil && relationship.length == nil && relationship.properties == nil
      && relationship.predicate == nil
    if !isBare {
      write("[")
      writeInside(relationship.variable, relationship.types, relationship.length, relationship.properties, relationship.predicate)
      write("]")
    }
    write(relationship.direction == .outgoing ? "->" : "-")
    if let quantifier = relationship.quantifier { write(quantifier) }
  }

  private mutating func writeInside(
    _ variable: Identifier?, _ labels: LabelExpression?, _ length: VariableLength?, _ properties: Expression?, _ predicate: Expression?
  ) {
    if let variable { write(variable) }
    if let labels {
      write(":")
      write(labels)
    }
    if let length { write(length) }
    if let properties {
      if variable != nil || labels != nil || length != nil { write(" ") }
      write(properties)
    }
    let isFirst = variable == nil && labels == nil && length == nil && properties == nil
    write(isFirst ? "WHERE " : " WHERE ", predicate)
  }

  private mutating func write(_ length: VariableLength) {
    write("*")
    if let minimum = length.minimum { write(String(minimum)) }
    guard length.minimum != length.maximum else { return }
    write("..")
    if let maximum = length.maximum { write(String(maximum)) }
  }

  private mutating func write(_ group: PathGroup) {
    write("(")
    if let variable = group.variable {
      write(variable)
      write(" = ")
    }
    if let mode = group.mode { write(mode.rawValue + " ") }
    writeElements(group.elements)
    write(" WHERE ", group.predicate)
    write(")")
    if let quantifier = group.quantifier { write(quantifier) }
  }

  private mutating func write(_ quantifier: PathQuantifier) {
    switch (quantifier.minimum, quantifier.maximum) {
    case (1, nil): write("+")
    case (0, nil): write("*")
    case (let minimum, let maximum?): write(minimum == maximum ? "{\(minimum)}" : "{\(minimum),\(maximum)}")
    case (let minimum, nil): write("{\(minimum),}")
    }
  }

  mutating func write(_ labels: LabelExpression) {
    switch labels.kind {
    case .name(let name): writeAnyName(name)
    case .wildcard: write("%")
    case .not(let inner):
      write("!")
      writeLabelOperand(inner, insideAnd: true)
    case .and(let operands): writeList(operands, separator: "&") { $0.writeLabelOperand($1, insideAnd: true) }
    case .or(let operands): writeList(operands, separator: "|") { $0.writeLabelOperand($1, insideAnd: false) }
    case .dynamic(let names, let match):
      write(match == .any ? "$any(" : "$(")
      write(names)
      write(")")
    }
  }

  private mutating func writeLabelOperand(_ operand: LabelExpression, insideAnd: Bool) {
    let needsParentheses: Bool
    switch operand.kind {
    case .or: needsParentheses = true
    case .and: needsParentheses = insideAnd
    default: needsParentheses = false
    }
    if needsParentheses { write("(") }
    write(operand)
    if needsParentheses { write(")") }
  }

  mutating func write(_ type: TypeExpression) {
    switch type.kind {
    case .simple(let simple): write(simple.rawValue)
    case .list(let element):
      write("LIST<")
      write(element)
      write(">")
    case .union(let members): writeList(members, separator: " | ") { $0.write($1) }
    }
    if type.isNotNull { write(" NOT NULL") }
  }
}
