// How much memory a value takes beside its own few bytes: an estimate for the limits, which need no more.
package import GraphModel

extension Value {
  /// About how many bytes lie behind the value. Cost: linear in the content, to a depth of a few lists and maps.
  package var footprint: Int { footprint(depth: 0) }

  private func footprint(depth: Int) -> Int {
    switch self {
    case .null, .boolean, .integer, .float, .date, .localTime, .time, .localDateTime, .dateTime: 0
    case .duration, .point: 48
    case .node(let node): node.labels.count * 16 + node.properties.count * 48
    case .relationship(let relationship): relationship.properties.count * 48
    case .string(let text): text.utf8.count > 15 ? text.utf8.count + 32 : 0
    case .list(let elements): 32 + elements.count * MemoryLayout<Value>.stride + Self.sum(elements, depth)
    case .map(let map): 32 + map.count * 48 + Self.sum(map.entries.map(\.value), depth)
    case .path(let path): 64 + path.nodes.count * 16 + path.relationships.count * 16
    }
  }

  private static func sum(_ values: [Value], _ depth: Int) -> Int {
    depth < 3 ? values.reduce(0) { $0 + $1.footprint(depth: depth + 1) } : 0
  }
}
