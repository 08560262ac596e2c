// The named time zones of the program, found by name. The names are read from the generated data when the first named zone is
// asked for, the rules of a zone when that zone is first used; who uses no zone pays for none.

import Synchronization

/// The named time zones.
package enum TimeZoneTable {
  /// The release of the tz database that the program carries, such as `2026f`.
  package static let release = TimeZoneData.release

  /// One name with the place of its rules.
  private struct Entry: Sendable {
    let name: String
    let zone: Zone
  }

  /// The rules that one or several names share, decoded at first use.
  private final class Zone: Sendable {
    let source: [ArraySlice<UInt8>]
    let decoded = AtomicLazyReference<TimeZoneRules>()

    init(source: [ArraySlice<UInt8>]) { self.source = source }

    var rules: TimeZoneRules {
      decoded.load() ?? decoded.storeIfNil(TimeZoneRules(rule: source[0], offsets: source[1], changes: source[2]))
    }
  }

  /// The entries by the bytes of their names.
  private static let entries: [Entry] = TimeZoneData.areas.flatMap { area in
    let bytes = area.withUTF8Buffer { Array($0) }
    return bytes.split(separator: 0x0A).flatMap { line in
      let parts = line.split(separator: 0x3A, omittingEmptySubsequences: false)
      guard parts.count == 4 else { return [Entry]() }
      let zone = Zone(source: Array(parts[1...]))
      return parts[0].split(separator: 0x2C).map { Entry(name: String(decoding: $0, as: UTF8.self), zone: zone) }
    }
  }.sorted { $0.name.isByteLess(than: $1.name) }

  /// The numbers of the zones by their names in lower case.
  private static let numbers: [String: Int32] = Dictionary(
    entries.enumerated().map { ($0.element.name.lowercased(), Int32($0.offset)) }, uniquingKeysWith: { first, _ in first })

  /// The names of all zones, ordered by their bytes.
  package static var names: [String] { entries.map(\.name) }

  /// The number of a zone by its name; upper and lower case do not matter, and a blank may stand for `_`. The number holds for
  /// this run of the program only.
  static func number(named name: String) -> Int32? {
    guard name.utf8.count <= 64 else { return nil }
    return numbers[String(decoding: name.lowercased().utf8.map { $0 == 0x20 ? 0x5F : $0 }, as: UTF8.self)]
  }

  /// The name of a zone as the tz database spells it.
  static func name(of number: Int32) -> String { entries[Int(number)].name }

  /// The rules of a zone.
  static func rules(of number: Int32) -> TimeZoneRules { entries[Int(number)].zone.rules }
}
