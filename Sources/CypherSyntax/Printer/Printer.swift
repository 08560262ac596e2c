// A tree to its canonical text: keywords in capitals, one clause a line, single quotes, parentheses only where the tree needs
// them. What is printed parses to an equal tree; that is tested over every construct. Recursion is as deep as the tree, which
// the parser's limits bound.

import GraphModel

/// Writes syntax trees as text.
package struct Printer {
  var output = ""
  /// How many braces are open; inside of them clauses stand on one line.
  var braces = 0

  /// A statement, one clause a line, without a semicolon.
  package static func text(of statement: Statement) -> String {
    var printer = Printer()
    printer.write(statement)
    return printer.output
  }

  /// A query, one clause a line.
  package static func text(of query: Query) -> String {
    var printer = Printer()
    printer.write(query)
    return printer.output
  }

  /// An expression, as `EXPLAIN` shows it.
  package static func text(of expression: Expression) -> String {
    var printer = Printer()
    printer.write(expression)
    return printer.output
  }

  /// A path pattern, as `EXPLAIN` shows it.
  package static func text(of pattern: PathPattern) -> String {
    var printer = Printer()
    printer.write(pattern)
    return printer.output
  }

  /// A condition on labels or types without its colon, as `EXPLAIN` shows it.
  package static func text(of labels: LabelExpression) -> String {
    var printer = Printer()
    printer.write(labels)
    return printer.output
  }

  /// A type in its canonical spelling.
  package static func text(of type: TypeExpression) -> String {
    var printer = Printer()
    printer.write(type)
    return printer.output
  }
}

extension Printer {
  mutating func write(_ text: String) { output += text }

  /// Writes the name of a variable, or a name where a variable could stand.
  mutating func write(_ name: Identifier) { output += Quoting.name(name.text) }

  /// Writes a label, type, property key or parameter.
  mutating func writeAnyName(_ name: Identifier) { output += Quoting.anyName(name.text) }

  mutating func write(_ name: QualifiedName) { writeList(name.parts, separator: ".") { $0.write($1) } }

  /// Writes a word and a part behind it, where there is one.
  mutating func write(_ word: String, _ expression: Expression?) {
    guard let expression else { return }
    write(word)
    write(expression)
  }

  /// Writes parts with a separator between them.
  mutating func writeList<Part>(_ parts: [Part], separator: String = ", ", _ writePart: (inout Printer, Part) -> Void) {
    for (index, part) in parts.enumerated() {
      if index > 0 { write(separator) }
      writePart(&self, part)
    }
  }

  /// Writes variables with commas between them.
  mutating func writeVariables(_ names: [Identifier]) { writeList(names) { $0.write($1) } }

  /// Writes labels, types or keys, each with a prefix.
  mutating func writeAnyNames(_ names: [Identifier], separator: String = ", ", prefix: String = "") {
    writeList(names, separator: separator) { printer, name in
      printer.write(prefix)
      printer.writeAnyName(name)
    }
  }
}
