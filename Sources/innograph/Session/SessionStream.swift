// The two ends of a session: request lines in, response lines out. Only `\n` ends a line; the last may lack it. A client may send
// many requests before it reads an answer, so while an answer waits for room in the pipe, requests are read ahead (up to a limit):
// neither side can wait for the other for ever. A line that is too long is passed over without being kept.

internal import Glibc

/// The bounds of a session.
enum SessionLimits {
  /// The longest request line, in bytes.
  static let requestBytesMax = 64 << 20
  /// How many bytes of requests are read ahead while an answer waits.
  static let readAheadBytesMax = 256 << 20
  /// How many bytes are written at a step: as many as a pipe takes without blocking once it is said to be writable.
  static let writeBytes = 4_096
}

/// Lines of bytes from one descriptor, answers to another.
final class SessionStream {
  /// What came.
  enum Line: Equatable {
    /// A line without its end.
    case request([UInt8])
    /// A line beyond `SessionLimits.requestBytesMax`, passed over.
    case tooLong
    /// The end of the input.
    case end
  }

  private let input: Int32
  private let output: Int32
  private let requestBytesMax: Int
  private var pending: [UInt8] = []
  private var start = 0
  /// How far `pending` is known to hold no line end.
  private var searched = 0
  private var isAtEnd = false
  private var isPassingOver = false
  private var block = [UInt8](repeating: 0, count: 1 << 16)

  /// A stream over open descriptors, which stay the caller's.
  init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, requestBytesMax: Int = SessionLimits.requestBytesMax) {
    self.input = input
    self.output = output
    self.requestBytesMax = requestBytesMax
  }

  /// The next line. Waits for it.
  func next() -> Line {
    while true {
      if let end = lineEnd() {
        let line = Array(pending[start..<end])
        take(through: end + 1)
        if isPassingOver || line.count > requestBytesMax {
          isPassingOver = false
          return .tooLong
        }
        return .request(line)
      }
      if isAtEnd { return last() }
      if pending.count - start > requestBytesMax {
        isPassingOver = true
        take(through: pending.count)
      }
      readBlock()
    }
  }

  /// What stands after the last line end.
  private func last() -> Line {
    if isPassingOver {
      isPassingOver = false
      take(through: pending.count)
      return .tooLong
    }
    guard start < pending.count else { return .end }
    let line = Array(pending[start...])
    take(through: pending.count)
    return line.count > requestBytesMax ? .tooLong : .request(line)
  }

  private func lineEnd() -> Int? {
    let from = max(start, searched)
    let found = pending.withUnsafeBufferPointer { bytes -> Int? in
      guard from < bytes.count, let base = bytes.baseAddress,
        let hit = memchr(base + from, Int32(UInt8(ascii: "\n")), bytes.count - from)
      else { return nil }
      return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
    searched = found ?? pending.count
    return found
  }

  /// Lets go of what stands before an offset.
  private func take(through offset: Int) {
    start = offset
    searched = offset
    if start == pending.count {
      pending.removeAll(keepingCapacity: pending.capacity <= 1 << 20)
      (start, searched) = (0, 0)
    } else if start > 1 << 20 {
      pending.removeSubrange(..<start)
      (start, searched) = (0, 0)
    }
  }

  /// Reads once, waiting if nothing is there. A failure counts as the end.
  private func readBlock() {
    while true {
      let count = read(input, &block, block.count)
      if count > 0 { return pending.append(contentsOf: block[..<count]) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
        continue
      }
      isAtEnd = true
      return
    }
  }

  /// Writes an answer whole, reading requests ahead while there is no room for it.
  /// - Returns: whether somebody still reads.
  func write(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      var ends = [pollfd(fd: output, events: Int16(POLLOUT), revents: 0)]
      if !isAtEnd, pending.count - start < SessionLimits.readAheadBytesMax {
        ends.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0))
      }
      guard poll(&ends, nfds_t(ends.count), -1) > 0 else {
        if errno == EINTR { continue }
        return false
      }
      if ends[0].revents == 0 {
        if ends.count > 1, ends[1].revents != 0 { readBlock() }
        continue
      }
      let count = bytes.withUnsafeBytes {
        Glibc.write(output, $0.baseAddress.map { $0 + offset }, min(SessionLimits.writeBytes, $0.count - offset))
      }
      if count > 0 { offset += count } else if errno != EINTR, errno != EAGAIN { return false }
    }
    return true
  }
}
