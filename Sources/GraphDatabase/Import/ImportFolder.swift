// Which files a query may read: those under one folder that the embedder names, after every symbolic link is resolved. Without a folder
// none, and never anything over a network.
internal import Glibc
import GraphModel

/// A folder whose files queries may read.
struct ImportFolder {
  /// The folder as it was named, nil where queries read no files.
  let path: String?

  /// The path of a file that a query names, by `file:///name`, by a path, or by a path below the folder.
  /// - Throws: `ExternalResourceFailed` for what is no such file.
  func resolve(_ name: String, at span: SourceSpan? = nil) throws(QueryError) -> String {
    guard let path else {
      throw ImportFolder.failure(
        "files cannot be read by queries here", hint: "name the folder that holds them, with --import-dir or QueryOptions.importDirectory")
    }
    let relative = try ImportFolder.path(of: name)
    guard let folder = ImportFolder.real(path) else {
      throw ImportFolder.failure("the import folder '\(path)' cannot be opened", hint: "does it exist?")
    }
    guard !relative.utf8.contains(0), let found = ImportFolder.real(folder + "/" + relative) ?? ImportFolder.real(absolute: relative) else {
      throw ImportFolder.failure("there is no file '\(name)' in the import folder", hint: "paths are read from '\(path)'")
    }
    guard found.isByteEqual(to: folder) || found.utf8.starts(with: (folder == "/" ? folder : folder + "/").utf8) else {
      throw ImportFolder.failure("'\(name)' lies outside of the import folder", hint: "copy the file into '\(path)'")
    }
    var status = stat()
    guard stat(found, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ImportFolder.failure("'\(name)' is no file of data", hint: "only regular files are read")
    }
    return found
  }

  /// The path that a URL or a plain path means.
  private static func path(of name: String) throws(QueryError) -> String {
    if name.utf8.starts(with: "file://".utf8) {
      let rest = name.dropFirst("file://".count)
      guard rest.hasPrefix("/") else {
        throw failure("a file URL names no host", hint: "write file:///name.csv")
      }
      return try decoded(String(rest))
    }
    if let scheme = name.range(of: "://") {
      throw failure("'\(name[..<scheme])' addresses are not read: queries have no network", hint: "save the file in the import folder")
    }
    return name
  }

  /// `%20` and its like as the characters they mean.
  private static func decoded(_ text: String) throws(QueryError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        throw failure("the file URL has a '%' that no two digits follow", hint: "write %25 for the character itself")
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw failure("the file URL is not UTF-8") }
    return decoded
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// An absolute path is tried as it stands too, for it may lie in the folder.
  private static func real(absolute path: String) -> String? { path.utf8.first == UInt8(ascii: "/") ? real(path) : nil }

  /// The error of a file that cannot be read.
  static func failure(_ message: String, hint: String? = nil) -> QueryError {
    .runtime(.argumentError, "ExternalResourceFailed", message, hint: hint)
  }
}

extension String {
  /// Where a text first occurs.
  fileprivate func range(of text: String) -> String.Index? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.startIndex }
      rest = rest.dropFirst()
    }
    return nil
  }
}
