// A graph as JSON Lines: an element per line, which says itself what it is. A line stands alone, so whatever is wrong with one can
// be skipped. Only a line feed ends a line; blank lines are passed over.

internal import GraphModel

/// Reads a graph from JSON Lines.
struct JSONLinesGraphReader: GraphElementReader {
  let options: GraphReadOptions

  @discardableResult
  func read(_ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    var summary = ReadSummary()
    let reading = JSONGraphElement(file: source.name, options: options)
    var lines = TextLines(TextBlocks(source))
    while let line = try lines.next() {
      let element: GraphElement
      do throws(FormatError) {
        guard !line.isTooLong else {
          throw FormatError(
            file: source.name, line: line.number, code: "lineTooLong",
            message: "the line is longer than \(FormatLimits.jsonRecordBytesMax) bytes")
        }
        guard line.bytes.contains(where: { $0 > 0x20 }) else { continue }
        let tree = try JSONTree.parse(line.bytes, file: source.name, line: line.number)
        element = try reading.element(tree, as: reading.kind(of: tree))
      } catch {
        summary.rejected += 1
        try options.errorPolicy.apply(error, rawText: UTF8Check.shown(line.bytes[...]))
        continue
      }
      summary.count(element)
      try handler(element)
    }
    return summary
  }
}

/// The lines of a text, each in memory by itself.
struct TextLines {
  /// A line without its end.
  struct Line {
    var bytes: [UInt8]
    var number: Int
    /// Whether the line is beyond the limit; `bytes` is its beginning then.
    var isTooLong = false
  }

  private let blocks: TextBlocks
  private var block: [UInt8] = []
  private var position = 0
  private var number = 0

  init(_ blocks: TextBlocks) { self.blocks = blocks }

  /// The next line; `nil` at the end.
  mutating func next() throws(FormatError) -> Line? {
    var line = Line(bytes: [], number: number + 1)
    var some = false
    while true {
      if position == block.count {
        block.removeAll(keepingCapacity: true)
        position = 0
        guard try blocks.appendBlock(to: &block) else { break }
      }
      guard position < block.count else { continue }
      some = true
      let end = block[position...].firstIndex(of: 0x0A) ?? block.count
      if line.bytes.count + (end - position) > FormatLimits.jsonRecordBytesMax {
        line.isTooLong = true
        line.bytes.append(contentsOf: block[position..<min(end, position + max(0, FormatLimits.rawTextBytesMax - line.bytes.count))])
        if line.bytes.count > FormatLimits.rawTextBytesMax { line.bytes.removeLast(line.bytes.count - FormatLimits.rawTextBytesMax) }
      } else if !line.isTooLong {
        line.bytes.append(contentsOf: block[position..<end])
      }
      let isWhole = end < block.count
      position = min(block.count, end + 1)
      if isWhole { break }
    }
    guard some else { return nil }
    number += 1
    return line
  }
}
