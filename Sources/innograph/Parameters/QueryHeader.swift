// The head of a query file: lines `// key: value` before the first line that is no comment. The tool heeds `param`; the other
// keys (title, tags, …) belong to those who list and judge saved queries. A comment that is not of this form is skipped.

internal import GraphModel

/// What a query file says about itself.
struct QueryHeader: Hashable {
  /// A line of the header.
  struct Entry: Hashable {
    let key: String
    let value: String
    let line: Int
  }

  /// The entries in order.
  let entries: [Entry]

  /// Reads the header of a text. Cost: linear in the header.
  init(of text: String) {
    var entries: [Entry] = []
    for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = ParameterDeclaration.trimmed(line)
      guard trimmed.isEmpty || trimmed.hasPrefix("//") else { break }
      if let (key, value) = Self.entry(trimmed.dropFirst(2)) { entries.append(Entry(key: key, value: value, line: place + 1)) }
    }
    self.entries = entries
  }

  private static func entry(_ text: Substring) -> (key: String, value: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let key = ParameterDeclaration.trimmed(text[..<colon])
    guard let first = key.utf8.first, isLetter(first), key.utf8.allSatisfy({ isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F })
    else { return nil }
    return (key.lowercased(), ParameterDeclaration.trimmed(text[text.index(after: colon)...]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  /// The first value under a key.
  subscript(key: String) -> String? { entries.first { $0.key == key }?.value }

  /// The declared parameters in order.
  /// - Throws: `ToolFailure` with the place of a declaration that cannot be read, or of a name given twice.
  func parameters(file: String) throws(ToolFailure) -> [ParameterDeclaration] {
    var result: [ParameterDeclaration] = []
    for entry in entries where entry.key == "param" {
      do throws(ToolFailure) {
        let declaration = try ParameterDeclaration(entry.value)
        guard !result.contains(where: { $0.name.isByteEqual(to: declaration.name) }) else {
          throw ToolFailure.usage("the parameter '\(declaration.name)' is declared twice")
        }
        result.append(declaration)
      } catch {
        throw ToolFailure(error.status, error.text + "\n  at \(file):\(entry.line)")
      }
    }
    return result
  }
}
