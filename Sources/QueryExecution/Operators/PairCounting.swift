// The common neighbours of two nodes per row, counted in one loop over flat buffers: the case of two steps over one type each in
// one direction, which is that of triangles. One node's neighbours are marked in a bitmap, which serves as long as the following
// rows keep that node; the other's are looked up in it.
// Rows that need more care are handed back: equal starts, a mark that stands for parallel relationships, a relationship that
// the row excludes and that leads from one start to a neighbour of the other. Whoever calls counts those one by one.
// Most often what a row excludes is the relationship by which one start was found from the other. It could only be counted where the
// common neighbour is one of the starts, and that takes a relationship from a start to itself: rows with such a one need care, and for
// all others the excluded relationship is not even looked at.
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
  /// Whether a relationship between the two starts is excluded.
  let excludesSpanning: Bool

  /// The step over a chunk's rows; nil where it is not flat: nulls, several types, both directions, lists of relationships.
  init?(_ leg: IntersectLeg, _ chunk: DataChunk) {
    guard leg.neighbourhood.readers.count == 1, leg.neighbourhood.direction != .both, !leg.nodes.mayHaveNulls,
      let excluded = leg.elsewhere.flatColumns(chunk)
    else { return nil }
    starts = UnsafePointer(leg.nodes.identifiers)
    stride = leg.nodes.stride
    reader = leg.neighbourhood.readers[0]
    isOutgoing = leg.neighbourhood.direction == .outgoing
    self.excluded = excluded
    excludesSpanning = leg.excludesSpanning
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
    let refusesLoops = first.excludesSpanning || second.excludesSpanning
    let rowCount = rows.selectedCount
    for n in 0..<rowCount {
      let row = rows.row(n)
      let (a, b) = (first.start(row), second.start(row))
      if a != b, !first.mayCountExcluded(row, a, second, b, relationships), !second.mayCountExcluded(row, b, first, a, relationships) {
        if !marks.isMarked(a, leg: 0), !marks.isMarked(b, leg: 1) {
          let next = n + 1 < rowCount ? rows.row(n + 1) : row
          if sideToMark(a, b, first, second, next) == 0 {
            marks.mark(first.reader, node: a, leg: 0, filter)
          } else {
            marks.mark(second.reader, node: b, leg: 1, filter)
          }
        }
        if !marks.hasParallels, !(refusesLoops && marks.hasLoop) {
          let hits = marks.isMarked(a, leg: 0) ? marks.countHits(second.reader, node: b) : marks.countHits(first.reader, node: a)
          if !refusesLoops || hits.loops == 0 {
            counts[row] = Int64(truncatingIfNeeded: hits.count &+ hits.loops)
            continue
          }
        }
      }
      careful[carefulCount] = Int32(truncatingIfNeeded: row)
      carefulCount += 1
    }
    return carefulCount
  }

  /// The side whose marks are likelier to serve again: that of the node that the next row has too, else the smaller one.
  private static func sideToMark(_ a: UInt32, _ b: UInt32, _ first: PairSide, _ second: PairSide, _ next: Int) -> Int {
    let again = (first.start(next) == a, second.start(next) == b)
    if again.0 != again.1 { return again.0 ? 0 : 1 }
    return first.reader.adjacency.degree(of: a) <= second.reader.adjacency.degree(of: b) ? 0 : 1
  }
}
