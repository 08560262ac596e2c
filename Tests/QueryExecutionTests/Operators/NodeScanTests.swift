// Scans: every node, labels, indexes and identities, at the edges of chunks.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct NodeScanTests {
  private let names = Names()
  private var n: Variable { names.node("n") }
  private var m: Variable { names.node("m") }

  @Test(arguments: [0, 1, 63, 64, 2047, 2048, 2049, 4096, 5000]) func everyNodeComesOnce(count: Int) throws {
    var graph = PlainGraph()
    for number in 0..<count { graph.node(number % 3 == 0 ? "A" : "B") }
    let store = try graph.store()
    #expect(try rows(LogicalPlan.argument.scan(n), [n], on: store) == (0..<count).map { [node($0)] })
    let labelled = (0..<count).filter { $0 % 3 == 0 }
    #expect(try rows(LogicalPlan.argument.scan(n, label: "A"), [n], on: store) == labelled.map { [node($0)] })
    #expect(try rows(LogicalPlan.argument.scan(n, label: "C"), [n], on: store) == [])
  }

  @Test func aSecondScanRunsForEachRow() throws {
    var graph = PlainGraph()
    for _ in 0..<70 { graph.node("A") }
    let found = try rows(LogicalPlan.argument.scan(n).scan(m, label: "A"), [n, m], on: try graph.store())
    #expect(found == (0..<70).flatMap { first in (0..<70).map { [node(first), node($0)] } })
  }

  private func withProperties() -> PlainGraph {
    var graph = PlainGraph()
    for number in 0..<50 { graph.node("A", properties: [("x", .integer(Int64(number % 10))), ("s", .string("s\(number)"))]) }
    graph.node("A", properties: [("x", 3.0)])
    graph.node("A", properties: [("x", "3")])
    graph.node("B", properties: [("x", 3)])
    graph.node("A")
    return graph
  }

  private func found(_ access: NodeScan.Access, _ store: GraphStore, _ parameters: [String: Value] = [:]) throws -> [Int] {
    try rows(.nodeScan(.argument, NodeScan(node: n, access: access)), [n], on: store, parameters: parameters).map { row in
      guard case .node(let found) = row[0] else { return -1 }
      return Int(found.id.rawValue)
    }
  }

  @Test(arguments: [false, true]) func indexAccesses(isIndexed: Bool) throws {
    let store = try withProperties().store()
    if isIndexed {
      let transaction = try store.beginWrite()
      for property in ["x", "s"] {
        try transaction.createIndex(IndexDefinition(name: property, label: "A", property: property, isUnique: false))
      }
      _ = try transaction.commit()
    }
    let threes = [3, 13, 23, 33, 43, 50]
    #expect(try found(.indexEqual(label: "A", property: "x", literal(3)), store) == threes)
    #expect(try found(.indexEqual(label: "A", property: "x", parameter("p")), store, ["p": 3.0]) == threes)
    #expect(try found(.indexEqual(label: "A", property: "x", literal("3")), store) == [51])
    #expect(try found(.indexEqual(label: "A", property: "x", literal(.null)), store) == [])
    #expect(try found(.indexEqual(label: nil, property: "x", literal(3)), store) == threes + [52])
    #expect(try found(.indexEqual(label: "A", property: "y", literal(3)), store) == [])
    let some = try found(.indexIn(label: "A", property: "x", literal([3, "3", .null, 3.0])), store)
    #expect(some.sorted() == threes + [51])
    #expect(try found(.indexIn(label: "A", property: "x", literal(.null)), store) == [])
    let range = NodeScan.Access.indexRange(
      label: "A", property: "x", lower: .init(value: literal(8), inclusive: false), upper: .init(value: literal(9), inclusive: true))
    #expect(try found(range, store).sorted() == [9, 19, 29, 39, 49])
    let open = NodeScan.Access.indexRange(label: "A", property: "x", lower: nil, upper: .init(value: literal(0.5), inclusive: true))
    #expect(try found(open, store).sorted() == [0, 10, 20, 30, 40])
    let none = NodeScan.Access.indexRange(label: "A", property: "x", lower: nil, upper: .init(value: literal(.null), inclusive: true))
    #expect(try found(none, store) == [])
    #expect(try found(.indexPrefix(label: "A", property: "s", literal("s4")), store).sorted() == [4] + Array(40..<50))
    #expect(try found(.indexPrefix(label: "A", property: "s", literal(4)), store) == [])
  }

  @Test func identities() throws {
    let store = try withProperties().store()
    #expect(try found(.identity(literal(7)), store) == [7])
    #expect(try found(.identity(literal([9, 2, 9, 2.0, -1, 1000, .null, "x"])), store) == [2, 9])
    #expect(try found(.identity(literal(.null)), store) == [])
    #expect(try found(.identity(literal(.integer(1 << 40))), store) == [])
  }

  @Test func keysComeFromTheRow() throws {
    let store = try withProperties().store()
    let plan = LogicalPlan.nodeScan(
      LogicalPlan.argument.unwind(literal([3, .null, "3"]), names.any("v")),
      NodeScan(node: n, access: .indexEqual(label: "A", property: "x", read(names.any("v")))))
    let found = try rows(plan, [names.any("v"), n], on: store)
    #expect(bag(found) == bag([3, 13, 23, 33, 43, 50].map { [3, node($0)] } + [["3", node(51)]]))
  }

  @Test func aListThatIsNoneIsRefused() throws {
    let store = try withProperties().store()
    let error = queryError { _ = try found(.indexIn(label: "A", property: "x", literal(3)), store) }
    #expect(error?.kind == .typeError)
  }
}
