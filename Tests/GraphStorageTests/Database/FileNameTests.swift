// Names of files, on the operating system's own files: a database reached by a link, moved or deleted while it is open, and what a crash
// may leave under the name of a draft.

import Foundation
import GraphModel
import Testing

@testable import GraphStorage

@Suite final class FileNameTests {
  private let folder = NSTemporaryDirectory() + "innograph-names-\(UUID().uuidString)"
  private var path: String { folder + "/eco.graph" }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Adds nodes; the code of the fault where that fails.
  private func commit(_ store: GraphStore) -> FileFault.Code? {
    do throws(StorageError) {
      let transaction = try store.beginWrite(waitMilliseconds: 0)
      do throws(StorageError) {
        _ = try transaction.createNode(labels: [try transaction.label("Firm")], properties: [])
        _ = try transaction.commit()
      } catch {
        transaction.rollback()
        throw error
      }
      return nil
    } catch {
      if case .file(let fault) = error { return fault.code }
      return .inputOutput
    }
  }

  /// What a process leaves that was killed: a copy of the files as they are now.
  private func leave(_ name: String) throws {
    for suffix in ["", "-log"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/" + name + suffix) }
  }

  @Test func aDraftThatIsAlsoADatabaseIsNotWrittenOver() throws {
    let store = try DatabaseFile.open(path)
    #expect(commit(store) == nil)
    store.close()
    // A crash between giving the file its name and taking the name of the draft away; then the database was given another name.
    try FileManager.default.linkItem(atPath: path, toPath: path + "-new")
    try FileManager.default.moveItem(atPath: path, toPath: folder + "/kept.graph")
    let fresh = try DatabaseFile.open(path)
    #expect(commit(fresh) == nil)
    fresh.close()
    #expect(try DatabaseFile.open(folder + "/kept.graph").snapshot().nodeCount == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["eco.graph", "kept.graph"])
  }

  @Test func aDraftLeftBesideItsFinishedFileIsInNobodysWay() throws {
    let store = try DatabaseFile.open(path)
    try FileManager.default.linkItem(atPath: path, toPath: path + "-new")
    #expect(commit(store) == nil)
    try store.compact()
    store.close()
    #expect(try DatabaseFile.open(path).snapshot().nodeCount == 1)
  }

  @Test func theLogLiesBesideTheFileAndNotBesideALink() throws {
    try DatabaseFile.open(path).close()
    try FileManager.default.createDirectory(atPath: folder + "/links", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder + "/links/soft.graph", withDestinationPath: "../eco.graph")
    let store = try DatabaseFile.open(folder + "/links/soft.graph")
    #expect(commit(store) == nil)
    #expect(FileManager.default.fileExists(atPath: path + "-log"))
    try leave("copy.graph")
    store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/links") == ["soft.graph"])
    #expect(try FileCheck.run(folder + "/links/soft.graph", isDeep: true).findings.isEmpty)
    #expect(try DatabaseFile.open(folder + "/copy.graph").snapshot().nodeCount == 1)
  }

  @Test(arguments: [["", "-log"], [""], ["-log"]]) func afterAMoveNothingIsAcknowledged(moved: [String]) throws {
    let store = try DatabaseFile.open(path)
    #expect(commit(store) == nil)
    for suffix in moved { try FileManager.default.moveItem(atPath: path + suffix, toPath: folder + "/away.graph" + suffix) }
    #expect(commit(store) == .readOnly)
    #expect(store.snapshot().nodeCount == 1, "reading goes on")
    store.close()
    for suffix in ["", "-log"] where !moved.contains(suffix) {
      try FileManager.default.moveItem(atPath: path + suffix, toPath: folder + "/away.graph" + suffix)
    }
    #expect(try DatabaseFile.open(folder + "/away.graph").snapshot().nodeCount == 1)
  }

  @Test func closingWhatWasMovedTouchesNothingThatHasItsNameNow() throws {
    let store = try DatabaseFile.open(path)
    #expect(commit(store) == nil)
    for suffix in ["", "-log"] { try FileManager.default.moveItem(atPath: path + suffix, toPath: folder + "/away.graph" + suffix) }
    let other = try DatabaseFile.open(path)
    #expect(commit(other) == nil)
    #expect(commit(other) == nil)
    store.close()
    #expect(commit(other) == nil)
    try leave("copy.graph")
    #expect(try DatabaseFile.open(folder + "/copy.graph").snapshot().nodeCount == 3)
    #expect(try DatabaseFile.open(folder + "/away.graph").snapshot().nodeCount == 1)
  }

  @Test func afterADeletionNothingIsAcknowledged() throws {
    let store = try DatabaseFile.open(path)
    #expect(commit(store) == nil)
    try FileManager.default.removeItem(atPath: path + "-log")
    #expect(commit(store) == .readOnly)
    #expect(commit(store) == .readOnly)
    try DatabaseFile.writeCopy(of: store.snapshot(), to: folder + "/saved.graph")
    store.close()
    #expect(try DatabaseFile.open(folder + "/saved.graph").snapshot().nodeCount == 1)
  }
}
