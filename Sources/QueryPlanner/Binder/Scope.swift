// The names that an expression may use. A WITH opens a new scope; a subquery's scope keeps the names of the enclosing row as
// imported ones, which survive every WITH inside. Names compare by bytes.

import CypherSyntax
import GraphModel

/// Names and the variables they stand for.
struct Scope {
  /// A name in a scope.
  struct Entry {
    let name: Identifier
    let variable: Variable
    let type: StaticType
    /// Whether it belongs to the enclosing query.
    var isImported = false
  }

  /// In the order of declaration; a redeclared name keeps its first place.
  private(set) var entries: [Entry] = []
  private var places: [Identifier: Int] = [:]

  /// The entry of a name.
  subscript(name: Identifier) -> Entry? { places[name].map { entries[$0] } }

  /// Adds a name, or gives it another meaning.
  mutating func declare(_ name: Identifier, _ variable: Variable, _ type: StaticType) {
    insert(Entry(name: name, variable: variable, type: type))
  }

  private mutating func insert(_ entry: Entry) {
    if let place = places[entry.name] {
      entries[place] = entry
    } else {
      places[entry.name] = entries.count
      entries.append(entry)
    }
  }

  /// The names that belong to this query alone, ordered by their bytes.
  var ownEntries: [Entry] {
    entries.filter { !$0.isImported }.sorted { $0.name.text.isByteLess(than: $1.name.text) }
  }

  /// The imported names alone: where a scope begins after WITH.
  var imported: Scope {
    var result = Scope()
    for entry in entries where entry.isImported { result.insert(entry) }
    return result
  }

  /// The same names as those of an enclosing query.
  var asImported: Scope {
    var result = Scope()
    for entry in entries { result.insert(Entry(name: entry.name, variable: entry.variable, type: entry.type, isImported: true)) }
    return result
  }

  /// These names, hidden by another scope's where both have one.
  func overlaid(by other: Scope) -> Scope {
    var result = self
    for entry in other.entries { result.insert(entry) }
    return result
  }

  /// All names, for suggestions.
  var names: [String] { entries.map(\.name.text) }
}
