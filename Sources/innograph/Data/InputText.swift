// Text that the tool reads whole: query files, parameter files, style sheets, standard input. It must be UTF-8 and of bearable
// size; a byte order mark is taken off.

internal import Glibc
internal import GraphFormats
internal import GraphModel

/// Reads text files.
enum InputText {
  /// The longest text that is read whole, in bytes.
  static let bytesMax = 64 << 20

  /// The text of a file, or of standard input for `-`.
  static func read(_ path: String) throws(ToolFailure) -> String {
    let name = path == "-" ? "standard input" : path
    var descriptor = STDIN_FILENO
    if path != "-" {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .usage("cannot open \(path): \(SystemText.reason(errno))") }
    }
    defer { if path != "-" { close(descriptor) } }
    return try text(of: bytes(from: descriptor, name: name), name: name)
  }

  private static func bytes(from descriptor: Int32, name: String) throws(ToolFailure) -> [UInt8] {
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .usage("cannot read \(name): \(SystemText.reason(errno))") }
      guard count > 0 else { return result }
      result.append(contentsOf: block[..<count])
      guard result.count <= bytesMax else { throw .usage("\(name) is longer than \(bytesMax >> 20) MiB") }
    }
  }

  /// Bytes as text, checked.
  static func text(of bytes: [UInt8], name: String) throws(ToolFailure) -> String {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      let good = UTF8Check.firstInvalid(in: content) ?? content.startIndex
      let line = 1 + content[..<good].count { $0 == UInt8(ascii: "\n") }
      throw .usage("\(name) is not valid UTF-8: byte 0x\(String(content[good], radix: 16)) on line \(line)", hint: "save it as UTF-8")
    }
    return text
  }
}
