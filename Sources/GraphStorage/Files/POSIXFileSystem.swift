// The file system of the operating system. Calls that a signal interrupts are made again, short reads and writes are continued;
// every other failure comes back with its number.
// Locks are those of open file descriptions (`F_OFD_SETLK`): they also hold between two openings within one process, do not go
// away when some other descriptor of the file is closed, and end with the process.

import Glibc
import GraphModel

/// Numbers of errors that the store tells apart.
enum FileErrorNumber {
  static let noEntry = ENOENT
  static let exists = EEXIST
  static let noSpace = ENOSPC
  static let inputOutput = EIO
  static let quota = EDQUOT
  static let tooLarge = EFBIG
  static let readOnlyMedium = EROFS
  static let denied = EACCES
  static let notPermitted = EPERM
}

/// The operating system's files.
package struct POSIXFileSystem: FileSystem {
  /// The file system.
  package init() {}

  package func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any StorageFile {
    let flags: Int32 =
      switch mode {
      case .read: O_RDONLY
      case .write: O_RDWR
      case .create: O_RDWR | O_CREAT
      }
    while true {
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
          close(descriptor)
          throw FileError(operation: "open", path: path, number: EINVAL, reason: "it is no regular file")
        }
        return POSIXFile(descriptor: descriptor, path: path)
      }
      if errno != EINTR { throw FileError(operation: "open", path: path) }
    }
  }

  package func exists(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    if lstat(path, &status) == 0 { return true }
    if errno == ENOENT || errno == ENOTDIR { return false }
    throw FileError(operation: "look for", path: path)
  }

  package func identity(of path: String) throws(FileError) -> FileIdentity? {
    var status = stat()
    if stat(path, &status) == 0 { return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw FileError(operation: "look for", path: path)
  }

  package func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(validatingCString: found) ?? path
  }

  package func rename(_ path: String, to target: String, replacing: Bool) throws(FileError) {
    // A link fails where the name is taken; where the file system has no links, looking first has to do.
    if !replacing {
      if link(path, target) == 0 {
        _ = unlink(path)
        return
      }
      if errno == EEXIST { throw FileError(operation: "create", path: target) }
      if try exists(target) { throw FileError(operation: "create", path: target, number: EEXIST, reason: "File exists") }
    }
    if Glibc.rename(path, target) != 0 { throw FileError(operation: "rename", path: path) }
  }

  package func remove(_ path: String) throws(FileError) {
    if unlink(path) != 0, errno != ENOENT { throw FileError(operation: "remove", path: path) }
  }

  package func syncDirectory(of path: String) throws(FileError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(operation: "open", path: directory) }
    defer { close(descriptor) }
    // Some file systems have no directories that could be synced, and say so.
    if fsync(descriptor) != 0, errno != EINVAL { throw FileError(operation: FileError.syncOperation, path: directory) }
  }
}

/// A file of the operating system.
final class POSIXFile: StorageFile {
  private let descriptor: Int32
  private let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  func read(_ count: Int, at offset: Int, into target: UnsafeMutableRawPointer) throws(FileError) -> Int {
    var done = 0
    while done < count {
      let got = pread(descriptor, target + done, count - done, offset + done)
      if got == 0 { break }
      if got > 0 { done += got } else if errno != EINTR { throw FileError(operation: "read", path: path) }
    }
    return done
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, offset + done) }
      if put > 0 {
        done += put
      } else if put == 0 {
        throw FileError(operation: "write", path: path, number: ENOSPC, reason: "nothing was written")
      } else if errno != EINTR {
        throw FileError(operation: "write", path: path)
      }
    }
  }

  func sync() throws(FileError) {
    // A sync that failed is not made again: the pages may count as written although they are not.
    if fdatasync(descriptor) != 0 { throw FileError(operation: FileError.syncOperation, path: path) }
  }

  func truncate(to size: Int) throws(FileError) {
    while ftruncate(descriptor, size) != 0 { if errno != EINTR { throw FileError(operation: "truncate", path: path) } }
  }

  func size() throws(FileError) -> Int { Int(try status().st_size) }

  func identity() throws(FileError) -> FileIdentity {
    let status = try status()
    return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  private func status() throws(FileError) -> stat {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw FileError(operation: "look at", path: path) }
    return status
  }

  func lock(_ lock: FileLock, byte: Int) throws(FileError) -> Bool {
    let kind =
      switch lock {
      case .none: F_UNLCK
      case .shared: F_RDLCK
      case .exclusive: F_WRLCK
      }
    var request = flock()
    request.l_type = Int16(kind)
    request.l_whence = Int16(SEEK_SET)
    request.l_start = byte
    request.l_len = 1
    request.l_pid = 0
    let setOpenFileLock: Int32 = 37  // F_OFD_SETLK, which the module map of the C library leaves out
    while fcntl(descriptor, setOpenFileLock, &request) != 0 {
      if errno == EAGAIN || errno == EACCES { return false }
      if errno != EINTR { throw FileError(operation: "lock", path: path) }
    }
    return true
  }
}

extension FileError {
  /// The failure that the last system call left in `errno`.
  init(operation: String, path: String) {
    let number = errno
    self.init(operation: operation, path: path, number: number, reason: String(cString: strerror(number)))
  }
}
