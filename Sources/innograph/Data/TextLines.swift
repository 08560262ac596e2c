// Lines of a file or of standard input as they come, each with its line end, so that statements run while the other end of a pipe
// still writes. Each line must be UTF-8.

internal import Glibc
internal import GraphModel

/// Reads lines.
final class TextLines {
  /// The longest line, in bytes.
  static let lineBytesMax = 64 << 20

  private let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private var pending: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// The lines handed out.
  private(set) var lineCount = 0

  /// The lines of standard input.
  init() {
    name = "standard input"
    descriptor = STDIN_FILENO
    isOwned = false
  }

  /// The lines of a file.
  init(path: String) throws(ToolFailure) {
    name = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    isOwned = true
    guard descriptor >= 0 else { throw .usage("cannot open \(path): \(SystemText.reason(errno))") }
  }

  deinit { if isOwned, descriptor >= 0 { close(descriptor) } }

  /// The next line with its end; `nil` at the end.
  func next() throws(ToolFailure) -> String? {
    var searched = start
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) { return try take(through: end + 1) }
      searched = pending.count
      if isAtEnd { return start < pending.count ? try take(through: pending.count) : nil }
      guard pending.count - start <= Self.lineBytesMax else {
        throw .usage("line \(lineCount + 1) of \(name) is longer than \(Self.lineBytesMax >> 20) MiB")
      }
      if start > 0 {
        pending.removeSubrange(..<start)
        searched -= start
        start = 0
      }
      try readBlock()
    }
  }

  private func take(through end: Int) throws(ToolFailure) -> String {
    var line = pending[start..<end]
    start = end
    lineCount += 1
    if lineCount == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw .usage("line \(lineCount) of \(name) is not valid UTF-8", hint: "save it as UTF-8")
    }
    return text
  }

  private func readBlock() throws(ToolFailure) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .usage("cannot read \(name): \(SystemText.reason(errno))") }
      if count == 0 { isAtEnd = true }
      return pending.append(contentsOf: block[..<count])
    }
  }
}
