// Which node a file's key means, per id space: files of different labels may use the same numbers.
import GraphFormats
import GraphModel
import GraphStorage

/// Nodes by the keys of files.
struct ImportKeys {
  private var spaces: [[UInt8]: ExternalKeys] = [:]

  /// Gives keys to consecutive nodes.
  /// - Returns: the row of the first key that another node has; nothing was added after it.
  mutating func insert(_ keys: GraphFormats.KeyColumn, first: UInt32) -> Int? {
    spaces[Array(keys.space.utf8), default: ExternalKeys()].insert(ImportColumns.keys(keys.keys), first: first)
  }

  /// The nodes of some keys; `ExternalKeys.none` where there is none. A key without an id space is looked for in every space.
  func nodes(_ keys: GraphFormats.KeyColumn) -> [UInt32] {
    let column = ImportColumns.keys(keys.keys)
    if let table = spaces[Array(keys.space.utf8)] { return table.nodes(column) }
    guard keys.space.isEmpty else { return Array(repeating: ExternalKeys.none, count: column.count) }
    var found = Array(repeating: ExternalKeys.none, count: column.count)
    for space in spaces.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let nodes = spaces[space]?.nodes(column) else { continue }
      for place in found.indices where found[place] == ExternalKeys.none { found[place] = nodes[place] }
    }
    return found
  }
}

/// Columns of a file as columns of the store: the same shape under two roofs, for formats know no store and the store no formats.
enum ImportColumns {
  /// Keys; a mixed column becomes text, for `1` and `'1'` name the same node in a file.
  static func keys(_ keys: GraphFormats.KeyColumn.Keys) -> GraphStorage.KeyColumn {
    switch keys {
    case .integers(let numbers): .integers(numbers)
    case .strings(let strings): .texts(TextColumn(bytes: strings.bytes, ends: strings.ends))
    case .mixed(let values): .texts(TextColumn(values.map { $0.stringValue ?? $0.integerValue.map { "\($0)" } ?? "" }))
    }
  }

  /// The values of a property.
  static func values(_ values: GraphFormats.PropertyColumn.Values) -> GraphStorage.PropertyColumn {
    switch values {
    case .booleans(let list): .booleans(list)
    case .integers(let list): .integers(list)
    case .floats(let list): .floats(list)
    case .strings(let strings): .texts(TextColumn(bytes: strings.bytes, ends: strings.ends))
    case .values(let list): .values(list)
    }
  }
}
