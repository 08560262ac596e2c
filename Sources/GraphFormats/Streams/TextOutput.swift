// Where text goes: a buffer of bytes that is handed on in blocks to a file descriptor, a file, a closure, or kept in memory.
// Writers append and never look back, so memory is one block unless the output is memory itself. The last block leaves with
// `flush`; an output that is dropped without it loses what it still holds, which `close` of a file prevents.

internal import Glibc
public import GraphModel

/// A sink of text as UTF-8 bytes.
public final class TextOutput {
  /// Takes a block of bytes.
  public typealias Sink = ([UInt8]) throws(FormatError) -> Void

  private let sink: Sink?
  private var descriptor: Int32?
  /// What has been written and not yet handed on; everything, where the output is memory.
  public private(set) var bytes: [UInt8] = []

  /// An output that keeps everything in memory.
  public init() { sink = nil }

  /// An output that hands blocks to a closure.
  public init(sink: @escaping Sink) { self.sink = sink }

  /// An output to an open file descriptor, which stays the caller's to close.
  public convenience init(descriptor: Int32, name: String) {
    self.init { (block: [UInt8]) throws(FormatError) in try Self.write(block, to: descriptor, name: name) }
  }

  /// Creates or truncates a file.
  public init(path: String) throws(FormatError) {
    let opened = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard opened >= 0 else {
      throw FormatError(file: path, line: 0, code: "cannotCreate", message: "cannot create the file: \(SystemCall.reason(errno))")
    }
    descriptor = opened
    sink = { (block: [UInt8]) throws(FormatError) in try Self.write(block, to: opened, name: path) }
  }

  deinit {
    if let descriptor { _ = Glibc.close(descriptor) }
  }

  private static func write(_ block: [UInt8], to descriptor: Int32, name: String) throws(FormatError) {
    var offset = 0
    while offset < block.count {
      let count = block.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw FormatError(file: name, line: 0, code: "cannotWrite", message: "cannot write: \(SystemCall.reason(errno))")
      }
      offset += count
    }
  }

  /// Everything written, as a string; for outputs in memory.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a string.
  public func write(_ text: String) throws(FormatError) {
    bytes.append(contentsOf: text.utf8)
    try passOn()
  }

  /// Appends bytes.
  public func write(_ more: [UInt8]) throws(FormatError) {
    bytes.append(contentsOf: more)
    try passOn()
  }

  /// Appends through a closure that adds to the buffer.
  package func write(_ append: (inout [UInt8]) -> Void) throws(FormatError) {
    append(&bytes)
    try passOn()
  }

  private func passOn() throws(FormatError) {
    if bytes.count >= FormatLimits.blockBytes { try flush() }
  }

  /// Hands on what is still held; nothing to do where the output is memory.
  public func flush() throws(FormatError) {
    guard let sink, !bytes.isEmpty else { return }
    let block = bytes
    bytes.removeAll(keepingCapacity: true)
    try sink(block)
  }
}
