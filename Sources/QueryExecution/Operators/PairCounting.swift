// The common neighbours of two nodes per row, counted in one loop over flat buffers: the case of two steps over one type each in
// one direction, which is that of triangles. One node's neighbours are marked in a bitmap, which serves as long as the following
// rows keep that node; the other's are looked up in it.
// Rows that need more care are handed back: equal starts, a mark that stands for parallel relationships, a relationship that
// the row excludes and that leads from one start to a neighbour of the other. Whoever calls counts those one by one.
import GraphModel
import GraphStorage

/// One of the two steps over the rows of a chunk.
struct PairSide {
  private let starts: UnsafePointer<UInt32>
  private let stride: Int
  /// The relationships that the step may walk.
  let reader: NeighbourReader
  private let isOutgoing: Bool
  private let excluded: [UnsafePointer<UInt32>]

  /// The step over a chunk's rows; nil where it is not flat: nulls, several types, both directions, lists of relationships.
  init?(_ leg: IntersectLeg, _ chunk: DataChunk) {
    guard leg.neighbourhood.readers.count == 1, leg.neighbourhood.direction != .both, !leg.nodes.mayHaveNulls,
      let excluded = leg.exclusion.flatColumns(chunk)
    else { return nil }
    starts = UnsafePointer(leg.nodes.identifiers)
    stride = leg.nodes.stride
    reader = leg.neighbourhood.readers[0]
    isOutgoing = leg.neighbourhood.direction == .outgoing
    self.excluded = excluded
  }

  /// The start of the step in a row.
  @inline(__always) func start(_ row: Int) -> UInt32 { starts[row &* stride] }

  /// Whether a relationship that a row excludes could be one of those counted: it leaves this step's start, and the other step
  /// reaches its end. Cost: logarithmic in the degree of the other start.
  @inline(__always) func mayCountExcluded(
    _ row: Int, _ start: UInt32, _ other: PairSide, _ otherStart: UInt32, _ relationships: RelationshipReader
  ) -> Bool {
    for column in excluded {
      let (source, target) = (relationships.source(of: column[row]), relationships.target(of: column[row]))
      let (near, far) = isOutgoing ? (source, target) : (target, source)
      if near == start, other.reader.adjacency.contains(otherStart, neighbour: far) { return true }
    }
    return false
  }
}

/// Counts common neighbours row by row.
enum PairCounting {
  /// Writes the count of each selected row that needs no more care, and the other rows into `careful`; returns how many those are.
  static func count(
    _ rows: DataChunk, _ first: PairSide, _ second: PairSide, _ marks: MarkedNeighbours, _ filter: LabelFilter,
    _ relationships: RelationshipReader, into counts: UnsafeMutablePointer<Int64>, careful: UnsafeMutablePointer<Int32>
  ) -> Int {
    var carefulCount = 0
    for n in 0..<rows.selectedCount {
      let row = rows.row(n)
      let (a, b) = (first.start(row), second.start(row))
      if a != b, !first.mayCountExcluded(row, a, second, b, relationships), !second.mayCountExcluded(row, b, first, a, relationships) {
        let side = marks.isMarked(a, leg: 0) ? 0 : (marks.isMarked(b, leg: 1) ? 1 : sideToMark(a, b, first, second, marks))
        let isWhole = side == 0 ? marks.mark(first.reader, node: a, leg: 0, filter) : marks.mark(second.reader, node: b, leg: 1, filter)
        if isWhole {
          let hits = side == 0 ? marks.countHits(second.reader, node: b) : marks.countHits(first.reader, node: a)
          counts[row] = Int64(truncatingIfNeeded: hits)
          continue
        }
      }
      careful[carefulCount] = Int32(truncatingIfNeeded: row)
      carefulCount += 1
    }
    return carefulCount
  }

  /// The side whose marks are likelier to serve again: that of the node seen in the row before, else the smaller one.
  private static func sideToMark(_ a: UInt32, _ b: UInt32, _ first: PairSide, _ second: PairSide, _ marks: MarkedNeighbours) -> Int {
    defer { marks.seen = (a, b) }
    if marks.seen?.0 == a { return 0 }
    if marks.seen?.1 == b { return 1 }
    return first.reader.adjacency.degree(of: a) <= second.reader.adjacency.degree(of: b) ? 0 : 1
  }
}
