// A search over a full-text index: candidates from the tokens, then the texts themselves, then the order. The score of a term is that of
// the text it fits best; a conjunction has the mean of its terms, alternatives the sum of those that match over their number.
// Invariant: a hit is a hit because of its texts, whatever the index says; equal scores come in the order of the entities.
import GraphModel
import GraphStorage

/// Searches an index.
struct FullTextSearch {
  /// What was found.
  struct Hit {
    var entity: UInt32
    var score: Double
  }

  let query: SearchQuery
  let index: FullTextReader

  /// The hits, best first.
  func run(_ limits: ExecutionLimits) throws(QueryError) -> [Hit] {
    var hits: [Hit] = []
    var pace = Pace(limits)
    let candidates = SearchCandidates(index: index).entities(query) ?? []
    try limits.charge(candidates.count * MemoryLayout<UInt32>.stride)
    defer { limits.release(candidates.count * MemoryLayout<UInt32>.stride) }
    for entity in candidates {
      let texts = index.texts(of: entity).map(\.text)
      if let score = Self.score(query, texts) { hits.append(Hit(entity: entity, score: score)) }
      try pace.step(64)
    }
    let bytes = hits.count * MemoryLayout<Hit>.stride
    try limits.charge(bytes)
    limits.release(bytes)
    hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.entity < $1.entity }
    return hits
  }

  /// How well some texts of one entity match; `nil` where they do not.
  static func score(_ query: SearchQuery, _ texts: [FoldedText]) -> Double? {
    switch query {
    case .term(let term): return texts.compactMap(term.score).max()
    case .not(let query): return score(query, texts) == nil ? 0 : nil
    case .all(let parts):
      var (sum, wanted) = (0.0, 0.0)
      for part in parts {
        guard let found = score(part, texts) else { return nil }
        if case .not = part { continue }
        sum += found
        wanted += 1
      }
      return sum / max(wanted, 1)
    case .any(let parts):
      let found = parts.compactMap { score($0, texts) }
      return found.isEmpty ? nil : found.reduce(0, +) / Double(parts.count)
    }
  }
}
