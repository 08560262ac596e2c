// The relationships of the trail being walked. Short trails are compared one by one, which is faster than anything else; what
// lies beyond is looked up in a bitmap over all relationships, made when a trail first gets that long.
// Invariant: the bitmap holds exactly the relationships from place `PhysicalLimits.trailScanMax` on.
import GraphModel
import GraphStorage

/// A walk without repeated relationships.
final class Trail {
  /// The trail for loops; valid until it changes.
  struct View {
    fileprivate let relationships: UnsafePointer<UInt32>
    fileprivate let scanned: Int
    fileprivate let marks: UnsafePointer<UInt64>?
    fileprivate let markWords: Int

    /// Whether a relationship is in the trail. Cost: constant.
    @inline(__always) func contains(_ relationship: UInt32) -> Bool {
      for place in 0..<scanned where relationships[place] == relationship { return true }
      guard let marks, Int(relationship >> 6) < markWords else { return false }
      return (marks[Int(relationship >> 6)] >> UInt64(relationship & 63)) & 1 != 0
    }
  }

  /// The number of relationships.
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var relationships: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var capacity = 32
  @exclusivity(unchecked) private var marks: UnsafeMutablePointer<UInt64>?
  @exclusivity(unchecked) private var markWords = 0
  @exclusivity(unchecked) private var charged = 0

  /// A trail of no relationship.
  init() { relationships = .allocate(capacity: capacity) }

  deinit {
    relationships.deallocate()
    marks?.deallocate()
  }

  /// The trail as it is.
  var view: View {
    let scanned = min(count, PhysicalLimits.trailScanMax)
    return View(
      relationships: UnsafePointer(relationships), scanned: scanned, marks: count > scanned ? UnsafePointer(marks) : nil,
      markWords: markWords)
  }

  /// Adds a relationship that is not in the trail.
  func append(_ relationship: UInt32, _ context: ExecutionContext) throws(QueryError) {
    if count == capacity { try grow(context) }
    if count >= PhysicalLimits.trailScanMax {
      if Int(relationship >> 6) >= markWords { try growMarks(past: Int(relationship >> 6), context) }
      marks?[Int(relationship >> 6)] |= 1 << UInt64(relationship & 63)
    }
    relationships[count] = relationship
    count += 1
  }

  /// Takes the last relationship away, if there is one.
  func removeLast() {
    guard count > 0 else { return }
    count -= 1
    let last = relationships[count]
    if count >= PhysicalLimits.trailScanMax { marks?[Int(last >> 6)] &= ~(1 << UInt64(last & 63)) }
  }

  /// Takes all relationships away.
  func removeAll() { while count > 0 { removeLast() } }

  /// Gives the memory of long trails back.
  func release(_ context: ExecutionContext) {
    removeAll()
    context.limits.release(charged)
    charged = 0
    marks?.deallocate()
    marks = nil
    markWords = 0
    relationships.deallocate()
    capacity = 32
    relationships = .allocate(capacity: capacity)
  }

  /// The list of the trail's relationships and one more.
  func list(with last: UInt32?) -> Value {
    var list: [Value] = []
    list.reserveCapacity(count + 1)
    for place in 0..<count { list.append(.relationship(Relationship(id: RelationshipID(rawValue: relationships[place])))) }
    if let last { list.append(.relationship(Relationship(id: RelationshipID(rawValue: last)))) }
    return .list(list)
  }

  private func grow(_ context: ExecutionContext) throws(QueryError) {
    try context.limits.charge(capacity * 4)
    charged += capacity * 4
    let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    fresh.update(from: relationships, count: count)
    relationships.deallocate()
    relationships = fresh
    capacity *= 2
  }

  private func growMarks(past word: Int, _ context: ExecutionContext) throws(QueryError) {
    let wanted = max(context.graph.relationshipCapacity / 64, word) + 1
    try context.limits.charge((wanted - markWords) * 8)
    charged += (wanted - markWords) * 8
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: wanted)
    fresh.initialize(repeating: 0, count: wanted)
    if let marks {
      fresh.update(from: marks, count: markWords)
      marks.deallocate()
    }
    marks = fresh
    markWords = wanted
  }
}
