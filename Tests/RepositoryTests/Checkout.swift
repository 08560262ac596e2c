// The checkout as the tests see it: files by path, read once per question.
import Foundation

/// The files of this checkout.
enum Checkout {
  /// The folder that holds Package.swift.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the checkout.
  struct File {
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  /// The files below a folder with an ending, in order of their paths.
  static func files(below folder: String, ending: String) throws -> [File] {
    let base = root.appendingPathComponent(folder)
    let paths = (FileManager.default.subpaths(atPath: base.path) ?? []).filter { $0.hasSuffix(ending) && !$0.contains(".build/") }.sorted()
    return try paths.map { path in
      File(path: "\(folder)/\(path)", text: try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8))
    }
  }

  /// One file.
  static func file(_ path: String) throws -> File {
    File(path: path, text: try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
  }
}
