// A commit, checked out beside this checkout and built in release mode with the benchmarks of this checkout, so that two commits are
// asked the same questions. A folder that holds a checkout from before is used again: building anew is then a matter of what changed.

import Foundation

/// The build of a commit.
struct CommitBuild {
  /// The commit; nil for the files as they are.
  let commit: String?
  /// Where it is checked out.
  let folder: URL

  private var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Builds; the program.
  func build() throws -> URL {
    let checkout = try commit.map(checkOut) ?? root
    let package = checkout.appendingPathComponent("Benchmarks")
    print("building \(commit ?? "the files as they are")")
    try command(["swift", "build", "-c", "release", "--package-path", package.path])
    return package.appendingPathComponent(".build/release/benchmarks")
  }

  private func checkOut(_ commit: String) throws -> URL {
    if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) {
      try command(["git", "-C", folder.path, "checkout", "--quiet", "--force", "--detach", commit])
    } else {
      try command(["git", "-C", root.path, "worktree", "add", "--quiet", "--force", "--detach", folder.path, commit])
    }
    let package = folder.appendingPathComponent("Benchmarks")
    for part in ["Sources", "Package.swift"] {
      let (from, to) = (root.appendingPathComponent("Benchmarks/\(part)"), package.appendingPathComponent(part))
      try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(at: to)
      try FileManager.default.copyItem(at: from, to: to)
    }
    return folder
  }

  private func command(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.standardError
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(text: "\(arguments.joined(separator: " ")) failed") }
  }
}
