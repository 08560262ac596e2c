// Files of text, read whole: query files, baselines, style sheets. Data files are streamed by GraphFormats instead.
import Glibc
import GraphModel

/// Reads text files and lists folders.
enum TextFiles {
  /// The largest text file read whole: 16 MiB.
  static let bytesMax = 16 << 20

  /// The text of a file.
  /// - Throws: `FormatError` where it cannot be opened, is too large, or is not UTF-8.
  static func read(_ path: String) throws(FormatError) -> String {
    guard let file = fopen(path, "rb") else { throw failure(path, "cannot be opened: \(String(cString: strerror(errno)))") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = fread(&block, 1, block.count, file)
      bytes.append(contentsOf: block[..<count])
      if bytes.count > bytesMax { throw failure(path, "is larger than \(bytesMax) bytes") }
      if count < block.count { break }
    }
    if ferror(file) != 0 { throw failure(path, "cannot be read") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure(path, "is not UTF-8") }
    return text
  }

  /// A file itself, or the files of an ending in a folder and below it, in byte order.
  /// - Throws: `FormatError` where the path is neither.
  static func list(_ path: String, ending: String) throws(FormatError) -> [String] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path, "does not exist") }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
    var found: [String] = []
    var folders = [path]
    while let folder = folders.popLast() {
      for name in try names(in: folder) where !name.hasPrefix(".") {
        let inner = folder + "/" + name
        guard stat(inner, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { folders.append(inner) } else if name.hasSuffix(ending) { found.append(inner) }
      }
    }
    return found.sorted { $0.isByteLess(than: $1) }
  }

  private static func names(in folder: String) throws(FormatError) -> [String] {
    guard let directory = opendir(folder) else { throw failure(folder, "cannot be listed") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func failure(_ path: String, _ reason: String) -> FormatError {
    FormatError(file: path, line: 0, code: "file", message: "\(path) \(reason)")
  }
}
