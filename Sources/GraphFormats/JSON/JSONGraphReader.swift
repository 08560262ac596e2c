// A graph as one JSON text: `{"nodes": […], "relationships": […]}` (or `edges`, `links`; or both below `elements`), or an array of
// elements that say themselves what they are. Elements are built one at a time, so memory is that of the largest. An object
// that is no element can be skipped; text that is no JSON cannot.

internal import GraphModel

/// Reads a graph from one JSON text.
struct JSONGraphReader: GraphElementReader {
  let options: GraphReadOptions

  private static let members: [(name: String, kind: JSONGraphElement.Kind)] = [
    ("nodes", .node), ("relationships", .relationship), ("edges", .relationship), ("links", .relationship),
  ]

  @discardableResult
  func read(_ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    var scanner = JSONScanner(source)
    var summary = ReadSummary()
    let reading = JSONGraphElement(file: source.name, options: options)
    switch try scanner.next() {
    case .beginObject: try object(&scanner, &summary, reading, handler, isInner: false)
    case .beginArray: try array(&scanner, &summary, reading, nil, handler)
    default: throw scanner.error("notAGraph", "expected an object with 'nodes' and 'relationships'")
    }
    _ = try scanner.next()
    return summary
  }

  /// Reads the members of the object that holds the arrays.
  private func object(
    _ scanner: inout JSONScanner, _ summary: inout ReadSummary, _ reading: JSONGraphElement,
    _ handler: (GraphElement) throws(FormatError) -> Void, isInner: Bool
  ) throws(FormatError) {
    var some = false
    while case .name(let name) = try scanner.next() {
      let place = scanner.place
      let token = try scanner.next()
      if case .beginArray = token, let member = Self.members.first(where: { $0.name.isByteEqual(to: name) }) {
        some = true
        try array(&scanner, &summary, reading, member.kind, handler)
      } else if case .beginObject = token, name == "elements", !isInner {
        some = true
        try object(&scanner, &summary, reading, handler, isInner: true)
      } else {
        _ = try JSONTree.read(from: token, &scanner)
        summary.note(scanner.error("passedOver", "the member '\(name)' is no part of the graph", at: place))
      }
    }
    guard some || isInner else {
      throw scanner.error("notAGraph", "the object has neither 'nodes' nor 'relationships'")
    }
  }

  private func array(
    _ scanner: inout JSONScanner, _ summary: inout ReadSummary, _ reading: JSONGraphElement, _ kind: JSONGraphElement.Kind?,
    _ handler: (GraphElement) throws(FormatError) -> Void
  ) throws(FormatError) {
    while true {
      let token = try scanner.next()
      if case .endArray = token { return }
      let tree = try JSONTree.read(from: token, &scanner)
      let element: GraphElement
      do throws(FormatError) { element = try reading.element(tree, as: kind ?? reading.kind(of: tree)) } catch {
        summary.rejected += 1
        try options.errorPolicy.apply(error, rawText: tree.text)
        continue
      }
      summary.count(element)
      try handler(element)
    }
  }
}

extension JSONValue {
  /// The value as JSON again, cut at the limit of raw text.
  var text: String {
    var bytes: [UInt8] = []
    if let value = try? GraphJSON.value(of: self, file: "") { PlainJSON.append(value, to: &bytes) }
    return UTF8Check.shown(bytes[...])
  }
}

extension ReadSummary {
  /// Counts an element that was handed out.
  mutating func count(_ element: GraphElement) {
    switch element {
    case .node: nodes += 1
    case .relationship: relationships += 1
    }
  }
}
