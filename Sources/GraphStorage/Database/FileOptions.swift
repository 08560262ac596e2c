// How a database file is opened.

/// How a database file is opened.
package struct FileOptions: Sendable {
  /// What may be done with the file.
  package enum Access: Sendable {
    /// Read and write; at most one opening of a file at a time has this.
    case readWrite
    /// Read what was committed when it was opened, beside others.
    case readOnly
  }

  /// What may be done.
  package var access = Access.readWrite
  /// Whether a file that is not there is made.
  package var creates = true
  /// How much of a commit must be on the disk before it returns.
  package var durability = Durability.full
  /// Bytes of records in the log from which a commit is followed by a checkpoint.
  package var checkpointLogBytes = 32 << 20
  /// Whether such a checkpoint is written by a thread of its own, beside further commits.
  package var checkpointsInBackground = true
  /// How long to wait for another process that is opening or writing a checkpoint, in milliseconds.
  package var lockWaitMilliseconds = 500

  /// The defaults.
  package init() {}
}
