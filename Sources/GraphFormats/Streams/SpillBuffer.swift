// Text whose beginning is not known until its end: the declarations of GraphML and GEXF, the header of a CSV file. What follows
// them waits here, in memory up to a bound and beyond it in a temporary file that has no name and dies with its descriptor.

internal import Glibc
package import GraphModel

/// Bytes that wait for what stands before them.
package final class SpillBuffer {
  private let bytesMax: Int
  private var descriptor: Int32?
  private var memory: [UInt8] = []
  private var spilled = 0

  /// A buffer that keeps so many bytes in memory.
  package init(bytesMax: Int = FormatLimits.spillBytes) { self.bytesMax = bytesMax }

  deinit {
    if let descriptor { _ = Glibc.close(descriptor) }
  }

  /// The number of bytes waiting.
  package var count: Int { spilled + memory.count }

  /// Appends through a closure that adds to the buffer.
  package func write(_ append: (inout [UInt8]) -> Void) throws(FormatError) {
    append(&memory)
    if memory.count >= bytesMax { try spill() }
  }

  private func spill() throws(FormatError) {
    let file: Int32
    if let descriptor { file = descriptor } else { file = try Self.open() }
    descriptor = file
    var offset = 0
    while offset < memory.count {
      let written = memory.withUnsafeBytes { pwrite(file, $0.baseAddress.map { $0 + offset }, $0.count - offset, off_t(spilled + offset)) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.failure("cannot write a temporary file") }
      offset += written
    }
    spilled += memory.count
    memory.removeAll(keepingCapacity: true)
  }

  private static func open() throws(FormatError) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array((folder + "/innograph-XXXXXX").utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw failure("cannot create a temporary file in \(folder)") }
    unlink(path)
    return file
  }

  private static func failure(_ what: String) -> FormatError {
    FormatError(
      file: "", line: 0, code: "cannotWrite", message: "\(what): \(SystemCall.reason(errno))", hint: "set TMPDIR to a folder with room")
  }

  /// Hands out everything in blocks, in order.
  package func forEachBlock(_ handler: ([UInt8]) throws(FormatError) -> Void) throws(FormatError) {
    var offset = 0
    while let descriptor, offset < spilled {
      var block = [UInt8](repeating: 0, count: min(FormatLimits.blockBytes, spilled - offset))
      let count = block.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("cannot read a temporary file") }
      block.removeLast(block.count - count)
      try handler(block)
      offset += count
    }
    if !memory.isEmpty { try handler(memory) }
  }
}
