// The files of a directory and the kind of a path, over the C library, in the order of their bytes: never in the order of the
// file system.

internal import Glibc
package import GraphModel

/// Looks at the file system.
package enum FileListing {
  /// Whether a path is a directory.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// The names in a directory, without `.` and `..`, ordered by their bytes.
  package static func names(in path: String) throws(FormatError) -> [String] {
    guard let directory = opendir(path) else {
      throw FormatError(file: path, line: 0, code: "cannotOpen", message: "cannot open the directory: \(SystemCall.reason(errno))")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      guard names.count <= FormatLimits.directoryFilesMax else {
        throw FormatError(
          file: path, line: 0, code: "tooManyFiles", message: "the directory holds more than \(FormatLimits.directoryFilesMax) files")
      }
    }
    return names.sorted { $0.isByteLess(than: $1) }
  }

  /// Creates a directory unless it is there.
  package static func createDirectory(_ path: String) throws(FormatError) {
    guard mkdir(path, 0o777) != 0, !isDirectory(path) else { return }
    throw FormatError(file: path, line: 0, code: "cannotCreate", message: "cannot create the directory: \(SystemCall.reason(errno))")
  }
}
