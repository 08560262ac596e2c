// `db.index.fulltext.queryNodes` and `db.index.fulltext.queryRelationships`: entities by text, best matches first.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// Nodes found through a full-text index, with scores above 0 and at most 1.
  static let searchNodes = search("db.index.fulltext.queryNodes", .init("node", .node), "Nodes by text.", isOverNodes: true)

  /// Relationships found through a full-text index.
  static let searchRelationships = search(
    "db.index.fulltext.queryRelationships", .init("relationship", .relationship), "Relationships by text.", isOverNodes: false)

  private static func search(
    _ name: String, _ field: ProcedureSignature.Field, _ summary: String, isOverNodes: Bool
  ) -> Procedure {
    let signature = ProcedureSignature(
      name: name, arguments: [.init("index", .string), .init("text", .string), .init("options", .map, defaultValue: .map([:]))],
      fields: [field, .init("score", .float)], summary: summary)
    return Procedure(
      signature,
      table: { arguments, context throws(QueryError) in
        let options = try ProcedureOptions(arguments.dropFirst(2).first, of: name, keys: ["limit", "skip"])
        let limit = Int(try options.integer("limit", in: 0...Int64.max, default: .max))
        let skip = Int(try options.integer("skip", in: 0...Int64.max, default: 0))
        let reader = try index(arguments.first, context.graph, of: name, isOverNodes: isOverNodes)
        guard arguments.count > 1, case .string(let text) = arguments[1] else {
          throw .runtime(
            .typeError, "InvalidArgumentType",
            "`\(name)` takes a text, not a value of type \(arguments.dropFirst().first?.typeName ?? "NULL")")
        }
        let hits = try FullTextSearch(query: SearchQuery(text), index: reader).run(context.limits).dropFirst(skip).prefix(limit)
        let entities = hits.map(\.entity)
        return ProcedureTable(
          count: hits.count, [isOverNodes ? .nodes(entities) : .relationships(entities), .floats(hits.map(\.score))])
      })
  }

  private static func index(
    _ value: Value?, _ graph: GraphSnapshot, of procedure: String, isOverNodes: Bool
  ) throws(QueryError) -> FullTextReader {
    guard case .string(let name)? = value else {
      throw .runtime(
        .typeError, "InvalidArgumentType", "`\(procedure)` takes the name of an index, not a value of type \(value?.typeName ?? "NULL")")
    }
    guard let reader = graph.fullTextIndex(named: name) else {
      let known = graph.schema.fullTextIndexes.map(\.name)
      throw .runtime(
        .procedureError, "ProcedureCallFailed", "there is no full-text index `\(name)`",
        hint: Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
          ?? (known.isEmpty
            ? "make one: CREATE FULLTEXT INDEX \(name) FOR (n:Label) ON EACH [n.name]"
            : "there are \(known.sorted { $0.isByteLess(than: $1) }.joined(separator: ", "))"))
    }
    guard reader.isOverNodes == isOverNodes else {
      throw .runtime(
        .procedureError, "ProcedureCallFailed", "the full-text index `\(name)` is over \(isOverNodes ? "relationships" : "nodes")",
        hint: "call db.index.fulltext.\(isOverNodes ? "queryRelationships" : "queryNodes")")
    }
    return reader
  }
}
