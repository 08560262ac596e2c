// Statements that were parsed and planned, by their text, so that a statement that comes again is not planned again. A plan names labels
// and keys, not their numbers, so new data does not make it wrong; it is made anew when indexes or constraints change, and when the
// graph has grown or shrunk so much that another plan may be better.
import GraphModel
import GraphStorage
import QueryPlanner
import Synchronization

/// What a plan was made for.
struct PlanBasis: Hashable, Sendable {
  private let indexes: [IndexDefinition]
  private let constraintCount: Int
  /// Sizes in powers of four: a plan is kept while the graph stays within its order of magnitude.
  private let nodeMagnitude: Int
  private let relationshipMagnitude: Int
  /// Which version of the procedures it calls.
  let procedureVersion: UInt64

  /// The basis that a snapshot and the procedures give.
  init(_ graph: GraphSnapshot, procedureVersion: UInt64) {
    self.procedureVersion = procedureVersion
    indexes = graph.schema.indexes
    constraintCount = graph.schema.constraints.count
    nodeMagnitude = PlanBasis.magnitude(graph.nodeCount)
    relationshipMagnitude = PlanBasis.magnitude(graph.relationshipCount)
  }

  private static func magnitude(_ count: Int) -> Int { (Int.bitWidth - count.leadingZeroBitCount + 1) / 2 }
}

/// Plans by text.
final class PlanCache: Sendable {
  /// The most plans kept; the cache is emptied when it is full, which costs one planning per statement in use.
  static let capacity = 1_024
  /// Longer texts are bulk loads in disguise and are not kept.
  static let textBytesMax = 16 * 1_024

  private struct Key: Hashable {
    let text: [UInt8]
    /// The names of the parameters given; nil where they are not known.
    let parameters: Set<String>?
    let disabledRules: Set<String>
  }

  private let plans = Mutex<[Key: ExecutableQuery]>([:])

  /// The plan of a text, made anew where there is none for the present basis.
  func plan(
    _ text: String, parameters: Set<String>?, disabledRules: Set<String>, basis: PlanBasis,
    make: () throws(QueryError) -> ExecutableQuery
  ) throws(QueryError) -> ExecutableQuery {
    guard text.utf8.count <= PlanCache.textBytesMax else { return try make() }
    let key = Key(text: Array(text.utf8), parameters: parameters, disabledRules: disabledRules)
    if let known = plans.withLock({ $0[key] }), known.basis == basis { return known }
    let made = try make()
    plans.withLock { plans in
      if plans.count >= PlanCache.capacity { plans.removeAll(keepingCapacity: true) }
      plans[key] = made
    }
    return made
  }

  /// Forgets every plan.
  func clear() { plans.withLock { $0.removeAll() } }
}
