// Commands on indexes and constraints, in the syntax of Neo4j 5 with two forms of this database: a constraint without a
// label speaks of every node, and a constraint on a relationship may demand the labels of its ends.

package import GraphModel

/// A command that changes the schema.
package enum SchemaCommand: Hashable, Sendable {
  case createIndex(IndexCreation)
  case createConstraint(ConstraintCreation)
  /// `DROP INDEX name [IF EXISTS]`.
  case dropIndex(name: Identifier, ifExists: Bool)
  /// `DROP CONSTRAINT name [IF EXISTS]`.
  case dropConstraint(name: Identifier, ifExists: Bool)
}

/// `CREATE [kind] INDEX [name] [IF NOT EXISTS] FOR target ON … [OPTIONS map]`.
package struct IndexCreation: Hashable, Sendable {
  /// The kinds of index.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case range = "RANGE"
    case text = "TEXT"
    case point = "POINT"
    case fulltext = "FULLTEXT"
    case vector = "VECTOR"
    /// Over labels or types, with no property.
    case lookup = "LOOKUP"
  }

  /// The kind; `RANGE` where nothing is said.
  package var kind: Kind
  /// The name, if given.
  package var name: Identifier?
  /// Whether an index of that name may be there already.
  package var ifNotExists: Bool
  /// What is indexed.
  package var target: SchemaPattern
  /// The keys; empty only for `LOOKUP`.
  package var properties: [Identifier]
  /// A map literal or a parameter.
  package var options: Expression?
  /// The whole command.
  @Incidental package var span: SourceSpan
}

/// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR target REQUIRE … [OPTIONS map]`.
package struct ConstraintCreation: Hashable, Sendable {
  /// What is demanded.
  package enum Requirement: Hashable, Sendable {
    /// `IS [NODE | RELATIONSHIP] UNIQUE`: no two entities with the same values.
    case unique([Identifier])
    /// `IS [NODE | RELATIONSHIP] KEY`: unique and present.
    case key([Identifier])
    /// `IS NOT NULL`: present.
    case notNull([Identifier])
    /// `IS :: type`: where present, of the type.
    case typed(Identifier, TypeExpression)
    /// `(start:A|B) AND (end:C)`: the labels of which the ends have at least one; empty where an end is free.
    case ends(start: [Identifier], end: [Identifier])
  }

  /// The name, if given.
  package var name: Identifier?
  /// Whether a constraint of that name may be there already.
  package var ifNotExists: Bool
  /// What it speaks of.
  package var target: SchemaPattern
  /// What it demands.
  package var requirement: Requirement
  /// A map literal or a parameter.
  package var options: Expression?
  /// The whole command.
  @Incidental package var span: SourceSpan
}

/// What a schema command speaks of.
package struct SchemaPattern: Hashable, Sendable {
  /// Nodes or relationships.
  package enum Kind: Hashable, Sendable {
    /// `(n:A|B)`; no label means every node.
    case nodes(labels: [Identifier])
    /// `()-[r:A|B]-()`; no type means every relationship. Ends are read from left to right.
    case relationships(types: [Identifier], direction: Direction, start: Identifier?, end: Identifier?)
  }

  /// The variable for the node or relationship.
  package var variable: Identifier?
  /// What it stands for.
  package var kind: Kind
  /// The whole pattern.
  @Incidental package var span: SourceSpan
}

/// `SHOW [filter] subject [YIELD …] [WHERE …] [RETURN …]`.
package struct ShowCommand: Hashable, Sendable {
  /// What is listed.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case indexes = "INDEXES"
    case constraints = "CONSTRAINTS"
    case functions = "FUNCTIONS"
    case procedures = "PROCEDURES"
  }

  /// What is listed.
  package var subject: Subject
  /// The words between `SHOW` and the subject in capitals (`RANGE`, `UNIQUENESS`, `BUILT IN`), if any.
  package var filter: String?
  /// The columns of `YIELD` with their order, slice and condition.
  package var yield: Projection?
  /// The condition of a `WHERE` without `YIELD`.
  package var predicate: Expression?
  /// The `RETURN` after a `YIELD`.
  package var result: Projection?
  /// The whole command.
  @Incidental package var span: SourceSpan
}
