// Which files a path means: query files stand in folders, and folders in folders.
import GraphFormats
import GraphModel

/// Lists files.
enum TextFiles {
  /// How deep folders may lie in each other.
  static let depthMax = 16

  /// A file itself, or the files of an ending in a folder and below it, in byte order.
  /// - Throws: `FormatError` where the path is neither.
  static func list(_ path: String, ending: String) throws(FormatError) -> [String] {
    guard FileListing.exists(path) else { throw FormatError(file: path, line: 0, code: "cannotOpen", message: "\(path) does not exist") }
    guard FileListing.isDirectory(path) else { return [path] }
    var found: [String] = []
    var folders = [(path: path, depth: 0)]
    while let folder = folders.popLast() {
      for name in try FileListing.names(in: folder.path) where !name.hasPrefix(".") {
        let inner = folder.path + "/" + name
        if FileListing.isDirectory(inner) {
          if folder.depth < depthMax { folders.append((path: inner, depth: folder.depth + 1)) }
        } else if name.hasSuffix(ending) {
          found.append(inner)
        }
      }
    }
    return found.sorted { $0.isByteLess(than: $1) }
  }
}
