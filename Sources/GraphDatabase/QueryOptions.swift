// How a query may run: its limits and its manners.
package import QueryExecution

/// Stops a running query from another thread.
public final class QueryCancellation: Sendable {
  package let flag: CancellationFlag

  /// A handle for one or more queries.
  public init() { flag = CancellationFlag() }

  /// Asks every query that was given this handle to stop; it fails with `Cancelled` at its next check.
  public func cancel() { flag.cancel() }
}

/// The options of one query.
public struct QueryOptions: Sendable {
  /// The most memory that the query's operators may hold at once, in bytes. Default: 1 GiB.
  public var memoryBytesMax: Int = 1 << 30
  /// How long the query may run; nil means as long as it takes.
  public var timeout: Duration?
  /// A handle by which another thread stops it.
  public var cancellation: QueryCancellation?
  /// Makes an unknown label, type or property an error instead of a remark.
  public var isStrict = false
  /// Refuses every write.
  public var isReadOnly = false
  /// Plans and checks, runs nothing: as EXPLAIN before the text.
  public var explainsOnly = false
  /// Counts rows and time per operator: as PROFILE before the text.
  public var profiles = false
  /// The folder whose files LOAD CSV may read, after symbolic links are resolved; nil means that queries read no files.
  public var importDirectory: String?
  /// How many cores one query may use; nil means as the engine sees fit.
  public var threads: Int?
  /// From how many steps on a query is divided among threads, and how many offsets of its first scan stay together; for tests.
  package var division: (workMin: Int, laneRows: Int)?
  /// Optimiser rules to leave out, by name; for tests.
  package var disabledRules: Set<String> = []

  /// The defaults.
  public init() {}
}
