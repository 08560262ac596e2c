// The tool's own writing: blocks of bytes to standard output through `TextOutput`, messages to standard error. A pipe whose
// reader left is told apart from other failures, because it ends the tool quietly.

internal import Glibc
internal import GraphFormats
internal import GraphModel

/// Standard output and standard error.
enum StandardStreams {
  /// The code of the error by which a writer learns that nobody reads any more.
  static let closedCode = "outputClosed"

  /// Standard output in blocks; the caller flushes.
  static func output() -> TextOutput {
    TextOutput { (block: [UInt8]) throws(FormatError) in
      let failure = write(block, to: STDOUT_FILENO)
      guard failure != 0 else { return }
      throw FormatError(
        file: "standard output", line: 0, code: failure == EPIPE ? closedCode : "cannotWrite",
        message: "cannot write: \(SystemText.reason(failure))")
    }
  }

  /// Writes all bytes; the `errno` of a failure, or 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset) }
      if count > 0 {
        offset += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Says a line or more on standard error.
  static func say(_ text: String) {
    _ = write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes short text to standard output at once.
  /// - Throws: `OutputClosed` where nobody reads any more, `ToolFailure` for another reason.
  static func print(_ text: String) throws {
    let output = output()
    try rethrowing { () throws(FormatError) in
      try output.write(text)
      try output.flush()
    }
  }

  /// Runs what writes to standard output, a file or a directory, and turns its failure into the tool's.
  static func rethrowing<Result>(_ body: () throws(FormatError) -> Result) throws -> Result {
    do { return try body() } catch {
      if error.code == closedCode { throw OutputClosed() }
      throw ToolFailure.data(error)
    }
  }
}
