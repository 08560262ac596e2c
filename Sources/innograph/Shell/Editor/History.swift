// What was entered before, oldest first, kept in a file across runs: one entry per line, with line ends and backslashes escaped.
// An entry equal to the one before it, or one that begins with a blank, is not kept. A file that cannot be written is no reason to
// disturb anybody: the history then lasts for this run.

internal import Glibc
internal import GraphModel

/// Entries of earlier and this run.
struct History {
  /// The most entries that are kept.
  static let entriesMax = 2_000
  /// The largest file that is read, in bytes.
  static let fileBytesMax = 16 << 20

  /// The entries, oldest first.
  private(set) var entries: [String] = []
  private let path: String?

  /// The entries of a file; none where there is no file.
  init(path: String?) {
    self.path = path
    guard let path, let bytes = Self.read(path) else { return }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    entries = lines.suffix(Self.entriesMax).map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
    if lines.count > Self.entriesMax * 2 { rewrite() }
  }

  /// The usual place: `$XDG_STATE_HOME/innograph/history`, or below `~/.local/state`.
  static var defaultPath: String? {
    let state = SystemText.environment("XDG_STATE_HOME") ?? SystemText.environment("HOME").map { $0 + "/.local/state" }
    return state.map { $0 + "/innograph/history" }
  }

  /// Adds an entry, here and in the file.
  mutating func add(_ entry: String) {
    guard let first = entry.first, first != " ", entries.last.map({ !$0.isByteEqual(to: entry) }) ?? true else { return }
    entries.append(entry)
    if entries.count > Self.entriesMax { entries.removeFirst() }
    append(Self.encoded(entry) + "\n")
  }

  /// The place of the last entry before a place that holds a text; `nil` if there is none.
  func search(_ text: String, before place: Int) -> Int? {
    guard !text.isEmpty else { return nil }
    let wanted = Array(text.lowercased().utf8)
    return entries[..<min(max(0, place), entries.count)].lastIndex { Self.contains(Array($0.lowercased().utf8), wanted) }
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  /// An entry on one line.
  static func encoded(_ entry: String) -> String {
    var result = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An entry from its line.
  static func decoded(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        result.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while result.count < fileBytesMax {
      let count = Glibc.read(descriptor, &block, block.count)
      guard count > 0 else { break }
      result.append(contentsOf: block[..<count])
    }
    return result
  }

  private func append(_ line: String) {
    guard let path else { return }
    Self.makeFolder(of: path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    _ = StandardStreams.write(Array(line.utf8), to: descriptor)
    close(descriptor)
  }

  /// Cuts the file to the entries that are kept, by a new file in its place.
  private func rewrite() {
    guard let path else { return }
    let fresh = path + ".new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let failure = StandardStreams.write(Array(entries.map { Self.encoded($0) + "\n" }.joined().utf8), to: descriptor)
    close(descriptor)
    if failure == 0 { rename(fresh, path) } else { unlink(fresh) }
  }

  private static func makeFolder(of path: String) {
    var at = path.utf8.startIndex
    while let slash = path.utf8[path.utf8.index(after: at)...].firstIndex(of: UInt8(ascii: "/")) {
      mkdir(String(path[..<slash]), 0o700)
      at = slash
    }
  }
}
