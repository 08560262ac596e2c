// The combinations of labels that nodes bear, numbered in the order in which they came; a node stores one number of 16 bits.
// Invariants: a set is ascending by label; no set stands twice; set 0 is the empty one. Sets are never taken away.

package import GraphModel

/// The distinct label sets of a graph.
package struct LabelSets: Sendable {
  private var sets: [[LabelID]] = [[]]
  private var positions: [[LabelID]: UInt16] = [[]: 0]

  /// The number of sets, the empty one counted.
  package var count: Int { sets.count }

  /// The labels of a set, ascending; empty for a number that was never given.
  package subscript(index: UInt16) -> [LabelID] { Int(index) < sets.count ? sets[Int(index)] : [] }

  /// Whether a set holds a label.
  package func contains(_ label: LabelID, set index: UInt16) -> Bool { self[index].contains(label) }

  /// The number of a set of labels in any order, repetitions allowed; added if it is new.
  mutating func intern(_ labels: [LabelID]) throws(StorageError) -> UInt16 {
    var sorted = labels
    if labels.count > 1 {
      sorted.sort()
      var kept: [LabelID] = []
      for label in sorted where kept.last != label { kept.append(label) }
      sorted = kept
    }
    if let position = positions[sorted] { return position }
    guard let position = UInt16(exactly: sets.count) else {
      throw .capacityExceeded("a graph has at most \(StorageLimits.labelSetsMax) different combinations of labels")
    }
    sets.append(sorted)
    positions[sorted] = position
    return position
  }
}
