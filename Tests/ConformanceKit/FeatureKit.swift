// Where the openCypher Technology Compatibility Kit lies, and its scenarios and named graphs: for the engine's own run and for the oracle's.
import Foundation

/// The kit, if it is at hand: the folder named by TCK_DIR, or `../shared/tck` beside the checkout.
package struct FeatureKit {
  private let root: URL

  /// The kit; nil where neither place has one.
  package init?() {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TCK_DIR"].map { URL(fileURLWithPath: $0) }
    root = named ?? checkout.deletingLastPathComponent().appendingPathComponent("shared/tck")
    guard FileManager.default.fileExists(atPath: root.appendingPathComponent("features").path) else { return nil }
  }

  /// Every scenario in the order of the files, outlines expanded.
  package func scenarios() throws -> [Scenario] {
    let features = root.appendingPathComponent("features")
    let files = FileManager.default.subpaths(atPath: features.path) ?? []
    return try files.filter { $0.hasSuffix(".feature") }.sorted().flatMap { path in
      FeatureFile(name: String(path.dropLast(8)), text: try String(contentsOf: features.appendingPathComponent(path), encoding: .utf8))
        .scenarios
    }
  }

  /// The scripts that make the named graphs.
  package func graphs() throws -> [String: String] {
    let folder = root.appendingPathComponent("graphs")
    var graphs: [String: String] = [:]
    for path in FileManager.default.subpaths(atPath: folder.path) ?? [] where path.hasSuffix(".cypher") {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      graphs[name] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
    return graphs
  }
}
