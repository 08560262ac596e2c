// Completion of file names: the entries of the folder that a path names so far, folders with a slash.

internal import Glibc
internal import GraphModel

/// Completes paths.
enum FileNames {
  /// The most entries of a folder that are looked at.
  private static let entriesMax = 10_000

  /// The paths that begin with what was typed.
  static func complete(_ typed: String) -> Completion? {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let start = String(slash.map { typed[typed.index(after: $0)...] } ?? typed[...])
    guard let handle = opendir(folder.isEmpty ? "." : expanded(folder)) else { return nil }
    defer { closedir(handle) }
    var found: [String] = []
    var seen = 0
    while seen < entriesMax, let entry = readdir(handle) {
      seen += 1
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard name.hasPrefix(start), name != ".", name != "..", start.hasPrefix(".") || !name.hasPrefix(".") else { continue }
      found.append(folder + name + (isFolder(expanded(folder) + name) ? "/" : ""))
    }
    guard !found.isEmpty else { return nil }
    return Completion(typedScalars: typed.unicodeScalars.count, candidates: found.sorted { $0.isByteLess(than: $1) })
  }

  /// A path with `~/` in front replaced by the home folder.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = SystemText.environment("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// Whether there is a file or folder of this name.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
