// The seam to the file system: everything that the store asks of it, and nothing else. One implementation speaks to the operating
// system; tests have another that records, stops, tears, drops and refuses. No other file of the store makes a system call on files.
//
// What the store relies on: `write` returns when the bytes were handed over, not when they last; after `sync` of a file all
// that was written to it before, and its length, survive a loss of power; a new, renamed or removed name survives one after
// `syncDirectory`. Nothing is assumed of the order or the wholeness of writes that no sync has followed.

package import GraphModel

/// Why an operation on files failed.
package struct FileError: Error, Hashable, Sendable {
  /// The operation, as a word for messages (`write`).
  package var operation: String
  /// The file.
  package var path: String
  /// The number that the operating system gave (`errno`).
  package var number: Int32
  /// What the number means.
  package var reason: String

  /// The operation of a sync that failed.
  package static let syncOperation = "sync"

  /// A failure.
  package init(operation: String, path: String, number: Int32, reason: String) {
    self.operation = operation
    self.path = path
    self.number = number
    self.reason = reason
  }
}

/// How a file is opened.
package enum OpenMode: Sendable {
  /// To be read; it must be there.
  case read
  /// To be read and written; it must be there.
  case write
  /// To be read and written; made if it is not there.
  case create
}

/// A lock on one byte of a file, held by an open file and not by a process.
package enum FileLock: Sendable {
  /// Nobody holds it through this file.
  case none
  /// Many may hold it.
  case shared
  /// One alone holds it.
  case exclusive
}

/// A file and the machine it lies on, whatever the names by which it is reached.
package struct FileIdentity: Hashable, Sendable {
  /// The device.
  package var device: UInt64
  /// The number of the file on it.
  package var number: UInt64

  /// An identity.
  package init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }
}

/// An open file. It is closed when it is let go.
package protocol StorageFile: AnyObject, Sendable {
  /// Reads bytes from an offset on; fewer than were asked for only at the end of the file.
  func read(_ count: Int, at offset: Int, into target: UnsafeMutableRawPointer) throws(FileError) -> Int
  /// Writes bytes at an offset, all of them unless it throws.
  func write(_ bytes: [UInt8], at offset: Int) throws(FileError)
  /// Returns when what was written and the length survive a loss of power.
  func sync() throws(FileError)
  /// Cuts the file, or makes it longer with zeros.
  func truncate(to size: Int) throws(FileError)
  /// The length.
  func size() throws(FileError) -> Int
  /// Which file it is.
  func identity() throws(FileError) -> FileIdentity
  /// Takes, changes or gives up the lock on a byte; says whether it was had. Does not wait.
  func lock(_ lock: FileLock, byte: Int) throws(FileError) -> Bool
}

/// Names of files.
package protocol FileSystem: Sendable {
  /// Opens a file.
  func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any StorageFile
  /// Whether something has a name.
  func exists(_ path: String) throws(FileError) -> Bool
  /// The file that has a name now; `nil` where none has.
  func identity(of path: String) throws(FileError) -> FileIdentity?
  /// The name of a file itself, where what was given leads to it through symbolic links or from the present directory.
  func resolved(_ path: String) -> String
  /// Gives a file another name. Where the name is taken it replaces what is there, or fails.
  func rename(_ path: String, to target: String, replacing: Bool) throws(FileError)
  /// Takes a name away.
  func remove(_ path: String) throws(FileError)
  /// Returns when the names in the directory of a path survive a loss of power.
  func syncDirectory(of path: String) throws(FileError)
}

extension StorageError {
  /// A failure of the file system as the store tells it.
  package init(_ error: FileError) {
    let text = "\(error.operation): \(error.reason)"
    self =
      switch error.number {
      case FileErrorNumber.noEntry: .file(FileFault(.notFound, error.path, text))
      case FileErrorNumber.exists: .file(FileFault(.alreadyExists, error.path, text, hint: "choose another name"))
      case FileErrorNumber.noSpace, FileErrorNumber.quota, FileErrorNumber.tooLarge:
        .file(FileFault(.diskFull, error.path, text, hint: "make room; nothing committed was lost, and reading goes on"))
      case FileErrorNumber.readOnlyMedium, FileErrorNumber.denied, FileErrorNumber.notPermitted:
        .file(FileFault(.readOnly, error.path, text, hint: "check the permissions, or open it read-only"))
      default: .file(FileFault(.inputOutput, error.path, text))
      }
  }
}

extension StorageError {
  /// Whether there was no room.
  var isFullDisk: Bool { if case .file(let fault) = self { fault.code == .diskFull } else { false } }
}

/// Runs an operation on files and says what failed in the words of the store.
func onFile<Result>(_ body: () throws(FileError) -> Result) throws(StorageError) -> Result {
  do throws(FileError) { return try body() } catch { throw StorageError(error) }
}
