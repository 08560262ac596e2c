// Which group a row belongs to: key vectors in, dense group numbers out.
// Invariants: groups are numbered from 0 in the order in which their first rows came; two rows are in the same group if their
// keys are equivalent (null with null, NaN with NaN, 1 with 1.0). Without keys there is one group from the start.
package import GraphModel

/// The groups of a grouping or of DISTINCT.
package final class GroupTable {
  /// How many key columns there are.
  package let keyCount: Int
  /// How many groups there are.
  package private(set) var count: Int

  /// A table without rows.
  package init(keyCount: Int) {
    self.keyCount = keyCount
    count = keyCount == 0 ? 1 : 0
  }

  /// The group number of each row alive: the n-th number belongs to `chunk.row(n)`. Valid until the next call. A number that is not
  /// below `count` before the call is a new group; new groups come in ascending order.
  package func groups(for keys: [Vector], chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> UnsafePointer<UInt32> {
    fatalError("not written yet")
  }

  /// Writes one key column of the groups `from ..< to` into rows 0… of a vector, which takes the kind that fits.
  package func writeKeys(_ column: Int, from: Int, to: Int, into vector: Vector) {}

  /// Gives the memory back to the limits.
  package func releaseMemory(_ context: ExecutionContext) {}
}
