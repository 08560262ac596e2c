// Bytes to read, block by block: from a file, a descriptor, memory, or a closure that fills a buffer. Memory is one block
// whatever the size. A source is read once, from its start to its end, by one reader; it decodes and checks nothing.

internal import Glibc
public import GraphModel

/// A stream of bytes with a name for error messages.
public final class ByteSource {
  /// Fills a buffer and says how many bytes it wrote; 0 is the end.
  public typealias Fill = (UnsafeMutableRawBufferPointer) throws(FormatError) -> Int

  /// The file's name, or a name for the stream.
  public let name: String
  private let fill: Fill
  private let descriptor: Int32?
  private var block: [UInt8] = []
  /// The bytes handed out so far.
  package private(set) var bytesRead = 0

  /// A source that a closure fills.
  public init(name: String, fill: @escaping Fill) {
    self.name = name
    self.fill = fill
    descriptor = nil
  }

  /// A source over bytes in memory.
  public convenience init(bytes: [UInt8], name: String) {
    var offset = 0
    self.init(name: name) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
      offset += count
      return count
    }
  }

  /// A source over a string in memory.
  public convenience init(text: String, name: String) { self.init(bytes: Array(text.utf8), name: name) }

  /// A source over an open file descriptor, which stays the caller's to close.
  public convenience init(descriptor: Int32, name: String) {
    self.init(name: name, fill: Self.filling(from: descriptor, name: name))
  }

  /// Opens a file.
  public init(path: String) throws(FormatError) {
    let opened = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      throw FormatError(file: path, line: 0, code: "cannotOpen", message: "cannot open the file: \(SystemCall.reason(errno))")
    }
    name = path
    descriptor = opened
    fill = Self.filling(from: opened, name: path)
  }

  deinit {
    if let descriptor { _ = Glibc.close(descriptor) }
  }

  private static func filling(from descriptor: Int32, name: String) -> Fill {
    { (buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        if errno == EINTR { continue }
        throw FormatError(file: name, line: 0, code: "cannotRead", message: "cannot read the file: \(SystemCall.reason(errno))")
      }
    }
  }

  /// Appends the next block to a buffer; `false` at the end of the source.
  package func appendBlock(to buffer: inout [UInt8]) throws(FormatError) -> Bool {
    if block.isEmpty { block = [UInt8](repeating: 0, count: FormatLimits.blockBytes) }
    var count = 0
    var failure: FormatError?
    block.withUnsafeMutableBytes { bytes in
      do throws(FormatError) { count = min(bytes.count, try fill(bytes)) } catch { failure = error }
    }
    if let failure { throw failure }
    guard count > 0 else { return false }
    buffer.append(contentsOf: block[..<count])
    bytesRead += count
    return true
  }
}

/// The wording of system errors.
package enum SystemCall {
  /// What an `errno` means, in the C library's words.
  package static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
