// A script read whole, checked to be UTF-8.
import GraphFormats
package import GraphModel

/// Reads text files.
package enum TextFile {
  /// The largest script that is read: 256 MiB.
  package static let bytesMax = 256 << 20

  /// The text of a file.
  /// - Throws: `FormatError` where it cannot be read, is larger than the limit, or is not UTF-8.
  package static func read(_ path: String) throws(FormatError) -> String {
    let source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    while try source.appendBlock(to: &bytes) {
      if bytes.count > bytesMax {
        throw FormatError(file: path, line: 0, code: "tooLarge", message: "the file is larger than \(bytesMax) bytes")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FormatError(file: path, line: 0, code: "notUTF8", message: "the file is not UTF-8", hint: "convert it, for instance with iconv")
    }
    return text
  }
}
