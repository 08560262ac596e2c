// Numbers for pairs of numbers: two key columns folded into one. As long as both sides are small the pair finds its number in a flat
// square; from the first larger one on, in a table of 64-bit keys.
// Invariant: numbers count from 0 in the order in which the pairs came; the square, while there is one, knows every pair.
import GraphModel

/// A table from pairs to dense numbers.
final class FoldTable {
  /// The side of the square: both numbers of a pair are below it.
  private static let side = 256
  /// With fewer rows at once, clearing a square costs more than it brings.
  private static let rowsMin = 512

  private let table = IntegerTable()
  /// By pair: the number plus one, or 0.
  private let square = GrowingBuffer<UInt32>()
  private var usesSquare: Bool?
  private var pairCount = 0

  /// How many pairs there are.
  var count: Int { usesSquare == true ? pairCount : table.count }

  /// Replaces each number by that of its pair with the other number.
  func fold(
    _ numbers: UnsafeMutablePointer<UInt32>, _ others: UnsafePointer<UInt32>, count: Int, _ limits: ExecutionLimits
  ) throws(QueryError) {
    if usesSquare == nil {
      usesSquare = count >= Self.rowsMin
      if usesSquare == true { try square.extend(to: Self.side * Self.side, with: 0, limits) }
    }
    if usesSquare == true {
      if Self.areSmall(numbers, others, count) { return foldInSquare(numbers, others, count) }
      try leaveSquare(limits)
    }
    try table.reserve(count, limits)
    for n in 0..<count {
      numbers[n] = UInt32(truncatingIfNeeded: table.number(UInt64(numbers[n]) << 32 | UInt64(others[n])))
    }
  }

  private static func areSmall(_ numbers: UnsafePointer<UInt32>, _ others: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    var bits: UInt32 = 0
    for n in 0..<count { bits |= numbers[n] | others[n] }
    return bits < UInt32(side)
  }

  private func foldInSquare(_ numbers: UnsafeMutablePointer<UInt32>, _ others: UnsafePointer<UInt32>, _ count: Int) {
    let places = square.elements
    for n in 0..<count {
      let place = Int(numbers[n]) * Self.side + Int(others[n])
      if places[place] == 0 {
        pairCount += 1
        places[place] = UInt32(truncatingIfNeeded: pairCount)
      }
      numbers[n] = places[place] - 1
    }
  }

  /// Gives the pairs to the table, in the order of their numbers.
  private func leaveSquare(_ limits: ExecutionLimits) throws(QueryError) {
    var pairs = [UInt64](repeating: 0, count: pairCount)
    for place in 0..<square.count where square[place] != 0 {
      pairs[Int(square[place]) - 1] = UInt64(place / Self.side) << 32 | UInt64(place % Self.side)
    }
    try table.reserve(pairCount, limits)
    for pair in pairs { _ = table.number(pair) }
    usesSquare = false
    square.release(limits)
  }

  /// Gives the memory back to the limits.
  func releaseCharge(_ limits: ExecutionLimits) {
    table.releaseCharge(limits)
    square.releaseCharge(limits)
  }
}
