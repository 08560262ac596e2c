// Nodes: the live bitmap is within the capacity, label-set numbers are known and those of no dead node, and each label's bitmap
// is exactly the nodes whose set holds the label.

import GraphModel

/// Checks the nodes of a snapshot.
struct NodeInvariants {
  let graph: GraphSnapshot

  func check() throws(StorageError) {
    try BitmapInvariants.check(graph.nodeBitmap, "live nodes", capacity: graph.nodeCapacity)
    var perLabel = [Int](repeating: 0, count: graph.catalog.labels.count)
    let sets = graph.labelSetReader
    for offset in 0..<UInt32(truncatingIfNeeded: graph.nodeCapacity) {
      let set = sets.labelSet(of: offset)
      guard graph.nodeBitmap.contains(offset) else {
        try require(set == 0, "node \(offset) is not live but has label set \(set)")
        continue
      }
      try require(Int(set) < graph.labelSets.count, "node \(offset) has the unknown label set \(set)")
      for label in graph.labelSets[set] {
        try require(graph.labelBitmap(label).contains(offset), "node \(offset) is missing from the bitmap of label \(label.rawValue)")
        perLabel[Int(label.rawValue)] += 1
      }
    }
    for (label, count) in perLabel.enumerated() {
      let bitmap = graph.labelBitmap(LabelID(rawValue: UInt32(label)))
      try BitmapInvariants.check(bitmap, "label \(label)", capacity: graph.nodeCapacity)
      try require(bitmap.count == count, "the bitmap of label \(label) has \(bitmap.count) nodes, but \(count) have the label")
    }
    try require(graph.labelBitmaps.count <= perLabel.count, "there are bitmaps of unknown labels")
  }
}

/// Checks that a bitmap holds as many members as it says, none at or past a capacity.
enum BitmapInvariants {
  static func check(_ bitmap: BitmapView, _ name: String, capacity: Int) throws(StorageError) {
    var count = 0
    try bitmap.forEach { offset throws(StorageError) in
      try require(Int(offset) < capacity, "\(name): \(offset) is past the capacity \(capacity)")
      count += 1
    }
    try require(count == bitmap.count, "\(name): the bitmap has \(count) members and says \(bitmap.count)")
  }
}
