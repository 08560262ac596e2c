// Stand-in.

internal import GraphFormats
internal import GraphModel

struct ResultGraph {
  init() {}
  mutating func add(_ values: [Value]) {}
  func write(to writer: any GraphTextWriter) throws(FormatError) {}
}
