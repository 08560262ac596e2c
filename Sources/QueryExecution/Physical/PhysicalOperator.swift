// The push protocol. Rows are pushed upwards, one virtual call per chunk; whoever wants no more says so by the answer, and the
// operators below stop as soon as they can.
//
// Invariants:
// - Between `finish` and the next `consume` an operator is as new: it holds no rows and has given its memory back. That is how
//   a correlated plan runs once per outer row, and how the operators of a prepared query serve run after run.
// - After `consume` answered false the caller stops as soon as it can and calls `finish` once; a call in between does no harm.
// - After a throw the whole chain is thrown away.
// - An operator that changes the graph, or has one that does inside, never answers false: side effects do not depend on LIMIT.
package import GraphModel

/// An operator of a running query, or the sink at its end.
package class PhysicalOperator {
  init() {}

  /// Takes a chunk, which is the operator's to change until it returns; says whether more rows are wanted.
  package func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool { true }

  /// Takes the news that no more chunks come: hands on what is held, and the news.
  package func finish(_ context: ExecutionContext) throws(QueryError) {}
}
