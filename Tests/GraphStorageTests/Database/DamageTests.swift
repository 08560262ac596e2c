// Files that were changed behind the database's back: cut, flipped, zeroed, swapped, aged, mixed with others. Every answer is right or an
// error, the process lives, and the check names the place.

import GraphModel
import Testing

@testable import GraphStorage

@Suite struct DamageTests {
  private let path = FileWorkload.path
  private var logPath: String { FileFormat.logPath(path) }

  /// A file after eight commits; left open by a crash where `closes` is false, and then with commits in its log.
  private func made(closes: Bool, checkpointEvery: Int = 5) throws -> (SimulatedFileSystem, FileWorkload) {
    let fileSystem = SimulatedFileSystem()
    var workload = FileWorkload()
    let store = try workload.run(fileSystem, checkpointEvery: checkpointEvery, closes: closes)
    return withExtendedLifetime(store) { (fileSystem.afterDeath(), workload) }
  }

  /// What is read from a file: the graph, or `nil` where it is refused or damage was found.
  private func read(_ fileSystem: SimulatedFileSystem) throws -> (graph: ModelGraph, notices: [String])? {
    var options = FileOptions()
    options.access = .readOnly
    do throws(StorageError) {
      let store = try DatabaseFile.open(path, options: options, fileSystem: fileSystem)
      let graph = ModelGraph(reading: store.snapshot())
      try store.requireSound()
      return (graph, store.file?.health.notices ?? [])
    } catch {
      guard case .file(let fault) = error else { throw error }
      #expect(fault.hint != nil, "no mend: \(fault)")
      return nil
    }
  }

  @Test func flippedBitsNeverGiveAWrongAnswer() throws {
    for closes in [true, false] {
      let (fileSystem, workload) = try made(closes: closes)
      let whole = try #require(fileSystem.bytes(path))
      let log = fileSystem.bytes(logPath)
      let right = try #require(workload.states.last)
      var random = SeededGenerator(seed: closes ? 11 : 12)
      var refused = 0
      for trial in 0..<1_500 {
        let damaged = fileSystem.afterDeath()
        let isInLog = log != nil && trial % 2 == 0
        var bytes = isInLog ? log ?? [] : whole
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        damaged.put(bytes, isInLog ? logPath : path)
        if let found = try read(damaged) {
          #expect(found.graph == right, "trial \(trial) gave a wrong answer without a word")
        } else {
          refused += 1
          let report = try FileCheck.run(path, isDeep: true, fileSystem: damaged)
          #expect(!report.findings.isEmpty, "trial \(trial): the check finds nothing")
        }
      }
      #expect(refused > 100)
    }
  }

  @Test func damageToldByACountHasFileAndMend() throws {
    let health = StoreHealth(path: path)
    health.note(damage: FileFault(.damaged, "", "there are 3 relationships of a type and not 4"))
    let error = #expect(throws: StorageError.self) { try health.requireSound() }
    guard case .file(let fault)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.path == path && fault.hint == StoreHealth.mend && fault.message.contains("and not 4"))
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let (fileSystem, _) = try made(closes: true)
    let whole = try #require(fileSystem.bytes(path))
    for length in stride(from: 0, to: whole.count, by: 97) {
      let damaged = fileSystem.afterDeath()
      damaged.put(Array(whole.prefix(length)), path)
      #expect(try read(damaged) == nil, "cut to \(length) of \(whole.count)")
    }
  }

  @Test func aLogCutAtEveryByteGivesAPrefixWithANotice() throws {
    let (fileSystem, workload) = try made(closes: false)
    let log = try #require(fileSystem.bytes(logPath))
    var states = Set<Int>()
    // What follows the records is room of zeros, which nothing rests on.
    for length in 0..<(try recordsEnd(log)) {
      let damaged = fileSystem.afterDeath()
      damaged.put(Array(log.prefix(length)), logPath)
      guard let found = try read(damaged) else {
        #expect(length < FileFormat.recordsOffset, "a log cut to \(length) is refused")
        continue
      }
      let state = try #require(workload.states.firstIndex(of: found.graph), "cut to \(length): no state that ever was")
      states.insert(state)
      #expect(!found.notices.isEmpty, "cut to \(length): shorter without a word")
    }
    #expect(states.count == 3)
  }

  private func recordsEnd(_ log: [UInt8]) throws -> Int {
    let block = ByteBlock(count: log.count)
    log.withUnsafeBytes { if let base = $0.baseAddress { block.start.copyMemory(from: base, byteCount: log.count) } }
    return try LogReading(block, try #require(LogHead.read(block)), path: logPath).end
  }

  @Test func aRecordThatNeverBecameWholeIsLeftOut() throws {
    let (fileSystem, workload) = try made(closes: false)
    let log = try #require(fileSystem.bytes(logPath))
    for garbage in [[UInt8](repeating: 0, count: 100), [1, 2, 3], Array(log[FileFormat.recordsOffset..<FileFormat.recordsOffset + 60])] {
      let torn = fileSystem.afterDeath()
      torn.put(log + garbage, logPath)
      let found = try #require(try read(torn))
      #expect(found.graph == workload.states.last)
      #expect(found.notices.isEmpty == garbage.allSatisfy { $0 == 0 })
    }
  }

  @Test func swappedZeroedAndStalePagesAreFound() throws {
    let (fileSystem, workload) = try made(closes: true, checkpointEvery: 1)
    let whole = try #require(fileSystem.bytes(path))
    let right = try #require(workload.states.last)
    let (older, _) = try made(closes: true, checkpointEvery: 2)
    let stale = try #require(older.bytes(path))
    let page = FileFormat.pageBytes
    for first in 0..<whole.count / page {
      var images: [[UInt8]] = []
      var zeroed = whole
      zeroed.replaceSubrange(first * page..<(first + 1) * page, with: repeatElement(0, count: page))
      images.append(zeroed)
      let second = (first + 1) % (whole.count / page)
      var swapped = whole
      swapped.replaceSubrange(first * page..<(first + 1) * page, with: whole[second * page..<(second + 1) * page])
      swapped.replaceSubrange(second * page..<(second + 1) * page, with: whole[first * page..<(first + 1) * page])
      images.append(swapped)
      if stale.count >= (first + 1) * page {
        var aged = whole
        aged.replaceSubrange(first * page..<(first + 1) * page, with: stale[first * page..<(first + 1) * page])
        images.append(aged)
      }
      for (kind, image) in images.enumerated() {
        let damaged = fileSystem.afterDeath()
        damaged.put(image, path)
        if let found = try read(damaged) { #expect(found.graph == right, "page \(first), kind \(kind)") }
      }
    }
  }

  @Test func filesThatDoNotBelongTogetherAreRefused() throws {
    let (one, _) = try made(closes: false)
    let (other, _) = try made(closes: false)
    let mixed = one.afterDeath()
    mixed.put(other.bytes(logPath), logPath)
    #expect(code(mixed) == .logForeign)
    let without = one.afterDeath()
    without.put(nil, logPath)
    #expect(code(without) == .logMissing)
    let alone = one.afterDeath()
    alone.put(nil, path)
    #expect(code(alone) == .logForeign)
    let stranger = one.afterDeath()
    stranger.put(Array("something else altogether".utf8) + [UInt8](repeating: 7, count: 20_000), path)
    #expect(code(stranger) == .notADatabase)
    // The newest header rots: the older one must not be taken with a log that goes on from the newest.
    var bytes = try #require(one.bytes(path))
    let newest = try HeaderReading(path, try one.open(path, .read)).newest()
    bytes[newest.offset + 50] ^= 1
    let rotten = one.afterDeath()
    rotten.put(bytes, path)
    #expect(code(rotten) != nil)
  }

  @Test func futureFormatsAndUnknownFlagsAreRefused() throws {
    let (fileSystem, _) = try made(closes: true)
    let whole = try #require(fileSystem.bytes(path))
    let newest = try HeaderReading(path, try fileSystem.open(path, .read)).newest()
    for place in [8, 12] {
      var bytes = whole
      bytes[newest.offset + place] = 9
      var sealed = ByteWriter()
      sealed.put(Array(bytes[newest.offset..<newest.offset + FileFormat.slotBytes - 4]))
      sealed.put32(Checksum.crc32c(sealed.bytes, from: UInt32(newest.offset)))
      bytes.replaceSubrange(newest.offset..<newest.offset + FileFormat.slotBytes, with: sealed.bytes)
      let future = fileSystem.afterDeath()
      future.put(bytes, path)
      #expect(code(future) == .formatUnknown)
    }
  }

  @Test func salvageTakesWhatIsWhole() throws {
    let (fileSystem, workload) = try made(closes: true)
    let state = try DatabaseFile.read(path, try fileSystem.open(path, .read))
    let right = try #require(workload.states.last)
    for table in state.directory.tables {
      guard let extent = table.extents.first ?? nil else { continue }
      var bytes = try #require(fileSystem.bytes(path))
      bytes[extent.offset] ^= 0xFF
      let damaged = fileSystem.afterDeath()
      damaged.put(bytes, path)
      let salvage = try Salvage(path, fileSystem: damaged)
      // What repeats other tables is made anew, and nothing of it is lost.
      let isRepeated = [.outgoing, .incoming, .indexLeaves, .indexFences].contains(table.name.kind)
      #expect(salvage.losses.isEmpty == isRepeated, "\(table.name)")
      if isRepeated { #expect(salvage.graph.relationshipCount == right.relationships.count) }
      try salvage.graph.checkInvariants()
      let isColumn = table.name.kind == .nodeColumn || table.name.kind == .relationshipColumn
      if isColumn {
        #expect(salvage.graph.nodeCount == right.nodes.count && salvage.graph.relationshipCount == right.relationships.count)
      }
    }
    let sound = try Salvage(path, fileSystem: fileSystem)
    #expect(sound.losses.isEmpty && sound.graph.nodeCount == right.nodes.count)
  }

  private func code(_ fileSystem: SimulatedFileSystem) -> FileFault.Code? {
    do throws(StorageError) {
      let store = try DatabaseFile.open(path, fileSystem: fileSystem)
      _ = ModelGraph(reading: store.snapshot())
      try store.requireSound()
      return nil
    } catch {
      if case .file(let fault) = error { return fault.code }
      return nil
    }
  }
}
