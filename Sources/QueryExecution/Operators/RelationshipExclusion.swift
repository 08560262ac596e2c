// Relationship uniqueness: the relationships that a row has bound already in the same MATCH, single ones and lists.
import GraphModel
import QueryPlanner

/// The relationships that a step must not walk, row by row.
final class RelationshipExclusion {
  /// The relationships of a row, for loops; valid until the next `load`.
  struct View {
    fileprivate let start: UnsafePointer<UInt32>
    /// How many relationships are excluded.
    let count: Int

    /// Whether a relationship is excluded. Cost: linear in the relationships of the row.
    @inline(__always) func contains(_ relationship: UInt32) -> Bool {
      for place in 0..<count where start[place] == relationship { return true }
      return false
    }

    /// The relationship at a place.
    subscript(place: Int) -> UInt32 { start[place] }
  }

  private let columns: [Int]
  @exclusivity(unchecked) private var excluded: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var capacity = 8
  @exclusivity(unchecked) private var count = 0

  /// The relationships in the columns of these variables; variables that the layout does not have are bound by the step itself.
  init(_ variables: [Variable], layout: ChunkLayout) {
    columns = variables.compactMap(layout.column)
    excluded = .allocate(capacity: capacity)
  }

  deinit { excluded.deallocate() }

  /// Whether no row excludes anything.
  var isTrivial: Bool { columns.isEmpty }

  /// The columns as flat buffers by row; nil where one is a list, has nulls or is constant.
  func flatColumns(_ chunk: DataChunk) -> [UnsafePointer<UInt32>]? {
    var flat: [UnsafePointer<UInt32>] = []
    for column in columns {
      let vector = chunk.columns[column]
      guard vector.kind == .relationship, !vector.mayHaveNulls, !vector.isConstant else { return nil }
      flat.append(UnsafePointer(vector.identifiers))
    }
    return flat
  }

  /// The relationships of the row loaded last.
  var view: View { View(start: UnsafePointer(excluded), count: count) }

  /// Takes the relationships of a row.
  func load(_ chunk: DataChunk, row: Int) {
    count = 0
    for column in columns {
      let vector = chunk.columns[column]
      if vector.isNull(row) { continue }
      if vector.kind == .relationship {
        append(vector.identifiers[row &* vector.stride])
      } else {
        append(vector.value(row))
      }
    }
  }

  private func append(_ value: Value) {
    switch value {
    case .relationship(let relationship): append(relationship.id.rawValue)
    case .list(let elements): for case .relationship(let relationship) in elements { append(relationship.id.rawValue) }
    default: break
    }
  }

  private func append(_ relationship: UInt32) {
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
      larger.update(from: excluded, count: count)
      excluded.deallocate()
      excluded = larger
      capacity *= 2
    }
    excluded[count] = relationship
    count += 1
  }
}
