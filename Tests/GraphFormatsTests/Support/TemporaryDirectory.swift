// A directory that lives as long as a test.

import Glibc
import Testing

/// A new directory, removed with all it holds at the end.
final class TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/innograph-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TestFailure(what: "mkdtemp") }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
      }
      closedir(directory)
      for name in names where name != "." && name != ".." { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Writes a file, making its folder.
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// Writes a file of bytes, making its folder.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    if let slash = name.lastIndex(of: "/") { mkdir(path + "/" + name[..<slash], 0o777) }
    guard let file = fopen(path + "/" + name, "wb") else { throw TestFailure(what: name) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// Reads a file.
  func read(_ name: String) throws -> String {
    guard let file = fopen(path + "/" + name, "rb") else { throw TestFailure(what: name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Something that a test needs and did not get.
struct TestFailure: Error { let what: String }
