// How a database file is opened.
internal import GraphStorage

/// How a database file is opened.
public struct DatabaseOptions: Sendable {
  /// How much of a commit must be on the disk before it returns.
  public enum Durability: String, Sendable, CaseIterable {
    /// All of it: a commit that returned survives a loss of power.
    case full
    /// A loss of power may cost the commits of about the last second, and never more than a tail of them.
    case normal
    /// A loss of power may cost all commits since the last checkpoint, and never more than a tail of them.
    case off
  }

  /// Whether it is only read: what was committed when it was opened, beside other readers and one writer.
  public var isReadOnly = false
  /// Whether a file that is not there is made.
  public var creates = true
  /// How much of a commit must be on the disk before it returns. A crash of the process loses no commit in any case.
  public var durability = Durability.full
  /// Bytes in the log from which a commit is followed by a checkpoint.
  public var checkpointLogBytes = 32 << 20

  /// The defaults: read and write, make it where it is not there, lose nothing.
  public init() {}

  var fileOptions: FileOptions {
    var options = FileOptions()
    options.access = isReadOnly ? .readOnly : .readWrite
    options.creates = creates
    options.checkpointLogBytes = checkpointLogBytes
    options.durability =
      switch durability {
      case .full: .full
      case .normal: .normal
      case .off: .off
      }
    return options
  }
}
