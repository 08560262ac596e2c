// A file system that counts the bytes that are read through it, so that a test can say what was looked at.

import Synchronization

@testable import GraphStorage

/// Counts what is read from the files of another file system.
final class CountingFileSystem: FileSystem {
  private let base: any FileSystem
  private let count = Atomic<Int>(0)

  init(_ base: any FileSystem) { self.base = base }

  /// Bytes read since the last time.
  func takeBytes() -> Int { count.exchange(0, ordering: .relaxed) }

  func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any StorageFile {
    CountingFile(base: try base.open(path, mode), system: self)
  }
  func exists(_ path: String) throws(FileError) -> Bool { try base.exists(path) }
  func rename(_ path: String, to target: String, replacing: Bool) throws(FileError) {
    try base.rename(path, to: target, replacing: replacing)
  }
  func remove(_ path: String) throws(FileError) { try base.remove(path) }
  func syncDirectory(of path: String) throws(FileError) { try base.syncDirectory(of: path) }
  func identity(of path: String) throws(FileError) -> FileIdentity? { try base.identity(of: path) }
  func resolved(_ path: String) -> String { base.resolved(path) }

  private final class CountingFile: StorageFile {
    let base: any StorageFile
    let system: CountingFileSystem

    init(base: any StorageFile, system: CountingFileSystem) {
      self.base = base
      self.system = system
    }

    func read(_ count: Int, at offset: Int, into target: UnsafeMutableRawPointer) throws(FileError) -> Int {
      system.count.add(count, ordering: .relaxed)
      return try base.read(count, at: offset, into: target)
    }
    func write(_ bytes: [UInt8], at offset: Int) throws(FileError) { try base.write(bytes, at: offset) }
    func sync() throws(FileError) { try base.sync() }
    func truncate(to size: Int) throws(FileError) { try base.truncate(to: size) }
    func size() throws(FileError) -> Int { try base.size() }
    func identity() throws(FileError) -> FileIdentity { try base.identity() }
    func lock(_ lock: FileLock, byte: Int) throws(FileError) -> Bool { try base.lock(lock, byte: byte) }
  }
}
