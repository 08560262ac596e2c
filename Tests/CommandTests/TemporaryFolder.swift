// A folder for a test. Folders live until the test process ends, because a path outlives the object that made it.

import Foundation
import Synchronization

/// A folder of its own.
final class TemporaryFolder {
  /// Its path.
  let path: String

  /// Makes the folder.
  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("innograph-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = Self.removal
    Self.made.withLock { $0.append(path) }
  }

  private static let made = Mutex<[String]>([])
  /// Removes all folders when the process ends.
  private static let removal: Void = {
    atexit { TemporaryFolder.made.withLock { for path in $0 { try? FileManager.default.removeItem(atPath: path) } } }
  }()

  /// Writes a file into it; the file's path.
  @discardableResult
  func write(_ name: String, _ content: String) throws -> String { try write(name, Array(content.utf8)) }

  /// Writes a file of bytes into it, and the folders on the way to it.
  @discardableResult
  func write(_ name: String, _ content: [UInt8]) throws -> String {
    let file = path + "/" + name
    let parent = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try Data(content).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// The text of a file in it; `nil` where there is none.
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }
}
